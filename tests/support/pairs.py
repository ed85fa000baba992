"""A pair to whom nothing is missing, made through the rooms' own services, and the staff who look after it.

    staff = with_staff(world)            # co-ordinator, safeguarding leads, second person to tell; all of them checked
    pair = cleared_pair(world)           # vetted, trained, permitted, insured, signed and open: the gate is open
    mentor_of(world, pair)               # and `mentee_of`: the two as actors

The scheme's scope must be open (the fixture `world` opens it). `at` is the moment all of it is done, now unless given:
a test that uses a browser needs now, because pages ask the clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from ithaca.consents.services import give_consents
from ithaca.cover.selectors import insurance_on, risks_of
from ithaca.cover.services import add_insurance, approve_risks
from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import Role
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.services.begin import begin, open_pair
from ithaca.mentorships.services.sign import sign_rules
from ithaca.organisations.models import Person
from ithaca.participants.models import Participant
from ithaca.schemes.arrangements import Arrangements
from ithaca.schemes.models import Appointment
from ithaca.training.models import Course
from ithaca.training.services import add_course, complete
from ithaca.vetting.services import ReferenceSeen, record_cleared
from tests.support.world import World

#: Post -> the person of the small world who holds it.
STAFF = {
    Role.COORDINATOR: "Cora Coordinator",
    Role.SAFEGUARDING_LEAD: "Lena Lead",
    Role.DEPUTY_SAFEGUARDING_LEAD: "Della Deputy",
    Role.THIRD_PERSON: "Theo Third",
}


def arrange(world: World, **settings: Any) -> None:
    """Change the scheme's arrangements, such as `channels=("messages", "meetings")`, without its history."""
    world.scheme.settings = replace(Arrangements.from_json(world.scheme.settings), **settings).to_json()
    world.scheme.save(update_fields=["settings"])


def with_staff(world: World, *, checked: bool = True, at: datetime | None = None) -> dict[Role, Actor]:
    """The scheme's co-ordinator, both safeguarding leads and the second person to tell, as actors; made once.

    With `checked`, each has a check in force, so that they may read what children write.
    """
    at = at or timezone.now()
    for role, name in STAFF.items():
        if not Appointment.objects.filter(scheme=world.scheme, role=role.value).exists():
            world.appoint(name, role)
    if checked:
        for name in STAFF.values():
            clear(world, world.people[name], at=at)
    return {role: actor(world, role) for role in STAFF}


def actor(world: World, role: Role) -> Actor:
    """The holder of a post of STAFF, acting in it."""
    return world.as_(world.people[STAFF[role]], role)


def clear(world: World, person: Person, *, at: datetime | None = None) -> None:
    """Identity, two references and an enhanced check of `person`, decided by the co-ordinator (hers by the lead)."""
    at = at or timezone.now()
    own = person == world.people[STAFF[Role.COORDINATOR]]
    by = actor(world, Role.SAFEGUARDING_LEAD if own else Role.COORDINATOR)
    day = timezone.localdate(at)
    seen = [ReferenceSeen(f"Referee {n}", day - timedelta(days=40)) for n in (1, 2)]
    if person.checks.filter(state="cleared").exists():
        return
    check = record_cleared(
        person=person,
        number="001234567890",
        issued_on=day - timedelta(days=60),
        seen_on=day - timedelta(days=30),
        identity_document="passport",
        references=seen,
        arrangements=world.scheme.arrangements,
        by=by,
        at=at,
    )
    assert check.state == "cleared", f"{person.name} could not be cleared"


def cleared_pair(
    world: World,
    *,
    mentor: str = "Mona Mentor",
    mentee: str = "Milo Mentee",
    at: datetime | None = None,
    staff_checked: bool = True,
    **settings: Any,
) -> Mentorship:
    """An open pair to whom nothing is missing. Names that already take part are used again; `settings` change the
    scheme's arrangements first."""
    at = at or timezone.now()
    if settings:
        arrange(world, **settings)
    with_staff(world, checked=staff_checked, at=at)
    one, other = _taking_part(world, mentor, "mentor"), _taking_part(world, mentee, "mentee")
    if one.person.date_of_birth is not None:
        clear(world, one.person, at=at)
    _train(world, [one, other], at)
    _permit(world, [one, other], at)
    _cover(world, at)
    by = actor(world, Role.COORDINATOR)
    pair = begin(mentor=one, mentee=other, why="Both like boats.", by=by, at=at)
    for side in (one, other):
        sign_rules(mentorship=pair, participant=side, signed_name=side.person.name, by=side_of(world, side), at=at)
    opened: Mentorship = open_pair(mentorship=pair, by=by, at=at)
    return opened


def side_of(world: World, side: Participant) -> Actor:
    """A mentor or mentee as an actor."""
    return world.as_(side.person, Role(side.role), of=side.pk)


def mentor_of(world: World, pair: Mentorship) -> Actor:
    """The pair's mentor as an actor."""
    return side_of(world, pair.mentor)


def mentee_of(world: World, pair: Mentorship) -> Actor:
    """The pair's mentee as an actor."""
    return side_of(world, pair.mentee)


def _taking_part(world: World, name: str, role: str) -> Participant:
    person = world.people.get(name)
    found = Participant.objects.filter(scheme=world.scheme, person=person, role=role).first() if person else None
    return found or world.join(name, role)


def _train(world: World, sides: Sequence[Participant], at: datetime) -> None:
    by = actor(world, Role.COORDINATOR)
    for role in ("mentor", "mentee"):
        courses = list(Course.objects.filter(scheme=world.scheme, for_role=role, compulsory=True, ended_at=None))
        if not courses:
            courses = [add_course(scheme=world.scheme, name=f"First steps ({role})", for_role=role, by=by, at=at)]
        theirs = [side for side in sides if side.role == role]
        for course in courses:
            complete(course=course, participants=theirs, on=timezone.localdate(at), by=by, at=at)


def _permit(world: World, sides: Sequence[Participant], at: datetime) -> None:
    """A parent's permission for everybody under 18, written down by the co-ordinator (by the lead where she is the mentor)."""
    today = timezone.localdate(at)
    own = any(side.person == world.people[STAFF[Role.COORDINATOR]] for side in sides)
    young = [side for side in sides if side.person.is_child_on(today)]
    if young:
        give_consents(
            mentees=young,
            items=dict.fromkeys(world.scheme.arrangements.permission_items, True) | {"mentoring": True},
            method="paper",
            given_by="",
            given_on=today,
            by=actor(world, Role.SAFEGUARDING_LEAD if own else Role.COORDINATOR),
            at=at,
        )


def _cover(world: World, at: datetime) -> None:
    """Insurance in force and a risk assessment approved by the co-ordinator."""
    today, by = timezone.localdate(at), actor(world, Role.COORDINATOR)
    if insurance_on(world.scheme, today) is None:
        add_insurance(
            scheme=world.scheme,
            insurer="Harbour Mutual",
            policy="PA-1",
            first_day=today - timedelta(days=30),
            last_day=today + timedelta(days=335),
            covers="personal accident",
            by=by,
            at=at,
        )
    if risks_of(world.scheme) is None:
        risk = {"risk": "A pupil meets a stranger.", "control": "Pairs meet at school.", "owner": "Co-ordinator"}
        approve_risks(scheme=world.scheme, risks=[risk], by=by, at=at)
