"""Shared mentors, second mentors, groups, quotas, peers, blocking pairs, fairness and single changes, by trying everything."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest

from ithaca.assignment import Criterion, InputError, Problem, Rule, Scheme, solve
from ithaca.assignment.bounded import groups, peers, two_or_none, with_quotas
from ithaca.assignment.changes import single_changes
from ithaca.assignment.fairness import cost_of_criterion, fairness
from ithaca.assignment.stability import blocking_pairs
from ithaca.assignment.terms import pair_points
from ithaca.assignment.together import second_mentors, share_mentors
from tests.assignment.brute import assignments
from tests.assignment.instances import instance, people


def table(problem: Problem) -> list[list[int]]:
    return [[pair_points(problem, i, j) for j in range(len(problem.mentors))] for i in range(len(problem.mentees))]


def test_schemes_share_mentors_within_and_across() -> None:
    for seed in range(25):
        rng = random.Random(seed)
        mentors = people(rng, 3, "t")
        problems = {}
        for name in ("a", "b"):
            scheme = replace(instance(rng, 1, 1, "placed-total").scheme, capacity="room")
            problems[name] = Problem.build(people(rng, 3, name), mentors, scheme)
        across = {f"t{k}": rng.randint(0, 3) for k in range(3)}
        found = share_mentors(problems, across)
        tables = {name: table(problem) for name, problem in problems.items()}
        best = (0, 0)
        for one in assignments(tables["a"], problems["a"].capacities):
            for two in assignments(tables["b"], problems["b"].capacities):
                both = [*one, *two]
                if all(both.count(j) <= across[f"t{j}"] for j in range(3)):
                    points = [tables["a"][i][j] for i, j in enumerate(one) if j >= 0]
                    points += [tables["b"][i][j] for i, j in enumerate(two) if j >= 0]
                    best = max(best, (len(points), sum(points)))
        assert (found.placed, found.total) == best
        assert found.proved


def test_second_mentors_are_others_and_leave_the_first_alone() -> None:
    for seed in range(25):
        problem = instance(random.Random(seed), 5, 5, "placed-total")
        first = solve(problem)
        second = second_mentors(problem, first)
        assert second.optimal
        assert not {(p.mentee, p.mentor) for p in first.pairs} & {(p.mentee, p.mentor) for p in second.pairs}
        assert {p.mentee for p in second.pairs} <= {p.mentee for p in first.pairs}
        for mentor, capacity in zip(problem.mentors.ids, problem.capacities, strict=True):
            assert sum(p.mentor == mentor for p in (*first.pairs, *second.pairs)) <= capacity


def test_two_mentors_or_none() -> None:
    for seed in range(15):
        problem = instance(random.Random(seed), 3, 4, "placed-total")
        points = table(problem)
        options = [
            [(), *(c for c in itertools.combinations(range(len(problem.mentors)), 2) if min(row[c[0]], row[c[1]]) >= 0)]
            for row in points
        ]
        best = (0, 0)
        for chosen in itertools.product(*options):
            flat = [j for pair in chosen for j in pair]
            if all(flat.count(j) <= c for j, c in enumerate(problem.capacities)):
                total = sum(points[i][j] for i, pair in enumerate(chosen) for j in pair)
                best = max(best, (sum(map(bool, chosen)), total))
        found = two_or_none(problem)
        assert (found.placed, found.total) == best
        assert found.proved


def test_quotas_hold_or_are_refused() -> None:
    for seed in range(20):
        rng = random.Random(seed)
        problem = instance(rng, 5, 4, "placed-total")
        points, areas = table(problem), problem.mentees.texts("area") if len(problem.mentees) else []
        least, most = rng.randint(0, 1), rng.randint(1, 2)
        best = None
        for chosen in assignments(points, problem.capacities):
            held = [i for i, j in enumerate(chosen) if j >= 0]
            if least <= sum(areas[i] == "north" for i in held) <= most:
                key = len(held), sum(points[i][chosen[i]] for i in held)
                best = key if best is None else max(best, key)
        if best is None:
            with pytest.raises(InputError):
                with_quotas(problem, [("area", "north", least, most)])
            continue
        found = with_quotas(problem, [("area", "north", least, most)] if areas else [])
        assert (found.placed, found.total) == best
        assert found.proved


def test_groups_keep_their_sizes_and_share_a_need() -> None:
    for seed in range(15):
        problem = instance(random.Random(seed), 6, 3, "placed-total")
        if not len(problem.mentees):
            continue
        points, needs = table(problem), problem.mentees.texts("area")
        best = (0, 0)
        for chosen in assignments(points, tuple(9 if c else 0 for c in problem.capacities)):
            held = [(i, j) for i, j in enumerate(chosen) if j >= 0]
            fine = all(needs[i] for i, _ in held)
            for j in {j for _, j in held}:
                mine = [needs[i] for i, k in held if k == j]
                fine = fine and len(set(mine)) == 1 and 2 <= len(mine) <= 3
            if fine:
                best = max(best, (len(held), sum(points[i][j] for i, j in held)))
        found = groups(problem, need="area", size_from=2, size_to=3)
        assert (found.placed, found.total) == best
        assert found.proved


def test_peers_come_from_one_list_and_are_near_in_age() -> None:
    rng = random.Random(2)
    rows = people(rng, 7, "p")
    scheme = Scheme(criteria=(Criterion.overlap("items", mentee="items", mentor="items", points=30),))
    problem = Problem.build(rows, rows, scheme)
    points, ages = table(problem), problem.mentees.numbers("level")

    def best(left: tuple[int, ...]) -> tuple[int, int]:
        if not left:
            return 0, 0
        i, rest = left[0], left[1:]
        answer = best(rest)
        for j in rest:
            here, there = ages[i], ages[j]
            if here is not None and there is not None and abs(here - there) <= 2:
                more = best(tuple(k for k in rest if k != j))
                answer = max(answer, (more[0] + 2, more[1] + points[i][j] + points[j][i]))
        return answer

    found = peers(problem, age="level", most_apart=2)
    assert found.proved
    assert (found.placed, found.total) == best(tuple(range(7)))


def test_blocking_pairs_are_those_who_both_would_gain() -> None:
    mentees = {"a": ["x", "y"], "b": ["x"], "c": ["y"]}
    mentors = {"x": ["b", "a"], "y": ["a"]}
    found = blocking_pairs(mentees, mentors, [("a", "x")])
    assert [(p.mentee, p.mentor, p.mentee_has, p.mentor_has) for p in found] == [("b", "x", None, "a")]
    assert blocking_pairs(mentees, mentors, [("b", "x"), ("a", "y")]) == ()


def test_small_groups_are_hidden_and_cannot_be_worked_out() -> None:
    rows = [{"id": f"m{k}", "team": "red" if k < 8 else "blue" if k < 14 else "green"} for k in range(16)]
    problem = Problem.build(rows, [{"id": f"t{k}"} for k in range(9)], Scheme())
    report = {group.name: group for group in fairness(problem, solve(problem), "team")}
    assert report["green"].hidden
    assert report["blue"].hidden
    assert report["green"].people is None
    assert report["red"].people == 8
    assert report["red"].placed is not None
    assert report["red"].share == report["red"].placed / 8


def test_the_cost_of_a_criterion_is_measured_by_the_others() -> None:
    rng = random.Random(4)
    scheme = Scheme(
        criteria=(
            Criterion.same("area", mentee="area", mentor="area", points=50),
            Criterion.overlap("items", mentee="items", mentor="items", points=40),
        )
    )
    problem = Problem.build(people(rng, 30, "m"), people(rng, 20, "t"), scheme)
    cost = cost_of_criterion(problem, "area", "level", least=1)
    assert cost.total_without >= cost.total_with
    assert cost.placed_with == cost.placed_without == 20
    with pytest.raises(InputError, match="no criterion"):
        cost_of_criterion(problem, "speed", "level")


def test_single_changes_say_exactly_how_many_more() -> None:
    rows = [{"id": f"m{k}", "area": "north" if k < 4 else "south"} for k in range(6)]
    mentors = [{"id": "n", "area": "north", "room": 2}, {"id": "s", "area": "south", "room": 5}]
    scheme = Scheme(rules=(Rule.same("same area", mentee="area", mentor="area"),), capacity="room")
    problem = Problem.build(rows, mentors, scheme)
    found = single_changes(problem, solve(problem))
    assert [(c.kind, c.name, c.more) for c in found] == [("mentor", "n", 2), ("rule", "same area", 2)]
