"""The answer is the best one, by trying everything on small instances of all kinds."""

from __future__ import annotations

import os
import random

import pytest

from ithaca.assignment import Problem, solve
from tests.assignment.brute import best
from tests.assignment.instances import instance

#: 10,000 in the long run: ITHACA_LONG_ASSIGNMENT=10000 pytest tests/assignment/test_optimal.py
COUNT = int(os.environ.get("ITHACA_LONG_ASSIGNMENT", "600"))


def check(problem: Problem) -> None:
    key, chosen, best_total = best(problem)
    result = solve(problem)
    mentors = problem.mentors.ids
    expected = {problem.mentees.ids[i]: mentors[j] for i, j in enumerate(chosen) if j >= 0}
    assert result.optimal
    assert (result.placed, result.total) == (key[0], key[2])
    assert {pair.mentee: pair.mentor for pair in result.pairs} == expected
    assert (result.bound_placed, result.bound_total) == (key[0], best_total)
    assert set(result.unplaced) == set(problem.mentees.ids) - set(expected)
    worst = min((pair.points for pair in result.pairs), default=None)
    assert result.worst == worst
    if worst is not None:
        assert result.bound_worst is not None
        assert result.bound_worst >= worst
        if problem.scheme.objective == "placed-worst-total":
            assert result.bound_worst == worst
            assert sorted(pair.points for pair in result.pairs)[: problem.scheme.depth] == list(key[1])


@pytest.mark.parametrize("part", range(4))
def test_small_instances_equal_trying_everything(part: int) -> None:
    for seed in range(part * COUNT // 4, (part + 1) * COUNT // 4):
        check(instance(random.Random(seed)))


@pytest.mark.parametrize("seed", [1594, 3728, 7513])
def test_several_pairs_at_the_worst_value_are_settled_with_none_below_it(seed: int) -> None:
    check(instance(random.Random(seed)))
