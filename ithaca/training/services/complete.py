"""Marking training as done, for many in one go, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.move import move, move_all
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.participants.models import Participant
from ithaca.participants.services.lock import lock_participants
from ithaca.training import rules
from ithaca.training.models import Attendance, Course
from ithaca.training.states import ATTENDANCE


@service
def complete(
    *,
    course: Course,
    participants: Sequence[Participant],
    on: date,
    by: Actor,
    at: datetime,
    minutes: int | None = None,
) -> int:
    """Mark `course` as completed on the day `on` by all `participants`; those who had it already are left as they were.

    `minutes` is the time attended (the course's own length unless given). Returns how many were marked. Raises NotNow for
    a day to come, an ended course, or somebody the course is not for.
    """
    rules.complete.require(by=by, of=course)
    if on > timezone.localdate(at):
        raise NotNow(_("That day has not come yet."))
    if course.ended_at is not None:
        raise NotNow(_("This course has ended."))
    if any(p.scheme_id != course.scheme_id or p.role != course.for_role for p in participants):
        raise NotNow(_("This course is not for everybody you chose."))
    lock_participants(participants)
    keys = [p.pk for p in participants]
    rows = Attendance.objects.filter(course=course, participant__in=keys)
    have = dict(rows.values_list("participant_id", "state"))
    Attendance.objects.bulk_create(
        Attendance(scheme_id=course.scheme_id, course=course, participant_id=key)
        for key in dict.fromkeys(keys)
        if key not in have
    )
    also = {"attended_on": on, "minutes": minutes if minutes is not None else course.minutes, "reason": ""}
    marked = 0
    for source in ("booked", "incomplete", "stepped_down"):
        waiting = rows.filter(state=source).select_related("scheme")
        marked += move_all(waiting, source=source, to="completed", table=ATTENDANCE, by=by, at=at, also=also)
    return marked


@service
def take_back(*, attendance: Attendance, reason: str, by: Actor, at: datetime) -> None:
    """Take back a completion marked by mistake; the gate closes at once. Raises NotNow without a reason."""
    rules.take_back.require(by=by, of=attendance)
    reason = reason.strip()
    if not reason or len(reason) > 300:
        raise NotNow(_("Say why, in up to 300 characters."))
    lock_participants([attendance.participant])
    also = {"reason": reason, "attended_on": None, "minutes": None}
    move(attendance, "booked", table=ATTENDANCE, by=by, at=at, also=also)
