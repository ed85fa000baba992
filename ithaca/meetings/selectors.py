"""Reading sessions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.cover.selectors import duties_visible_to
from ithaca.kernel.actor import Actor, job
from ithaca.kernel.roles import Role
from ithaca.kernel.todo import Todo, shown
from ithaca.meetings.models import Meeting
from ithaca.meetings.states import MEETING_CHANNELS
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import own_pairs, pairs_visible_to
from ithaca.schemes.models import Scheme

WITH_PAIR = (
    "mentorship__mentor__person__employer",
    "mentorship__mentee__person__school",
    "place",
    "scheme__organisation",
    "mentorship__scheme__organisation",
)


def meetings_visible_to(by: Actor) -> QuerySet[Meeting]:
    """The sessions of the pairs this actor may see. What is in the words of a log, the template shows to the two only."""
    rows: QuerySet[Meeting] = Meeting.objects.filter(mentorship__in=pairs_visible_to(by)).select_related(*WITH_PAIR)
    return rows


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """The first moment of a day and its last, in the local zone (a day the clocks change is longer or shorter)."""
    last = timezone.make_aware(datetime.combine(day, time.max))
    return timezone.make_aware(datetime.combine(day, time.min)), last


def day_list(*, by: Actor, scheme: Scheme, day: date) -> list[Meeting]:
    """The day's sessions in order of time: the whole scheme's for staff, the own pupils' for a school contact."""
    rows = meetings_visible_to(by).filter(scheme=scheme, starts_at__range=day_bounds(day))
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


def unlogged(*, scheme: Scheme, at: datetime) -> QuerySet[Meeting]:
    """Confirmed sessions that are over and not logged, the oldest first."""
    rows: QuerySet[Meeting] = Meeting.objects.filter(
        scheme=scheme, state="confirmed", starts_at__lt=at - timedelta(hours=1)
    )
    return rows.select_related(*WITH_PAIR).order_by("starts_at")


def uncovered(scheme: Scheme, *, since: datetime, until: datetime) -> list[Meeting]:
    """Agreed sessions in person between two moments for whose whole length nobody is on duty at the school (MEET-03).

    Two queries, however many sessions. Empty where the scheme needs nobody on duty.
    """
    if not scheme.arrangements.duty_needed:
        return []
    rows = Meeting.objects.filter(scheme=scheme, state="confirmed", channel="meetings", starts_at__range=(since, until))
    meetings = list(rows.select_related(*WITH_PAIR).order_by("starts_at", "pk"))
    duties: dict[tuple[date, int | None], list[tuple[time, time]]] = defaultdict(list)
    for duty in duties_visible_to(job("meetings.duty"), scheme, since=timezone.localdate(since)) if meetings else ():
        for partner in {duty.partner_id, None}:
            duties[duty.day, partner].append((duty.starts, duty.ends))
    return [meeting for meeting in meetings if not _is_covered(meeting, duties)]


def _is_covered(meeting: Meeting, duties: Mapping[tuple[date, int | None], list[tuple[time, time]]]) -> bool:
    starts = timezone.localtime(meeting.starts_at)
    ends = starts + timedelta(minutes=meeting.minutes)
    reached = starts.time()
    if starts.date() != ends.date():
        return False
    for first, last in sorted(duties.get((starts.date(), meeting.mentorship.mentee.person.school_id), ())):
        if first > reached:
            return False
        reached = max(reached, last)
        if reached >= ends.time():
            return True
    return False


def channels_of(scheme: Scheme) -> list[str]:
    """The ways of meeting that this scheme allows, in the order of the list."""
    return [channel for channel in MEETING_CHANNELS if scheme.arrangements.allows(channel)]


def to_log_from(pair: Mentorship, *, at: datetime) -> tuple[Meeting | None, Meeting | None]:
    """(the meeting to take date, place and length from when logging, the planned meeting that this logs or None).

    The planned one that is over and not logged, the latest first; else the last logged one as a pattern and None.
    """
    waiting = of_pair(pair).filter(state="confirmed", starts_at__lte=at).first()
    if waiting is not None:
        return waiting, waiting
    return of_pair(pair).filter(state="logged").first(), None


def usual_time(pair: Mentorship) -> datetime | None:
    """The last of a pair's meetings whose weekday and hour two of its last three share; else the last one. None before the
    first. Local time: a meeting at four stays at four when the clocks change."""
    rows = of_pair(pair).filter(state="logged")[:3]
    last = [timezone.localtime(meeting.starts_at) for meeting in rows]
    shared = Counter((day.weekday(), day.time()) for day in last)
    return next((day for day in last if shared[day.weekday(), day.time()] > 1), last[0] if last else None)


def last_day_of(pair: Mentorship) -> date | None:
    """The day of the pair's latest meeting that took place or is agreed or asked for; None if there is none."""
    latest = of_pair(pair).filter(state__in=("asked", "confirmed", "logged")).first()
    return timezone.localdate(latest.starts_at) if latest else None


def todo(*, by: Actor, scheme: Scheme, at: datetime) -> list[Todo]:
    """For mentor and mentee: their sessions to log. For the co-ordinator: to approve, and logs long overdue."""
    mine = list(own_pairs(by).values_list("pk", flat=True)) if by.holds(Role.MENTOR) else []
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
        for meeting in (unlogged(scheme=scheme, at=at).filter(mentorship__in=mine)[:20] if mine else ())
    ]
    if by.holds(Role.COORDINATOR, Role.DEPUTY):
        for meeting, more in shown(Meeting.objects.filter(scheme=scheme, state="asked").order_by("created_at", "pk")):
            words = _("A meeting waits for your approval")
            lines.append(Todo(1, meeting.created_at, words, _("Meetings"), _("Look"), "meetings:asked", (), more))
        for _bare in uncovered(scheme, since=at, until=at + timedelta(days=14)):
            words = _("Nobody is on duty for a session")
            lines.append(Todo(0, at, words, _("Sessions without anybody on duty"), _("See the day"), "meetings:day"))
        late = at - timedelta(days=scheme.arrangements.log_due_days)
        for meeting, more in shown(unlogged(scheme=scheme, at=late)):
            names = f"{meeting.mentorship.mentor.person.name} – {meeting.mentorship.mentee.person.name}"
            words = _("Not logged: %(names)s") % {"names": names}
            args = (("pair", meeting.mentorship.public_id),)
            lines.append(
                Todo(2, meeting.starts_at, words, _("Logs overdue"), _("Open the pair"), "mentorships:pair", args, more)
            )
    return lines
