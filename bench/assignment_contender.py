"""One contender on one pool, in a process of its own: prints seconds, memory, placed and total as JSON.

Called by ``bench/assignment.py``.  Everybody but this engine is given the finished table of points, so that only their
solving is timed; mentor-match is a whole matcher and is given people and rules.
"""

from __future__ import annotations

import importlib.util
import json
import resource
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.assignment_people import pool
from ithaca.assignment import Problem, solve
from ithaca.assignment.compiler import compile_plan
from ithaca.assignment.passes import Watch
from ithaca.assignment.solve import make_solver

Answer = tuple[float, int, int]  # seconds, placed, total


def peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def table(problem: Problem) -> np.ndarray:
    solver = make_solver(problem, Watch(), threads=None, compiled=importlib.util.find_spec("numba") is not None)
    return np.concatenate(
        [
            solver.passes.rows(first, min(first + 500, len(problem.mentees))).astype(np.int32)
            for first in range(0, len(problem.mentees), 500)
        ]
    )


def seats(problem: Problem) -> np.ndarray:
    return np.repeat(np.arange(len(problem.mentors)), problem.capacities)


def weighed(problem: Problem, kind: type) -> tuple[np.ndarray, int, np.ndarray]:
    """Points plus a bonus that puts placing first, 0 where forbidden; a column a seat."""
    points, columns = table(problem), seats(problem)
    bonus = 1001 * len(points)
    out = np.zeros((len(points), len(columns)), kind)
    for k, j in enumerate(columns):
        out[:, k] = np.where(points[:, j] >= 0, points[:, j] + bonus, 0)
    return out, bonus, columns


def engine(problem: Problem, compiled: bool) -> tuple[Answer, dict[str, float]]:
    solve(pool(200), compiled=compiled)
    extra: dict[str, float] = {}
    if compiled:
        from ithaca.assignment.compiled import CompiledPasses

        passes = CompiledPasses(compile_plan(problem))
        passes.floor()
        began, spent = time.perf_counter(), time.process_time()
        passes.floor()
        extra["floor"] = time.perf_counter() - began
        extra["floor_cpu"] = time.process_time() - spent
        del passes
    best: Answer | None = None
    for _ in range(3 if len(problem.mentees) <= 20_000 else 1):
        began, spent = time.perf_counter(), time.process_time()
        result = solve(problem, compiled=compiled)
        took, spent = time.perf_counter() - began, time.process_time() - spent
        assert result.optimal
        if best is None or took < best[0]:
            best = took, result.placed, result.total
        extra["cpu"] = min(spent, extra.get("cpu", spent))
        extra["passes"], extra["rounds"] = result.passes, result.rounds
    assert best is not None
    return best, extra


def by_scipy(problem: Problem) -> Answer:
    from scipy.optimize import linear_sum_assignment

    weights, bonus, _ = weighed(problem, np.float64)
    began = time.perf_counter()
    rows, cols = linear_sum_assignment(weights, maximize=True)
    took = time.perf_counter() - began
    return took, *divmod(int(weights[rows, cols].sum()), bonus)


def by_lapx(problem: Problem) -> Answer:
    import lap

    weights, bonus, columns = weighed(problem, np.float64)
    costs = weights.max() - weights
    began = time.perf_counter()
    _, chosen, _ = lap.lapjv(costs, extend_cost=True)
    took = time.perf_counter() - began
    rows = np.flatnonzero((chosen >= 0) & (chosen < len(columns)))
    return took, *divmod(int(weights[rows, chosen[rows]].sum()), bonus)


def by_ortools(problem: Problem) -> Answer:
    from ortools.graph.python import min_cost_flow

    points = table(problem)
    n, m = points.shape
    bonus = 1001 * n
    rows, cols = (x.astype(np.int32) for x in np.nonzero(points >= 0))
    began = time.perf_counter()
    flow = min_cost_flow.SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(
        rows, n + cols, np.ones(len(rows), np.int64), -(points[rows, cols].astype(np.int64) + bonus)
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        n + np.arange(m), np.full(m, n + m), np.array(problem.capacities), np.zeros(m)
    )
    flow.add_arcs_with_capacity_and_unit_cost(np.arange(n), np.full(n, n + m), np.ones(n), np.zeros(n))
    flow.set_nodes_supplies(np.arange(n + m + 1), np.array([*[1] * n, *[0] * m, -n]))
    assert flow.solve() == flow.OPTIMAL
    took = time.perf_counter() - began
    return took, *divmod(-flow.optimal_cost(), bonus)


