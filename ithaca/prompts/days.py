"""Counting the days that count: not those on which somebody is away or the scheme is closed. No database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from ithaca.schemes.arrangements import Arrangements

Span = tuple[date, date]
#: With cadence "by_stage" a pair writes every week for its first six weeks, then as the scheme says (MSG-08).
FIRST_WEEKS, FIRST_GAP = timedelta(weeks=6), 7


def counted(since: date, until: date, out: Iterable[Span]) -> int:
    """How many days after `since` up to and with `until` lie in no span of `out` (each from its first to its last day)."""
    days = {since + timedelta(days=n) for n in range(1, (until - since).days + 1)}
    for first, last in out:
        days -= {day for day in days if first <= day <= last}
    return len(days)


def gap_of(arrangements: Arrangements, *, opened: date, on: date, agreed: int | None = None) -> int | None:
    """The longest time between two messages of one side, in days; None if the scheme has no rule (MSG-08)."""
    if arrangements.cadence == "as_needed":
        return None
    if arrangements.cadence == "agreed":
        return agreed or arrangements.write_every_days
    if arrangements.cadence == "by_stage" and on - opened < FIRST_WEEKS:
        return min(FIRST_GAP, arrangements.write_every_days or FIRST_GAP)
    return arrangements.write_every_days


def quiet_until(arrangements: Arrangements, at: datetime) -> datetime | None:
    """When the quiet hours that `at` lies in are over, on the clock on the wall; None outside them or without any (MSG-17)."""
    begins, ends = arrangements.quiet_from, arrangements.quiet_until
    if begins is None or begins == ends:
        return None
    here = timezone.localtime(at)
    quiet = begins <= here.hour or here.hour < ends if begins > ends else begins <= here.hour < ends
    if not quiet:
        return None
    day = here.date() if here.hour < ends else here.date() + timedelta(days=1)
    return datetime.combine(day, time(ends), timezone.get_current_timezone())
