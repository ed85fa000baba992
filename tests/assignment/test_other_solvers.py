"""The same placed and total as SciPy's assignment solver and OR-tools' min-cost flow."""

from __future__ import annotations

import os

import numpy as np
import pytest
from ortools.graph.python import min_cost_flow
from scipy.optimize import linear_sum_assignment

from bench.assignment_people import pool
from ithaca.assignment import Problem, solve
from ithaca.assignment.compiler import compile_plan
from ithaca.assignment.scoring import score_rows

#: Up to 5,000 in the long run: ITHACA_LONG_SOLVERS=5000 pytest tests/assignment/test_other_solvers.py
MOST = int(os.environ.get("ITHACA_LONG_SOLVERS", "700"))
SIZES = [(n, m) for n, m in ((60, 30), (300, 100), (700, 350), (2000, 1000), (5000, 1800), (5000, 2500)) if n <= MOST]


def table(problem: Problem) -> np.ndarray:
    plan = compile_plan(problem)
    return score_rows(plan, 0, plan.mentees).astype(np.int64)


def by_scipy(points: np.ndarray, capacities: tuple[int, ...]) -> tuple[int, int]:
    big = int(points.max()) * len(points) + 1
    seats = np.repeat(np.arange(len(capacities)), capacities)
    weights = np.where(points >= 0, points + big, 0)[:, seats]
    rows, cols = linear_sum_assignment(weights, maximize=True)
    return divmod(int(weights[rows, cols].sum()), big)


def by_ortools(points: np.ndarray, capacities: tuple[int, ...]) -> tuple[int, int]:
    n, m = points.shape
    big = int(points.max()) * n + 1
    flow = min_cost_flow.SimpleMinCostFlow()
    rows, cols = np.nonzero(points >= 0)
    flow.add_arcs_with_capacity_and_unit_cost(rows, n + cols, np.ones(len(rows)), -(points[rows, cols] + big))
    flow.add_arcs_with_capacity_and_unit_cost(n + np.arange(m), np.full(m, n + m), np.array(capacities), np.zeros(m))
    flow.add_arcs_with_capacity_and_unit_cost(np.arange(n), np.full(n, n + m), np.ones(n), np.zeros(n))
    flow.set_nodes_supplies(np.arange(n + m + 1), np.array([*[1] * n, *[0] * m, -n]))
    assert flow.solve() == flow.OPTIMAL
    return divmod(-flow.optimal_cost(), big)


@pytest.mark.parametrize(("mentees", "mentors"), SIZES)
def test_equal_placed_and_total(mentees: int, mentors: int) -> None:
    problem = pool(mentees, mentors, seed=mentees + mentors)
    points = table(problem)
    result = solve(problem)
    assert result.optimal
    assert (result.placed, result.total) == by_scipy(points, problem.capacities)
    assert (result.placed, result.total) == by_ortools(points, problem.capacities)
