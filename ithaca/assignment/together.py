"""Several schemes that share mentors, and a second mentor after the first; both proved by prices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array

from .bounded import MOST_PAIRS
from .compiler import compile_plan
from .errors import InputError
from .problem import Problem
from .result import Pair, Result
from .scoring import score_rows
from .session import Session

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Shared:
    """The answer for several schemes at once.

    ``pairs`` by scheme.  ``bound_placed`` and ``bound_total`` come from whole-number prices: one for each mentor's place in
    a scheme and one for each mentor across all; ``proved`` says that both are reached.
    """

    pairs: Mapping[str, tuple[Pair, ...]]
    placed: int
    total: int
    bound_placed: int
    bound_total: int

    @property
    def proved(self) -> bool:
        """Whether nothing better exists."""
        return self.placed == self.bound_placed and self.total == self.bound_total


@dataclass
class _Flow:
    """Allowed pairs of all schemes; for each its mentee row, its row of (scheme, mentor), its row of the mentor across."""

    pairs: list[tuple[str, str, str, int]]
    rows: list[tuple[int, int, int]]
    limits: list[int]

    def best(self, aim: Ints, placed: int | None) -> tuple[Ints, int]:
        """The best whole-number flow for ``aim``, and the bound its rounded prices prove."""
        count = len(self.pairs)
        index = np.array(self.rows, np.int64)
        matrix = csr_array(
            (np.ones(3 * count), (index.ravel(), np.repeat(np.arange(count), 3))), shape=(len(self.limits), count)
        )
        equal = {} if placed is None else {"A_eq": np.ones((1, count)), "b_eq": np.array([placed])}
        found = linprog(-aim, A_ub=matrix, b_ub=np.array(self.limits), bounds=(0, 1), method="highs-ds", **equal)  # type: ignore[call-overload]
        values = np.rint(found.x).astype(np.int64)
        prices = np.maximum(0, np.rint(-found.ineqlin.marginals)).astype(np.int64)
        each = 0 if placed is None else int(np.rint(-found.eqlin.marginals[0]))
        # A pair that weighs more than its three prices and the price of being placed may be taken once at the most.
        over = np.maximum(0, aim - each - prices[index].sum(axis=1))
        bound = each * (placed or 0) + int(prices @ np.array(self.limits, np.int64)) + int(over.sum())
        return values, bound


def share_mentors(problems: Mapping[str, Problem], across: Mapping[str, int]) -> Shared:
    """As many mentees placed as can be over all schemes, then the most points in all.

    A mentor is known by id; a problem's capacity holds within its scheme, ``across`` over all of them (a mentor not named
    there has no further limit).  Raises `InputError` for more than 500,000 allowed pairs or a negative limit.
    """
    flow = _gather(problems, across)
    if not flow.pairs:
        return Shared(dict.fromkeys(problems, ()), 0, 0, 0, 0)
    count, bound_placed = flow.best(np.ones(len(flow.pairs), np.int64), None)
    placed = int(count.sum())
    values, bound_total = flow.best(np.array([pair[3] for pair in flow.pairs], np.int64), placed)
    chosen: dict[str, list[Pair]] = {name: [] for name in problems}
    for k in np.flatnonzero(values):
        name, mentee, mentor, points = flow.pairs[k]
        chosen[name].append(Pair(mentee, mentor, points))
    total = sum(pair.points for pairs in chosen.values() for pair in pairs)
    return Shared(
        {name: tuple(sorted(pairs)) for name, pairs in chosen.items()}, placed, total, bound_placed, bound_total
    )


def _gather(problems: Mapping[str, Problem], across: Mapping[str, int]) -> _Flow:
    rows: dict[tuple[str, ...], int] = {}
    limits: list[int] = []
    flow = _Flow([], [], limits)

    def row(key: tuple[str, ...], limit: int) -> int:
        if key not in rows:
            rows[key] = len(limits)
            limits.append(limit)
        return rows[key]

    for name in sorted(problems):
        problem = problems[name]
        points = score_rows(compile_plan(problem), 0, len(problem.mentees))
        for i, j in zip(*(x.tolist() for x in np.nonzero(points >= 0)), strict=True):
            mentee, mentor = problem.mentees.ids[i], problem.mentors.ids[j]
            limit = across.get(mentor, problem.capacities[j] * len(problems) + len(problem.mentees))
            if limit < 0:
                raise InputError(f"The limit of “{mentor}” across schemes is {limit}, but it must be 0 or more.")
            if len(flow.pairs) >= MOST_PAIRS:
                raise InputError(f"Schemes can share mentors over at most {MOST_PAIRS} allowed pairs.")
            flow.pairs.append((name, mentee, mentor, int(points[i, j])))
            whole = max(limit, 10**6) if mentor not in across else limit
            flow.rows.append(
                (
                    row(("mentee", name, mentee), 1),
                    row(("within", name, mentor), problem.capacities[j]),
                    row(("across", mentor), whole),
                )
            )
    return flow


def second_mentors(problem: Problem, first: Result) -> Result:
    """A second mentor, another one, for as many of the placed as can be: a later objective, so the first pairs stand.

    The places are those the first pairs leave; proved as every result is.
    """
    taken: dict[str, int] = {}
    for pair in first.pairs:
        taken[pair.mentor] = taken.get(pair.mentor, 0) + 1
    left = tuple(c - taken.get(mentor, 0) for mentor, c in zip(problem.mentors.ids, problem.capacities, strict=True))
    again = Session(replace(problem, capacities=left), bans=[(pair.mentee, pair.mentor) for pair in first.pairs])
    for mentee in first.unplaced:
        again.mentee_leaves(mentee)
    return again.result
