"""The best answer by trying everything, written from the definition alone."""

from __future__ import annotations

from collections.abc import Iterator

from ithaca.assignment import Problem
from ithaca.assignment.terms import pair_points
from ithaca.assignment.ties import id_words, mix

Key = tuple[int, tuple[int, ...], int, int, int]


def assignments(table: list[list[int]], capacities: tuple[int, ...]) -> Iterator[list[int]]:
    """Every assignment that obeys rules and capacities: for each mentee a mentor or -1."""
    left = list(capacities)
    chosen = [-1] * len(table)

    def walk(i: int) -> Iterator[list[int]]:
        if i == len(table):
            yield list(chosen)
            return
        chosen[i] = -1
        yield from walk(i + 1)
        for j, points in enumerate(table[i]):
            if points >= 0 and left[j] > 0:
                left[j] -= 1
                chosen[i] = j
                yield from walk(i + 1)
                left[j] += 1
        chosen[i] = -1

    return walk(0)


def best(problem: Problem) -> tuple[Key, list[int], int]:
    """The largest (placed, first worst points, total, waited, minus the mix), the assignment that has it, and the best
    total of any assignment placing as many."""
    n, m = len(problem.mentees), len(problem.mentors)
    table = [[pair_points(problem, i, j) for j in range(m)] for i in range(n)]
    words = id_words(problem.mentees.ids), id_words(problem.mentors.ids)
    mixed = [
        [int(mix(problem.scheme.seed, words[0][i : i + 1], words[1][j : j + 1])[0]) >> 24 for j in range(m)]
        for i in range(n)
    ]
    depth = problem.scheme.depth if problem.scheme.objective == "placed-worst-total" else 0
    found: tuple[Key, list[int]] | None = None
    totals: dict[int, int] = {}
    for chosen in assignments(table, problem.capacities):
        pairs = [(i, j) for i, j in enumerate(chosen) if j >= 0]
        points = sorted(table[i][j] for i, j in pairs)
        key = (
            len(pairs),
            tuple(points[:depth]),
            sum(points),
            sum(problem.waited[i] for i, _ in pairs),
            -sum(mixed[i][j] for i, j in pairs),
        )
        totals[len(pairs)] = max(totals.get(len(pairs), 0), sum(points))
        if found is None or key > found[0]:
            found = key, chosen
    assert found is not None
    return found[0], found[1], totals[found[0][0]]
