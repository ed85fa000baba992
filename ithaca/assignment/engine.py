"""The solve: candidates, exact optimum on them, pricing of all pairs, and again until no pair objects.

When no pair is worth more than its two prices, the matching on the few candidate pairs is optimal among all pairs, and
the prices prove it.  This is column generation for the assignment problem (Lee and Orlin 1993 priced out a complete
bipartite graph in the same way).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .passes import Part, Passes, Priced, Watch
from .sparse import Core, Sparse
from .weights import Edges, Weigh, Weigher, unique_edges

Ints = NDArray[np.int64]
#: Candidates a mentee and a mentor.
PER_ROW, PER_COL = 16, 8
#: How far, in points, prices are thought to be wrong when bids follow earlier bids.
CLOSE = 16
#: Tight pairs kept a mentee before ties are broken by passes of their own.
TIGHT = 64


@dataclass
class Optimum:
    """A matching that no other exceeds in weight, with the prices that prove it.

    ``match[i]`` is a mentor or -1.  ``sum(capacity * p) + sum(u)`` equals the weight of the matching, and no allowed pair
    weighs more than ``u + p``.  ``tight`` holds the pairs that weigh exactly as much (all of them unless ``more``).
    """

    weigh: Weigh
    match: Ints
    points: Ints
    u: Ints
    p: Ints
    tight: Edges
    more: bool
    graph: Sparse
    rounds: int

    @property
    def placed(self) -> int:
        """How many mentees are placed."""
        return int((self.match >= 0).sum())

    @property
    def total(self) -> int:
        """The points of the placed pairs in all."""
        return int(self.points[self.match >= 0].sum())


class Solver:
    """Finds optima over all pairs of one pool; keeps the graph and the prices from one solve to the next."""

    def __init__(self, passes: Passes, capacities: Ints, core: Core, watch: Watch) -> None:
        self.passes = passes
        self.capacities = capacities
        self.core = core
        self.watch = watch
        self.rounds = 0
        self.row_best: Ints | None = None

    def maximise_total(self) -> Optimum:
        """As many placed as can be, then the most points."""
        return self.maximise(Weigh())

    def highest_worst(self, placed: int) -> int | None:
        """A value that the worst of ``placed`` pairs cannot exceed: each mentee's best points, the ``placed``-th of them."""
        if placed == 0 or self.row_best is None:
            return None
        ranked: Ints = np.sort(self.row_best)[::-1]
        return int(ranked[placed - 1])

    def maximise(self, weigh: Weigh, *, lift: bool = True) -> Optimum:
        """The heaviest matching under ``weigh``; with ``lift`` one that first places as many as can be.

        ``weigh.bonus`` is then raised until it decides; the optimum's own ``weigh`` says what it became.
        """
        top = weigh.top(self.passes.most)
        graph = self._first(weigh.with_bonus(top + 1) if lift else weigh, top)
        weigh = weigh.with_bonus(graph.bonus)
        optimum = self._price_out(graph, weigh)
        if lift and not self._all_placed(optimum):
            seats = min(self.passes.mentees, int(self.capacities.sum()))
            dominant = (seats + 1) * (top + 1)
            extra = max(0, dominant - weigh.bonus)
            if extra:
                graph.lift(extra)
                graph.finish()
                optimum = self._price_out(graph, weigh.with_bonus(graph.bonus))
        if lift and optimum.weigh.bonus <= optimum.total * weigh.slope + top:
            optimum = self._raise(optimum, optimum.total + top + 1 - optimum.weigh.bonus)
        return optimum

    def on_face(self, face: Weigher, match: Ints, must: Ints, full: Ints) -> tuple[Sparse, Edges, bool]:
        """The heaviest matching among the tight pairs of a face with too many to hold: by passes, as `maximise`.

        ``match`` is one matching of the face, which its flags promise to exist.
        """
        found = self._open(self.passes.candidates(face, PER_ROW, PER_COL, self.watch))
        held = np.flatnonzero(match >= 0)
        rows, cols = np.concatenate([found.rows, held]), np.concatenate([found.cols, match[held]])
        edges = unique_edges(Edges(rows, cols, np.zeros(len(rows), np.int64)), self.passes.mentors)
        graph = Sparse(self.passes.mentees, self.capacities, self.core)
        graph.must, graph.full = must.copy(), full.copy()
        while True:
            graph.set_edges(edges, face.of_edges(edges))
            graph.settle()
            graph.finish()
            priced = self.passes.price(face, graph.p, graph.u, TIGHT, ties=True, watch=self.watch)
            if (priced.best <= graph.u).all():
                return graph, priced.edges, priced.more
            rows, cols = (
                np.concatenate([edges.rows, priced.edges.rows]),
                np.concatenate([edges.cols, priced.edges.cols]),
            )
            edges = unique_edges(Edges(rows, cols, np.zeros(len(rows), np.int64)), self.passes.mentors)

    def again(self, graph: Sparse) -> Optimum:
        """The optimum after edges, capacities or people of ``graph`` changed, from its last prices.

        Its bonus must already outweigh every total.  Raises `Cancelled`.
        """
        graph.settle()
        graph.finish()
        return self._price_out(graph, Weigh(graph.bonus))

    def _first(self, weigh: Weigh, top: int) -> Sparse:
        graph = Sparse(self.passes.mentees, self.capacities, self.core)
        graph.p[self.capacities == 0] = top + weigh.bonus + 1
        graph.bonus = weigh.bonus
        self.passes.beyond = None
        edges = self._open(self.passes.candidates(weigh, PER_ROW, PER_COL, self.watch))
        graph.beyond = self.passes.beyond
        graph.set_edges(edges, weigh.of_edges(edges))
        if self.row_best is None and weigh.slope:
            self.row_best = np.full(self.passes.mentees, -1, np.int64)
            some = np.flatnonzero(np.diff(graph.start))
            if len(some):
                self.row_best[some] = np.maximum.reduceat(edges.points, graph.start[some])
        self.watch.at("bidding", 0.0)
        closed = graph.p.copy()
        graph.bid(top + 1)
        if graph.beyond is not None and self.passes.in_parts:
            # A look is cheap here: bids among all pairs that matter leave less to place exactly.
            graph.p[self.capacities == 0] = closed[self.capacities == 0]
            self._take(graph, weigh, self._look(graph, weigh))
            graph.bid(CLOSE)
        graph.p[self.capacities == 0] = closed[self.capacities == 0]
        self.watch.at("placing", 0.0)
        graph.finish()
        return graph

    def _open(self, edges: Edges) -> Edges:
        keep = self.capacities[edges.cols] > 0
        return Edges(edges.rows[keep], edges.cols[keep], edges.points[keep])

    def _all_placed(self, optimum: Optimum) -> bool:
        """Whether the number placed needs no further proof: everybody who may meet anybody, or every seat."""
        return self._nobody_left(optimum) or optimum.placed == int(self.capacities.sum())

    def _nobody_left(self, optimum: Optimum) -> bool:
        # A mentee without a candidate has no allowed pair at all, unless closed mentors took the candidates' places.
        some = np.diff(optimum.graph.start) > 0 if (self.capacities > 0).all() else np.ones(self.passes.mentees, bool)
        return optimum.placed == int(some.sum())

    def _price_out(self, graph: Sparse, weigh: Weigh) -> Optimum:
        rounds = 0
        while True:
            rounds += 1
            self.rounds += 1
            priced = self._look(graph, weigh)
            self._take(graph, weigh, priced)
            if (priced.best <= graph.u).all():
                break
            graph.settle()
            self.watch.at("placing", 0.0)
            graph.finish()
        edges = graph.edges
        points = np.full(self.passes.mentees, -1, np.int64)
        used = graph.match[edges.rows] == edges.cols
        points[edges.rows[used]] = edges.points[used]
        held = graph.weights == graph.u[edges.rows] + graph.p[edges.cols]
        tight = Edges(edges.rows[held], edges.cols[held], edges.points[held])
        return Optimum(weigh, graph.match, points, graph.u, graph.p, tight, priced.more, graph, rounds)

    def _take(self, graph: Sparse, weigh: Weigh, priced: Priced) -> None:
        """Adds what a look found."""
        edges = self.core.merge(graph.edges, priced.edges, self.passes.mentors)
        graph.set_edges(edges, weigh.of_edges(edges))

    def _look(self, graph: Sparse, weigh: Weigh) -> Priced:
        """Prices all pairs, as far as they are not known to be below their prices.

        Every pair outside the graph was strictly below its two prices at the last look.  It still is, unless the
        mentee's price or the mentor's has fallen since: only those are looked at again.  And the search for candidates
        left no pair out with more points than ``graph.beyond``: mentors who cost more need no look.
        """
        part: Part | None = None
        if graph.beyond is not None and self.passes.in_parts:
            part = Part(np.arange(self.passes.mentees), np.zeros(0, np.int64), graph.beyond)
        if graph.seen is not None and self.passes.in_parts:
            rows, cols = np.flatnonzero(graph.u < graph.seen[0]), np.flatnonzero(graph.p < graph.seen[1])
            if len(rows) / max(1, self.passes.mentees) + len(cols) / max(1, self.passes.mentors) < 0.9:
                part = Part(rows, cols, graph.beyond)
        priced = self.passes.price(weigh, graph.p, graph.u, TIGHT, ties=True, watch=self.watch, part=part)
        graph.seen = None if priced.more else (graph.u.copy(), graph.p.copy())
        return priced

    def _raise(self, optimum: Optimum, extra: int) -> Optimum:
        """The same optimum under a larger bonus, large enough that the count is proved with the total.

        Only where everybody or every seat is taken: then one side's prices carry the whole bonus, whatever pair is asked.
        """
        graph = optimum.graph
        graph.weights = graph.weights + extra
        if self._nobody_left(optimum):
            graph.u = np.where(graph.match >= 0, graph.u + extra, graph.u)
        else:
            graph.p = graph.p + extra
        graph.bonus += extra
        graph.seen = None
        weigh = optimum.weigh.with_bonus(graph.bonus)
        return Optimum(
            weigh, graph.match, optimum.points, graph.u, graph.p, optimum.tight, optimum.more, graph, optimum.rounds
        )
