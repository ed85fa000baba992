"""Choosing among equals, so that the order of rows, threads and machines decide nothing.

All assignments that are equally good use only pairs that are tight under the prices, place everybody whose price is
above 0 and fill every mentor whose price is above 0; and every assignment that does so is equally good.  Among these
the mentees placed have waited most rounds in all, and among those the sum of a mix of the seed and the two ids is least.
The mix makes the choice unique but for a chance of about one in a million million.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .engine import Optimum, Solver
from .sparse import Sparse
from .weights import Edges, Weigher

Ints = NDArray[np.int64]
Words = NDArray[np.uint64]
#: The upper 40 of the mix's 64 bits are added up: their sums stay exact in 64 bits for eight million pairs.
BITS = 40


def id_words(ids: tuple[str, ...]) -> Words:
    """The first eight bytes of each id's SHA-256 (of its UTF-8), the least significant first."""
    joined = b"".join(hashlib.sha256(identity.encode()).digest()[:8] for identity in ids)
    return np.frombuffer(joined, "<u8").astype(np.uint64)


def mix(seed: int, mentees: Words, mentors: Words) -> Words:
    """64 bits from the seed and two id words, elementwise: SplitMix64's finaliser of
    ``mentee ^ (mentor * 0x9E3779B97F4A7C15) ^ (seed * 0xD1B54A32D192ED03)``, all modulo 2**64."""
    salt = np.uint64((seed * 0xD1B54A32D192ED03) % 2**64)
    x = mentees ^ (mentors * np.uint64(0x9E3779B97F4A7C15)) ^ salt
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    out: Words = x ^ (x >> np.uint64(31))
    return out


@dataclass(frozen=True)
class Face:
    """The equally good assignments under one or more proofs: the pairs tight under all of them count."""

    proofs: tuple[tuple[Weigher, Ints, Ints], ...]
    waited: Ints | None
    seed: int
    mentees: Words
    mentors: Words
    bonus: int = 0

    def matrix(self, first: int, last: int, points: Ints) -> tuple[Ints, NDArray[np.bool_]]:
        """The weights of this face's own question for tight pairs."""
        allowed = np.ones(points.shape, bool)
        for weigh, u, p in self.proofs:
            weights, counts = weigh.matrix(first, last, points)
            allowed &= counts & (weights + weigh.bonus == u[first:last, None] + p[None, :])
        if self.waited is not None:
            return np.broadcast_to(self.waited[first:last, None], points.shape), allowed
        return _turned(mix(self.seed, self.mentees[first:last, None], self.mentors[None, :])), allowed

    def of_edges(self, edges: Edges) -> Ints:
        """The weights of single tight pairs."""
        if self.waited is not None:
            return self.waited[edges.rows]
        return _turned(mix(self.seed, self.mentees[edges.rows], self.mentors[edges.cols]))


def _turned(mixed: Words) -> Ints:
    """Large where the mix is small."""
    return np.int64(2**BITS) - (mixed >> np.uint64(64 - BITS)).astype(np.int64)


def break_ties(solver: Solver, optimum: Optimum, ids: tuple[Words, Words], waited: Ints, seed: int) -> Ints:
    """The mentor of each mentee (or -1) that is chosen among the assignments as good as ``optimum``."""
    must = (optimum.u > 0).astype(np.int64)
    full = ((optimum.p > 0) & (solver.capacities > 0)).astype(np.int64)
    proofs: list[tuple[Weigher, Ints, Ints]] = [(optimum.weigh, optimum.u, optimum.p)]
    tight, more = optimum.tight, optimum.more
    questions: list[Ints | None] = [None]
    candidates = np.zeros(len(must), bool)
    candidates[tight.rows] = True
    optional = candidates & (must == 0)
    if optional.any() and len(np.unique(waited[candidates])) > 1:
        questions = [waited - waited.min(), None]
    match = optimum.match
    for question in questions:
        face = Face(tuple(proofs), question, seed, *ids)
        graph, tight, more = _on_face(solver, face, tight, more, match, must, full)
        must = np.maximum(must, graph.u > 0)
        full = np.maximum(full, (graph.p > 0) & (solver.capacities > 0))
        proofs.append((face, graph.u, graph.p))
        match = graph.match
    return match


def _on_face(
    solver: Solver, face: Face, tight: Edges, more: bool, match: Ints, must: Ints, full: Ints
) -> tuple[Sparse, Edges, bool]:
    keep = solver.capacities[tight.cols] > 0
    edges = Edges(tight.rows[keep], tight.cols[keep], tight.points[keep])
    if more:
        return solver.on_face(face, match, must, full)
    graph = Sparse(solver.passes.mentees, solver.capacities, solver.core)
    graph.must, graph.full = must.copy(), full.copy()
    graph.set_edges(edges, face.of_edges(edges))
    graph.settle()
    graph.finish()
    still = graph.weights == graph.u[edges.rows] + graph.p[edges.cols]
    return graph, Edges(edges.rows[still], edges.cols[still], edges.points[still]), False
