"""Lists of preference: who would rather be with each other than as they are (Gale and Shapley 1962)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class BlockingPair:
    """Two people who both would gain: what each has now (None: nobody, or a free place)."""

    mentee: str
    mentor: str
    mentee_has: str | None
    mentor_has: str | None


def blocking_pairs(
    mentee_lists: Mapping[str, Sequence[str]],
    mentor_lists: Mapping[str, Sequence[str]],
    pairs: Iterable[tuple[str, str]],
    capacities: Mapping[str, int] | None = None,
) -> tuple[BlockingPair, ...]:
    """Every blocking pair of an assignment, sorted.

    A list names people from most to least wanted; whoever is not on it is not wanted.  A pair blocks if each is on the
    other's list, the mentee has nobody or prefers this mentor, and the mentor has a free place or prefers this mentee to
    somebody they have.  Capacity 1 for mentors not named.
    """
    has: dict[str, str] = {}
    holds: dict[str, list[str]] = {}
    for mentee, mentor in pairs:
        has[mentee] = mentor
        holds.setdefault(mentor, []).append(mentee)
    rank = {mentor: {mentee: k for k, mentee in enumerate(wanted)} for mentor, wanted in mentor_lists.items()}
    found = []
    for mentee, wanted in mentee_lists.items():
        for mentor in wanted:
            if mentor == has.get(mentee):
                break
            mine = rank.get(mentor, {})
            if mentee not in mine:
                continue
            held = holds.get(mentor, [])
            worst = max(held, key=lambda other: mine.get(other, len(mine)), default=None)
            if len(held) < (capacities or {}).get(mentor, 1):
                found.append(BlockingPair(mentee, mentor, has.get(mentee), None))
            elif worst is not None and mine.get(worst, len(mine)) > mine[mentee]:
                found.append(BlockingPair(mentee, mentor, has.get(mentee), worst))
    return tuple(sorted(found, key=lambda pair: (pair.mentee, pair.mentor)))
