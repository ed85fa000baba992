"""Cleared mentors and waiting mentees for the tests of matching."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from ithaca.kernel.roles import Role
from ithaca.matching.services.choose import be_found
from ithaca.participants.models import Participant
from ithaca.training.models import Course
from ithaca.training.services import add_course, complete
from tests.support.pairs import actor, arrange, clear, side_of, with_staff
from tests.support.world import World

CRITERIA = (
    {"name": "Interests", "kind": "overlap", "mentee": "interests", "mentor": "interests", "points": 40},
    {"name": "Kind of work", "kind": "same", "mentee": "sector", "mentor": "sector", "points": 20},
)


def ready(world: World, **settings: object) -> None:
    """Staff and criteria."""
    arrange(world, **{"criteria": CRITERIA, **settings})
    with_staff(world, checked=False)


def mentor(world: World, name: str, *, cleared: bool = True, gender: str = "female", **fields: object) -> Participant:
    """A mentor with checks and training in order, unless said otherwise."""
    row = world.join(name, "mentor", **fields)
    type(row.person).objects.filter(pk=row.person_id).update(gender=gender, job_title="Boat builder")
    row.person.refresh_from_db()
    if cleared:
        clear(world, row.person)
        train(world, row)
    return row


def mentee(world: World, name: str, *, gender: str = "male", **fields: object) -> Participant:
    """A mentee who waits."""
    row = world.join(name, "mentee", **fields)
    type(row.person).objects.filter(pk=row.person_id).update(gender=gender)
    row.person.refresh_from_db()
    return row


def grown(world: World, name: str, **fields: Any) -> Participant:
    """An adult mentee."""
    row = mentee(world, name, **fields)
    type(row.person).objects.filter(pk=row.person_id).update(date_of_birth=date(1990, 1, 2))
    row.person.refresh_from_db()
    return row


def agree(world: World, row: Participant, *, agreed: bool = True) -> None:
    """The mentor lets mentees who choose find them, or no longer."""
    be_found(mentor=row, agreed=agreed, by=side_of(world, row), at=timezone.now())


def text(response: Any) -> str:
    """The page."""
    return str(response.content.decode())


def train(world: World, row: Participant) -> None:
    """The compulsory course, completed."""
    by, at = actor(world, Role.COORDINATOR), timezone.now()
    course = Course.objects.filter(scheme=world.scheme, for_role="mentor").first()
    course = course or add_course(scheme=world.scheme, name="First steps", for_role="mentor", by=by, at=at)
    complete(course=course, participants=[row], on=timezone.localdate(), by=by, at=at)
