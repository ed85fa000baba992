"""A scheme's working hours: whether it is open, how long it was open between two moments, when it opens next.

No database; times are aware, hours are meant on the clock on the wall (Europe/London), so that summer time is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

#: How far ahead anybody looks for an open day.
AHEAD = 400


@dataclass(frozen=True, slots=True)
class Hours:
    """`days` of the week (0 is Monday) from `begins` to `ends`, but for the `closed` days (first and last, both counted)."""

    days: frozenset[int] = frozenset(range(5))
    begins: time = time(9)
    ends: time = time(17)
    closed: tuple[tuple[date, date], ...] = ()

    def opens_on(self, day: date) -> bool:
        """True if that day is a working day."""
        return day.weekday() in self.days and not any(first <= day <= last for first, last in self.closed)

    def _day(self, day: date) -> tuple[datetime, datetime]:
        zone = timezone.get_current_timezone()
        return datetime.combine(day, self.begins, zone), datetime.combine(day, self.ends, zone)

    def _open_days(self, since: datetime, most: int = AHEAD) -> Iterator[tuple[datetime, datetime]]:
        first = timezone.localtime(since).date()
        for number in range(most):
            day = first + timedelta(days=number)
            if self.opens_on(day):
                yield self._day(day)

    def is_open(self, at: datetime) -> bool:
        """True within working hours; the last moment no longer counts."""
        begins, ends = self._day(timezone.localtime(at).date())
        return self.opens_on(timezone.localtime(at).date()) and begins <= at < ends

    def next_open(self, at: datetime) -> datetime | None:
        """`at` itself within working hours, else the next moment they begin; None if there is none for a year."""
        if self.is_open(at):
            return at
        return next((begins for begins, _ends in self._open_days(at) if begins > at), None)

    def worked(self, since: datetime, until: datetime) -> timedelta:
        """How much working time lies between the two moments."""
        days = (timezone.localtime(until).date() - timezone.localtime(since).date()).days + 1
        total = timedelta()
        for begins, ends in self._open_days(since, max(days, 0)):
            total += max(min(_utc(ends), _utc(until)) - max(_utc(begins), _utc(since)), timedelta())
        return total

    def after(self, since: datetime, hours: int) -> datetime | None:
        """The moment at which `hours` of working time have gone by; None if that is not within a year."""
        left = timedelta(hours=hours)
        for begins, ends in self._open_days(since):
            start = max(_utc(begins), _utc(since))
            here = max(_utc(ends) - start, timedelta())
            if here >= left:
                return start + left
            left -= here
        return None


def _utc(at: datetime) -> datetime:
    """Differences of times in one zone count the clock on the wall; these count the hours that go by."""
    return at.astimezone(UTC)
