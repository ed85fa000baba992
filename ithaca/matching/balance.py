"""How many women and men there are on both sides, and who waits because of it. Small numbers are hidden (MATCH-05)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.matching.asks import ASKED
from ithaca.matching.pool import GENDER
from ithaca.matching.standing import Standing
from ithaca.participants.models import Participant

#: Fewer people than this are not counted aloud, as in the report on fairness.
FEWEST = 5
#: For more who are left over it is not worked out while somebody waits for the page.
MOST = 300
GROUPS: tuple[tuple[str, Any], ...] = (
    ("female", gettext_lazy("women and girls")),
    ("male", gettext_lazy("men and boys")),
    ("", gettext_lazy("another, or not stated")),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line: how many mentors, mentees, mentees who wait, and of those who wait only because of gender; in words."""

    name: str
    mentors: str
    mentees: str
    waiting: str
    held_back: str


def balance_of(people: Iterable[Participant], stands: Standing | None) -> list[Row]:
    """A line for each group, where anybody's gender is recorded at all.

    people: everybody who takes part. stands: those who wait as the engine sees them, or None if nobody can be placed.
    """
    everybody = list(people)
    if not any(participant.person.gender for participant in everybody):
        return []
    counted = Counter((participant.role, _group(participant)) for participant in everybody)
    waiting = Counter(_group(mentee) for mentee in stands.pool.mentees.values()) if stands else Counter()
    back = _held_back(stands) if stands else Counter()
    return [
        Row(
            str(name),
            _in_words(counted["mentor", group]),
            _in_words(counted["mentee", group]),
            _in_words(waiting[group]),
            _in_words(back[group]),
        )
        for group, name in GROUPS
    ]


def _held_back(stands: Standing) -> Counter[str]:
    """Those left over who could have a mentor if gender played no part: neither the scheme's rule nor anybody's wish."""
    left = stands.session.result.unplaced
    found: Counter[str] = Counter()
    for key in left if len(left) <= MOST else ():
        near = stands.session.near(key)
        if any(_only_gender(check.name for check in standing) for _m, _p, standing, banned in near if not banned):
            found[_group(stands.pool.mentees[key])] += 1
    return found


def _only_gender(names: Iterable[str]) -> bool:
    wanted = list(names)
    return bool(wanted) and all(name == GENDER or name.startswith(f"{ASKED}: gender") for name in wanted)


def _group(participant: Participant) -> str:
    gender = participant.person.gender
    return gender if gender in ("female", "male") else ""


def _in_words(number: int) -> str:
    return _("under %(n)d") % {"n": FEWEST} if 0 < number < FEWEST else str(number)
