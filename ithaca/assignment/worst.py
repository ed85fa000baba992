"""The objective ``placed-worst-total``: the worst placed pairs as good as they can be, one after the other.

Every step is a count with prices of its own.  Let the first entries of the sorted points be settled.  The next entry is
the highest value v such that no assignment that agrees with them keeps all its other pairs above v.  With no further pair
below v, the number of pairs above v has a proved largest value; the entries that fall short of it are settled together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .engine import Optimum, Solver
from .errors import InputError
from .weights import Weigh


@dataclass(frozen=True)
class Worst:
    """The settled entries: ``values[k]`` is the next value, held by pairs up to number ``upto[k]`` of the sorted points.

    ``proofs`` are the optima behind them, the count of placed mentees first; ``levels`` are the thresholds that hold the
    entries in later solves."""

    placed: int
    values: tuple[int, ...]
    upto: tuple[int, ...]
    proofs: tuple[Optimum, ...]
    final: Optimum


class _Search:
    def __init__(self, solver: Solver, depth: int) -> None:
        self.solver = solver
        self.depth = depth
        self.most = solver.passes.most
        self.values: list[int] = []
        self.upto: list[int] = []
        self.proofs: list[Optimum] = []
        self.placed = 0

    def run(self) -> Worst:
        base = self.solver.maximise(Weigh(1, 0), lift=False)
        self.placed = base.placed
        self.proofs.append(base)
        while self.placed and (not self.upto or self.upto[-1] < min(self.depth, self.placed)):
            self._next()
        final = self._solve(slope=1, extra=None)
        return Worst(self.placed, tuple(self.values), tuple(self.upto), tuple(self.proofs), final)

    def _next(self) -> None:
        """Finds the next value by halving: the highest that leaves only the settled pairs below it."""
        settled = self.upto[-1] if self.upto else 0
        low = self.values[-1] + 1 if self.values else 0
        high = self.most
        while low <= high:
            middle = (low + high) // 2
            tried = self._solve(slope=0, extra=middle + 1)
            points = np.sort(tried.points[tried.match >= 0])
            if int((points > middle).sum()) >= self.placed - settled:
                low = int(points[settled])
            else:
                high = middle - 1
        # How many pairs have to make do with this value is asked with the value itself held: no pair may be below it.
        self.values.append(low)
        proof = self._solve(slope=0, extra=low + 1)
        self.upto.append(self.placed - int((proof.points[proof.match >= 0] > low).sum()))
        self.proofs.append(proof)

    def _solve(self, slope: int, extra: int | None) -> Optimum:
        """Maximises the points (``slope`` 1) or the number of pairs with at least ``extra`` points, among the assignments
        that place as many and keep the settled entries."""
        floor = self.values[0] if self.values else 0
        last = ((extra, 1),) if extra is not None else ()
        weight = 4 * (slope * self.most + 1)
        while True:
            held: list[tuple[int, int]] = []
            size = weight
            for value in reversed(self.values[1:]):
                held.insert(0, (value, size))
                size *= weight
            if size * (self.placed + 2) >= 2**58:
                raise InputError(f"“depth” is {self.depth}; this is more than can be proved for {self.placed} pairs.")
            found = self.solver.maximise(Weigh(0, slope, (*held, *last), floor))
            points = found.points[found.match >= 0]
            kept = all(
                int((points < value).sum()) == upto for value, upto in zip(self.values[1:], self.upto, strict=False)
            )
            if kept and found.placed == self.placed:
                return found
            weight *= 8


def settle_worst(solver: Solver, depth: int) -> Worst:
    """Settles the first ``depth`` entries and then the total.  Raises `InputError` if ``depth`` is beyond exact numbers."""
    return _Search(solver, depth).run()
