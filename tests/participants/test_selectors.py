"""Who sees whom, which roles an account holds, and the lists."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ithaca.kernel.actor import job
from ithaca.kernel.gates import Missing
from ithaca.kernel.roles import Held, Role
from ithaca.kernel.scope import open_scheme
from ithaca.organisations.models import Partner
from ithaca.participants import selectors, services
from ithaca.participants.models import Participant
from ithaca.participants.states import GONE, PARTICIPANT, TAKING_PART
from tests.support.world import NOW, TODAY, World


@pytest.fixture
def cast(world: World) -> dict[str, Participant]:
    """Two pupils of two schools, a mentor of the partner and one of nobody's."""
    other = Partner.objects.create(organisation=world.organisation, name="Hill School", kinds=["school"])
    mentor = world.join("Max Partner", "mentor")
    mentor.person.supplied_by = world.school
    mentor.person.save()
    away = world.join("Ben Hill", "mentee")
    away.person.school = other
    away.person.save()
    return {
        "own": world.join("Tia Own", "mentee"),
        "away": away,
        "mentor": mentor,
        "free": world.join("Flo Free", "mentor"),
    }


def seen(by: Any) -> set[str]:
    return {p.person.name for p in selectors.participants_visible_to(by)}


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.DEPUTY, Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD])
def test_staff_see_everybody_of_their_scheme(world: World, cast: Any, role: Role) -> None:
    assert len(seen(world.as_(world.appoint("Sta Ff", role), role))) == 4


@pytest.mark.parametrize(
    ("role", "names"),
    [
        (Role.SCHOOL_CONTACT, {"Tia Own"}),
        (Role.PARTNER_CONTACT, {"Max Partner"}),
        (Role.MATCHER, set()),
        (Role.MANAGER, set()),
        (Role.THIRD_PERSON, set()),
        (Role.APPLICANT, set()),
    ],
)
def test_others_see_only_their_own(world: World, cast: Any, role: Role, names: set[str]) -> None:
    assert seen(world.as_(world.person("Oth Er"), role, world.school.pk)) == names


def test_mentor_mentee_and_parent_see_one(world: World, cast: Any) -> None:
    own = cast["own"]
    assert seen(world.as_(own.person, Role.MENTEE, own.pk)) == {"Tia Own"}
    assert seen(world.as_(world.carer("Pa Rent", own), Role.PARENT, own.pk)) == {"Tia Own"}


def test_a_matcher_reads_profiles_of_those_taking_part_only(world: World, cast: Any) -> None:
    matcher = world.as_(world.appoint("Mat Cher", Role.MATCHER), Role.MATCHER)
    services.leave(participant=cast["free"], by=job("test"), at=NOW)
    assert {p.person.name for p in selectors.profiles_visible_to(matcher)} == {"Tia Own", "Ben Hill", "Max Partner"}


def test_a_post_in_one_scheme_shows_nobody_of_another(world: World, other_world: World, cast: Any) -> None:
    stranger = other_world.as_(other_world.appoint("Str Anger", Role.COORDINATOR), Role.COORDINATOR)
    assert seen(stranger) == set()


def test_roles_follow_from_taking_part(world: World, cast: Any) -> None:
    mentor, own = cast["mentor"], cast["own"]
    parent = world.carer("Pa Rent", own)

    def held(person: Any) -> list[Held]:
        return selectors.roles_of_account(account_id=person.account_id)

    places = (world.organisation.pk, world.scheme.pk)
    assert held(mentor.person) == [Held(Role.MENTOR, *places, mentor.person_id, mentor.pk)]
    assert held(parent) == [Held(Role.PARENT, *places, parent.pk, own.pk)]
    services.withdraw(participant=mentor, by=job("test"), at=NOW)
    assert len(held(mentor.person)) == 1
    services.disqualify(participant=cast["free"], by=job("test"), at=NOW, reason="Broke the code.")
    assert held(cast["free"].person) == []
    assert selectors.roles_of_account(account_id=parent.account_id, scheme_id=world.scheme.pk + 1) == []


