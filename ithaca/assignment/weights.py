"""What a solve makes as large as can be: a whole-number weight for every allowed pair, from its points alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Edges:
    """Pairs with their points; ``rows`` are mentees, ``cols`` mentors."""

    rows: Ints
    cols: Ints
    points: Ints


class Weigher(Protocol):
    """Anything that weighs pairs."""

    @property
    def bonus(self) -> int:
        """Added to every pair that counts."""

    def matrix(self, _first: int, _last: int, points: Ints, /) -> tuple[Ints, NDArray[np.bool_]]:
        """Weights (0 or more) without the bonus, and which pairs count, of some mentees with all mentors."""

    def of_edges(self, edges: Edges) -> Ints:
        """The weights of single pairs, with the bonus."""


@dataclass(frozen=True)
class Weigh:
    """``bonus + slope * points + sum(extra for (level, extra) in levels if points >= level)``; pairs with fewer than
    ``floor`` points are left out."""

    bonus: int = 0
    slope: int = 1
    levels: tuple[tuple[int, int], ...] = ()
    floor: int = 0

    def matrix(self, _first: int, _last: int, points: Ints) -> tuple[Ints, NDArray[np.bool_]]:
        """Weights without the bonus, and which pairs count, of some mentees with all mentors."""
        return self.of(points) - self.bonus, points >= self.floor

    def of_edges(self, edges: Edges) -> Ints:
        """The weights of single pairs."""
        return self.of(edges.points)

    def of(self, points: Ints) -> Ints:
        """The weights, in 64 bits."""
        out = points * self.slope + self.bonus
        for level, extra in self.levels:
            out += np.where(points >= level, extra, 0)
        return out

    def one(self, points: int) -> int:
        """The weight of one pair, exactly."""
        return self.bonus + self.slope * points + sum(extra for level, extra in self.levels if points >= level)

    def top(self, most: int) -> int:
        """The largest weight without the bonus, for points up to ``most``."""
        return self.slope * most + sum(extra for _, extra in self.levels)

    def with_bonus(self, bonus: int) -> Weigh:
        """The same with another bonus."""
        return Weigh(bonus, self.slope, self.levels, self.floor)


def unique_edges(edges: Edges, mentors: int) -> Edges:
    """Each pair once, ordered by mentee and mentor."""
    keys, index = np.unique(edges.rows * mentors + edges.cols, return_index=True)
    return Edges(keys // max(1, mentors), keys % max(1, mentors), edges.points[index])
