"""The compiled passes and core: the same numbers as the plain ones, many times faster.  Needs numba."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import graphkernels, kernels, network
from .blocks import Block, Lists, Plan
from .passes import Part, PlanPasses, Priced, Watch, spread_of
from .sparse import Core, Sparse
from .weights import Edges, Weigh, Weigher, unique_edges

Ints = NDArray[np.int64]
#: Mentees a thread takes at a time.
ROWS = 512


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


def pack(plan: Plan) -> tuple[Any, ...]:
    """The mentees' side of a plan as the kernels take it."""
    narrow = plan.dtype is np.int16
    groups = plan.groups
    uses = [use for group in groups for use in group.uses]
    tags, tag_ids = _stacked(plan, [part.start for part in plan.tags], [part.ids for part in plan.tags])
    rare, rare_ids = _stacked(plan, [part.start for part in plan.rare], [part.ids for part in plan.rare])
    factors = np.array([use.factor for use in uses], np.int64).reshape(len(uses), plan.mentees)
    return (
        plan.add.start, plan.add.ids, plan.bar.start, plan.bar.ids, tags, tag_ids, rare, rare_ids,
        np.concatenate([[0], np.cumsum([len(group.uses) for group in groups])]).astype(np.int64),
        factors.astype(np.int32) if narrow else factors,
        np.array([use.shift for use in uses], np.int32 if narrow else np.int64),
        np.array([min(group.least, 250 if _small(plan) else 2**30) for group in groups], np.int64),
        plan.give.start, plan.give.ids, plan.give_points, plan.stop.start, plan.stop.ids,
        np.array(plan.keep, np.int32).reshape(len(plan.keep), plan.mentees),
    )  # fmt: skip


def _small(plan: Plan) -> bool:
    """Whether every count of common items fits 8 bits."""
    return all(int(group.part.sizes.max(initial=0)) < 250 for group in plan.groups)


def _stacked(plan: Plan, starts: list[Ints], ids: list[NDArray[np.int32]]) -> tuple[Ints, NDArray[np.int32]]:
    base = np.concatenate([[0], np.cumsum([len(part) for part in ids])]).astype(np.int64)
    stacked = [start + offset for start, offset in zip(starts, base, strict=False)]
    return (
        np.array(stacked, np.int64).reshape(len(starts), plan.mentees + 1),
        np.concatenate([np.zeros(0, np.int32), *ids]),
    )


def _block(block: Block) -> tuple[Any, ...]:
    return block.first, block.add, block.bar, block.tags, block.posts.start, block.posts.ids


class _Scratch:
    """Buffers of one thread."""

    def __init__(self, plan: Plan) -> None:
        width = max((block.last - block.first for block in plan.blocks), default=0)
        count = np.uint8 if _small(plan) else np.int32
        self._rows = np.zeros(width, plan.dtype), np.zeros(width, plan.dtype), np.zeros(width, count)

    def of(self, width: int) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        """Points, bars and counts for a block of this width."""
        points, bars, counts = self._rows
        return points[:width], bars[:width], counts[:width]


