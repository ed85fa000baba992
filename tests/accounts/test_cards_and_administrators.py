"""Cards for pupils without e-mail, the first administrator's link, the second one's, and the example's one press."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client, RequestFactory
from django.utils import timezone

from ithaca.accounts.hooks import example_database
from ithaca.accounts.models import Account
from ithaca.accounts.services import (
    card_for,
    example_allowed,
    first_administrator_link,
    issue_card,
    make_account,
    make_card_account,
    sign_in_as,
)
from ithaca.accounts.services.cards import words
from ithaca.audit.models import Event
from ithaca.kernel.actor import ANONYMOUS, Actor, job
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.organisations.models import Organisation
from ithaca.organisations.selectors import is_example_database
from tests.support.world import NOW

PASSWORD = "a long enough phrase"
pytestmark = pytest.mark.django_db


def test_the_word_list_is_long_plain_and_without_doubles() -> None:
    assert len(words()) == len(set(words())) >= 400
    assert all(word.isascii() and word.isalpha() and word.islower() and len(word) <= 9 for word in words())


def test_a_card_opens_the_account_and_says_nothing_about_the_pupil() -> None:
    account = make_card_account(name="Robin", by=job("test"), at=NOW)
    username, secret = issue_card(account=account, by=job("test"), at=NOW)
    assert "robin" not in username or "Robin".lower() in words()
    assert secret.count("-") == 3
    client = Client()
    assert client.post("/account/login/", {"login": username.upper(), "password": secret}).status_code == 302
    account.refresh_from_db()
    assert secret not in account.password
    assert secret not in str(list(Event.objects.values_list("data", flat=True)))


def test_a_new_card_ends_the_old_one_and_every_session() -> None:
    account = make_card_account(name="Robin", by=job("test"), at=NOW)
    username, old = issue_card(account=account, by=job("test"), at=NOW)
    client = Client()
    client.post("/account/login/", {"login": username, "password": old})
    assert client.get("/me/").status_code == 200
    again, new = issue_card(account=account, by=job("test"), at=NOW)
    assert (again, new != old) == (username, True)
    assert client.get("/me/").status_code == 302
    assert Client().post("/account/login/", {"login": username, "password": old}).status_code == 200
    assert Client().post("/account/login/", {"login": username, "password": new}).status_code == 302


def test_the_card_has_a_qr_code_of_the_address_without_the_secret() -> None:
    card = card_for(username="plum-river-12", secret="one-two-three-45")
    assert card.qr.startswith("data:image/svg+xml")
    assert card.address.endswith("/account/login/")
    assert "one-two-three" not in card.qr


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.SAFEGUARDING_LEAD, Role.SCHOOL_CONTACT])
def test_nobody_takes_over_a_colleague_by_printing_a_card(world: Any, role: Role) -> None:
    colleague = world.appoint("Col League", role).account
    Account.objects.filter(pk=colleague.pk).update(email="")
    colleague.refresh_from_db()
    by = world.as_(world.appoint("Cora Cook", Role.COORDINATOR), Role.COORDINATOR)
    with pytest.raises(NotNow):
        issue_card(account=colleague, by=by, at=NOW)
    colleague.refresh_from_db()
    assert colleague.check_password(PASSWORD)


def test_an_account_with_an_address_gets_no_card(world: Any) -> None:
    mentor = world.join("Mo Mentor", "mentor").person.account
    with pytest.raises(NotNow, match="by mail"):
        issue_card(account=mentor, by=job("test"), at=NOW)


@pytest.mark.parametrize("role", [Role.MENTOR, Role.MENTEE, Role.PARENT, Role.MATCHER])
def test_only_the_co_ordinator_and_the_school_print_cards(world: Any, role: Role) -> None:
    account = make_card_account(name="Robin", by=job("test"), at=NOW)
    with pytest.raises(NotAllowed):
        issue_card(account=account, by=world.as_(world.person("Ann Other"), role), at=NOW)


@pytest.mark.parametrize("by", [ANONYMOUS, Actor(kind="account", account_id=1, account="x")])
def test_nobody_makes_an_account_by_themselves(by: Actor) -> None:
    with pytest.raises(NotAllowed):
        make_account(username="eve", email="eve@example.org", name="Eve", by=by, at=NOW)
    assert not Account.objects.exists()


@pytest.mark.parametrize(
    ("username", "email", "password"),
    [
        ("", "a@example.org", PASSWORD),
        ("two words", "a@example.org", PASSWORD),
        ("ROBIN", "a@example.org", PASSWORD),
        ("x" * 61, "a@example.org", PASSWORD),
        ("eve", "", None),
        ("eve", "", "password"),
        ("everest-climber", "", "everest-climber"),
    ],
)
def test_an_account_that_cannot_be_is_refused_with_a_sentence(username: str, email: str, password: str | None) -> None:
    Account.objects.create_user("robin")
    with pytest.raises(NotNow) as refused:
        make_account(username=username, email=email, name="Eve", password=password, by=job("test"), at=NOW)
    assert len(refused.value.sentence) > 10
    assert Account.objects.count() == 1


def path_of(link: str | None) -> str:
    assert link is not None
    assert link.startswith("http://127.0.0.1:8000/welcome/")
    return link.removeprefix("http://127.0.0.1:8000")


FORM = {"name": "Ada Min", "email": "ada@example.org", "password": PASSWORD}


def test_the_first_administrators_link_works_once() -> None:
    link = path_of(first_administrator_link("http://127.0.0.1:8000/"))
    client = Client()
    assert client.get(link).status_code == 200
    assert client.post(link, FORM).headers["Location"] == "/"
    account = Account.objects.get(username="ada@example.org")
    assert account.is_administrator
    assert client.get("/organisations/").headers["Location"].startswith("/me/second-step/")
    again = Client().post(link, {**FORM, "email": "eve@example.org"})
    assert again.status_code == 409
    assert "used already" in again.content.decode()
    assert Account.objects.count() == 1
    assert first_administrator_link("http://127.0.0.1:8000") is None


def test_a_newer_link_ends_the_older_one() -> None:
    old, new = (path_of(first_administrator_link("http://127.0.0.1:8000")) for _ in range(2))
    assert Client().get(old).status_code == 409
    assert Client().get(new).status_code == 200


def test_bad_answers_keep_what_was_typed_and_use_up_nothing() -> None:
    link = path_of(first_administrator_link("http://127.0.0.1:8000"))
    for bad in ({"name": ""}, {"email": "not an address"}, {"password": "short"}, {"email": "x" * 80 + "@example.org"}):
        answer = Client().post(link, {**FORM, **bad})
        assert answer.status_code == 422
        kept = {**FORM, **bad}["name"] or {**FORM, **bad}["email"]
        assert kept in answer.content.decode()
    assert not Account.objects.exists()
    assert Client().post(link, FORM).status_code == 302


def test_a_guessed_link_opens_nothing() -> None:
    assert Client().get("/welcome/not-a-token/").status_code == 409


def administrator() -> Client:
    account = Account.objects.create_user("root", "root@example.org", PASSWORD, is_administrator=True, name="Ro Ot")
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["second_factor_at"] = NOW.isoformat()
    session.save()
    return client


def test_a_second_administrator_is_invited_by_a_link_shown_once() -> None:
    client = administrator()
    page = client.post("/administrators/invite/")
    assert page.headers["Cache-Control"] == "no-store"
    link = page.content.decode().split("http://testserver", 1)[1].split("<", 1)[0]
    assert link not in client.get("/administrators/").content.decode()
    assert Client().post(link, FORM).status_code == 302
    assert Account.objects.filter(is_administrator=True).count() == 2


@pytest.mark.parametrize(
    "page", ["/administrators/", "/administrators/invite/", "/organisations/", "/organisations/add/"]
)
def test_only_administrators_see_these_pages(world: Any, page: str) -> None:
    for person in (world.appoint("Cora Cook", Role.COORDINATOR), world.join("Mo Mentor", "mentor").person):
        assert world.client(person).get(page).status_code == 404
        assert world.client(person).post(page, {"name": "Mine"}).status_code == 404
    assert Client().get(page).status_code == 302


def test_a_new_address_counts_once_its_mail_was_opened() -> None:
    account = Account.objects.create_user("robin@example.org", "robin@example.org", PASSWORD)
    client = Client()
    client.post("/account/login/", {"login": "robin@example.org", "password": PASSWORD})
    assert client.post("/me/address/", {"email": "nonsense"}).status_code in (200, 422)
    client.post("/me/address/", {"email": "new@example.org"})
    account.refresh_from_db()
    assert account.email == "robin@example.org"
    assert mail.outbox[-1].to == ["new@example.org"]
    link = mail.outbox[-1].body.split("http://testserver")[1].split()[0]
    stranger = Client()
    Account.objects.create_user("eve", "", PASSWORD)
    stranger.post("/account/login/", {"login": "eve", "password": PASSWORD})
    assert stranger.post(link).status_code == 409
    assert client.get(link).status_code == 200
    assert client.post(link).status_code == 302
    account.refresh_from_db()
    assert (account.email, account.username) == ("new@example.org", "new@example.org")
    assert mail.outbox[-1].to == ["robin@example.org"]
    assert client.post(link).status_code == 409


def test_changing_the_address_wants_the_password_when_the_sign_in_is_old() -> None:
    from datetime import timedelta

    from ithaca.accounts import sessions

    Account.objects.create_user("robin", "robin@example.org", PASSWORD)
    client = Client()
    client.post("/account/login/", {"login": "robin", "password": PASSWORD})
    session = client.session
    session[sessions.BEGAN] = (timezone.now() - timedelta(hours=1)).isoformat()
    session.save()
    answer = client.get("/me/address/")
    assert answer.headers["Location"].startswith("/account/reauthenticate/")
    assert "not your password" in client.post("/account/reauthenticate/", {"password": "wrong words"}).content.decode()
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert client.get("/me/address/").status_code == 200


def request(address: str = "127.0.0.1", host: str = "127.0.0.1:8000", **more: str) -> Any:
    return RequestFactory().get("/", REMOTE_ADDR=address, HTTP_HOST=host, **more)


@pytest.fixture
def example(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Organisation:
    """As in the example, as far as organisations answers; other rooms may know of more that must be so."""
    monkeypatch.setattr(example_database, "answerers", {"organisations": is_example_database})
    settings.EXAMPLE, settings.ALLOWED_HOSTS = True, ["*"]
    return Organisation.objects.create(name="Example", slug="example", is_example=True)


@pytest.mark.parametrize(
    ("address", "host", "more", "allowed"),
    [
        ("127.0.0.1", "127.0.0.1:8000", {}, True),
        ("::1", "[::1]:8000", {}, True),
        ("127.0.0.1", "localhost:8000", {}, True),
        ("192.168.1.5", "127.0.0.1:8000", {}, False),
        ("127.0.0.1", "example.org", {}, False),
        ("127.0.0.1", "localhost.example.org", {}, False),
        ("127.0.0.1", "127.0.0.1", {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, False),
        ("127.0.0.1", "127.0.0.1", {"HTTP_FORWARDED": "for=1.2.3.4"}, False),
        ("", "127.0.0.1", {}, False),
    ],
)
def test_the_example_opens_on_its_own_machine_only(
    example: Organisation, address: str, host: str, more: dict[str, str], allowed: bool
) -> None:
    assert example_allowed(request(address, host, **more)) is allowed


def test_the_example_needs_the_setting_and_a_database_made_as_example(example: Organisation, settings: Any) -> None:
    assert example_allowed(request())
    Organisation.objects.filter(pk=example.pk).update(is_example=False)
    assert not example_allowed(request())
    Organisation.objects.create(name="Later", slug="later", is_example=True)
    assert not example_allowed(request())
    Organisation.objects.filter(pk=example.pk).update(is_example=True)
    settings.EXAMPLE = False
    assert not example_allowed(request())


def test_one_room_that_says_no_is_enough(example: Organisation) -> None:
    example_database.register("another", lambda: False)
    assert not example_allowed(request())


def test_without_an_organisation_nothing_is_an_example(settings: Any) -> None:
    settings.EXAMPLE = True
    assert not example_allowed(request())


def test_signing_in_as_somebody_is_refused_outside_the_example(world: Any) -> None:
    person = world.appoint("Cora Cook", Role.COORDINATOR)
    asked = request()
    asked.session = Client().session
    with pytest.raises(NotAllowed):
        sign_in_as(request=asked, account=person.account, by=ANONYMOUS, at=NOW)
    assert "_auth_user_id" not in asked.session
