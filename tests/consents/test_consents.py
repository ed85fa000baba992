"""Permission: asked by age, answered by link, on paper or by telephone with one effect, and taken back at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ithaca.consents import selectors, services
from ithaca.consents.models import Answer, Consent, Wording
from ithaca.consents.wording import expiry
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.mentorships.gate import what_is_missing
from ithaca.mentorships.services.begin import begin
from ithaca.notices.models import Letter
from ithaca.organisations.models import Partner
from ithaca.schemes.arrangements import Arrangements, Duration
from tests.consents.answers import YES, codes, give
from tests.support.pairs import actor, cleared_pair
from tests.support.world import ADULT_BORN, NOW, TODAY, World

BIRTHDAY = date(2008, 11, 23)  # eighteen on the day of these tests


@pytest.mark.parametrize(
    ("born", "role", "expected"),
    [
        (BIRTHDAY, "mentee", []),
        (BIRTHDAY + timedelta(days=1), "mentee", ["consents.not_asked"]),
        (BIRTHDAY + timedelta(days=1), "mentor", ["consents.not_asked"]),
        (ADULT_BORN, "mentor", []),
    ],
)
def test_permission_is_asked_by_the_person_s_own_age(world: World, born: date, role: str, expected: list[str]) -> None:
    someone = world.join("Kim", role, born=born)
    assert codes(someone) == expected
    assert codes(someone, parent_permission=False) == expected


def test_an_unknown_age_counts_as_a_child(world: World) -> None:
    someone = world.join("Kim", "mentee")
    someone.person.date_of_birth = None
    assert codes(someone) == ["consents.unknown_age"]


def test_a_scheme_may_let_sixteen_year_olds_decide(world: World) -> None:
    someone = world.join("Kim", "mentee", born=date(2010, 11, 23))
    assert codes(someone, permission_under=16) == []
    someone.person.date_of_birth = date(2010, 11, 24)
    assert codes(someone, permission_under=16) == ["consents.not_asked"]


@pytest.mark.parametrize(("days", "expected"), [(-1, []), (0, []), (1, ["consents.expired"])])
def test_it_counts_on_its_last_day_and_not_after(world: World, co: Any, days: int, expected: list[str]) -> None:
    child = world.join("Tia", "mentee")
    give([child], co)
    until = Consent.objects.get().expires_on
    assert until is not None
    assert codes(child, on=until + timedelta(days=days)) == expected


@pytest.mark.parametrize(
    ("kind", "day", "until"),
    [
        ("open", date(2026, 3, 1), date(2027, 3, 1)),
        ("open", date(2028, 2, 29), date(2029, 2, 28)),
        ("academic_year", date(2026, 9, 10), date(2027, 8, 31)),
        ("academic_year", date(2026, 5, 31), date(2026, 8, 31)),
        ("academic_year", date(2026, 6, 1), date(2027, 8, 31)),
    ],
)
def test_how_long_an_answer_stands(kind: str, day: date, until: date) -> None:
    assert expiry(day, Arrangements(duration=Duration(kind))) == until


def test_a_class_in_one_go_and_a_second_time_renews_it(world: World, co: Any) -> None:
    children = [world.join(f"Child {n}", "mentee") for n in range(3)]
    assert give(children, co) == 3
    assert [codes(child) for child in children] == [[], [], []]
    assert give(children, co) == 3
    assert Consent.objects.count() == 3
    assert Answer.objects.count() == 6
    assert Wording.objects.count() == 1


def test_what_was_said_to_each_thing_is_kept_and_asked(world: World, co: Any) -> None:
    child, adult = world.join("Tia", "mentee"), world.join("Ada", "mentor")
    ask = {"arrangements": world.scheme.arrangements, "on": TODAY}
    assert selectors.items_permitted([child], **ask)[child.pk] == frozenset()
    give([child], co)
    permitted = selectors.items_permitted([child, adult], **ask)
    assert permitted[child.pk] == {"mentoring", "meeting_place"}
    assert permitted[adult.pk] == {"mentoring", "meeting_place", "messages"}


def test_an_answer_points_at_the_words_it_was_given_to(world: World, co: Any) -> None:
    child = world.join("Tia", "mentee")
    give([child], co)
    services.change_wording(scheme=world.scheme, words="Please say yes or no.", by=co, at=NOW)
    give([child], co)
    assert list(Answer.objects.order_by("pk").values_list("wording__version", flat=True)) == [1, 2]
    with pytest.raises(DatabaseError), transaction.atomic():
        Answer.objects.update(answer="refused")


@pytest.mark.parametrize(
    "wrong",
    [
        {"items": {"mentoring": False}},
        {"items": {}},
        {"method": "rumour"},
        {"method": "phone", "given_by": " "},
        {"given_on": TODAY + timedelta(days=1)},
        {"given_on": TODAY - timedelta(days=400)},
    ],
)
def test_an_answer_that_cannot_be_is_refused_and_nothing_is_half_written(
    world: World, co: Any, wrong: dict[str, Any]
) -> None:
    with pytest.raises(NotNow):
        give([world.join("Tia", "mentee"), world.join("Ben", "mentee")], co, **wrong)
    assert not Answer.objects.exists()


def test_taking_back_by_telephone_stops_contact_and_tells_the_co_ordinator(
    world: World, co: Any, told: list[int]
) -> None:
    child = world.join("Tia", "mentee")
    give([child], co)
    services.withdraw_consent(mentee=child, method="phone", given_by="Pa Rent", by=co, at=NOW)
    assert codes(child) == ["consents.withdrawn"]
    assert told == [child.pk]
    letter = Letter.objects.get(name="consents.ended")
    assert "Tia" not in letter.subject + letter.body
    with pytest.raises(NotNow):
        services.withdraw_consent(mentee=child, method="phone", given_by="Pa Rent", by=co, at=NOW)


def test_a_no_after_a_yes_takes_it_back(world: World, co: Any, told: list[int]) -> None:
    child = world.join("Tia", "mentee")
    give([child], co)
    services.refuse_consent(mentee=child, method="phone", given_by="Pa", given_on=TODAY, by=co, at=NOW)
    assert Consent.objects.get().state == "withdrawn"
    assert told == [child.pk]


def test_a_narrower_answer_is_told_to_the_rooms_above(world: World, co: Any, told: list[int]) -> None:
    child = world.join("Tia", "mentee")
    give([child], co)
    give([child], co, items={"mentoring": True})
    assert told == [child.pk]


def test_a_school_contact_writes_down_only_for_own_pupils(world: World, co: Any) -> None:
    other = Partner.objects.create(organisation=world.organisation, name="Hill School", kinds=["school"])
    own, away = world.join("Tia", "mentee"), world.join("Ben", "mentee")
    away.person.school = other
    away.person.save()
    person = world.appoint("Sal School", Role.SCHOOL_CONTACT, partner=world.school)
    contact = world.as_(person, Role.SCHOOL_CONTACT, world.school.pk)
    assert give([own], contact) == 1
    with pytest.raises(NotAllowed):
        give([own, away], contact)
    assert codes(away) == ["consents.not_asked"]


def test_nobody_writes_down_a_yes_for_the_other_of_their_own_pair(world: World) -> None:
    pair = cleared_pair(world, mentor="Della Deputy")
    della, other = actor(world, Role.DEPUTY_SAFEGUARDING_LEAD), world.join("Ben", "mentee")
    yes = {"items": YES, "method": "paper", "given_by": "", "given_on": timezone.localdate(), "at": timezone.now()}
    with pytest.raises(NotAllowed, match="in a pair with Milo Mentee"):
        services.give_consents(mentees=[other, pair.mentee], by=della, **yes)
    assert services.give_consents(mentees=[other], by=della, **yes) == 1
    assert services.give_consents(mentees=[pair.mentee], by=actor(world, Role.SAFEGUARDING_LEAD), **yes) == 1
    page = world.client(world.people["Della Deputy"]).post(
        world.url(f"permissions/of/{pair.mentee.public_id}/"),
        {
            "item_mentoring": "yes",
            "item_meeting_place": "yes",
            "item_messages": "yes",
            "given_by": "Pa",
            "method": "phone",
            "given_on": timezone.localdate().isoformat(),
        },
    )
    assert "Somebody else has to write this yes down." in page.content.decode()
    facts = {"method": "phone", "given_by": "Pa", "by": della, "at": timezone.now()}
    services.withdraw_consent(mentee=pair.mentee, **facts)
    assert codes(pair.mentee, on=timezone.localdate()) == ["consents.withdrawn"]
    row = world.client(world.people["Della Deputy"]).get(world.url("permissions/")).content.decode()
    assert "somebody else writes this down" in row


def test_a_yes_the_mentor_wrote_down_before_the_pair_was_made_opens_nothing(world: World) -> None:
    pair = cleared_pair(world, mentor="Della Deputy", mentee="Ada Grown")
    child = world.join("Tia", "mentee")
    della, lead = actor(world, Role.DEPUTY_SAFEGUARDING_LEAD), actor(world, Role.SAFEGUARDING_LEAD)
    yes = {"mentees": [child], "items": YES, "method": "paper", "given_by": "", "given_on": timezone.localdate()}
    services.give_consents(by=della, at=timezone.now(), **yes)
    pair.mentor.capacity = 2
    pair.mentor.save()
    new = begin(
        mentor=pair.mentor, mentee=child, why="Both like boats.", by=actor(world, Role.COORDINATOR), at=timezone.now()
    )

    def lacks() -> list[str]:
        return [m.code for m in what_is_missing([new], at=timezone.now())[new.pk]]

    assert "consents.own_hand" in lacks()
    services.give_consents(by=lead, at=timezone.now(), **yes)
    assert "consents.own_hand" not in lacks()


def test_a_parent_signed_in_answers_for_the_own_child_only(world: World, co: Any) -> None:
    own, other = world.join("Tia", "mentee"), world.join("Ben", "mentee")
    client = world.client(world.carer("Pa Rent", own))
    assert client.get(world.url(f"my-child/{own.public_id}/permission")).status_code == 200
    assert client.get(world.url(f"my-child/{other.public_id}/permission")).status_code == 404
    with pytest.raises(NotAllowed):
        give([other], world.as_(world.people["Pa Rent"], Role.PARENT, own.pk))


def test_a_class_takes_three_presses(world: World, co: Any) -> None:
    for n in range(3):
        world.join(f"Child {n}", "mentee")
    client = world.client(world.people["Cora Ordinator"])
    first = client.get(world.url("permissions/"))
    assert b"all=1" in first.content
    second = client.get(world.url("permissions/?all=1"))
    assert len(second.context["ticked"]) == 3
    form = second.context["form"]
    third = {
        "people": list(second.context["ticked"]),
        "items": form["items"].value(),
        "given_on": form["given_on"].value().isoformat(),
        "method": form["method"].value(),
        "once": "press-3",
    }
    assert client.post(world.url("permissions/"), third).status_code == 302
    assert client.post(world.url("permissions/"), third).status_code == 302
    assert Answer.objects.count() == 3


def test_the_gate_asks_one_question_and_the_page_a_constant_number(world: World, co: Any) -> None:
    people = [world.join(f"Child {n}", "mentee") for n in range(30)]
    for some in (people[:3], people):
        with CaptureQueriesContext(connection) as queries:
            selectors.missing_consents(some, arrangements=Arrangements(), on=TODAY)
        assert len(queries) == 1
    client = world.client(world.people["Cora Ordinator"])
    client.get(world.url("permissions/"))
    counts = []
    for keep in (30, 3):
        give(people[keep:], co) if keep < 30 else None
        with CaptureQueriesContext(connection) as queries:
            client.get(world.url("permissions/"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_what_waits_names_what_was_taken_back_first(world: World, co: Any) -> None:
    back, new = world.join("Tia", "mentee"), world.join("Ben", "mentee")
    give([back], co)
    services.withdraw_consent(mentee=back, method="phone", given_by="Pa", by=co, at=NOW)
    lines = selectors.todo(by=co, scheme=world.scheme, at=NOW)
    assert [(line.urgency, line.page) for line in lines] == [(0, "consents:answer"), (1, "consents:waiting")]
    assert new.person.name not in lines[1].words
