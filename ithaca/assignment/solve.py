"""`solve`: from a problem to the chosen assignment with its certificate."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from .compiler import compile_plan
from .engine import Optimum, Solver
from .errors import InputError
from .model import Scheme
from .passes import Passes, PlanPasses, Watch
from .problem import Problem
from .result import Certificate, Pair, Result, Step
from .sparse import Core
from .ties import Words, break_ties, id_words
from .worst import Worst, settle_worst

Ints = NDArray[np.int64]
#: Pairs from which loading the compiled kernels is repaid.
WORTH_COMPILING = 500_000
Progress = Callable[[str, float], None]


def solve(
    problem: Problem,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    threads: int | None = None,
    compiled: bool | None = None,
) -> Result:
    """The best assignment under the problem's objective, proved, the same on every machine and in every order of rows.

    ``progress(stage, part)`` is told how far each stage is (0 to 1), from the calling thread; ``cancelled()`` is asked as
    often.  ``compiled`` says whether to use numba (None: for large pools, if it is installed); ``threads`` how many threads
    the compiled passes use (None: as many as there are cores for this process).  Neither changes the answer.
    Raises `Cancelled`, and `InputError` if ``depth`` is beyond what can be proved in exact numbers.
    """
    began = time.perf_counter()
    solver = make_solver(problem, Watch(progress, cancelled), threads=threads, compiled=compiled)
    words = id_words(problem.mentees.ids), id_words(problem.mentors.ids)
    decision = decide(solver, problem.scheme, words, np.array(problem.waited, np.int64))
    result = assemble(decision, solver, mentees=problem.mentees.ids, mentors=problem.mentors.ids)
    return replace(
        result, seconds=time.perf_counter() - began, passes=round(solver.passes.count, 2), rounds=solver.rounds
    )


def make_solver(problem: Problem, watch: Watch, *, threads: int | None, compiled: bool | None) -> Solver:
    """A solver for the problem: its plan compiled, its passes chosen."""
    most = len(problem.mentees) + 1  # more places make no difference; one that is never taken keeps a price at nothing
    capacities = np.array([min(c, most) for c in problem.capacities], np.int64)
    plan = compile_plan(problem)
    passes: Passes
    if use_compiled(plan.mentees * plan.mentors, compiled):
        from .compiled import CompiledCore, CompiledPasses

        passes, core = CompiledPasses(plan, threads), CompiledCore()
        return Solver(passes, capacities, core, watch)
    return Solver(PlanPasses(plan), capacities, Core(), watch)


def use_compiled(pairs: int, wanted: bool | None) -> bool:
    """Whether to use numba: as asked, or for pools that repay loading it.  Raises `InputError` if asked for and absent."""
    there = importlib.util.find_spec("numba") is not None
    if wanted and not there:
        raise InputError("numba is not installed.")
    return there and (pairs >= WORTH_COMPILING if wanted is None else wanted)


def choose_core(pairs: int, compiled: bool | None) -> Core:
    """The exact core alone, compiled or not."""
    if use_compiled(pairs, compiled):
        from .compiled import CompiledCore

        return CompiledCore()
    return Core()


@dataclass(frozen=True)
class Decision:
    """What was chosen: the mentor of each mentee or -1; the optimum it is one of; the best total alone; the worst settled."""

    match: Ints
    optimum: Optimum
    alone: Optimum
    worst: Worst | None


def decide(solver: Solver, scheme: Scheme, words: tuple[Words, Words], waited: Ints) -> Decision:
    """Solves from nothing and chooses among equals."""
    alone = solver.maximise_total()
    optimum, worst = alone, None
    if scheme.objective == "placed-worst-total":
        worst = settle_worst(solver, scheme.depth)
        optimum = worst.final
    match = break_ties(solver, optimum, words, waited, scheme.seed)
    return Decision(match, optimum, alone, worst)


def points_of_pairs(solver: Solver, optimum: Optimum, match: Ints) -> Ints:
    """The points of each mentee's pair (anything where there is none)."""
    points = np.full(len(match), -1, np.int64)
    edges = optimum.tight
    used = match[edges.rows] == edges.cols
    points[edges.rows[used]] = edges.points[used]
    missing = np.flatnonzero((match >= 0) & (points < 0))
    if len(missing):
        points[missing] = solver.passes.points_of(missing, match[missing])
    return points


def step_of(solver: Solver, optimum: Optimum, mentors: Sequence[str]) -> Step:
    """The proof behind an optimum, in whole numbers and ids."""
    prices = {mentors[j]: int(optimum.p[j]) for j in np.flatnonzero(optimum.p).tolist()}
    bound = exact_sum(solver.capacities, optimum.p) + exact_sum(np.ones_like(optimum.u), optimum.u)
    weigh = optimum.weigh
    return Step(weigh.bonus, weigh.slope, weigh.levels, weigh.floor, prices, bound)


def exact_sum(counts: Ints, values: Ints) -> int:
    """``sum(counts * values)`` in Python's exact numbers."""
    some = np.flatnonzero((counts != 0) & (values != 0))
    return sum(c * v for c, v in zip(counts[some].tolist(), values[some].tolist(), strict=True))


def assemble(
    decision: Decision,
    solver: Solver,
    *,
    mentees: Sequence[str],
    mentors: Sequence[str],
    pinned: Mapping[int, int] | None = None,
    pinned_points: Mapping[int, int] | None = None,
    away: Collection[int] = (),
) -> Result:
    """Puts the answer together; ``optimal`` only if every claim equals its bound.

    ``pinned`` pairs (places of mentee and mentor, with their points) stand outside the solve and are added to everything.
    """
    match, worst = decision.match, decision.worst
    points = points_of_pairs(solver, decision.optimum, match)
    some = np.flatnonzero(match >= 0)
    solved = list(zip(some.tolist(), match[some].tolist(), points[some].tolist(), strict=True))
    kept = [(i, j, (pinned_points or {})[i]) for i, j in (pinned or {}).items()]
    proofs = [decision.alone] if worst is None else [*worst.proofs, worst.final, decision.alone]
    steps = tuple(step_of(solver, proof, mentors) for proof in proofs)
    bound_placed, bound_total = divmod(steps[-1].bound, steps[-1].bonus)
    total = sum(p for _, _, p in solved)
    optimal = len(solved) == bound_placed
    bound_worst = solver.highest_worst(bound_placed)
    if worst is None:
        optimal = optimal and total == bound_total
    else:
        bound_worst = worst.values[0] if worst.values else None
        optimal = optimal and sum(worst.final.weigh.one(p) for _, _, p in solved) == steps[-2].bound
        optimal = optimal and min((p for _, _, p in solved), default=None) == bound_worst
    every = sorted((Pair(mentees[i], mentors[j], p) for i, j, p in (*solved, *kept)), key=attrgetter("mentee"))
    placed = {pair.mentee for pair in every}
    least = [p for _, _, p in kept]
    return Result(
        pairs=tuple(every),
        unplaced=tuple(sorted(x for i, x in enumerate(mentees) if i not in away and x not in placed)),
        total=total + sum(least),
        worst=min((pair.points for pair in every), default=None),
        bound_placed=bound_placed + len(kept),
        bound_total=bound_total + sum(least),
        bound_worst=min([b for b in (bound_worst, *least) if b is not None], default=None),
        optimal=optimal,
        certificate=Certificate(steps),
    )
