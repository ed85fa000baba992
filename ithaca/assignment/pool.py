"""The state behind a session: points in memory, the graph with its prices, and how each change touches them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .compiler import compile_plan
from .engine import Solver
from .errors import InputError
from .passes import BARRED, MatrixPasses, Watch
from .problem import Problem
from .result import Result
from .solve import Decision, assemble, choose_core, decide
from .sparse import Sparse
from .ties import break_ties, id_words

Ints = NDArray[np.int64]
#: Pairs a session holds in memory at most (4 bytes each); larger pools are solved with `solve`.
MOST_PAIRS = 64_000_000


class Pool:
    """People by their places (in order of arrival), their points with each other, and the last optimum.

    `Session` is the form with words; this one trusts its caller.
    """

    def __init__(
        self,
        problem: Problem,
        *,
        progress: Callable[[str, float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        compiled: bool | None = None,
    ) -> None:
        n, m = len(problem.mentees), len(problem.mentors)
        if n * m > MOST_PAIRS:
            raise InputError(f"A session holds at most {MOST_PAIRS} pairs in memory; this pool has {n * m}.")
        self.scheme = problem.scheme
        self.mentee_rows = dict(zip(problem.mentees.ids, problem.mentees.rows, strict=True))
        self.mentor_rows = dict(zip(problem.mentors.ids, problem.mentors.rows, strict=True))
        self._left, self._right = problem.mentees, problem.mentors
        self._mentees = list(problem.mentees.ids)
        self._mentors = list(problem.mentors.ids)
        self._mentee_at = {identity: i for i, identity in enumerate(self._mentees)}
        self._mentor_at = {identity: j for j, identity in enumerate(self._mentors)}
        self._words = id_words(problem.mentees.ids), id_words(problem.mentors.ids)
        self._capacity = np.array(problem.capacities, np.int64)
        self._waited = np.array(problem.waited, np.int64)
        self._pins: dict[int, int] = {}
        self._bans: set[tuple[int, int]] = set()
        self._excepted: dict[tuple[int, int], frozenset[str]] = {}
        self._away: set[int] = set()
        self._core = choose_core(n * m, compiled)
        self._points = self._table(problem)
        self._watch = Watch(progress, cancelled)
        self._passes = MatrixPasses(self._points.copy(), problem.scheme.most_points)
        self._solver = Solver(self._passes, self._capacity, self._core, self._watch)
        self._graph: Sparse | None = None
        self._result: Result | None = None

    def _mentee(self, mentee: str) -> int:
        if mentee not in self._mentee_at:
            raise InputError(f"There is no mentee “{mentee}” here.")
        return self._mentee_at[mentee]

    def _mentor(self, mentor: str) -> int:
        if mentor not in self._mentor_at:
            raise InputError(f"There is no mentor “{mentor}” here.")
        return self._mentor_at[mentor]

    def _places(self, mentee: str, mentor: str) -> tuple[int, int]:
        return self._mentee(mentee), self._mentor(mentor)

    def _room(self, j: int) -> int:
        return int(self._capacity[j]) - sum(1 for pinned in self._pins.values() if pinned == j)

    def _row_changed(self, i: int) -> None:
        """Writes mentee i's row as pins, bans and absence have it, and frees the mentee."""
        self._result = None
        self._passes.set_row(i, BARRED if i in self._pins or i in self._away else self._points[i])
        for a, j in self._bans:
            if a == i:
                self._passes.set_cell(i, j, BARRED)
        if self._graph is not None:
            self._graph.drop(i, None)

    def _cell_changed(self, i: int, j: int) -> None:
        self._result = None
        closed = i in self._pins or i in self._away or (i, j) in self._bans
        self._passes.set_cell(i, j, BARRED if closed else int(self._points[i, j]))
        if self._graph is not None:
            self._graph.drop(i, j)

    def _capacity_changed(self, j: int) -> None:
        self._result = None
        room = self._room(j)
        if self._graph is not None:
            self._graph.set_capacity(j, room, self._graph.bonus + self.scheme.most_points + 1)

    def _table(self, problem: Problem) -> NDArray[np.int32]:
        """Points of all pairs of a problem, `BARRED` where forbidden."""
        plan = compile_plan(problem)
        points = self._core.passes_of(plan).rows(0, plan.mentees).astype(np.int32)
        return np.where(points < 0, np.int32(BARRED), points)

    def _append_mentee(self, problem: Problem, points: NDArray[np.int32]) -> None:
        self._left = self._left.plus(problem.mentees)
        identity = problem.mentees.ids[0]
        self._mentee_at[identity] = len(self._mentees)
        self._mentees.append(identity)
        self._words = np.concatenate([self._words[0], id_words((identity,))]), self._words[1]
        self._waited = np.append(self._waited, problem.waited[0])
        self._points = np.concatenate([self._points, points])
        self._passes.append_row(points)
        if self._graph is not None:
            self._graph.append_mentee()
        self._result = None

    def _append_mentor(self, problem: Problem, points: NDArray[np.int32]) -> None:
        self._right = self._right.plus(problem.mentors)
        identity = problem.mentors.ids[0]
        j = len(self._mentors)
        self._mentor_at[identity] = j
        self._mentors.append(identity)
        self._words = self._words[0], np.concatenate([self._words[1], id_words((identity,))])
        self._capacity = np.append(self._capacity, problem.capacities[0])
        self._points = np.concatenate([self._points, points], axis=1)
        closed = [i in self._pins or i in self._away for i in range(len(self._mentees))]
        self._passes.append_col(np.where(np.array(closed, bool)[:, None], np.int32(BARRED), points))
        if self._graph is not None:
            self._graph.append_mentor()
        self._capacity_changed(j)

    def _keep(self) -> dict[str, Any]:
        graph = self._graph.copy() if self._graph is not None else None
        self._passes.remember()
        return {
            "_pins": dict(self._pins),
            "_bans": set(self._bans),
            "_graph": graph,
            "_result": self._result,
        }

    def _restore(self, kept: dict[str, Any]) -> None:
        self._passes.put_back()
        for name, value in kept.items():
            setattr(self, name, value)

    def _rooms(self) -> Ints:
        rooms = self._capacity.copy()
        for j in self._pins.values():
            rooms[j] -= 1
        return rooms

    def _solve(self) -> Result:
        solver = self._solver
        solver.capacities = self._rooms()
        solver.row_best = None
        if self.scheme.objective != "placed-total":
            return self._assemble(decide(solver, self.scheme, self._words, self._waited))
        if self._graph is None:
            self._graph = solver.maximise_total().graph
        enough = 2 * (len(self._mentees) + 1) * (self.scheme.most_points + 1)
        if self._graph.bonus < enough:
            self._graph.lift(enough - self._graph.bonus)
        optimum = solver.again(self._graph)
        match = break_ties(solver, optimum, self._words, self._waited, self.scheme.seed)
        return self._assemble(Decision(match, optimum, optimum, None))

    def _assemble(self, decision: Decision) -> Result:
        return assemble(
            decision,
            self._solver,
            mentees=self._mentees,
            mentors=self._mentors,
            pinned=self._pins,
            pinned_points={i: int(self._points[i, j]) for i, j in self._pins.items()},
            away=self._away,
        )
