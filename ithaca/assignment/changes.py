"""Which single change would place the most people: each rule once, and one more mentor like each existing one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .problem import Problem
from .result import Result
from .session import Session
from .solve import solve


@dataclass(frozen=True)
class SingleChange:
    """``kind`` is ``rule`` (left out) or ``mentor`` (one more like this one); ``more`` people would be placed."""

    kind: str
    name: str
    more: int


def single_changes(problem: Problem, result: Result, *, most_mentors: int = 50) -> tuple[SingleChange, ...]:
    """The changes that would place more people, those that place most first; exact numbers, by solving again.

    Rules are tried one by one.  Of the mentors only those are tried whose price says that another like them could help,
    the dearest ``most_mentors`` of them.
    """
    if not result.unplaced:
        return ()
    found: list[SingleChange] = []
    counted = replace(problem.scheme, objective="placed-total", criteria=())
    for k, rule in enumerate(problem.scheme.rules):
        rules = problem.scheme.rules[:k] + problem.scheme.rules[k + 1 :]
        without = solve(replace(problem, scheme=replace(counted, rules=rules)))
        found.append(SingleChange("rule", rule.name, without.placed - result.placed))
    found += [SingleChange("mentor", name, more) for name, more in _mentors(problem, result, most_mentors)]
    return tuple(sorted((c for c in found if c.more > 0), key=lambda c: (-c.more, c.kind, c.name)))


def _mentors(problem: Problem, result: Result, most: int) -> list[tuple[str, int]]:
    assert result.certificate is not None
    step = result.certificate.steps[-1]
    worth = []
    for j, mentor in enumerate(problem.mentors.ids):
        # So many more places add at most so often this price to the weight of the best assignment.
        gain = problem.capacities[j] * step.prices.get(mentor, 0)
        if gain >= step.bonus:
            worth.append((-gain, mentor, j))
    out = []
    for _, mentor, j in sorted(worth)[:most]:
        session = Session(replace(problem, scheme=replace(problem.scheme, objective="placed-total")))
        before = session.result.placed
        copy = {**problem.mentors.rows[j], "id": f"{mentor} (one more)"}
        session.mentor_arrives(copy)
        out.append((mentor, session.result.placed - before))
    return out
