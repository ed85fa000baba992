"""Times, lengths and names in words."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from ithaca.ui import words

LONDON = ZoneInfo("Europe/London")
NOW = dt.datetime(2027, 3, 4, 15, 0, tzinfo=LONDON)  # a Thursday


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (NOW - dt.timedelta(seconds=20), "just now"),
        (NOW - dt.timedelta(minutes=1), "1 minute ago"),
        (NOW - dt.timedelta(minutes=12), "12 minutes ago"),
        (NOW - dt.timedelta(hours=3, minutes=55), "today at 11:05"),
        (NOW + dt.timedelta(minutes=30), "today at 15:30"),
        (NOW - dt.timedelta(days=1), "yesterday at 15:00"),
        (NOW + dt.timedelta(days=1), "tomorrow at 15:00"),
        (NOW - dt.timedelta(days=3), "3 days ago"),
        (NOW + dt.timedelta(days=4), "Monday at 15:00"),
        (NOW - dt.timedelta(days=9), "Tue 23 February"),
        (NOW + dt.timedelta(days=12), "Tue 16 March"),
        (NOW - dt.timedelta(days=400), "28 January 2026"),
        (None, ""),
    ],
)
def test_a_moment_is_said_as_people_say_it(moment: dt.datetime | None, said: str) -> None:
    assert words.when(moment, now=NOW) == said


def test_days_are_counted_in_the_readers_time_zone_not_in_utc() -> None:
    late = dt.datetime(2027, 7, 1, 23, 30, tzinfo=dt.UTC)  # 00:30 on 2 July in London
    noon = dt.datetime(2027, 7, 2, 11, 0, tzinfo=dt.UTC)
    assert words.when(late, now=noon) == "today at 00:30"
    with timezone.override(dt.UTC):
        assert words.when(late, now=noon) == "yesterday at 23:30"


def test_a_bare_date_is_given_no_clock_time() -> None:
    assert words.when(dt.date(2027, 3, 5), now=NOW) == "tomorrow"
    assert words.day(dt.date(2027, 3, 9), now=NOW) == "Tue 9 March"
    assert words.full_day(dt.date(2027, 3, 9)) == "9 March 2027"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 minutes"),
        (1, "1 minute"),
        (45, "45 minutes"),
        (60, "1 hour"),
        (75, "1 hour 15 minutes"),
        (121, "2 hours 1 minute"),
    ],
)
def test_a_length_of_time_is_said_in_hours_and_minutes(minutes: int, said: str) -> None:
    assert words.length_words(minutes) == said


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Rosa Lindqvist", "RL"),
        ("Jay", "J"),
        ("Anna van der Berg", "AB"),
        ("émile zola", "ÉZ"),
        ("", "?"),
        ("(Bo) Li", "BL"),
        ("42", "?"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert words.initials(name) == letters
