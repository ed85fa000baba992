"""Who is placed, how well, and after how long: by the groups a scheme records, with small numbers hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .errors import InputError
from .problem import Problem
from .result import Result
from .solve import solve


@dataclass(frozen=True)
class GroupShare:
    """One group of mentees.  All but ``name`` and ``hidden`` are None where the group is hidden.

    ``median`` and ``tenth`` are points of the placed (the lower of two middle ones; the value a tenth are at or below).
    ``waited`` is the mean of rounds waited by those still unplaced.
    """

    name: str
    hidden: bool
    people: int | None = None
    placed: int | None = None
    share: float | None = None
    median: int | None = None
    tenth: int | None = None
    waited: float | None = None


def _percentile(values: list[int], part: float) -> int | None:
    ordered = sorted(values)
    return ordered[max(0, -int(-len(ordered) * part // 1) - 1)] if ordered else None


def fairness(problem: Problem, result: Result, column: str, *, least: int = 5) -> tuple[GroupShare, ...]:
    """The report by one column of the mentees, sorted by name; an empty cell is the group "".

    Groups of fewer than ``least`` people are hidden; if just one is, the next smallest is hidden with it, because it could be
    worked out from the whole.  Raises `InputError` if there is no such column.
    """
    if least < 1:
        raise InputError(f"The least number shown is {least}, but it must be 1 or more.")
    points = {pair.mentee: pair.points for pair in result.pairs}
    groups: dict[str, list[int]] = {}
    for i, name in enumerate(problem.mentees.texts(column)):
        groups.setdefault(name, []).append(i)
    by_size = sorted(groups, key=lambda name: (len(groups[name]), name))
    hidden = {name for name in by_size if len(groups[name]) < least}
    if len(hidden) == 1:
        hidden |= set(by_size[:2])
    return tuple(
        GroupShare(name, hidden=True) if name in hidden else _share(problem, name, groups[name], points)
        for name in sorted(groups)
    )


def _share(problem: Problem, name: str, people: list[int], points: Mapping[str, int]) -> GroupShare:
    ids = problem.mentees.ids
    reached = [points[ids[i]] for i in people if ids[i] in points]
    waiting = [problem.waited[i] for i in people if ids[i] not in points]
    return GroupShare(
        name,
        hidden=False,
        people=len(people),
        placed=len(reached),
        share=len(reached) / len(people),
        median=_percentile(reached, 0.5),
        tenth=_percentile(reached, 0.1),
        waited=sum(waiting) / len(waiting) if waiting else None,
    )


@dataclass(frozen=True)
class CriterionCost:
    """The same run without one criterion: counts and points (by the criteria that remain) with it and without it."""

    criterion: str
    placed_with: int
    placed_without: int
    total_with: int
    total_without: int
    groups_with: tuple[GroupShare, ...]
    groups_without: tuple[GroupShare, ...]


def cost_of_criterion(problem: Problem, criterion: str, column: str, *, least: int = 5) -> CriterionCost:
    """What a criterion costs whom: the pairs chosen with it and without it, both measured by the other criteria.

    Raises `InputError` if there is no such criterion.
    """
    rest = tuple(c for c in problem.scheme.criteria if c.name != criterion)
    if len(rest) == len(problem.scheme.criteria):
        raise InputError(f"There is no criterion “{criterion}”.")
    bare = replace(problem, scheme=replace(problem.scheme, criteria=rest))
    chosen = solve(problem)
    with_it, without = _measured(bare, chosen), solve(bare)
    return CriterionCost(
        criterion,
        with_it.placed,
        without.placed,
        with_it.total,
        without.total,
        fairness(bare, with_it, column, least=least),
        fairness(bare, without, column, least=least),
    )


def _measured(problem: Problem, chosen: Result) -> Result:
    from .terms import pair_points

    mentee_at = {identity: i for i, identity in enumerate(problem.mentees.ids)}
    mentor_at = {identity: j for j, identity in enumerate(problem.mentors.ids)}
    pairs = tuple(
        replace(pair, points=pair_points(problem, mentee_at[pair.mentee], mentor_at[pair.mentor]))
        for pair in chosen.pairs
    )
    return replace(chosen, pairs=pairs, total=sum(pair.points for pair in pairs))
