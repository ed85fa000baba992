"""A sparse graph with its matching and prices, kept optimal while edges come and go."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import auction, network
from .blocks import Plan
from .passes import PlanPasses
from .weights import Edges, unique_edges

Ints = NDArray[np.int64]
#: Bids are made in parts of a point this small.
FRACTION = 4
#: Each round of bids raises prices by parts so many times smaller than the round before.
FINER = 4


class Sparse:
    """Mentees and mentors joined by ``edges``.

    ``match[i]`` is the mentor of mentee i or -1, ``u`` and ``p`` are the prices; after `finish` they prove that no
    matching on these edges has a larger weight.  ``core`` runs the functions of ``network.py``, compiled or not.
    """

    def __init__(self, n: int, capacities: Ints, core: Core) -> None:
        self.n, self.m = n, len(capacities)
        self.core = core
        self.capacities = capacities.copy()
        self.u = np.zeros(n, np.int64)
        self.p = np.zeros(self.m, np.int64)
        self.match = np.full(n, -1, np.int64)
        self.must = np.zeros(n, np.int64)
        self.full = np.zeros(self.m, np.int64)
        self.edges = Edges(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64))
        self.weights = np.zeros(0, np.int64)
        self.start = np.zeros(n + 1, np.int64)
        self.bonus = 0
        #: u and p at the last look at all pairs; None if there was none, or it could not hold what it found.
        self.seen: tuple[Ints, Ints] | None = None
        #: The most points of each mentee's pairs outside the graph (-1: there are none); None if that is not known.
        self.beyond: Ints | None = None

    def set_edges(self, edges: Edges, weights: Ints) -> None:
        """Takes edges ordered by mentee, with their weights."""
        self.edges, self.weights = edges, weights
        self.start = np.concatenate([[0], np.cumsum(np.bincount(edges.rows, minlength=self.n))]).astype(np.int64)

    def seats(self) -> Ints:
        """First seat of each mentor: capacity, but only one seat more than mentees who could take one (that one stays free
        and keeps the price at nothing)."""
        useful = np.minimum(self.capacities, np.bincount(self.edges.cols, minlength=self.m) + 1)
        return np.concatenate([[0], np.cumsum(useful)]).astype(np.int64)

    def bid(self, most: int) -> None:
        """Sets prices by an auction that begins somewhat below those at hand.

        ``most`` is the largest weight (without bonus) in play, or less if the prices are nearly right already.
        """
        first_seat = self.seats()
        if not len(self.edges.rows) or first_seat[-1] == 0:
            return
        scaled = self.weights * FRACTION
        eps = max(1, most * FRACTION // 4)
        asks = np.repeat(np.maximum(self.p * FRACTION - 2 * eps, 0), np.diff(first_seat))
        order = np.flatnonzero(np.diff(self.start) > 0).astype(np.int64)
        while True:
            seats = np.full(first_seat[-1], -1, np.int64)
            match = np.full(self.n, -1, np.int64)
            self.core.auction(
                order, self.start, self.edges.cols, scaled, first_seat, seats, asks, match, eps, 60 * self.n + 1000
            )
            if eps == 1:
                break
            # Bids overshoot by up to their steps: unless prices give way, mentees stay away from seats that then stay unsold.
            asks = np.maximum(self._level(asks, first_seat) - 2 * eps, 0)
            eps = max(1, eps // FINER)
        self.p = self._lowest(asks, first_seat) // FRACTION
        owner = np.repeat(np.arange(self.m), np.diff(first_seat))
        self.match = np.where(match >= 0, owner[np.maximum(match, 0)], -1)
        self.settle()

    def _lowest(self, asks: Ints, first_seat: Ints) -> Ints:
        low = np.zeros(self.m, np.int64)
        some = np.diff(first_seat) > 0
        low[some] = np.minimum.reduceat(asks, first_seat[:-1][some])
        return low

    def _level(self, asks: Ints, first_seat: Ints) -> Ints:
        return np.repeat(self._lowest(asks, first_seat), np.diff(first_seat))

    def settle(self) -> None:
        """Sets u to the best surplus at the prices p and frees every mentee whose seat is no longer a best one."""
        self.core.settle(self)

    def finish(self) -> None:
        """Makes matching and prices optimal on the edges."""
        first_seat = self.seats()
        order = np.argsort(self.match, kind="stable")
        placed = order[self.match[order] >= 0]
        fill = np.bincount(self.match[placed], minlength=self.m).astype(np.int64)
        within = np.arange(len(placed)) - np.concatenate([[0], np.cumsum(fill)])[self.match[placed]]
        seat = np.full(self.n, -1, np.int64)
        seat[placed] = first_seat[self.match[placed]] + within
        seats = np.full(max(1, first_seat[-1]), -1, np.int64)
        seats[seat[placed]] = placed
        self.core.paths(self, first_seat, seats, fill, seat)

    def lift(self, extra: int) -> None:
        """Raises the bonus of every edge by ``extra``: those who can still reach a free seat gain, the others' mentors."""
        mentors = np.bincount(self.match[self.match >= 0], minlength=self.m) < self.capacities
        rows, cols = self.edges.rows, self.edges.cols
        mentees = np.zeros(self.n, bool)
        while True:
            mentees[rows[mentors[cols]]] = True
            wider = mentors.copy()
            wider[self.match[mentees & (self.match >= 0)]] = True
            if (wider == mentors).all():
                break
            mentors = wider
        some = np.diff(self.start) > 0
        self.bonus += extra
        self.seen = None
        self.weights = self.weights + extra
        self.p = np.where(mentors, self.p, self.p + extra)
        self.u = np.where(mentees & some, self.u + extra, self.u)

    def copy(self) -> Sparse:
        """The same graph; neither sees what becomes of the other (arrays are replaced, never changed, but for a few)."""
        other = Sparse(self.n, self.capacities, self.core)
        other.__dict__.update(self.__dict__)
        for name in ("capacities", "u", "p", "match"):
            setattr(other, name, getattr(self, name).copy())
        if self.seen is not None:
            other.seen = self.seen[0].copy(), self.seen[1].copy()
        return other

    def drop(self, mentee: int, mentor: int | None) -> None:
        """Takes a mentee's edges away (with ``mentor``: the one to them) and frees the mentee if they were placed by it."""
        self.beyond = None
        if self.seen is not None:
            self.seen[0][mentee] = network.INF
        gone = self.edges.rows == mentee
        if mentor is not None:
            gone &= self.edges.cols == mentor
        if mentor is None or self.match[mentee] == mentor:
            self.match[mentee] = -1
        self._keep_edges(~gone)

    def set_capacity(self, mentor: int, room: int, closed_price: int) -> None:
        """Gives a mentor another capacity; frees as many mentees as no longer fit."""
        self.beyond = None
        self.capacities[mentor] = room
        held = np.flatnonzero(self.match == mentor)
        self.match[held[room:]] = -1
        if room == 0:
            self.p[mentor] = closed_price
            if self.seen is not None:
                self.seen[1][mentor] = closed_price
            self._keep_edges(self.edges.cols != mentor)

    def append_mentee(self) -> None:
        """One more mentee, with no edges yet."""
        self.beyond = None
        self.n += 1
        self.u, self.must = np.append(self.u, 0), np.append(self.must, 0)
        self.match = np.append(self.match, -1)
        self.start = np.append(self.start, self.start[-1])
        if self.seen is not None:
            self.seen = np.append(self.seen[0], network.INF), self.seen[1]

    def append_mentor(self) -> None:
        """One more mentor, closed and with no edges yet."""
        self.beyond = None
        self.m += 1
        self.p, self.full = np.append(self.p, 0), np.append(self.full, 0)
        self.capacities = np.append(self.capacities, 0)
        if self.seen is not None:
            self.seen = self.seen[0], np.append(self.seen[1], network.INF)

    def _keep_edges(self, kept: NDArray[np.bool_]) -> None:
        e = self.edges
        self.set_edges(Edges(e.rows[kept], e.cols[kept], e.points[kept]), self.weights[kept])


