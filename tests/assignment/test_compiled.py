"""Compiled or not, on one thread or three: the same numbers and the same answer."""

from __future__ import annotations

import random

import numpy as np
import pytest

from ithaca.assignment import Criterion, Problem, Rule, Scheme, compiled, compiler, solve
from ithaca.assignment.compiled import CompiledPasses
from ithaca.assignment.compiler import compile_plan
from ithaca.assignment.passes import Part, PlanPasses, Watch
from ithaca.assignment.weights import Weigh
from tests.assignment.instances import instance, people


@pytest.mark.parametrize(("block", "rare", "plane_bytes"), [(8192, 24, 16 << 20), (3, 1, 0), (70, 1000, 16 << 20)])
def test_kernels_score_as_numpy_does(monkeypatch: pytest.MonkeyPatch, block: int, rare: int, plane_bytes: int) -> None:
    for name, value in (("BLOCK", block), ("RARE", rare), ("PLANE_BYTES", plane_bytes)):
        monkeypatch.setattr(compiler, name, value)
    for seed in range(30):
        plan = compile_plan(instance(random.Random(seed), 12, 150))
        assert (CompiledPasses(plan).rows(0, plan.mentees) == PlanPasses(plan).rows(0, plan.mentees)).all()


def test_passes_find_the_same_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "ROWS", 7)
    for seed in range(25):
        rng = random.Random(seed)
        plan = compile_plan(instance(rng, 60, 200))
        weigh = Weigh(bonus=10)
        p = np.array([rng.randint(0, 60) for _ in range(plan.mentors)], np.int64)
        u = np.array([rng.randint(0, 60) for _ in range(plan.mentees)], np.int64)
        plain = PlanPasses(plan).price(weigh, p, u, 9, ties=True, watch=Watch())
        ways = [CompiledPasses(plan, threads) for threads in (1, 3)]
        for passes in ways:
            other = passes.price(weigh, p, u, 9, ties=True, watch=Watch())
            assert (other.best == plain.best).all()
            assert other.more == plain.more
            if not plain.more:
                for name in ("rows", "cols", "points"):
                    assert (getattr(other.edges, name) == getattr(plain.edges, name)).all()
        one, three = (passes.candidates(weigh, 5, 3, Watch()) for passes in ways)
        for name in ("rows", "cols", "points"):
            assert (getattr(one, name) == getattr(three, name)).all()


@pytest.mark.parametrize("block", [8192, 70])
def test_a_cut_pass_finds_every_pair_that_candidates_left_out(monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr(compiler, "BLOCK", block)
    outside = 0
    for seed in range(25):
        rng = random.Random(seed)
        plan = compile_plan(instance(rng, 60, 200))
        passes = CompiledPasses(plan, 2)
        edges = passes.candidates(Weigh(bonus=10), 5, 3, Watch())
        points = passes.rows(0, plan.mentees)
        held = np.zeros(points.shape, bool)
        held[edges.rows, edges.cols] = True
        left = np.where(held, -1, points)
        if passes.beyond is None:  # points beyond 16 bits, or nobody: no bound, and nothing is cut
            continue
        if plan.mentors:
            assert (left.max(axis=1) <= passes.beyond).all()
        p = np.array([rng.randint(0, 60) for _ in range(plan.mentors)], np.int64)
        u = np.array([rng.randint(0, 60) for _ in range(plan.mentees)], np.int64)
        wanted = (left >= 0) & (left + 10 - p >= u[:, None])
        rows = np.flatnonzero(np.array([rng.random() < 0.5 for _ in range(plan.mentees)], bool))
        cols = np.flatnonzero(np.array([rng.random() < 0.5 for _ in range(plan.mentors)], bool))
        inside = np.zeros(points.shape, bool)
        inside[rows] = True
        inside[:, cols] = True
        everybody, nobody = np.arange(plan.mentees), np.zeros(0, np.int64)
        for part, asked in (
            (Part(everybody, nobody, passes.beyond), wanted),
            (Part(rows, cols, passes.beyond), wanted & inside),
        ):
            found = passes.price(Weigh(bonus=10), p, u, 300, ties=True, watch=Watch(), part=part).edges
            seen = {(int(i), int(j)) for i, j in zip(found.rows, found.cols, strict=True)}
            assert {(int(i), int(j)) for i, j in zip(*np.nonzero(asked), strict=True)} <= seen
            assert (points[found.rows, found.cols] == found.points).all()
        outside += int(wanted.sum())
    assert outside > 1000


def test_answers_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "ROWS", 5)
    for seed in range(40):
        problem = instance(random.Random(seed), 40, 30)
        plain = solve(problem, compiled=False)
        for threads in (1, 3):
            other = solve(problem, compiled=True, threads=threads)
            assert other.pairs == plain.pairs
            assert other.optimal


@pytest.mark.parametrize("points", [0, 3])
def test_very_many_equals_are_answered_the_same_way(points: int) -> None:
    """Nearly every assignment is as good as every other: the choice among them is made by passes of its own."""
    rng = random.Random(5)
    scheme = Scheme(
        criteria=(Criterion.same("area", mentee="area", mentor="area", points=points),),
        rules=(Rule.differ("boss", mentee="boss", mentor="boss"),),
        waited="rounds",
    )
    for mentees, mentors in ((90, 110), (110, 90)):
        problem = Problem.build(people(rng, mentees, "m"), people(rng, mentors, "t"), scheme)
        plain = solve(problem, compiled=False)
        assert plain.optimal
        assert solve(problem, compiled=True).pairs == plain.pairs
        rows = list(problem.mentees.rows)
        rng.shuffle(rows)
        assert solve(Problem.build(rows, problem.mentors.rows, scheme), compiled=False).pairs == plain.pairs
