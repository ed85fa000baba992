"""Passes over all pairs, in numpy: each scores every pair once, a few mentees at a time, and keeps only what is asked."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from .blocks import Plan
from .errors import Cancelled
from .scoring import score_rows
from .weights import Edges, Weigh, Weigher, unique_edges

Ints = NDArray[np.int64]
#: Pairs scored at a time.
CELLS = 1 << 18
#: A forbidden pair in a table of points: far below any price.
BARRED = -(1 << 30)


@dataclass(frozen=True)
class Priced:
    """What a pricing pass found: the best surplus of each mentee (at least ``u``), and the pairs at or above ``u``.

    ``more`` says that some mentee had more such pairs than were kept.
    """

    best: Ints
    edges: Edges
    more: bool


@dataclass(frozen=True)
class Part:
    """What a pricing pass may be cut down to: these mentees with everybody, and everybody with these mentors.

    ``beyond[i]``, where given, is the most points that any pair of mentee i has which the caller does not hold: pairs that
    could not pay their prices with these points are left out.
    """

    rows: Ints
    cols: Ints
    beyond: Ints | None = None


class Watch:
    """Progress and cancel, asked between blocks of rows."""

    def __init__(
        self, progress: Callable[[str, float], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> None:
        self._progress = progress
        self._cancelled = cancelled

    def at(self, stage: str, part: float) -> None:
        """Says that ``part`` (0 to 1) of a stage is done.  Raises `Cancelled` if the caller wants to stop."""
        if self._progress is not None:
            self._progress(stage, part)
        if self._cancelled is not None and self._cancelled():
            raise Cancelled(f"The assignment was cancelled while {stage}.")


class Passes(Protocol):
    """The two passes every solve is made of."""

    mentees: int
    mentors: int
    most: int
    count: float
    in_parts: bool
    #: After `candidates`, where it is known: the most points of the pairs of each mentee that it left out (-1: none).
    beyond: Ints | None

    def points_of(self, rows: Ints, cols: Ints) -> Ints:
        """The points of single pairs."""

    def candidates(self, weigh: Weigher, per_row: int, per_col: int, watch: Watch) -> Edges:
        """The best pairs of each mentee and of each mentor, ties spread evenly."""

    def price(
        self, weigh: Weigher, p: Ints, u: Ints, keep: int, *, ties: bool, watch: Watch, part: Part | None = None
    ) -> Priced:
        """For each mentee the pairs with ``weight - p > u`` (with ``ties``: ``>= u``), the best ``keep`` of them.

        ``part`` may cut the pass down where ``in_parts`` is true; it is then only a promise that nothing else is new.
        """


def spread_of(count: int, salt: int) -> Ints:
    """A number from 0 to 255 for each person: equal points are ordered by the sum of two of them, so that not everybody
    asks for the same few."""
    x = (np.arange(count, dtype=np.uint64) + np.uint64(salt)) * np.uint64(0x9E3779B97F4A7C15)
    return (x >> np.uint64(56)).astype(np.int64)


class BlockPasses(ABC):
    """The passes in numpy, over rows that `rows` gives a few at a time."""

    in_parts = False

    def __init__(self, mentees: int, mentors: int, most: int) -> None:
        self.mentees, self.mentors, self.most = mentees, mentors, most
        self.count: float = 0
        self.beyond: Ints | None = None

    @abstractmethod
    def rows(self, first: int, last: int) -> Ints:
        """Points of mentees ``first`` to before ``last`` with all mentors."""

    def _chunks(self, stage: str, watch: Watch) -> Iterator[tuple[int, int, Ints]]:
        step = max(1, CELLS // max(1, self.mentors))
        self.count += 1
        for first in range(0, self.mentees, step):
            watch.at(stage, first / self.mentees)
            last = min(first + step, self.mentees)
            yield first, last, self.rows(first, last)

    def candidates(self, weigh: Weigher, per_row: int, per_col: int, watch: Watch) -> Edges:
        row_spread, col_spread = spread_of(self.mentees, 7), spread_of(self.mentors, 1)
        found: list[Ints] = []
        held = np.zeros((0, self.mentors), np.int64)
        held_rows = np.zeros((0, self.mentors), np.int64)
        for first, last, points in self._chunks("looking for candidates", watch):
            weights, allowed = weigh.matrix(first, last, points)
            tie = (row_spread[first:last, None] + col_spread[None, :]) & 255
            key = np.where(allowed, weights * 256 + tie, -1)
            r, j = np.nonzero(_best(key, per_row, axis=1) & allowed)
            found.append(np.stack([r + first, j, points[r, j]]))
            stacked = np.concatenate([held, key])
            rows = np.concatenate([held_rows, np.broadcast_to(np.arange(first, last)[:, None], key.shape)])
            if len(stacked) > per_col:
                order = np.argsort(-stacked, axis=0, kind="stable")[:per_col]
                stacked, rows = np.take_along_axis(stacked, order, 0), np.take_along_axis(rows, order, 0)
            held, held_rows = stacked, rows
        k, j = np.nonzero(held >= 0)
        rows = held_rows[k, j]
        found.append(np.stack([rows, j, self.points_of(rows, j)]))
        together = np.concatenate(found, axis=1)
        return unique_edges(Edges(together[0], together[1], together[2]), self.mentors)

    def points_of(self, rows: Ints, cols: Ints) -> Ints:
        out = np.zeros(len(rows), np.int64)
        order = np.argsort(rows, kind="stable")
        step = max(1, CELLS // max(1, self.mentors))
        for first in range(0, self.mentees, step):
            last = min(first + step, self.mentees)
            lo, hi = np.searchsorted(rows[order], [first, last])
            if lo < hi:
                mine = order[lo:hi]
                out[mine] = self.rows(first, last)[rows[mine] - first, cols[mine]]
        return out

    def price(
        self, weigh: Weigher, p: Ints, u: Ints, keep: int, *, ties: bool, watch: Watch, part: Part | None = None
    ) -> Priced:
        assert part is None or self.in_parts
        best = u.copy()
        found: list[Ints] = []
        more = False
        for first, last, points in self._chunks("pricing all pairs", watch):
            weights, allowed = weigh.matrix(first, last, points)
            surplus = np.where(allowed, weights + weigh.bonus - p[None, :], -(1 << 62))
            if surplus.shape[1]:
                best[first:last] = np.maximum(best[first:last], surplus.max(axis=1))
            limit = u[first:last, None] - (1 if ties else 0)
            chosen = surplus > limit
            many = np.flatnonzero(chosen.sum(axis=1) > keep)
            more = more or len(many) > 0
            for row in many:
                chosen[row] &= _best(np.where(chosen[row], surplus[row], -(1 << 62))[None, :], keep, axis=1)[0]
            r, j = np.nonzero(chosen)
            found.append(np.stack([r + first, j, points[r, j]]))
        together = np.concatenate(found, axis=1) if found else np.zeros((3, 0), np.int64)
        return Priced(best, Edges(together[0], together[1], together[2]), more)


class PlanPasses(BlockPasses):
    """The passes over a compiled plan: rows are scored anew in every pass and nothing is held."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan.mentees, plan.mentors, plan.most)
        self.plan = plan

    def rows(self, first: int, last: int) -> Ints:
        return score_rows(self.plan, first, last).astype(np.int64)


