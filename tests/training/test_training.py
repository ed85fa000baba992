"""Courses, a whole room marked in one go, and what the gate is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ithaca.kernel.actor import job
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.participants.services import leave
from ithaca.schemes.arrangements import Arrangements
from ithaca.training import selectors, services
from ithaca.training.models import Attendance, Course
from tests.support.world import ADULT_BORN, NOW, TODAY, World


@pytest.fixture
def co(world: World) -> Any:
    return world.as_(world.appoint("Cora Ordinator", Role.COORDINATOR), Role.COORDINATOR)


def course(world: World, co: Any, role: str = "mentor", **facts: Any) -> Course:
    return services.add_course(scheme=world.scheme, name=f"For the {role}", for_role=role, by=co, at=NOW, **facts)


def codes(participant: Any) -> list[str]:
    return [m.code for m in selectors.missing_training([participant], on=TODAY)[participant.pk]]


def test_a_scheme_without_training_keeps_mentors_and_children_out(world: World) -> None:
    assert codes(world.join("Max", "mentor")) == ["training.no_course"]
    assert codes(world.join("Tia", "mentee")) == ["training.no_course"]
    assert codes(world.join("Ada Adult", "mentee", born=ADULT_BORN)) == []


def test_a_compulsory_course_opens_only_when_it_is_completed(world: World, co: Any) -> None:
    mentor, made = world.join("Max", "mentor"), course(world, co, minutes=90)
    assert codes(mentor) == ["training.not_completed"]
    assert services.complete(course=made, participants=[mentor], on=TODAY, by=co, at=NOW) == 1
    assert codes(mentor) == []
    assert Attendance.objects.get().minutes == 90


def test_what_one_may_do_as_one_likes_does_not_count(world: World, co: Any) -> None:
    mentor = world.join("Max", "mentor")
    services.complete(course=course(world, co, compulsory=False), participants=[mentor], on=TODAY, by=co, at=NOW)
    assert codes(mentor) == ["training.no_course"]


def test_marking_twice_changes_nothing(world: World, co: Any) -> None:
    mentor, made = world.join("Max", "mentor"), course(world, co)
    services.complete(course=made, participants=[mentor], on=TODAY - timedelta(days=1), by=co, at=NOW)
    assert services.complete(course=made, participants=[mentor], on=TODAY, by=co, at=NOW) == 0
    assert Attendance.objects.get().attended_on == TODAY - timedelta(days=1)


def test_taking_back_shuts_the_gate_and_needs_a_reason(world: World, co: Any) -> None:
    mentor, made = world.join("Max", "mentor"), course(world, co)
    services.complete(course=made, participants=[mentor], on=TODAY, by=co, at=NOW)
    with pytest.raises(NotNow):
        services.take_back(attendance=Attendance.objects.get(), reason=" ", by=co, at=NOW)
    services.take_back(attendance=Attendance.objects.get(), reason="Wrong person.", by=co, at=NOW)
    assert codes(mentor) == ["training.not_completed"]
    with pytest.raises(NotNow):
        services.take_back(attendance=Attendance.objects.get(), reason="Again.", by=co, at=NOW)
    assert services.complete(course=made, participants=[mentor], on=TODAY, by=co, at=NOW) == 1


def test_an_ended_course_is_asked_of_nobody(world: World, co: Any) -> None:
    mentor, first = world.join("Max", "mentor"), course(world, co)
    services.add_course(scheme=world.scheme, name="Newer", for_role="mentor", by=co, at=NOW)
    services.end_course(course=first, by=co, at=NOW)
    assert len(codes(mentor)) == 1
    with pytest.raises(NotNow):
        services.complete(course=Course.objects.get(pk=first.pk), participants=[mentor], on=TODAY, by=co, at=NOW)


@pytest.mark.parametrize("who", ["mentee", "tomorrow"])
def test_marking_refuses_the_wrong_people_and_days(world: World, co: Any, who: str) -> None:
    made = course(world, co)
    people = [world.join("Max", "mentor"), *([world.join("Tia", "mentee")] if who == "mentee" else [])]
    day = TODAY + timedelta(days=1) if who == "tomorrow" else TODAY
    with pytest.raises(NotNow):
        services.complete(course=made, participants=people, on=day, by=co, at=NOW)
    assert not Attendance.objects.exists()


def test_a_mentor_cannot_mark_their_own_training(world: World, co: Any) -> None:
    mentor, made = world.join("Max", "mentor"), course(world, co)
    by = world.as_(mentor.person, Role.MENTOR, mentor.pk)
    with pytest.raises(NotAllowed):
        services.complete(course=made, participants=[mentor], on=TODAY, by=by, at=NOW)


@pytest.mark.parametrize(
    "facts", [{"name": " "}, {"name": "x" * 121}, {"for_role": "boss"}, {"minutes": 0}, {"covers": [""]}]
)
def test_a_course_that_cannot_be_is_refused(world: World, co: Any, facts: dict[str, Any]) -> None:
    asked = {"name": "First aid", "for_role": "mentor", **facts}
    with pytest.raises(NotNow):
        services.add_course(scheme=world.scheme, by=co, at=NOW, **asked)
    assert not Course.objects.exists()


def test_two_courses_of_one_name_are_refused_and_an_ended_one_opens_again(world: World, co: Any) -> None:
    made = course(world, co)
    with pytest.raises(NotNow):
        course(world, co)
    services.end_course(course=made, by=co, at=NOW)
    assert course(world, co).pk == made.pk


def test_courses_follow_the_arrangements_and_always_hold_the_least(world: World) -> None:
    clock = job("test")
    assert {c.for_role for c in services.ensure_courses(scheme=world.scheme, by=clock, at=NOW)} == {"mentor", "mentee"}
    assert services.ensure_courses(scheme=world.scheme, by=clock, at=NOW) == []
    wanted = {"name": "Top-up", "for_role": "mentor", "compulsory": False, "minutes": 30, "covers": ["endings"]}
    world.scheme.settings = Arrangements(courses=(wanted,)).to_json()
    assert [c.name for c in services.ensure_courses(scheme=world.scheme, by=clock, at=NOW)] == ["Top-up"]


def test_a_part_left_out_of_school_training_is_named(world: World, co: Any) -> None:
    assert selectors.missing_parts(world.scheme) == []
    course(world, co, covers=["background and rules", "mentoring skills"])
    assert selectors.missing_parts(world.scheme) == ["the school and its pupils"]


def test_the_gate_asks_a_constant_number_of_questions(world: World, co: Any) -> None:
    made = course(world, co)
    people = [world.join(f"Mentor {n}", "mentor") for n in range(30)]
    services.complete(course=made, participants=people[:10], on=TODAY, by=co, at=NOW)
    for some in (people[:3], people):
        with CaptureQueriesContext(connection) as queries:
            selectors.missing_training(some, on=TODAY)
        assert len(queries) == 2


def test_a_room_is_marked_on_its_page_and_what_was_typed_is_kept(world: World, co: Any) -> None:
    made = course(world, co)
    people = [world.join(f"Mentor {n}", "mentor") for n in range(3)]
    client = world.client(world.people["Cora Ordinator"])
    url = world.url(f"training/{made.public_id}/")
    assert client.get(url + "?all=1").content.count(b" checked") == 3
    ids = [p.public_id for p in people[:2]]
    wrong = client.post(url, {"people": ids, "on": "2026-02-31"})
    assert wrong.status_code == 422
    assert wrong.content.count(b" checked") == 2
    assert client.post(url, {"people": ids, "on": "2026-11-20"}).status_code == 302
    assert Attendance.objects.filter(state="completed").count() == 2
    assert b"Mentor 2" in client.get(url + "sheet").content


def test_what_waits_is_counted_for_those_who_run_the_scheme(world: World, co: Any) -> None:
    made = course(world, co)
    people = [world.join(f"Mentor {n}", "mentor") for n in range(3)]
    services.complete(course=made, participants=people[:1], on=TODAY, by=co, at=NOW)
    lines = selectors.todo(by=co, scheme=world.scheme, at=NOW)
    assert [line.words for line in lines] == ["2 people still have to do “For the mentor”"]
    assert selectors.todo(by=world.as_(people[0].person, Role.MENTOR), scheme=world.scheme, at=NOW) == []


def test_who_has_left_and_who_is_in_another_role_does_not_change_who_still_waits(world: World, co: Any) -> None:
    made, other = course(world, co), course(world, co, "mentee")
    mentors = [world.join(f"Mentor {n}", "mentor") for n in range(4)]
    mentee = world.join("Tia", "mentee")
    services.complete(course=made, participants=mentors[:2], on=TODAY, by=co, at=NOW)
    leave(participant=mentors[0], by=co, at=NOW)
    leave(participant=mentors[3], by=co, at=NOW)
    lines = selectors.todo(by=co, scheme=world.scheme, at=NOW)
    assert [line.words for line in lines] == [
        "1 person still has to do “For the mentor”",
        "1 person still has to do “For the mentee”",
    ]
    services.complete(course=other, participants=[mentee], on=TODAY, by=co, at=NOW)
    services.complete(course=made, participants=[mentors[2]], on=TODAY, by=co, at=NOW)
    assert selectors.todo(by=co, scheme=world.scheme, at=NOW) == []
    assert not selectors.still_to_attend(made, co).exists()
