"""Working hours: weekends, closed days and summer time are not working time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from ithaca.oncall.hours import Hours
from ithaca.oncall.words import days_in_words

USUAL = Hours()
FRIDAY = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)


def test_four_hours_begun_on_friday_end_on_monday() -> None:
    assert USUAL.after(FRIDAY, 4) == datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
    assert USUAL.worked(FRIDAY, datetime(2026, 11, 30, 12, 0, tzinfo=UTC)) == timedelta(hours=4)


def test_a_closed_week_counts_for_nothing() -> None:
    closed = Hours(closed=((date(2026, 11, 30), date(2026, 12, 4)),))
    assert closed.after(FRIDAY, 4) == datetime(2026, 12, 7, 12, 0, tzinfo=UTC)
    assert closed.worked(FRIDAY, datetime(2026, 12, 7, 9, 0, tzinfo=UTC)) == timedelta(hours=1)
    assert closed.next_open(datetime(2026, 11, 28, 12, 0, tzinfo=UTC)) == datetime(2026, 12, 7, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (datetime(2026, 11, 27, 9, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 27, 8, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 27, 17, 0, tzinfo=UTC), False),
        (datetime(2026, 11, 28, 12, 0, tzinfo=UTC), False),
        (datetime(2026, 7, 1, 8, 0, tzinfo=UTC), True),
        (datetime(2026, 7, 1, 16, 30, tzinfo=UTC), False),
    ],
)
def test_hours_are_those_of_the_clock_on_the_wall(at: datetime, is_open: bool) -> None:
    assert USUAL.is_open(at) is is_open


def test_the_night_the_clock_goes_back_has_an_hour_more() -> None:
    round_the_clock = Hours(days=frozenset(range(7)), begins=time(0), ends=time(23, 59))
    day = datetime(2026, 10, 25, 0, 0, tzinfo=UTC) - timedelta(hours=1)
    assert round_the_clock.worked(day, day + timedelta(hours=24, minutes=59)) == timedelta(hours=24, minutes=59)


def test_a_scheme_that_never_opens_says_none_and_does_not_hang() -> None:
    assert Hours(days=frozenset()).next_open(FRIDAY) is None
    assert Hours(days=frozenset()).after(FRIDAY, 4) is None
    assert Hours(days=frozenset()).worked(FRIDAY, FRIDAY + timedelta(days=900)) == timedelta()
    assert USUAL.worked(FRIDAY, FRIDAY - timedelta(days=1)) == timedelta()


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([0, 1, 2, 3, 4], "Monday to Friday"),
        ([1], "Tuesday"),
        ([0, 2], "Monday, Wednesday"),
        (list(range(7)), "Every day"),
    ],
)
def test_days_in_words(days: list[int], words: str) -> None:
    assert days_in_words(days) == words