class MatrixPasses(BlockPasses):
    """The passes over points held in memory, 4 bytes a pair: for pools small enough, and re-solved often.

    ``table`` has shape (mentees, mentors) with `BARRED` for a forbidden pair; its owner may change it between passes.
    """

    in_parts = True

    def __init__(self, table: NDArray[np.int32], most: int) -> None:
        super().__init__(table.shape[0], table.shape[1], most)
        self.table = table
        self._journal: list[tuple[int, NDArray[np.int32]]] = []
        self._noting = False

    def remember(self) -> None:
        """From now on changes can be taken back with `put_back`."""
        self._journal, self._noting = [], True

    def put_back(self) -> None:
        """Takes back every change of rows and cells since `remember`."""
        for row, old in reversed(self._journal):
            self.table[row] = old
        self._journal, self._noting = [], False

    def set_row(self, row: int, points: NDArray[np.int32] | int) -> None:
        """Gives a mentee other points."""
        if self._noting:
            self._journal.append((row, self.table[row].copy()))
        self.table[row] = points

    def set_cell(self, row: int, col: int, points: int) -> None:
        """Gives a pair other points."""
        if self._noting:
            self._journal.append((row, self.table[row].copy()))
        self.table[row, col] = points

    def append_row(self, points: NDArray[np.int32]) -> None:
        """One more mentee."""
        self.table = np.concatenate([self.table, points])
        self.mentees += 1

    def append_col(self, points: NDArray[np.int32]) -> None:
        """One more mentor."""
        self.table = np.concatenate([self.table, points], axis=1)
        self.mentors += 1

    def rows(self, first: int, last: int) -> Ints:
        return np.maximum(self.table[first:last], -1).astype(np.int64)

    def price(
        self, weigh: Weigher, p: Ints, u: Ints, keep: int, *, ties: bool, watch: Watch, part: Part | None = None
    ) -> Priced:
        """As `BlockPasses.price`; in parts, and in 32-bit arithmetic, where the prices allow it."""
        plain = isinstance(weigh, Weigh) and weigh.slope == 1 and not weigh.levels and weigh.floor == 0
        if not plain or max(weigh.bonus + self.most, int(p.max(initial=0)), int(u.max(initial=0))) >= -BARRED // 2:
            return super().price(weigh, p, u, keep, ties=ties, watch=watch)
        watch.at("pricing all pairs", 0.0)
        shift = (p - weigh.bonus).astype(np.int32)
        limit = (u - (1 if ties else 0)).astype(np.int32)
        found: list[tuple[Ints, Ints]] = []
        everybody = np.arange(self.mentees)
        step = max(1, CELLS // max(1, self.mentors))
        rows = everybody if part is None else part.rows
        for first in range(0, len(rows), step):
            which = rows[first : first + step]
            table = self.table[first : first + step] if part is None else self.table[which]
            r, j = _flat_nonzero(table - shift > limit[which, None])
            found.append((which[r], j))
        for j in () if part is None else part.cols.tolist():
            r = np.flatnonzero(self.table[:, j] - shift[j] > limit)
            found.append((r, np.full(len(r), j)))
        cells = len(rows) * self.mentors + (0 if part is None else len(part.cols) * self.mentees)
        self.count += cells / max(1, self.mentees * self.mentors)
        return self._found(found, p - weigh.bonus, u, keep)

    def _found(self, found: list[tuple[Ints, Ints]], q: Ints, u: Ints, keep: int) -> Priced:
        none = np.zeros(0, np.int64)
        rows = np.concatenate([none, *(r for r, _ in found)])
        cols = np.concatenate([none, *(j for _, j in found)])
        edges = unique_edges(Edges(rows, cols, self.table[rows, cols].astype(np.int64)), self.mentors)
        surplus = edges.points - q[edges.cols]
        best = u.copy()
        np.maximum.at(best, edges.rows, surplus)
        many = np.bincount(edges.rows, minlength=1) > keep
        if not many.any():
            return Priced(best, edges, False)
        order = np.lexsort((edges.cols, -surplus, edges.rows))
        start = np.concatenate([[0], np.cumsum(np.bincount(edges.rows))])
        kept = np.sort(order[np.arange(len(order)) - start[edges.rows[order]] < keep])
        return Priced(best, Edges(edges.rows[kept], edges.cols[kept], edges.points[kept]), True)


def _flat_nonzero(marks: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """As ``numpy.nonzero`` of two dimensions, faster where few are marked."""
    flat = np.flatnonzero(marks)
    return flat // marks.shape[1], flat % marks.shape[1]


def _best(key: Ints, count: int, axis: int) -> NDArray[np.bool_]:
    """Marks the ``count`` largest of each row (the earlier of equals)."""
    if key.shape[axis] <= count:
        return np.ones(key.shape, bool)
    order = np.argpartition(-key, count, axis=axis)
    out = np.zeros(key.shape, bool)
    np.put_along_axis(out, np.take(order, np.arange(count), axis=axis), True, axis=axis)
    return out