class Core:
    """Runs the exact core as plain Python, on lists."""

    def passes_of(self, plan: Plan) -> PlanPasses:
        """The passes over a plan that go with this core."""
        return PlanPasses(plan)

    def auction(
        self,
        order: Ints,
        start: Ints,
        cols: Ints,
        weights: Ints,
        first_seat: Ints,
        seats: Ints,
        asks: Ints,
        match: Ints,
        eps: int,
        limit: int,
    ) -> None:
        """`auction.auction`; changes ``seats``, ``asks`` and ``match`` in place."""
        held: list[Any] = [x.tolist() for x in (order, start, cols, weights, first_seat, seats, asks)]
        matched = match.tolist()
        run: Any = auction.auction
        run(*held, [0] * (len(first_seat) - 1), matched, [0] * (len(match) + 1), eps, limit)
        seats[:], asks[:], match[:] = held[5], held[6], matched

    def paths(self, g: Sparse, first_seat: Ints, seats: Ints, fill: Ints, seat: Ints) -> None:
        """`network.forward` and `network.reverse`; leaves the optimum in ``g``."""
        waiting, unsold = self.waiting(g), self.by_mentor(g)
        u, p, match = g.u.tolist(), g.p.tolist(), g.match.tolist()
        state = [match, seat.tolist(), first_seat.tolist(), seats.tolist(), fill.tolist()]
        m, n = g.m, g.n
        run: Any = network.forward
        run(
            waiting.tolist(), g.start.tolist(), g.edges.cols.tolist(), g.weights.tolist(), u, p, *state,
            g.must.tolist(), [network.INF] * m, [0] * m, [0] * m, [0] * m,
        )  # fmt: skip
        start, rows, weights = unsold
        run = network.reverse
        run(
            range(m), start.tolist(), rows.tolist(), weights.tolist(), u, p, *state,
            g.full.tolist(), [network.INF] * n, [0] * n, [0] * n, [network.INF] * m, [0] * m, [0] * m,
        )  # fmt: skip
        g.u, g.p, g.match = np.array(u, np.int64), np.array(p, np.int64), np.array(match, np.int64)

    def settle(self, g: Sparse) -> None:
        """See `Sparse.settle`."""
        surplus = g.weights - g.p[g.edges.cols]
        open_to = g.capacities[g.edges.cols] > 0
        u = np.where(g.must > 0, -network.INF, 0)
        np.maximum.at(u, g.edges.rows[open_to], surplus[open_to])
        u[u == -network.INF] = 0
        tight = (surplus == u[g.edges.rows]) & (g.match[g.edges.rows] == g.edges.cols)
        held = np.zeros(g.n, bool)
        held[g.edges.rows[tight]] = True
        g.match = np.where(held, g.match, -1)
        g.u = u

    def merge(self, a: Edges, b: Edges, mentors: int) -> Edges:
        """Two lists of edges, each ordered by mentee and mentor, as one without repeats."""
        parts = ((getattr(a, name), getattr(b, name)) for name in ("rows", "cols", "points"))
        return unique_edges(Edges(*(np.concatenate(part) for part in parts)), mentors)

    @staticmethod
    def waiting(g: Sparse) -> Ints:
        """Unplaced mentees with somebody to ask."""
        return np.flatnonzero((g.match < 0) & (np.diff(g.start) > 0)).astype(np.int64)

    @staticmethod
    def by_mentor(g: Sparse) -> tuple[Ints, Ints, Ints]:
        """The graph ordered by mentor."""
        order = np.argsort(g.edges.cols, kind="stable")
        start = np.concatenate([[0], np.cumsum(np.bincount(g.edges.cols, minlength=g.m))]).astype(np.int64)
        return start, g.edges.rows[order], g.weights[order]
