"""Reading sessions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import Role
from ithaca.kernel.todo import Todo
from ithaca.meetings.models import Meeting
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import own_pairs, pairs_visible_to

WITH_PAIR = (
    "mentorship__mentor__person__employer",
    "mentorship__mentee__person__school",
    "place",
    "scheme__organisation",
)


def meetings_visible_to(by: Actor) -> QuerySet[Meeting]:
    """The sessions of the pairs this actor may see. What is in the words of a log, the template shows to the two only."""
    rows: QuerySet[Meeting] = Meeting.objects.filter(mentorship__in=pairs_visible_to(by)).select_related(*WITH_PAIR)
    return rows


def day_list(*, by: Actor, scheme: Any, day: date) -> list[Meeting]:
    """The day's sessions in order of time: the whole scheme's for staff, the own pupils' for a school contact."""
    first = timezone.make_aware(datetime.combine(day, time.min))
    rows = meetings_visible_to(by).filter(scheme=scheme, starts_at__gte=first, starts_at__lt=first + timedelta(days=1))
    return list(rows.exclude(state__in=["cancelled", "planned", "asked"]).order_by("starts_at", "pk"))


def of_pair(pair: Mentorship) -> QuerySet[Meeting]:
    """All sessions of one pair, the newest first."""
    rows: QuerySet[Meeting] = (
        Meeting.objects.filter(mentorship=pair).select_related("place").order_by("-starts_at", "-pk")
    )
    return rows


def totals_of(pairs: Iterable[Mentorship]) -> dict[int, tuple[int, int]]:
    """(sessions held, minutes) by pair, with what was brought in from before (MEET-11)."""
    pairs = list(pairs)
    counted = {
        row["mentorship"]: (row["held"], row["length"] or 0)
        for row in Meeting.objects.filter(mentorship__in=[p.pk for p in pairs], state="logged")
        .values("mentorship")
        .annotate(held=Count("pk"), length=Sum("minutes"))
    }
    totals = {}
    for pair in pairs:
        held, length = counted.get(pair.pk, (0, 0))
        totals[pair.pk] = (held + pair.meetings_before, length + pair.minutes_before)
    return totals


def next_of(pairs: Iterable[Mentorship], *, at: datetime) -> dict[int, Meeting]:
    """The next confirmed session of each pair."""
    rows = Meeting.objects.filter(mentorship__in=[p.pk for p in pairs], state="confirmed", starts_at__gte=at)
    found: dict[int, Meeting] = {}
    for meeting in rows.select_related("place").order_by("-starts_at"):
        found[meeting.mentorship_id] = meeting
    return found


def unlogged(*, scheme: Any, at: datetime) -> QuerySet[Meeting]:
    """Confirmed sessions that are over and not logged, the oldest first."""
    rows: QuerySet[Meeting] = Meeting.objects.filter(
        scheme=scheme, state="confirmed", starts_at__lt=at - timedelta(hours=1)
    )
    return rows.select_related(*WITH_PAIR).order_by("starts_at")


def todo(*, by: Actor, scheme: Any, at: datetime) -> list[Todo]:
    """For mentor and mentee: their sessions to log. For the co-ordinator: to approve, and logs long overdue."""
    mine = {pair.pk for pair in own_pairs(by)}
    lines = [
        Todo(
            1,
            meeting.starts_at,
            _("Your meeting has not been logged"),
            _("Meetings"),
            _("Log it"),
            "meetings:log",
            (("pair", meeting.mentorship.public_id),),
        )
        for meeting in unlogged(scheme=scheme, at=at).filter(mentorship__in=mine)[:20]
        if by.holds(Role.MENTOR)
    ]
    if by.holds(Role.COORDINATOR, Role.DEPUTY):
        for meeting in Meeting.objects.filter(scheme=scheme, state="asked").order_by("created_at")[:50]:
            lines.append(
                Todo(
                    1,
                    meeting.created_at,
                    _("A meeting waits for your approval"),
                    _("Meetings"),
                    _("Look"),
                    "meetings:asked",
                )
            )
        late = at - timedelta(days=scheme.arrangements.log_due_days)
        for meeting in unlogged(scheme=scheme, at=late)[:50]:
            names = f"{meeting.mentorship.mentor.person.name} – {meeting.mentorship.mentee.person.name}"
            words = _("Not logged: %(names)s") % {"names": names}
            args = (("pair", meeting.mentorship.public_id),)
            lines.append(
                Todo(2, meeting.starts_at, words, _("Logs overdue"), _("Open the pair"), "mentorships:pair", args)
            )
    return lines
