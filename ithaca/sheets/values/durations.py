"""Lengths of time and plain numbers."""

import re
from datetime import datetime, time, timedelta
from typing import Literal

from ithaca.sheets.model import Value, as_typed
from ithaca.sheets.sentences import Sentence, _
from ithaca.sheets.values.blanks import says_nothing, text_of

Unit = Literal["hours", "minutes"]

CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)(?::[0-5]\d)?\Z")
WORDS = re.compile(
    r"(?:(\d{1,4}(?:[.,]\d{1,2})?)\s?(?:hours?|hrs?|h)\.?)?(?:\s?(?:and|,)?\s?(\d{1,5})\s?(?:minutes?|mins?|m)?\.?)?\Z",
    re.IGNORECASE,
)
HALVES = (
    (re.compile(r"^(?:half an hour|half hour|1/2 hour|½ ?(?:hours?|hrs?|h))$"), 30),
    (re.compile(r"^(?:an hour|one hour)$"), 60),
    (
        re.compile(r"^(?:an hour and a half|one and a half hours|1 ?½ ?(?:hours?|hrs?|h)?|1 1/2 ?(?:hours?|hrs?|h)?)$"),
        90,
    ),
    (re.compile(r"^(?:two hours)$"), 120),
    (re.compile(r"^(?:three quarters of an hour|¾ ?(?:hours?|hrs?|h))$"), 45),
)
NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
NUMBER = re.compile(r"[£$€]?\s?(-?\d{1,15}(?:\.\d{1,10})?)\s?%?\Z")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?:\D|\Z))")
HOURS_BELOW = 10
MOST = 100_000


def parse_minutes(value: Value, unit: Unit | None = None) -> int | Sentence | None:
    """Whole minutes from "1h 30", "90 mins", "1.5", "0:45" or Excel's own times.

    `unit` says what a bare number counts (the header usually tells). Without it a number under 10 is hours and any
    other is minutes.
    """
    if says_nothing(value):
        return None
    if isinstance(value, timedelta):
        return _most(round(value.total_seconds() / 60), as_typed(value))
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    if isinstance(value, bool | datetime) or not isinstance(value, int | float | str):
        return _no_length(as_typed(value))
    if isinstance(value, int | float):
        return _bare(float(value), unit, as_typed(value))
    return _from_text(text_of(value), unit)


def _from_text(typed: str, unit: Unit | None) -> int | Sentence:
    text = typed.casefold().strip(" .")
    if len(text) > 40 or not text:
        return _no_length(typed)
    if found := CLOCK.match(text):
        return _most(int(found.group(1)) * 60 + int(found.group(2)), typed)
    for pattern, minutes in HALVES:
        if pattern.match(text):
            return minutes
    if re.fullmatch(r"\d{1,6}(?:[.,]\d{1,4})?", text):
        return _bare(float(text.replace(",", ".")), unit, typed)
    found = WORDS.match(text)
    if not found or (found.group(1) is None and found.group(2) is None):
        return _no_length(typed)
    hours, minutes_text = found.groups()
    return _most(round(float((hours or "0").replace(",", ".")) * 60) + int(minutes_text or 0), typed)


def _bare(number: float, unit: Unit | None, typed: str) -> int | Sentence:
    hours = unit == "hours" or (unit is None and (number < HOURS_BELOW or not number.is_integer()))
    if not 0 <= number <= MOST:
        return _no_length(typed)
    return _most(round(number * 60) if hours else round(number), typed)


def _most(minutes: int, typed: str) -> int | Sentence:
    return minutes if 0 <= minutes <= MOST else _no_length(typed)


def _no_length(typed: str) -> Sentence:
    return _("“{typed}” is not a length of time we can read. Write it like 1h 30 or 90 minutes.", typed=typed)


def parse_number(value: Value) -> int | float | Sentence | None:
    """A number, with or without commas between thousands, a currency sign or a per cent sign (which is dropped); up to
    twelve also as a word.
    """
    if says_nothing(value):
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    typed = text_of(value)
    if typed.casefold() in NUMBER_WORDS:
        return NUMBER_WORDS.index(typed.casefold())
    found = NUMBER.match(THOUSANDS.sub("", typed)) if len(typed) < 40 and isinstance(value, str) else None
    if not found:
        return _("“{typed}” is not a number.", typed=typed)
    number = float(found.group(1))
    return int(number) if number.is_integer() else number
