"""A worry that names no scheme never goes to the administrator it may be about (SG-13)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from ithaca.accounts.models import Account
from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import Held, Role
from ithaca.notices.models import Letter
from ithaca.safeguarding.models import Concern, Unplaced
from ithaca.safeguarding.selectors import unplaced_visible_to
from ithaca.safeguarding.services import open_unplaced
from tests.safeguarding.conftest import House


def tell(**more: str) -> None:
    sent = {"words": "She frightens me", "once": "k", **more}
    assert Client().post("/worried/", sent).status_code == 302


def administrator(account: Account) -> Actor:
    held = (Held(Role.ADMINISTRATOR),)
    return Actor(kind="account", account_id=account.pk, account=account.public_id, role=Role.ADMINISTRATOR, held=held)


@pytest.fixture
def cora(house: House) -> Account:
    """The co-ordinator looks after the server too."""
    account = house.world.people["Cora Coordinator"].account
    assert account is not None
    Account.objects.filter(pk=account.pk).update(is_administrator=True, name="Cora Coordinator")
    account.refresh_from_db()
    return account


@pytest.mark.parametrize("said", [{"about": "coordinator"}, {"about_words": "Mrs Coordinator"}])
def test_with_no_other_administrator_it_goes_to_the_lead_of_her_scheme(
    house: House, cora: Account, said: dict[str, str]
) -> None:
    tell(scheme_words="the one in the library", **said)
    assert not Unplaced.objects.exists()
    concern = Concern.objects.get()
    assert (concern.scheme, concern.route) == (house.world.scheme, "lead")
    assert not Letter.objects.filter(to_address=cora.email).exists()


def test_another_administrator_reads_it_and_she_does_not(house: House, cora: Account) -> None:
    boss = Account.objects.create_user("boss", "boss@example.org", "a long enough phrase", is_administrator=True)
    tell(about="coordinator")
    assert [letter.to_address for letter in Letter.objects.filter(name="safeguarding.unplaced")] == ["boss@example.org"]
    assert not unplaced_visible_to(administrator(cora))
    assert not open_unplaced(by=administrator(cora), at=timezone.now())
    assert len(unplaced_visible_to(administrator(boss))) == 1


def test_one_about_nobody_on_the_staff_goes_to_every_administrator(house: House, cora: Account) -> None:
    tell(about="somebody", about_words="a boy in year nine")
    assert len(unplaced_visible_to(administrator(cora))) == 1
    assert Letter.objects.filter(name="safeguarding.unplaced", to_address=cora.email).exists()
