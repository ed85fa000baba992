"""Whole rows of points are the points of single pairs."""

from __future__ import annotations

import random

import pytest

from ithaca.assignment import compiler
from ithaca.assignment.compiler import compile_plan
from ithaca.assignment.scoring import score_rows
from ithaca.assignment.terms import pair_points
from tests.assignment.instances import instance


@pytest.mark.parametrize(("block", "rare", "plane_bytes"), [(8192, 24, 16 << 20), (2, 1, 0), (3, 1000, 16 << 20)])
def test_blocks_give_the_points_of_single_pairs(
    block: int, rare: int, plane_bytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(block)
    for name, value in (("BLOCK", block), ("RARE", rare), ("PLANE_BYTES", plane_bytes)):
        monkeypatch.setattr(compiler, name, value)
    for _ in range(60):
        problem = instance(rng, 6, 7)
        rows = score_rows(compile_plan(problem), 0, len(problem.mentees))
        for i in range(len(problem.mentees)):
            for j in range(len(problem.mentors)):
                assert rows[i, j] == pair_points(problem, i, j), (problem, i, j)
