"""Mentors in a workplace: another department, senior enough, and there in person (MATCH-22).

What people wrote about their work is read into cells that can be compared. What cannot be read is an empty cell: it
gives no points, and where the thing is a must it forbids.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

#: The answers and what the engine compares of them. A mentee is always "there": it is the mentor who must be near.
LEVEL, REMOTE, THERE = "seniority", "remote", "at_work"
#: Titles in their order. Two titles compare, and two numbers do; a title and a number do not.
TITLES = (
    ("director", "partner", "chief", "president", "principal"),
    ("manager", "head"),
    ("supervisor", "leader", "lead", "foreman", "forewoman"),
    ("senior",),
    ("assistant", "junior", "graduate"),
)
STARTING = ("trainee", "apprentice", "student", "intern")
#: Numbers lie so far above titles that the two are never taken for each other.
NUMBERS_FROM, FURTHEST, HIGHEST = 1_000, 500, 499
_NUMBER, _WORD = re.compile(r"\d+"), re.compile(r"[^\W\d_]+")
_HERE = {"no", "n", "false", "never", "office", "site", "hybrid", "onsite", "sometimes", "partly", "part"}
_AWAY = {"yes", "y", "true", "remote", "remotely", "home", "always", "fully", "online"}


def level_of(value: Any) -> int | None:
    """How senior somebody is, as a whole number; a higher grade, band or level is more senior. None if it cannot be read."""
    text = str(value if value is not None else "").casefold()
    number = _NUMBER.search(text)
    if number:
        return NUMBERS_FROM + int(number[0]) if len(number[0]) < 4 and int(number[0]) <= HIGHEST else None
    words = set(_WORD.findall(text))
    if words & set(STARTING):
        return 1
    return next((len(TITLES) + 1 - place for place, row in enumerate(TITLES) if words & set(row)), None)


def there(value: Any) -> str | None:
    """ "yes" for a mentor who can be met at work, "no" for one who works elsewhere, None if it was not said."""
    words = set(_WORD.findall(str(value if value is not None else "").casefold()))
    if words & _HERE:
        return "yes"
    return "no" if words & _AWAY else None


def cells_of(role: str, profile: Mapping[str, Any]) -> dict[str, Any]:
    """The cells about work in the row of a mentee or a mentor."""
    found: dict[str, Any] = {THERE: "yes" if role == "mentee" else there(profile.get(REMOTE))}
    if LEVEL in profile:
        found[LEVEL] = level_of(profile[LEVEL])
    return found


def points_where(kind: str, mine: Iterable[str], theirs: Iterable[str], points: int) -> dict[tuple[str, str], int]:
    """The pairs of cells (mentee's, mentor's) that get the points: those that differ, or where the mentor is ahead."""
    right = set(theirs)
    return {(a, b): points for a in set(mine) for b in right if (a != b if kind == "differ" else _ahead(a, b))}


def _ahead(mine: str, theirs: str) -> bool:
    return 0 < int(theirs) - int(mine) <= FURTHEST
