"""A problem compiled for scoring: planes and postings for blocks of mentors, and for each mentee which of them apply.

Nothing here grows with mentees times mentors.  Points are kept in the narrowest whole numbers that hold them (16 bits
for up to 15,000 points a pair), a forbidden pair has -1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .parts import Codes, Ints, ListPart

Points = NDArray[np.signedinteger[Any]]


@dataclass(frozen=True)
class Use:
    """A count of common items used as points: ``(count * factor[i]) >> shift`` is ``floor(points * count / |A|)``."""

    factor: Ints
    shift: int


@dataclass
class Group:
    """Two list columns whose common items are counted once, whatever number of criteria and rules use the count."""

    part: ListPart
    uses: list[Use] = field(default_factory=list)
    least: int = 0


@dataclass(frozen=True)
class Lists:
    """Compressed rows: the ids of row i are ``ids[start[i]:start[i + 1]]``."""

    start: Ints
    ids: Codes


def lists_of(rows: list[list[int]]) -> Lists:
    """Compressed rows from plain lists."""
    start = np.zeros(len(rows) + 1, np.int64)
    np.cumsum([len(row) for row in rows], out=start[1:])
    return Lists(start, np.array([x for row in rows for x in row], np.int32))


def one_each(columns: list[Codes], n: int) -> Lists:
    """One id a row and column, as compressed rows."""
    if not columns:
        return Lists(np.zeros(n + 1, np.int64), np.zeros(0, np.int32))
    ids = np.stack(columns, axis=1).astype(np.int32)
    return Lists(np.arange(n + 1, dtype=np.int64) * len(columns), ids.ravel())


def join_lists(lists: list[Lists], n: int) -> Lists:
    """Several compressed rows as one."""
    kept = [part for part in lists if len(part.ids)]
    if not kept:
        return Lists(np.zeros(n + 1, np.int64), np.zeros(0, np.int32))
    if len(kept) == 1:
        return kept[0]
    rows = np.concatenate([np.repeat(np.arange(n), np.diff(part.start)) for part in kept])
    ids = np.concatenate([part.ids for part in kept])
    order = np.argsort(rows, kind="stable")
    start = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=n))]).astype(np.int64)
    return Lists(start, ids[order])


@dataclass(frozen=True)
class Block:
    """The mentors from ``first`` to before ``last``."""

    first: int
    last: int
    add: Points
    bar: Points
    tags: NDArray[np.uint8]
    posts: Lists


@dataclass(frozen=True)
class Plan:
    """Everything scoring needs.  All lists have one row a mentee.

    ``add``, ``bar``: planes added and joined.  ``tags[g]``, ``rare[g]``: planes and postings counted in group g.
    ``give``: postings whose mentors get ``give_points``.  ``stop``: postings barred.  ``keep[r]``: the only posting that
    rule r allows (-1: nobody).
    """

    mentees: int
    mentors: int
    most: int
    blocks: tuple[Block, ...]
    add: Lists
    bar: Lists
    tags: tuple[Lists, ...]
    rare: tuple[Lists, ...]
    groups: tuple[Group, ...]
    give: Lists
    give_points: Ints
    stop: Lists
    keep: tuple[Codes, ...]

    @property
    def dtype(self) -> type[np.int16] | type[np.int32]:
        """The numbers that points are kept in."""
        return points_type(self.most)


def points_type(most: int) -> type[np.int16] | type[np.int32]:
    """16 bits where they hold every sum, else 32."""
    return np.int16 if most <= 15_000 else np.int32
