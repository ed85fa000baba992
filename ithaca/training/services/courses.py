"""Courses: laid out when a scheme is made, added and ended by the co-ordinator."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.schemes.arrangements import Arrangements
from ithaca.schemes.models import Scheme
from ithaca.training import rules
from ithaca.training.models import Course
from ithaca.training.selectors import SCHOOL_PARTS

ROLES = ("mentor", "mentee")


@service
def add_course(
    *,
    scheme: Scheme,
    name: str,
    for_role: str,
    by: Actor,
    at: datetime,
    compulsory: bool = True,
    minutes: int | None = None,
    covers: Iterable[str] = (),
) -> Course:
    """Add a course for mentors or preparation for mentees. `minutes` is its length, `covers` names its parts.

    Raises NotNow without a name, for an unknown role, or if a course of that name runs already.
    """
    rules.add_course.require(by=by, of=scheme)
    return _add(scheme, name, for_role, by, at, compulsory, minutes, list(covers))


def _add(
    scheme: Scheme,
    name: str,
    for_role: str,
    by: Actor,
    at: datetime,
    compulsory: bool,
    minutes: int | None,
    covers: list[str],
) -> Course:
    name = " ".join(name.split())
    if not name or len(name) > 120:
        raise NotNow(_("Give the course a name of up to 120 characters."))
    if for_role not in ROLES:
        raise NotNow(_("Say whether the course is for mentors or for mentees."))
    if any(not part.strip() or len(part) > 100 for part in covers):
        raise NotNow(_("Keep each part of the course under 100 characters."))
    if minutes is not None and not 1 <= minutes <= 10_000:
        raise NotNow(_("Give the length of the course in minutes."))
    facts = {"compulsory": compulsory, "minutes": minutes, "covers": covers, "ended_at": None}
    course = Course.objects.filter(scheme=scheme, name=name, for_role=for_role).first()
    if course is not None and course.ended_at is None:
        raise NotNow(_("There is a course of that name already."))
    if course is None:
        course = Course.objects.create(scheme=scheme, name=name, for_role=for_role, **facts)
    else:
        Course.objects.filter(pk=course.pk).update(**facts)
        course.refresh_from_db()
    record(name="training.course_added", by=by, at=at, about=course, data={"for": for_role, "compulsory": compulsory})
    made: Course = course
    return made


@service
def end_course(*, course: Course, by: Actor, at: datetime) -> None:
    """Stop asking for a course; who completed it keeps that. Raises NotNow if it has ended already."""
    rules.end_course.require(by=by, of=course)
    if Course.objects.filter(pk=course.pk, ended_at=None).update(ended_at=at) != 1:
        raise NotNow(_("This course has ended already."))
    record(name="training.course_ended", by=by, at=at, about=course)


@service
def ensure_courses(*, scheme: Scheme, by: Actor, at: datetime) -> list[Course]:
    """Make the courses that the scheme's arrangements name and that do not stand yet; returns those made.

    Where the arrangements name none, mentors get one initial training (TRN-01), and mentees who may be children one
    preparation about boundaries, ground rules and staying safe (TRN-07).
    """
    standing = set(Course.objects.filter(scheme=scheme).values_list("name", "for_role"))
    made = []
    for name, role, compulsory, minutes, covers in _wanted(scheme.arrangements):
        if (name, role) not in standing:
            made.append(_add(scheme, name, role, by, at, compulsory, minutes, covers))
            standing.add((name, role))
    return made


def _wanted(arrangements: Arrangements) -> list[tuple[str, str, bool, int | None, list[str]]]:
    """Name, role, compulsory, minutes and parts of each course that the arrangements name or that must be."""
    wanted: list[tuple[str, str, bool, int | None, list[str]]] = [
        (_tidy(c["name"]), c["for_role"], c.get("compulsory", True), c.get("minutes"), list(c.get("covers", ())))
        for c in arrangements.courses
    ]
    named = {(name, role) for name, role, *_rest in wanted}
    for role, names in (("mentor", arrangements.mentor_training), ("mentee", arrangements.mentee_training)):
        wanted += [(_tidy(name), role, True, None, []) for name in names if (_tidy(name), role) not in named]
    compulsory = {role for _name, role, must, *_rest in wanted if must}
    if "mentor" not in compulsory:
        wanted.append((_("Initial training for mentors"), "mentor", True, None, list(SCHOOL_PARTS)))
    if "mentee" not in compulsory and arrangements.mentees_may_be_children:
        wanted.append((_("Preparation for mentees"), "mentee", True, None, []))
    return wanted


def _tidy(name: object) -> str:
    return " ".join(str(name).split())[:120]
