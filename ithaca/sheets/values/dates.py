"""Dates as people and forms write them. Day before month unless the whole column says otherwise."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from ithaca.sheets.model import Value, as_typed
from ithaca.sheets.sentences import Sentence, _
from ithaca.sheets.values.blanks import says_nothing, text_of

Order = Literal["dmy", "mdy"]

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
            "sep sept september", "oct october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAY = re.compile(r"(mon|tues?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(day)?[,.]?\s+", re.IGNORECASE)
AFTER = r"(?:[ T,]{1,3}\d{1,2}[:.]\d{2}.{0,30})?\Z"
FIGURES = re.compile(r"(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4}|\d{2})" + AFTER)
FIGURES_SPACED = re.compile(r"(\d{1,2}) (\d{1,2}) (\d{4}|\d{2})\Z")
YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})" + AFTER)
COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)\Z")
DAY_NAME = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ \-/.]{1,2}([a-z]{3,9})[ \-/.,]{1,2}'?(\d{4}|\d{2})" + AFTER, re.IGNORECASE
)
NAME_DAY = re.compile(r"([a-z]{3,9})[ .]{1,2}(\d{1,2})(?:st|nd|rd|th)?,? {1,2}(\d{4})" + AFTER, re.IGNORECASE)
EPOCH = date(1899, 12, 30)
SERIALS = range(3_654, 73_415)
LONGEST = 60


@dataclass(frozen=True)
class DateOrder:
    """How the figures of a column are to be read, and what a person should be told about it."""

    order: Order
    sentence: Sentence | None = None


def parse_date(value: Value, *, order: Order = "dmy", on: date, birth: bool = False) -> date | Sentence | None:
    """The date in a cell: UK and ISO forms, month names, Excel serial numbers, and forms' time stamps (the time is
    dropped).

    `order` settles 3/4/2027; `on` is the day it is read. A year of two figures is taken between 80 years before and
    19 years after
    that day; for a `birth` it is the latest one not after it, and a birth after `on` or over 110 years before it is
    refused.
    """
    if says_nothing(value):
        return None
    found = _plain_date(value, order, on, birth)
    if isinstance(found, date):
        return _sensible(found, as_typed(value), on, birth)
    return found


def _plain_date(value: Value, order: Order, on: date, birth: bool) -> date | Sentence:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool | time | timedelta):
        return _no_date(as_typed(value))
    if isinstance(value, int | float):
        return _serial(value)
    text = text_of(value)
    if len(text) > LONGEST:
        return _no_date(text)
    return _from_text(WEEKDAY.sub("", text, count=1), text, order, on, birth)


def _from_text(text: str, typed: str, order: Order, on: date, birth: bool) -> date | Sentence:
    if text.isascii() and text.replace(".", "", 1).isdigit():
        compact = COMPACT.match(text)
        if compact:
            year, month, day = (int(part) for part in compact.groups())
            return _build(year, month, day, typed)
        return _serial(float(text))
    if found := YEAR_FIRST.match(text):
        year, month, day = (int(part) for part in found.groups())
        return _build(year, month, day, typed)
    if found := FIGURES.match(text) or FIGURES_SPACED.match(text):
        first, second, year_text = found.groups()
        day, month = (int(first), int(second)) if order == "dmy" else (int(second), int(first))
        if month > 12 and day <= 12:
            return _turned(typed, order)
        return _build(_year(year_text, on, birth), month, day, typed)
    if found := DAY_NAME.match(text):
        day_text, name, year_text = found.groups()
    elif found := NAME_DAY.match(text):
        name, day_text, year_text = found.groups()
    else:
        return _no_date(typed)
    named = MONTHS.get(name.casefold())
    return _build(_year(year_text, on, birth), named, int(day_text), typed) if named else _no_date(typed)


def _year(text: str, on: date, birth: bool) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    year += on.year // 100 * 100
    if year > (on.year if birth else on.year + 19):
        year -= 100
    return year


def _serial(number: float) -> date | Sentence:
    if not abs(number) < 1e9:
        return _no_date(as_typed(number))
    whole = int(number)
    if whole in SERIALS:
        return EPOCH + timedelta(days=whole)
    if 1900 <= whole <= 2100:
        return _("“{typed}” is only a year. Give day, month and year.", typed=str(whole))
    return _no_date(as_typed(number))


def _build(year: int, month: int, day: int, typed: str) -> date | Sentence:
    try:
        return date(year, month, day)
    except ValueError:
        return _("There is no such date as “{typed}”.", typed=typed)


def _sensible(found: date, typed: str, on: date, birth: bool) -> date | Sentence:
    if birth and found > on:
        return _("“{typed}” is in the future, so it cannot be a date of birth.", typed=typed)
    if birth and found.year < on.year - 110:
        return _("“{typed}” is more than 110 years ago. Look at the year.", typed=typed)
    if not 1900 <= found.year <= 2199:
        return _("The year of “{typed}” does not look right.", typed=typed)
    return found


def _no_date(typed: str) -> Sentence:
    return _("“{typed}” is not a date we can read. Write it like 3 March 2027 or 03/03/2027.", typed=typed)


def _turned(typed: str, order: Order) -> Sentence:
    if order == "dmy":
        return _("“{typed}” has no such month. Write the day first: 25/12/2027.", typed=typed)
    return _("“{typed}” has no such month. The other dates of this column have the month first.", typed=typed)


def date_order(values: Iterable[Value]) -> DateOrder:
    """Whether a whole column writes the day or the month first. Day first, unless a value fits only month first and
    none only day first.
    """
    day_first = month_first = unsure = 0
    for value in values:
        if not isinstance(value, str) or len(value) > LONGEST:
            continue
        found = FIGURES.match(WEEKDAY.sub("", text_of(value), count=1))
        if not found:
            continue
        first, second = int(found.group(1)), int(found.group(2))
        if first > 12 >= second:
            day_first += 1
        elif second > 12 >= first:
            month_first += 1
        elif first != second:
            unsure += 1
    if not month_first:
        return DateOrder("dmy")
    if day_first:
        sentence = _(
            "{day} dates here can only be day/month and {month} only month/day. We read day/month; "
            "the others are listed to put right.",
            day=day_first,
            month=month_first,
        )
        return DateOrder("dmy", sentence)
    sentence = _(
        "The dates here are month/day/year, as in America: {month} of them fit nothing else. "
        "So 03/04/2027 is read as 4 March. {unsure} others could be either; look at them.",
        month=month_first,
        unsure=unsure,
    )
    return DateOrder("mdy", sentence)