def test_notes_are_for_staff_of_the_scheme(world: World, cast: Any) -> None:
    co = world.as_(world.appoint("Cora", Role.COORDINATOR), Role.COORDINATOR)
    services.write_note(participant=cast["own"], kind="call", happened_on=TODAY, words="Called.", by=co, at=NOW)
    assert len(selectors.notes_of(cast["own"], co)) == 1
    assert selectors.notes_of(cast["own"], world.as_(cast["own"].person, Role.MENTEE, cast["own"].pk)) == []
    assert selectors.notes_of(cast["own"], world.as_(world.person("Oth"), Role.SCHOOL_CONTACT, world.school.pk)) == []


def test_a_name_is_found_by_its_parts_in_any_order(world: World, cast: Any) -> None:
    co = world.as_(world.appoint("Cora", Role.COORDINATOR), Role.COORDINATOR)
    found = selectors.found_people(co, world.scheme, role="mentor", q="partner MAX", on=TODAY)
    assert [p.person.name for p in found] == ["Max Partner"]


def test_stages_are_worked_out(world: World, cast: Any) -> None:
    co = world.as_(world.appoint("Cora", Role.COORDINATOR), Role.COORDINATOR)
    services.rest(participant=cast["free"], by=co, at=NOW)
    stages = {line.participant.person.name: line.stage for line in selectors.lines(list(cast.values()), on=TODAY)}
    assert stages == {"Tia Own": "missing", "Ben Hill": "missing", "Max Partner": "missing", "Flo Free": "resting"}
    found = selectors.found_people(co, world.scheme, role="mentor", stage="missing", on=TODAY)
    assert [p.person.name for p in found] == ["Max Partner"]


def test_the_person_is_not_told_what_staff_noted() -> None:
    missing = [Missing("vetting.sign_open", "A warning sign waits."), Missing("training.not_completed", "Not done.")]
    words = [m.sentence for m in selectors.in_neutral_words(missing)]
    assert "A warning sign waits." not in words
    assert len(words) == 2


def _client(world: World) -> Client:
    return world.client(world.appoint("Cora Ordinator", Role.COORDINATOR))


def test_the_list_asks_as_often_for_thirty_as_for_three(world: World) -> None:
    client, counts = _client(world), []
    client.get(world.url("people/mentors"))  # the first request also keeps the session
    for total in (3, 30):
        while Participant.objects.filter(role="mentor").count() < total:
            world.join(f"Mentor {Participant.objects.count()}", "mentor")
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(world.url("people/mentors"))
        assert answer.status_code == 200
        assert answer.content.count(b"Mentor ") >= total
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_page_holds_fifty(world: World) -> None:
    for n in range(60):
        world.join(f"Mentee {n:02}", "mentee")
    client = _client(world)
    first, second = client.get(world.url("people/mentees")), client.get(world.url("people/mentees?page=2"))
    assert len(first.context["table"].rows) == 50
    assert len(second.context["table"].rows) == 10


@pytest.mark.parametrize("role", [Role.MATCHER, Role.MANAGER, Role.THIRD_PERSON])
def test_the_list_is_closed_to_those_who_may_not_see_people(world: World, role: Role) -> None:
    assert world.client(world.appoint("Oth Er", role)).get(world.url("people/mentees")).status_code == 404


def test_another_tenant_s_person_answers_like_a_missing_one(world: World, other_world: World) -> None:
    with open_scheme(organisation_id=other_world.organisation.pk, scheme_id=other_world.scheme.pk):
        theirs = other_world.join("Sven Stranger", "mentee")
    client = _client(world)
    there = client.get(world.url(f"people/{theirs.public_id}/note"))
    nowhere = client.get(world.url("people/nobodyatall2/note"))
    assert (there.status_code, nowhere.status_code) == (404, 404)


def test_a_mentee_stops_from_their_own_page_in_two_presses(world: World) -> None:
    mentee = world.join("Tia Own", "mentee")
    client = world.client(mentee.person)
    page = client.get(world.url("me/taking-part"))
    assert f"people/{mentee.public_id}/stop" in page.content.decode()
    answer = client.post(world.url(f"people/{mentee.public_id}/stop"), {"once": "k1", "reason": ""})
    assert answer.status_code == 302
    again = client.post(world.url(f"people/{mentee.public_id}/stop"), {"once": "k1", "reason": ""})
    assert again.status_code == 302
    mentee.refresh_from_db()
    assert mentee.state == "withdrawn"


def test_every_state_is_one_of_taking_part_or_of_being_gone() -> None:
    assert set(TAKING_PART) | set(GONE) == set(PARTICIPANT.states)
    assert not set(TAKING_PART) & set(GONE)