def by_matching(problem: Problem) -> Answer:
    from matching.games import HospitalResident

    points = table(problem)
    allowed = [[int(j) for j in np.argsort(-row, kind="stable") if row[j] >= 0] for row in points]
    wanted = [[int(i) for i in np.argsort(-col, kind="stable") if col[i] >= 0] for col in points.T]
    residents = {f"m{i}": [f"t{j}" for j in row] for i, row in enumerate(allowed) if row}
    hospitals = {f"t{j}": [f"m{i}" for i in row] for j, row in enumerate(wanted) if row}
    capacities = {name: problem.capacities[int(name[1:])] for name in hospitals}
    began = time.perf_counter()
    chosen = HospitalResident.create_from_dictionaries(residents, hospitals, capacities).solve()
    took = time.perf_counter() - began
    pairs = [(int(str(one)[1:]), int(str(t)[1:])) for t, held in chosen.items() for one in held]
    return took, len(pairs), sum(int(points[i, j]) for i, j in pairs)


def by_mentor_match(problem: Problem) -> Answer:
    """People and rules as its own documentation has them: a lambda for every rule and criterion, a mentor for every seat."""
    from matching import process
    from matching.mentee import Mentee
    from matching.mentor import Mentor
    from matching.rules import rule

    from ithaca.assignment.terms import points_by_criterion, rule_checks

    points = table(problem)

    def person(kind: Any, place: int, name: str) -> Any:
        made = kind(**{"grade": 1, "email": name, "first name": name, "last name": "", "role": "", "organisation": ""})
        made.place = place
        return made

    class Points(rule.Rule):
        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

        def apply(self, match: Any) -> int:
            return points_by_criterion(problem, match.mentee.place, match.mentor.place)[self.number].points

        def evaluate(self, match: Any) -> bool:  # noqa: ARG002
            return True

    def forbids(number: int) -> Callable[[Any], bool]:
        return lambda match: not rule_checks(problem, match.mentee.place, match.mentor.place)[number].passed

    mentees = [person(Mentee, i, f"m{i}") for i in range(len(problem.mentees))]
    mentors = [person(Mentor, int(j), f"t{k}") for k, j in enumerate(seats(problem))]
    rules = [Points(k) for k in range(len(problem.scheme.criteria))]
    rules += [rule.Disqualify(forbids(k)) for k in range(len(problem.scheme.rules))]
    began = time.perf_counter()
    process.process_data(mentors, mentees, all_rules=[rules])
    took = time.perf_counter() - began
    pairs = [(one.place, one.mentors[0].place) for one in mentees if one.mentors]
    return took, len(pairs), sum(int(points[i, j]) for i, j in pairs)


def run(name: str, size: int, seed: int) -> dict[str, float]:
    problem = pool(size, seed=seed)
    before = peak_mib()
    extra: dict[str, float] = {}
    if name in ("ithaca", "ithaca-numpy"):
        answer, extra = engine(problem, name == "ithaca")
    else:
        answer = PEERS[name](problem)
    return {
        "seconds": answer[0],
        "placed": answer[1],
        "total": answer[2],
        "peak": peak_mib(),
        "before": before,
        **extra,
    }


PEERS: dict[str, Callable[[Problem], Answer]] = {
    "scipy": by_scipy,
    "ortools": by_ortools,
    "lapx": by_lapx,
    "matching": by_matching,
    "mentor-match": by_mentor_match,
}


def main() -> None:
    name, size, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    found: list[dict[str, float]] = []
    # `matching` recurses as deep as its lists are long: it gets the stack it needs.
    sys.setrecursionlimit(1_000_000)
    threading.stack_size(512 * 2**20 if name == "matching" else 0)
    worker = threading.Thread(target=lambda: found.append(run(name, size, seed)))
    worker.start()
    worker.join()
    if not found:
        sys.exit(1)
    print(json.dumps(found[0]))


if __name__ == "__main__":
    main()
