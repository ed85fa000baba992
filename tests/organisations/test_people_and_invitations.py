"""Records of people: likely the same, corrected with a reason, seen by whom; invitations and cards."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from ithaca.accounts.models import Account
from ithaca.audit.models import Event
from ithaca.kernel.actor import ANONYMOUS, job
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.kernel.scope import open_organisation
from ithaca.organisations.models import Correction, Person
from ithaca.organisations.selectors import (
    fold_name,
    invitation_path,
    likely_same,
    may_see_person,
    people_visible_to,
)
from ithaca.organisations.services import accept_invitation, add_person, change_person, invite, print_cards
from tests.support.world import CHILD_BORN, NOW

BY = job("test")
BORN = date(2011, 5, 6)


@pytest.fixture
def cora(world: Any) -> Any:
    return world.appoint("Cora Cook", Role.COORDINATOR)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Zoë O’Brien-Łukasz", "zoe obrien lukasz"),
        ("  ANNE   marie ", "anne marie"),
        ("Straße", "strasse"),
        ("Þór Æsir", "thor aesir"),
        ("Nguyễn", "nguyen"),
        ("O'Neil", "oneil"),
        ("李小龍", "李小龍"),
        ("", ""),
    ],
)
def test_names_are_folded(typed: str, folded: str) -> None:
    assert fold_name(typed) == folded
    assert fold_name(folded) == folded


def add(world: Any, given: str, family: str = "Jones", **more: Any) -> Person:
    return add_person(organisation=world.organisation, given_name=given, family_name=family, by=BY, at=NOW, **more)


def same(world: Any, given: str, family: str = "Jones", born: date | None = None, email: str = "") -> list[Person]:
    return likely_same(
        organisation=world.organisation, given_name=given, family_name=family, date_of_birth=born, email=email
    )


@pytest.mark.parametrize(
    ("known", "asked", "found"),
    [
        ({"date_of_birth": BORN}, {"born": BORN}, True),
        ({"date_of_birth": BORN}, {"born": BORN + timedelta(days=1)}, False),
        ({"date_of_birth": BORN}, {}, True),
        ({"email": "z@example.org"}, {"email": "Z@example.org"}, True),
        ({"email": "z@example.org"}, {"email": "other@example.org"}, False),
        ({"email": "z@example.org", "date_of_birth": BORN}, {"email": "o@example.org", "born": BORN}, True),
        ({"email": "z@example.org"}, {}, True),
    ],
)
def test_two_people_of_one_name_stay_two(world: Any, known: dict[str, Any], asked: dict[str, Any], found: bool) -> None:
    person = add(world, "Zoë", **known)
    assert same(world, "zoe", "JONES", **asked) == ([person] if found else [])
    assert same(world, "Jones", "Zoe", **asked) == ([person] if found else [])


def test_twins_with_one_address_are_two_and_a_short_form_is_one(world: Any) -> None:
    chris = add(world, "Christopher", date_of_birth=BORN, email="family@example.org")
    assert same(world, "Anna", born=BORN, email="family@example.org") == []
    assert same(world, "Chris", born=BORN, email="family@example.org") == [chris]


def test_the_likeliest_comes_first_and_another_organisation_never(world: Any, other_world: Any) -> None:
    with open_organisation(organisation_id=other_world.organisation.pk):
        add_person(organisation=other_world.organisation, given_name="Zoe", family_name="Jones", by=BY, at=NOW)
    loose = add(world, "Zoe")
    sure = add(world, "Zoe", date_of_birth=BORN, email="z@example.org")
    assert same(world, "Zoe", born=BORN, email="z@example.org") == [sure, loose]


@pytest.mark.parametrize(
    "wrong",
    [
        {"given_name": "  "},
        {"date_of_birth": date(2030, 1, 1)},
        {"date_of_birth": date(1850, 1, 1)},
    ],
)
def test_a_person_who_cannot_be_is_refused(world: Any, wrong: dict[str, Any]) -> None:
    before = Person.objects.count()
    with pytest.raises(NotNow):
        add_person(**{"organisation": world.organisation, "given_name": "Zoe", "by": BY, "at": NOW, **wrong})
    assert Person.objects.count() == before


@pytest.mark.parametrize("role", [Role.MENTOR, Role.MENTEE, Role.PARENT, Role.APPLICANT])
def test_others_add_nobody(world: Any, role: Role) -> None:
    by = world.as_(world.person("Ann Other"), role)
    for actor in (by, ANONYMOUS):
        with pytest.raises(NotAllowed):
            add_person(organisation=world.organisation, given_name="Zoe", by=actor, at=NOW)


def test_a_name_or_birthday_is_corrected_with_a_reason(world: Any, cora: Any) -> None:
    person, by = add(world, "Zoe", date_of_birth=BORN), world.as_(cora, Role.COORDINATOR)
    for change in ({"given_name": "Zoey"}, {"date_of_birth": date(2000, 1, 1)}, {"family_name": "Smith"}):
        with pytest.raises(NotNow, match="why"):
            change_person(person=person, by=by, at=NOW, **change)
    person.refresh_from_db()
    assert (person.given_name, person.date_of_birth) == ("Zoe", BORN)
    assert change_person(person=person, phone="01632 960003", by=by, at=NOW) == ["phone"]
    assert change_person(person=person, given_name="Zoë", reason="As on the passport", by=by, at=NOW) == ["given_name"]
    assert change_person(person=person, given_name="Zoë", by=by, at=NOW) == []
    person.refresh_from_db()
    assert person.search_name == "zoe jones"
    kept = Correction.objects.get(fields=["given_name"])
    assert (kept.reason, kept.corrected_by_id) == ("As on the passport", cora.pk)
    events = Event.objects.filter(name="organisations.person_changed")
    assert [event.data for event in events.order_by("number")] == [{"fields": ["phone"]}, {"fields": ["given_name"]}]


def test_a_missing_gender_is_added_and_one_on_record_corrected_with_a_reason(world: Any, cora: Any) -> None:
    person, client = add(world, "Zoe"), world.client(cora)
    url = f"/o/{world.organisation.slug}/people/{person.public_id}/"
    typed = {"given_name": person.given_name, "family_name": person.family_name}
    assert "not on record" in client.get(url).content.decode()
    assert client.post(url, {**typed, "gender": "female"}).status_code == 302
    refused = client.post(url, {**typed, "gender": "male"})
    assert (refused.status_code, "a gender" in refused.content.decode()) == (422, True)
    person.refresh_from_db()
    assert person.gender == "female"
    assert client.post(url, {**typed, "gender": "male", "reason": "It was the wrong row"}).status_code == 302


def test_staff_see_their_own_schemes_people_a_school_its_pupils_everybody_themselves(world: Any, cora: Any) -> None:
    pupil, mentor = world.join("Pia Pupil", "mentee").person, world.join("Mo Mentor", "mentor").person
    other_pupil = world.person("Otto Other", born=CHILD_BORN)
    contact = world.appoint("Sue School", Role.SCHOOL_CONTACT, partner=world.school)
    school = world.as_(contact, Role.SCHOOL_CONTACT, of=world.school.pk)
    assert set(people_visible_to(school)) == {pupil, contact}
    assert set(people_visible_to(world.as_(mentor, Role.MENTOR))) == {mentor}
    staff = world.as_(cora, Role.COORDINATOR)
    assert set(people_visible_to(staff)) == {pupil, mentor, other_pupil, contact, cora}
    for by in (school, staff, world.as_(mentor, Role.MENTOR)):
        seen = set(people_visible_to(by))
        assert {person for person in Person.objects.all() if may_see_person(by, person)} == seen


def test_staff_do_not_see_people_tied_to_another_scheme_only(world: Any, cora: Any) -> None:
    from ithaca.kernel.scope import everywhere
    from ithaca.participants.models import Participant
    from ithaca.schemes.arrangements import Arrangements
    from ithaca.schemes.models import Scheme

    elsewhere = world.person("Ella Elsewhere")
    scheme = Scheme.objects.create(
        organisation=world.organisation, name="Other", slug="other", template="x", settings=Arrangements().to_json()
    )
    with everywhere("a test makes a second scheme"):
        Participant.objects.create(scheme=scheme, person=elsewhere, role="mentor", joined_on=date(2026, 9, 1))
    by = world.as_(cora, Role.COORDINATOR)
    assert elsewhere not in set(people_visible_to(by))
    assert not may_see_person(by, elsewhere)
    answer = world.client(cora).get(f"/o/harbour/people/{elsewhere.public_id}/")
    assert answer.status_code == 404
    with pytest.raises(NotAllowed):
        change_person(person=elsewhere, phone="1", by=by, at=NOW)


def test_the_record_is_corrected_on_its_page(world: Any, cora: Any) -> None:
    pupil = world.join("Pia Pupil", "mentee").person
    client, page = world.client(cora), f"/o/harbour/people/{pupil.public_id}/"
    born = {"date_of_birth_day": "4", "date_of_birth_month": "3", "date_of_birth_year": "2012"}
    typed = {"given_name": "Pia", "family_name": "Pupil", "email": pupil.email, "school": str(world.school.pk), **born}
    refused = client.post(page, {**typed, "given_name": "Mia", "phone": "01632 960004"})
    assert refused.status_code == 422
    assert "Say why" in refused.content.decode()
    assert "01632 960004" in refused.content.decode()
    assert client.post(page, {**typed, "date_of_birth_day": "31", "date_of_birth_month": "2"}).status_code == 422
    assert client.post(page, {**typed, "given_name": "Mia", "reason": "Misspelt"}).status_code == 302
    pupil.refresh_from_db()
    assert (pupil.given_name, pupil.school_id, pupil.date_of_birth) == ("Mia", world.school.pk, CHILD_BORN)


def test_another_organisations_school_cannot_be_chosen(world: Any, cora: Any, other_world: Any) -> None:
    pupil = world.join("Pia Pupil", "mentee").person
    typed = {"given_name": "Pia", "family_name": "Pupil", "school": str(other_world.school.pk), "reason": "x"}
    assert world.client(cora).post(f"/o/harbour/people/{pupil.public_id}/", typed).status_code == 422
    pupil.refresh_from_db()
    assert pupil.school_id == world.school.pk


def guest(world: Any, email: str = "guest@example.org") -> tuple[Person, str]:
    person = add(world, "Gus", "Guest", email=email)
    return person, invitation_path(invite(person=person, by=BY, at=NOW))


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Links made at the tests' NOW are opened at that moment too."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.mark.usefixtures("today")
def test_an_invitation_asks_a_password_and_no_more(world: Any) -> None:
    person, page = guest(world)
    client = Client()
    shown = client.get(page).content.decode()
    assert "Welcome, Gus" in shown
    assert 'name="username"' not in shown
    assert client.post(page, {"password": "short"}).status_code == 422
    done = client.post(page, {"password": "quite a long phrase", "own_device": "on"})
    assert done.headers["Location"] == "/"
    person.refresh_from_db()
    assert person.account is not None
    assert person.account.username == "guest@example.org"
    assert client.session["_auth_user_id"] == str(person.account.pk)
    again = Client().post(page, {"password": "quite a long phrase"})
    assert again.status_code == 409
    assert "used already" in again.content.decode()
    assert Account.objects.filter(email="guest@example.org").count() == 1


@pytest.mark.usefixtures("today")
def test_without_a_password_one_signs_in_by_code(world: Any) -> None:
    person, page = guest(world)
    assert Client().post(page, {"password": ""}).status_code == 302
    person.refresh_from_db()
    assert person.account is not None
    assert not person.account.has_usable_password()


@pytest.mark.usefixtures("today")
def test_without_an_address_a_user_name_and_a_password_are_asked(world: Any) -> None:
    person, page = guest(world, "")
    assert Client().post(page, {"username": "plum", "password": ""}).status_code == 422
    assert Client().post(page, {"username": "plum", "password": "quite a long phrase"}).status_code == 302
    person.refresh_from_db()
    assert person.account is not None
    assert person.account.username == "plum"


@pytest.mark.usefixtures("today")
def test_a_second_person_of_one_address_chooses_a_user_name(world: Any) -> None:
    Account.objects.create_user("guest@example.org", "guest@example.org", "their own phrase")
    person, page = guest(world)
    client = Client()
    assert 'name="username"' in client.get(page).content.decode()
    assert client.post(page, {"username": "Guest@example.org", "password": "quite a long phrase"}).status_code == 422
    assert client.post(page, {"username": "gus", "password": "quite a long phrase"}).status_code == 302
    person.refresh_from_db()
    assert person.account is not None
    assert (person.account.username, person.account.email) == ("gus", "guest@example.org")


@pytest.mark.usefixtures("today")
def test_somebody_signed_in_adds_it_to_their_account_once(world: Any, other_world: Any) -> None:
    theirs = other_world.person("Gus Guest")
    person, page = guest(world, "")
    client = other_world.client(theirs)
    assert "Are you Gus Guest?" in client.get(page).content.decode()
    assert client.post(page).status_code == 302
    person.refresh_from_db()
    assert person.account_id == theirs.account_id
    second = add(world, "Else", email="")
    other = invitation_path(invite(person=second, by=BY, at=NOW))
    refused = client.post(other)
    assert refused.status_code == 409
    assert "somebody else here" in refused.content.decode()
    second.refresh_from_db()
    assert second.account_id is None


@pytest.mark.usefixtures("today")
def test_a_newer_invitation_ends_the_older_and_a_guess_opens_nothing(world: Any) -> None:
    person, old = guest(world)
    new = invitation_path(invite(person=person, by=BY, at=NOW))
    assert Client().get(old).status_code == 409
    assert Client().get(new).status_code == 200
    assert Client().get("/invitation/guess/").status_code == 409


def test_an_invitation_grows_too_old(world: Any) -> None:
    person = add(world, "Gus", email="g@example.org")
    token = invite(person=person, by=BY, at=NOW)
    with pytest.raises(NotNow, match="too old"):
        accept_invitation(token=token, username="gus", password=None, by=ANONYMOUS, at=NOW + timedelta(days=31))
    assert not Account.objects.filter(username="gus").exists()


def pupil(world: Any, name: str) -> Person:
    given, _, family = name.partition(" ")
    return add(world, given, family, school=world.school, class_name="9B", date_of_birth=CHILD_BORN)


def test_a_class_gets_its_cards_in_one_go_and_they_are_shown_once(world: Any) -> None:
    pupils = [pupil(world, "Pia One"), pupil(world, "Per Two")]
    contact = world.appoint("Sue School", Role.SCHOOL_CONTACT, partner=world.school)
    client = world.client(contact)
    shown = client.get("/o/harbour/cards/").content.decode()
    assert "Pia One" in shown
    assert client.post("/o/harbour/cards/", {}).status_code == 422
    sheet = client.post("/o/harbour/cards/", {"person": [p.public_id for p in pupils]})
    assert sheet.headers["Cache-Control"] == "no-store"
    words = [part.split("<", 1)[0] for part in sheet.content.decode().split('class="reference">')[1:]]
    assert len(words) == 4
    for username, secret in (words[:2], words[2:]):
        assert Client().post("/account/login/", {"login": username, "password": secret}).status_code == 302
        assert secret not in client.get("/o/harbour/cards/").content.decode()


def test_all_who_have_no_card_yet_get_one_by_one_press(world: Any) -> None:
    first, second = pupil(world, "Pia One"), pupil(world, "Per Two")
    print_cards(people=[first], by=BY, at=NOW)
    first.refresh_from_db()
    assert first.account is not None
    before = first.account.password
    client = world.client(world.appoint("Sue School", Role.SCHOOL_CONTACT, partner=world.school))
    assert "Print one for the 1 who has none yet" in client.get("/o/harbour/cards/").content.decode()
    sheet = client.post("/o/harbour/cards/", {"everybody": "new"}).content.decode()
    assert "Per Two" in sheet
    assert "Pia One" not in sheet
    first.account.refresh_from_db()
    second.refresh_from_db()
    assert first.account.password == before
    assert second.account_id is not None


def test_a_card_is_refused_for_who_has_an_address_or_is_in_another_scheme(world: Any, cora: Any) -> None:
    from ithaca.kernel.scope import everywhere
    from ithaca.participants.models import Participant
    from ithaca.schemes.arrangements import Arrangements
    from ithaca.schemes.models import Scheme

    by = world.as_(cora, Role.COORDINATOR)
    with pytest.raises(NotNow, match="invitation"):
        print_cards(people=[add(world, "Gus", email="g@example.org")], by=by, at=NOW)
    both = pupil(world, "Pia Both")
    scheme = Scheme.objects.create(
        organisation=world.organisation, name="Other", slug="other", template="x", settings=Arrangements().to_json()
    )
    with everywhere("a test makes a second scheme"):
        for place in (world.scheme, scheme):
            Participant.objects.create(scheme=place, person=both, role="mentee", joined_on=date(2026, 9, 1))
    print_cards(people=[both], by=BY, at=NOW)
    with pytest.raises(NotNow, match="do not run"):
        print_cards(people=[both], by=by, at=NOW)


def test_one_bad_choice_prints_no_card_at_all(world: Any, cora: Any) -> None:
    good, bad = pupil(world, "Pia Good"), add(world, "Gus", email="g@example.org")
    with pytest.raises(NotNow):
        print_cards(people=[good, bad], by=world.as_(cora, Role.COORDINATOR), at=NOW)
    good.refresh_from_db()
    assert good.account_id is None