class CompiledPasses(PlanPasses):
    """`PlanPasses` with compiled kernels on several threads.  What does not fit the kernels is left to numpy."""

    in_parts = True

    def __init__(self, plan: Plan, threads: int | None = None) -> None:
        super().__init__(plan)
        self.threads = max(1, threads or cores())
        self._plan = pack(plan)
        self._blocks = [_block(block) for block in plan.blocks]
        self._widths = [block.last - block.first for block in plan.blocks]

    def rows(self, first: int, last: int) -> Ints:
        scratch = _Scratch(self.plan)
        out = np.zeros((last - first, self.mentors), np.int64)
        for packed, block, width in zip(self._blocks, self.plan.blocks, self._widths, strict=True):
            part = np.zeros((last - first, width), self.plan.dtype)
            _, bar, count = scratch.of(width)
            kernels.score_rows(first, last, packed, self._plan, part, bar, count)
            out[:, block.first : block.last] = part
        return out

    def _each(self, stage: str, watch: Watch, count: int, work: Callable[[int, int, int, _Scratch], Any]) -> list[Any]:
        """Runs ``work(thread, first, last, scratch)`` over ``count`` rows; results in their order."""
        threads = min(self.threads, -(-count // ROWS)) or 1
        share = -(-count // threads)
        stop: list[BaseException] = []
        done = [0] * threads

        def run(thread: int) -> list[Any]:
            scratch = _Scratch(self.plan)
            out = []
            for first in range(thread * share, min((thread + 1) * share, count), ROWS):
                if thread == 0:
                    watch.at(stage, sum(done) / count)
                if stop:
                    break
                last = min(first + ROWS, (thread + 1) * share, count)
                out.append(work(thread, first, last, scratch))
                done[thread] += last - first
            return out

        if threads == 1:
            return run(0)
        with ThreadPoolExecutor(threads - 1) as pool:
            others = [pool.submit(run, thread) for thread in range(1, threads)]
            try:
                mine = run(0)
            except BaseException as error:
                stop.append(error)
                raise
            return [*mine, *(part for other in others for part in other.result())]

    def floor(self) -> int:
        """Scores every pair once and keeps next to nothing: the least that any method needs."""

        def work(_thread: int, first: int, last: int, scratch: _Scratch) -> int:
            return sum(
                kernels.floor_pass(first, last, packed, self._plan, *scratch.of(width))
                for packed, width in zip(self._blocks, self._widths, strict=True)
            )

        return sum(self._each("scoring", Watch(), self.mentees, work))

    def candidates(self, weigh: Weigher, per_row: int, per_col: int, watch: Watch) -> Edges:
        plain = isinstance(weigh, Weigh) and weigh.slope == 1 and not weigh.levels and weigh.floor == 0
        if not plain or self.plan.dtype is not np.int16 or self.mentees * self.mentors == 0:
            return super().candidates(weigh, per_row, per_col, watch)
        row_spread = spread_of(self.mentees, 7).astype(np.uint8)
        col_spread = spread_of(self.mentors, 1).astype(np.uint8)
        col_heap = np.zeros((self.threads, self.mentors, per_col), np.int64)
        col_size = np.zeros((self.threads, self.mentors), np.int64)
        col_least = np.full((self.threads, self.mentors), -1, np.int32)
        col_enough = np.zeros((self.threads, self.mentors), np.int16)

        beyond = np.full(self.mentees, -1, np.int64)

        def work(thread: int, first: int, last: int, scratch: _Scratch) -> tuple[Ints, Ints, Ints]:
            heap = np.zeros((last - first, per_row), np.int64)
            size = np.zeros(last - first, np.int64)
            for packed, width in zip(self._blocks, self._widths, strict=True):
                steps = -(-width // kernels.STEP)
                highest, wanted = np.zeros(steps, self.plan.dtype), np.zeros(steps, np.bool_)
                kernels.candidates(
                    first, last, packed, self._plan, *scratch.of(width), row_spread, col_spread,
                    heap, size, col_heap[thread], col_size[thread], col_least[thread], col_enough[thread],
                    highest, wanted,
                )  # fmt: skip
            beyond[first:last] = np.where(size == per_row, heap[:, 0] >> 40, -1)
            return _edges(heap, size, np.arange(first, last), 8)

        self.count += 1
        self.beyond = beyond
        found = self._each("looking for candidates", watch, self.mentees, work)
        rows, cols, points = (np.concatenate([part[k] for part in found]) for k in range(3))
        for thread in range(1, self.threads):
            graphkernels.join_heaps(col_heap[0], col_size[0], col_heap[thread], col_size[thread])
        more = graphkernels.by_row(col_heap[0], col_size[0], self.mentees)
        return Edges(*graphkernels.merge(rows, cols, points, *more))

    def price(
        self, weigh: Weigher, p: Ints, u: Ints, keep: int, *, ties: bool, watch: Watch, part: Part | None = None
    ) -> Priced:
        plain = isinstance(weigh, Weigh) and weigh.slope == 1 and not weigh.levels and weigh.floor == 0
        q = p - weigh.bonus
        limit = u - (1 if ties else 0)
        size = max(abs(int(x)) for x in (q.min(initial=0), q.max(initial=0), limit.max(initial=0)))
        if not plain or self.plan.dtype is not np.int16 or size >= 2**29 or self.mentees * self.mentors == 0:
            return super().price(weigh, p, u, keep, ties=ties, watch=watch)
        kind = np.int16 if size <= 16_000 else np.int32
        narrow, bounds = q.astype(kind), limit.astype(kind)
        part = part or Part(np.arange(self.mentees), np.zeros(0, np.int64))
        room = None if part.beyond is None else part.beyond - limit
        everybody = np.arange(self.mentees), part.cols
        found: list[Any] = []
        for which, cols in ((part.rows, np.arange(self.mentors)), everybody):
            if len(which) and len(cols):
                found += self._priced(which, cols, narrow, bounds, keep, room, watch)
        every = [np.concatenate([np.zeros(0, np.int64), *(x[k] for x in found)]) for k in range(3)]
        best = u.copy()
        np.maximum.at(best, every[0], every[2])
        edges = Edges(every[0], every[1], every[2] + q[every[1]])
        more = any(x[3] for x in found)
        return Priced(best, edges if not len(part.cols) else unique_edges(edges, self.mentors), more)

    def _priced(
        self, which: Ints, cols: Ints, q: NDArray[Any], limit: NDArray[Any], keep: int, room: Ints | None, watch: Watch
    ) -> list[Any]:
        """Prices some mentees with some mentors; with ``room`` only pairs with ``q < room``, the cheapest mentors first."""
        shares = []
        pairs = 0
        for block in self.plan.blocks:
            names = cols[(cols >= block.first) & (cols < block.last)]
            widths = np.full(len(which), len(names))
            if room is not None:
                names = names[np.argsort(q[names], kind="stable")]
                widths = _whole_steps(np.searchsorted(q[names], room[which]), len(names))
                names = names[: widths.max(initial=0)]
            if len(names):
                small = block if len(names) == block.last - block.first and room is None else _chosen(block, names)
                shares.append((_block(small), widths, names, np.ascontiguousarray(q[names])))
                pairs += int(widths.sum())
        self.count += pairs / (self.mentees * self.mentors)

        def work(_thread: int, first: int, last: int, scratch: _Scratch) -> tuple[Ints, Ints, Ints, int]:
            heap = np.zeros((last - first, keep), np.int64)
            size = np.zeros(last - first, np.int64)
            refused = 0
            for packed, widths, names, prices in shares:
                refused += kernels.price(
                    which[first:last], widths[first:last], packed, self._plan, *scratch.of(len(names)),
                    np.zeros(len(names), q.dtype), names, prices, limit, heap, size,
                )  # fmt: skip
            return *_edges(heap, size, which[first:last], 0), refused

        return self._each("pricing all pairs", watch, len(which), work)


def _whole_steps(widths: Ints, most: int) -> Ints:
    """Widths rounded up to whole vectors of numbers."""
    rounded: Ints = np.minimum((widths + kernels.STEP - 1) // kernels.STEP * kernels.STEP, most)
    return rounded


def _chosen(block: Block, names: Ints) -> Block:
    """The block cut down to some of its mentors, in this order."""
    here = names - block.first
    place = np.full(block.last - block.first, -1, np.int32)
    place[here] = np.arange(len(here), dtype=np.int32)
    moved = place[block.posts.ids]
    start = np.concatenate([[0], np.cumsum(moved >= 0)])[block.posts.start]
    return Block(
        block.first,
        block.last,
        np.take(block.add, here, axis=1),
        np.take(block.bar, here, axis=1),
        np.take(block.tags, here, axis=1),
        Lists(start.astype(np.int64), moved[moved >= 0]),
    )


def _edges(heap: Ints, size: Ints, which: Ints, shift: int) -> tuple[Ints, Ints, Ints]:
    total = int(size.sum())
    rows, cols, values = (np.empty(total, np.int64) for _ in range(3))
    kernels.unpack(heap, size, which, shift, rows, cols, values)
    return rows, cols, values


class CompiledCore(Core):
    """The exact core, compiled."""

    def passes_of(self, plan: Plan) -> PlanPasses:
        return CompiledPasses(plan)

    def auction(
        self, order: Ints, start: Ints, cols: Ints, weights: Ints, first_seat: Ints,
        seats: Ints, asks: Ints, match: Ints, eps: int, limit: int,
    ) -> None:  # fmt: skip
        queue = np.zeros(len(match) + 1, np.int64)
        lowest = np.zeros(len(first_seat) - 1, np.int64)
        graphkernels.bid(order, start, cols, weights, first_seat, seats, asks, lowest, match, queue, eps, limit)

    def paths(self, g: Sparse, first_seat: Ints, seats: Ints, fill: Ints, seat: Ints) -> None:
        n, m = g.n, g.m
        state = (g.u, g.p, g.match, seat, first_seat, seats, fill)
        by_mentor = [np.full(m, network.INF, np.int64), *(np.zeros(m, np.int64) for _ in range(3))]
        graphkernels.forward(self.waiting(g), g.start, g.edges.cols, g.weights, *state, g.must, *by_mentor)
        unsold = np.flatnonzero((fill < np.diff(first_seat)) & ((g.p > 0) | (g.full > 0)))
        if not len(unsold):
            return
        start, rows, weights = graphkernels.turned(g.start, g.edges.cols, g.weights, m)
        by_mentee = [np.full(n, network.INF, np.int64), np.zeros(n, np.int64), np.zeros(n, np.int64)]
        reach = [np.full(m, network.INF, np.int64), np.zeros(m, np.int64), np.zeros(m, np.int64)]
        graphkernels.reverse(unsold, start, rows, weights, *state, g.full, *by_mentee, *reach)

    def settle(self, g: Sparse) -> None:
        g.u, g.match = g.u.copy(), g.match.copy()
        graphkernels.settle(g.start, g.edges.cols, g.weights, g.p, g.capacities, g.must, g.match, g.u)

    def merge(self, a: Edges, b: Edges, _mentors: int) -> Edges:
        return Edges(*graphkernels.merge(a.rows, a.cols, a.points, b.rows, b.cols, b.points))
