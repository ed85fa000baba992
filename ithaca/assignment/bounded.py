"""Questions beyond prices: answered with a bound, and the gap to it is never hidden.

Two mentors or none, groups, quotas and peers are integer programmes (HiGHS through SciPy).  Each is solved twice: as many
placed as can be, then the most points with that many.  Where the time allowed runs out the answer is the best found, and
`gap_placed` and `gap_total` say by how much at most it could be better.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from .compiler import compile_plan
from .errors import InputError
from .problem import Problem
from .result import Pair
from .scoring import score_rows

Ints = NDArray[np.int64]
#: Allowed pairs that one of these programmes may have.
MOST_PAIRS = 500_000


@dataclass(frozen=True)
class Bounded:
    """An answer with its bounds: no answer places more than ``bound_placed``; none that places ``placed`` has more than
    ``bound_total`` points.  ``proved`` is true if both are reached."""

    pairs: tuple[Pair, ...]
    placed: int
    total: int
    bound_placed: int
    bound_total: int

    @property
    def gap_placed(self) -> int:
        """How many more could at most be placed."""
        return self.bound_placed - self.placed

    @property
    def gap_total(self) -> int:
        """How many more points there could at most be with as many placed."""
        return self.bound_total - self.total

    @property
    def proved(self) -> bool:
        """Whether nothing better exists."""
        return self.gap_placed == 0 and self.gap_total == 0


@dataclass
class Programme:
    """Whole-number variables from 0 to ``upper``, rows of constraints, what counts as placed and the points."""

    upper: list[int] = field(default_factory=list)
    placed: list[int] = field(default_factory=list)
    points: list[int] = field(default_factory=list)
    rows: list[tuple[list[int], list[int], float, float]] = field(default_factory=list)

    def variable(self, upper: int = 1, placed: int = 0, points: int = 0) -> int:
        """Adds a variable; returns its number."""
        self.upper.append(upper)
        self.placed.append(placed)
        self.points.append(points)
        return len(self.upper) - 1

    def limit(self, variables: Sequence[int], factors: Sequence[int], low: float, high: float) -> None:
        """Adds ``low <= sum(factor * variable) <= high``."""
        self.rows.append((list(variables), list(factors), low, high))

    def solve(self, seconds: float) -> tuple[Ints, int, int]:
        """The best values found, the bound of the count and the bound of the points.  Raises `InputError` if the
        constraints cannot all hold."""
        if not self.upper:
            return np.zeros(0, np.int64), 0, 0
        count, bound = self._stage(self.placed, [], seconds)
        reached = int(np.dot(count, self.placed))
        everything = list(range(len(self.upper)))
        values, total = self._stage(self.points, [(everything, self.placed, reached, reached)], seconds)
        return values, max(bound, reached), max(total, int(np.dot(values, self.points)))

    def _stage(
        self, aim: list[int], more: list[tuple[list[int], list[int], float, float]], seconds: float
    ) -> tuple[Ints, int]:
        rows = [*self.rows, *more]
        start = np.concatenate([[0], np.cumsum([len(row[0]) for row in rows])])
        columns = np.array([x for row in rows for x in row[0]], np.int64)
        factors = np.array([x for row in rows for x in row[1]], np.float64)
        constraints = []
        if rows:
            matrix = csr_array((factors, columns, start), shape=(len(rows), len(self.upper)))
            constraints = [LinearConstraint(matrix, np.array([r[2] for r in rows]), np.array([r[3] for r in rows]))]
        found = milp(
            -np.array(aim, np.float64),
            integrality=np.ones(len(aim), np.int64),
            bounds=Bounds(np.zeros(len(aim)), np.array(self.upper, np.float64)),
            constraints=constraints,
            options={"time_limit": seconds, "mip_rel_gap": 0.0},
        )
        if found.x is None:
            raise InputError("These limits cannot all be kept, or no answer was found in the time allowed.")
        values = np.rint(found.x).astype(np.int64)
        bound = found.mip_dual_bound
        return values, int(np.dot(values, aim)) if bound is None else math.floor(-bound + 1e-6)


def _allowed(problem: Problem) -> list[tuple[int, int, int]]:
    """Allowed pairs with a place, as (mentee, mentor, points).  Raises `InputError` if there are too many."""
    points = score_rows(compile_plan(problem), 0, len(problem.mentees))
    rows, cols = np.nonzero((points >= 0) & (np.array(problem.capacities) > 0)[None, :])
    if len(rows) > MOST_PAIRS:
        raise InputError(f"This question can be asked of at most {MOST_PAIRS} allowed pairs; there are {len(rows)}.")
    return list(zip(rows.tolist(), cols.tolist(), points[rows, cols].tolist(), strict=True))


def _answer(problem: Problem, pairs: list[tuple[int, int, int]], found: tuple[Ints, int, int], placed: int) -> Bounded:
    values, bound_placed, bound_total = found
    ids, mentors = problem.mentees.ids, problem.mentors.ids
    chosen = [Pair(ids[i], mentors[j], points) for k, (i, j, points) in enumerate(pairs) if values[k]]
    return Bounded(tuple(sorted(chosen)), placed, sum(pair.points for pair in chosen), bound_placed, bound_total)


def _grouped(keys: Iterable[int]) -> dict[int, list[int]]:
    out: dict[int, list[int]] = {}
    for k, key in enumerate(keys):
        out.setdefault(key, []).append(k)
    return out


def _seats(programme: Programme, problem: Problem, pairs: list[tuple[int, int, int]]) -> None:
    for j, held in _grouped(j for _, j, _ in pairs).items():
        programme.limit(held, [1] * len(held), 0, problem.capacities[j])


def two_or_none(problem: Problem, *, seconds: float = 30.0) -> Bounded:
    """Every mentee gets two different mentors or none (MATCH-20); ``placed`` counts mentees, points add up both pairs."""
    pairs = _allowed(problem)
    programme = Programme()
    for _, _, points in pairs:
        programme.variable(points=points)
    for held in _grouped(i for i, _, _ in pairs).values():
        both = programme.variable(placed=1)
        programme.limit([*held, both], [1] * len(held) + [-2], 0, 0)
    _seats(programme, problem, pairs)
    found = programme.solve(seconds)
    return _answer(problem, pairs, found, int(found[0][: len(pairs)].sum()) // 2 if pairs else 0)


def with_quotas(
    problem: Problem, quotas: Iterable[tuple[str, str, int, int | None]], *, seconds: float = 30.0
) -> Bounded:
    """An assignment in which of the mentees whose ``column`` is ``value`` at least and at most so many are placed.

    ``quotas`` are (column, value, at least, at most or None).  Raises `InputError` if they cannot all be kept.
    """
    pairs = _allowed(problem)
    programme = Programme()
    for _, _, points in pairs:
        programme.variable(placed=1, points=points)
    for held in _grouped(i for i, _, _ in pairs).values():
        programme.limit(held, [1] * len(held), 0, 1)
    _seats(programme, problem, pairs)
    for column, value, least, most in quotas:
        texts = problem.mentees.texts(column)
        held = [k for k, (i, _, _) in enumerate(pairs) if texts[i] == value]
        if least > 0 and not held:
            raise InputError(f"Nobody whose “{column}” is “{value}” may be placed, but at least {least} must be.")
        programme.limit(held, [1] * len(held), least, math.inf if most is None else most)
    found = programme.solve(seconds)
    return _answer(problem, pairs, found, int(found[0].sum()))


def groups(problem: Problem, *, need: str, size_from: int, size_to: int, seconds: float = 30.0) -> Bounded:
    """Groups: each mentor leads at most one, of ``size_from`` to ``size_to`` mentees whose column ``need`` is the same.

    A mentor's capacity does not count here.  Empty needs share nothing.  Raises `InputError` for sizes that make no sense.
    """
    if not 1 <= size_from <= size_to:
        raise InputError(f"A group cannot have from {size_from} to {size_to} people.")
    texts = problem.mentees.texts(need)
    pairs = [pair for pair in _allowed(problem) if texts[pair[0]]]
    programme = Programme()
    for _, _, points in pairs:
        programme.variable(placed=1, points=points)
    for held in _grouped(i for i, _, _ in pairs).values():
        programme.limit(held, [1] * len(held), 0, 1)
    leads: dict[int, list[int]] = {}
    kinds: dict[tuple[int, str], list[int]] = {}
    for k, (i, j, _) in enumerate(pairs):
        kinds.setdefault((j, texts[i]), []).append(k)
    for (j, _), held in kinds.items():
        lead = programme.variable()
        leads.setdefault(j, []).append(lead)
        programme.limit([*held, lead], [1] * len(held) + [-size_from], 0, math.inf)
        programme.limit([*held, lead], [1] * len(held) + [-size_to], -math.inf, 0)
    for held in leads.values():
        programme.limit(held, [1] * len(held), 0, 1)
    found = programme.solve(seconds)
    return _answer(problem, pairs, found, int(found[0][: len(pairs)].sum()) if pairs else 0)


def peers(problem: Problem, *, age: str, most_apart: int, seconds: float = 30.0) -> Bounded:
    """Pairs from one list: ``problem`` has the same people on both sides, each in one pair at most.

    Two people may meet if the rules allow it in both directions and their ages are known and at most ``most_apart`` apart;
    a pair's points are those of both directions together.  ``placed`` counts people.
    """
    if problem.mentees.ids != problem.mentors.ids:
        raise InputError("Peers are matched within one list: both sides must have the same ids.")
    ages = problem.mentees.numbers(age)
    points = {(i, j): s for i, j, s in _allowed(problem)}
    pairs = []
    for (i, j), there in points.items():
        mine, theirs = ages[i], ages[j]
        if i < j and (j, i) in points and mine is not None and theirs is not None and abs(mine - theirs) <= most_apart:
            pairs.append((i, j, there + points[j, i]))
    programme = Programme()
    for _, _, both in pairs:
        programme.variable(placed=2, points=both)
    meets: dict[int, list[int]] = {}
    for k, (i, j, _) in enumerate(pairs):
        meets.setdefault(i, []).append(k)
        meets.setdefault(j, []).append(k)
    for held in meets.values():
        programme.limit(held, [1] * len(held), 0, 1)
    found = programme.solve(seconds)
    return _answer(problem, pairs, found, 2 * int(found[0].sum()))
