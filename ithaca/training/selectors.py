"""Reading courses, and who still has to complete which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.kernel.actor import Actor
from ithaca.kernel.gates import Missing
from ithaca.kernel.roles import STAFF, Role
from ithaca.kernel.todo import Todo
from ithaca.participants.models import Participant
from ithaca.participants.selectors import participants_visible_to
from ithaca.participants.states import TAKING_PART
from ithaca.schemes.models import Scheme
from ithaca.training.models import Attendance, Course

#: What the training of school mentors must contain (TRN-02).
SCHOOL_PARTS = ("background and rules", "the school and its pupils", "mentoring skills")


def courses_visible_to(by: Actor) -> QuerySet[Course]:
    """The courses of the schemes that `by` helps to run, or takes part in."""
    rows: QuerySet[Course] = Course.objects.select_related("scheme").order_by("for_role", "pk")
    if by.kind == "job":
        return rows
    roles = {*STAFF, Role.MENTOR, Role.MENTEE}
    return rows.filter(scheme__in={h.scheme_id for h in by.held if h.role in roles and h.scheme_id is not None})


def attendances_visible_to(by: Actor) -> QuerySet[Attendance]:
    """Attendance of everybody whom `by` may see by name."""
    rows: QuerySet[Attendance] = Attendance.objects.select_related("course", "participant__person")
    return rows.filter(participant__in=participants_visible_to(by))


def courses_of(scheme: Scheme) -> QuerySet[Course]:
    """The courses that run now, with `done`: how many of those taking part have completed each."""
    done = Q(attendances__state="completed", attendances__participant__state__in=TAKING_PART)
    rows: QuerySet[Course] = Course.objects.filter(scheme=scheme, ended_at=None)
    return rows.annotate(done=Count("attendances", filter=done)).order_by("-for_role", "pk")


def still_to_attend(course: Course, by: Actor) -> QuerySet[Participant]:
    """Those taking part in the course's role who have not completed it, by name."""
    have = Attendance.objects.filter(course=course, state="completed").values("participant")
    rows = participants_visible_to(by).filter(scheme=course.scheme_id, role=course.for_role, state__in=TAKING_PART)
    return rows.exclude(pk__in=have).order_by("person__family_name", "person__given_name", "pk")


def _counts_still_to_attend(scheme: Scheme, by: Actor) -> list[tuple[Course, int]]:
    """Each compulsory course with how many `still_to_attend` would list: who takes part in its role, less those of them who
    have completed it. For staff, who see everybody. Asking of everybody whether a completion is lacking takes three times
    as long."""
    courses = list(Course.objects.filter(scheme=scheme, ended_at=None, compulsory=True).order_by("-for_role", "pk"))
    if not courses:
        return []
    here = participants_visible_to(by).filter(scheme=scheme, state__in=TAKING_PART)
    by_role = dict(here.order_by().values_list("role").annotate(n=Count("pk")))
    done = Attendance.objects.filter(scheme=scheme, course__in=[course.pk for course in courses], state="completed")
    done = done.filter(participant__role=F("course__for_role"), participant__state__in=TAKING_PART)
    by_course = dict(done.order_by().values_list("course").annotate(n=Count("pk")))
    return [(course, by_role.get(course.for_role, 0) - by_course.get(course.pk, 0)) for course in courses]


def completions_of(course: Course, by: Actor) -> QuerySet[Attendance]:
    """Who has completed the course, latest first."""
    rows = attendances_visible_to(by).filter(course=course, state="completed")
    return rows.order_by("-attended_on", "participant__person__family_name", "pk")


def attendances_of(participant: Participant) -> list[Attendance]:
    """One person's training, oldest first: date, minutes and state of each course (TRN-12)."""
    rows = Attendance.objects.filter(participant=participant).select_related("course")
    return list(rows.order_by("attended_on", "pk"))


def missing_training(participants: Sequence[Participant], *, on: date | None = None) -> dict[int, list[Missing]]:
    """Which compulsory training each participant still lacks, by participant key; three queries however many they are.

    TRN-01: no mentor is matched before initial training, so a scheme without a compulsory course for mentors lacks one
    for everybody. TRN-07: the same for a mentee who is, or may be, under 18 on the day `on` (today unless given).
    """
    day = on or timezone.localdate()
    courses = _compulsory({p.scheme_id for p in participants})
    done = (
        set(
            Attendance.objects.filter(participant__in=[p.pk for p in participants], state="completed").values_list(
                "participant_id", "course_id"
            )
        )
        if participants
        else set()
    )
    return {p.pk: _lacking(p, courses[p.scheme_id, p.role], done, day) for p in participants}


def _compulsory(schemes: set[int]) -> dict[tuple[int, str], list[Course]]:
    found: dict[tuple[int, str], list[Course]] = defaultdict(list)
    if schemes:
        for course in Course.objects.filter(scheme__in=schemes, compulsory=True, ended_at=None).order_by("pk"):
            found[course.scheme_id, course.for_role].append(course)
    return found


def _lacking(participant: Participant, courses: list[Course], done: set[tuple[int, int]], on: date) -> list[Missing]:
    name, move = participant.person.name, _("co-ordinator")
    if not courses:
        if participant.role == "mentor":
            return [
                Missing(
                    "training.no_course", _("There is no training for mentors yet."), name, move, "training:courses"
                )
            ]
        if participant.person.is_child_on(on):
            words = _("There is no preparation for mentees yet.")
            return [Missing("training.no_course", words, name, move, "training:courses")]
    return [
        Missing(
            "training.not_completed",
            _("“%(course)s” is not done.") % {"course": course.name},
            name,
            move,
            "training:attendance",
            (("course", course.public_id),),
        )
        for course in courses
        if (participant.pk, course.pk) not in done
    ]


def missing_for(*, participants: Sequence[Participant], on: date) -> dict[int, list[Missing]]:
    """The answer of this room to `participants.missing_for`."""
    return missing_training(participants, on=on)


def missing_parts(scheme: Scheme) -> list[str]:
    """Which of the three parts of school mentors' training no compulsory course covers (TRN-02); empty if none is told."""
    courses = [c for c in courses_of(scheme) if c.for_role == "mentor" and c.compulsory]
    covered = {part for course in courses for part in course.covers}
    return [part for part in SCHOOL_PARTS if part not in covered] if courses else []


def todo(*, by: Actor, scheme: Scheme, at: datetime) -> list[Todo]:  # noqa: ARG001  (the same call in every room)
    """For each compulsory course: how many still have to do it. For those who run the scheme."""
    if not by.holds(Role.COORDINATOR, Role.DEPUTY):
        return []
    found = []
    for course, n in _counts_still_to_attend(scheme, by):
        if not n:
            continue
        words = ngettext("%(n)s person still has to do “%(course)s”", "%(n)s people still have to do “%(course)s”", n)
        args = (("course", course.public_id),)
        line = words % {"n": n, "course": course.name}
        found.append(Todo(2, course.created_at, line, _("Training"), _("Mark attendance"), "training:attendance", args))
    return found
