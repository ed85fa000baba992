"""“I'm worried about something”: anybody, anywhere, nothing lost, nothing given away (CONC-01, SG-13, SG-18)."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from ithaca.accounts.models import Account
from ithaca.kernel.roles import Role
from ithaca.notices.models import Letter
from ithaca.safeguarding.models import Concern, Unplaced
from ithaca.safeguarding.selectors import concerns_visible_to
from tests.safeguarding.conftest import CANARY, RAISED, House
from tests.support.world import World

WORDS = f"The {CANARY} told me a secret"


def number_on(page: str) -> str:
    found = re.search(r'class="reference">([0-9A-Z]{4}-[0-9A-Z]{4})<', page)
    assert found
    return found[1]


def tell(client: Client, url: str, **more: str) -> str:
    return client.post(url, {"words": WORDS, "once": "k", **more}, follow=True).content.decode()


@pytest.mark.parametrize("csrf", [False, True])
def test_a_stranger_tells_inside_a_scheme_and_gets_a_receipt(house: House, csrf: bool) -> None:
    client = Client(enforce_csrf_checks=csrf)
    url = house.world.url("worried")
    page = client.get(url).content.decode()
    assert "999" in page
    assert "0800 1111" in page
    receipt = tell(client, url, about="somebody", raised_contact="01632 960 111")
    concern = Concern.objects.get()
    assert number_on(receipt) == concern.receipt
    assert "safeguarding lead of this scheme reads it" in receipt
    assert "0800 1111" in receipt
    assert CANARY not in receipt
    assert concern.entries.get().words == WORDS
    assert (concern.route, concern.raised_contact) == ("lead", "01632 960 111")
    told = {letter.person.name for letter in Letter.objects.filter(name__in=RAISED) if letter.person}
    assert told == {"Lena Lead", "Della Deputy"}
    assert CANARY not in "".join(letter.body for letter in Letter.objects.all())


def test_signed_in_nothing_is_asked_about_who_writes(house: House) -> None:
    client = house.browser("Milo Mentee")
    page = client.get(house.world.url("worried")).content.decode()
    assert "raised_contact" not in page
    tell(client, house.world.url("worried"))
    assert Concern.objects.get().raised_by == house.pair.mentee.person


def test_one_about_the_lead_goes_to_the_second_person_also_from_a_stranger(house: House) -> None:
    receipt = tell(Client(), house.world.url("worried"), about="lead")
    assert "Somebody else than the safeguarding lead" in receipt
    told = {letter.person.name for letter in Letter.objects.filter(name__in=RAISED) if letter.person}
    assert told == {"Theo Third"}
    for role in (Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.COORDINATOR):
        assert not concerns_visible_to(house.staff(role)).exists()
    assert concerns_visible_to(house.staff(Role.THIRD_PERSON)).exists()


def test_a_lead_called_by_name_never_hears_of_it(house: House) -> None:
    tell(Client(), house.world.url("worried"), about="unsure", about_words="lena  LEAD I think")
    assert Concern.objects.get().route == "third"
    assert not Letter.objects.filter(person=house.world.people["Lena Lead"], name__in=RAISED).exists()


def test_one_about_the_co_ordinator_is_kept_from_her_whatever_it_is_sorted_as(house: House) -> None:
    from django.utils import timezone

    from ithaca.safeguarding.services import triage

    tell(Client(), house.world.url("worried"), about="coordinator")
    concern = Concern.objects.get()
    triage(concern=concern, kind="worry", by=house.staff(), at=timezone.now())
    assert not concerns_visible_to(house.staff(Role.COORDINATOR)).exists()
    assert house.browser("Cora Coordinator").get(house.url(concern)).status_code == 404


def test_when_nobody_in_the_scheme_is_left_an_administrator_reads_it(house: House) -> None:
    boss = Account.objects.create_user("boss", "boss@example.org", "a long enough phrase", is_administrator=True)
    tell(Client(), house.world.url("worried"), about="lead", about_words="Theo Third")
    concern = Concern.objects.get()
    assert concern.route == "platform"
    assert Letter.objects.get(name="safeguarding.stranded").to_address == "boss@example.org"
    client = Client()
    client.force_login(boss, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["second_factor_at"] = "2026-11-21T00:00:00+00:00"
    session.save()
    assert concern.receipt in client.get("/worried/unplaced").content.decode()
    assert CANARY in client.get(house.url(concern)).content.decode()


def test_outside_any_scheme_a_stranger_learns_nothing(house: House) -> None:
    scheme, organisation = house.world.scheme, house.world.organisation
    right = tell(Client(), "/worried/", organisation_words=organisation.name.upper(), scheme_words=scheme.slug)
    wrong = tell(Client(), "/worried/", organisation_words="Nowhere Trust", scheme_words="pairs", once="other")
    assert Concern.objects.get().scheme == scheme
    assert Unplaced.objects.get().where_words == "Nowhere Trust / pairs"
    strip = re.compile(r'class="reference">[^<]*|nonce="[^"]*"')
    assert strip.sub("", right) == strip.sub("", wrong)


def test_what_names_no_scheme_goes_to_the_administrators_and_is_passed_on_with_its_number(house: House) -> None:
    boss = Account.objects.create_user("boss", "boss@example.org", "a long enough phrase", is_administrator=True)
    receipt = number_on(tell(Client(), "/worried/", about="lead", scheme_words="the one in the library"))
    assert Letter.objects.get(name="safeguarding.unplaced").to_address == "boss@example.org"
    client = Client()
    client.force_login(boss, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["second_factor_at"] = "2026-11-21T00:00:00+00:00"
    session.save()
    assert CANARY in client.get("/worried/unplaced").content.decode()
    row = Unplaced.objects.get()
    client.post(f"/worried/unplaced/{row.public_id}/place", {"scheme": house.world.scheme.public_id, "once": "p"})
    concern = Concern.objects.get()
    assert (concern.receipt, concern.route) == (receipt, "third")
    assert CANARY not in client.get("/worried/unplaced").content.decode()
    assert client.get(house.url(concern)).status_code == 404


def test_signed_in_outside_a_scheme_one_of_ones_own_can_be_chosen(house: House) -> None:
    client = house.browser("Milo Mentee")
    assert house.world.scheme.name in client.get("/worried/").content.decode()
    tell(client, "/worried/", scheme=house.world.scheme.public_id)
    assert Concern.objects.get().raised_by == house.pair.mentee.person


@pytest.mark.parametrize(
    ("words", "kept"),
    [("short", "short"), ("long " * 5000, "long " * 5000), ("with\x00nul", "withnul"), ("two\r\nlines", "two\nlines")],
)
def test_no_worry_is_turned_away(house: House, words: str, kept: str) -> None:
    client, url = Client(), house.world.url("worried")
    client.post(url, {"words": words, "about": "a made-up choice", "raised_name": "n" * 300, "once": "z"})
    entry = Concern.objects.get().entries.get()
    assert entry.words.startswith(kept)
    assert "n" * 300 in entry.words


def test_an_empty_worry_gets_a_sentence_and_keeps_what_else_was_typed(house: House) -> None:
    page = Client().post(house.world.url("worried"), {"words": " ", "about_words": "Somebody", "once": "e"})
    assert page.status_code == 422
    assert "A few words are enough" in page.content.decode()
    assert "Somebody" in page.content.decode()


def test_the_same_form_twice_is_one_worry(house: House) -> None:
    client, url = Client(), house.world.url("worried")
    first = client.post(url, {"words": WORDS, "once": "same"})
    assert client.post(url, {"words": WORDS, "once": "same"})["Location"] == first["Location"]
    assert Concern.objects.count() == 1


def test_past_the_limit_worries_are_kept_without_more_letters(house: House) -> None:
    client, url = Client(), house.world.url("worried")
    for n in range(13):
        assert client.post(url, {"words": WORDS, "once": f"n{n}"}).status_code == 302
    assert Concern.objects.count() == 13
    assert Letter.objects.filter(name__in=RAISED, person=house.world.people["Lena Lead"]).count() == 10


def test_a_made_up_receipt_is_not_shown(world: World) -> None:
    assert Client().get("/worried/received/made-up").status_code == 404
