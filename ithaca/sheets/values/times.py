"""When somebody is free: "Wed afternoon/lunch time" is two times, and so is "Mon/Thu after school"."""

import re
from collections.abc import Iterable

from ithaca.sheets.model import normal

_DAY = (
    r"(?:mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?s?|weekdays?|weekends?|any day|every day"
)
_PART = (
    r"(?:early |late |mid )?(?:mornings?|afternoons?|evenings?|lunch ?(?:times?|breaks?|hours?)?|breaks?(?: times?)?|"
    r"(?:before|after|during) (?:school|work|lunch|college)|tutor (?:times?|periods?)|period \d|am|pm|nights?)"
)
_DAY_FIRST = re.compile(rf"^({_DAY})\b[ ,:]*(.*)$", re.IGNORECASE)
_DAY_ONLY = re.compile(rf"^(?:{_DAY})$", re.IGNORECASE)
_PART_ONLY = re.compile(rf"^{_PART}$", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:/|&|\+|\bor\b|\band\b)\s*", re.IGNORECASE)


def each_time(pieces: Iterable[str]) -> tuple[str, ...]:
    """Every time by itself, in its order, each once. What is not plainly several days or parts of a day stays as it is."""
    found: dict[str, str] = {}
    for piece in pieces:
        for one in _apart(piece):
            found.setdefault(normal(one), one)
    return tuple(found.values())


def _apart(piece: str) -> list[str]:
    parts = [part for part in _JOINT.split(piece.strip()) if part]
    read = [_read(part) for part in parts]
    times = [found for found in read if found is not None]
    if len(parts) < 2 or len(times) < len(parts):
        return [piece]
    result = []
    for at, (day, part) in enumerate(times):
        # In "Mon/Thu after school" a day alone takes the next part of a day; in "Wed afternoon/lunch" a part the day before.
        of_day = day or next((d for d, _p in reversed(times[:at]) if d), "")
        at_time = part or next((p for _d, p in times[at:] if p), "")
        result.append(" ".join(word for word in (of_day, at_time) if word))
    return result


def _read(part: str) -> tuple[str, str] | None:
    """(day, part of the day) of a piece, either may be empty; None if it says anything else."""
    if _DAY_ONLY.match(part):
        return part, ""
    if _PART_ONLY.match(part):
        return "", part
    match = _DAY_FIRST.match(part)
    if match and _PART_ONLY.match(match.group(2)):
        return match.group(1), match.group(2)
    return None
