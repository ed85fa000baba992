"""Who is placed, how well, and what each criterion costs whom: worked out with a run and kept with it (small numbers hidden)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from ithaca.assignment import Problem, Result, Session
from ithaca.assignment.fairness import fairness
from ithaca.assignment.terms import pair_points
from ithaca.matching.pool import Pool
from ithaca.matching.rows import MAY_START

#: What is on record of everybody; answers with a few values in the profiles are added.
ON_RECORD = ("gender", "school")
MOST_VALUES, LEAST_PER_VALUE = 8, 5
#: Above so many mentees the same run is not repeated without each criterion.
MOST_REPEATED = 3_000


def columns_of(pool: Pool) -> list[str]:
    """The groups a scheme records of its mentees: gender, school, and answers with a few values that many gave."""
    values: dict[str, Counter[str]] = {}
    for mentee in pool.mentees.values():
        for key, value in mentee.profile.items():
            if isinstance(value, str | bool):
                values.setdefault(key, Counter())[str(value).strip()] += 1
    few = [
        key
        for key, found in values.items()
        if 2 <= len(found) <= MOST_VALUES and len(found) * LEAST_PER_VALUE <= found.total()
    ]
    return [*ON_RECORD, *sorted(few)]


def fairness_of(pool: Pool, session: Session, cancelled: Callable[[], bool] | None = None) -> dict[str, Any]:
    """The report of a run: {"by": {column: groups}, "without": [what each criterion costs]}, as plain data.

    A group is {name, hidden, people, placed, share, median, tenth, waited}; a hidden one has its name only. A cost is
    {criterion, placed_with, placed_without, total_with, total_without, by}: both measured by the criteria that remain.
    """
    problem, columns = session.problem(), columns_of(pool)
    names = {
        str(p.person.school_id or ""): p.person.school.name if p.person.school else "" for p in pool.mentees.values()
    }
    found: dict[str, Any] = {"by": _by(problem, session.result, columns, names), "without": []}
    if len(pool.mentees) > MOST_REPEATED:
        return found
    for criterion in problem.scheme.criteria:
        rest = tuple(one for one in problem.scheme.criteria if one is not criterion)
        bare = replace(problem, scheme=replace(problem.scheme, criteria=rest))
        without, with_it = pool.session_on(bare, cancelled=cancelled).result, _measured(bare, session.result)
        found["without"].append(
            {
                "criterion": criterion.name,
                "placed_with": with_it.placed,
                "placed_without": without.placed,
                "total_with": with_it.total,
                "total_without": without.total,
                "by": {
                    "with": _by(bare, with_it, columns, names),
                    "without": _by(bare, without, columns, names),
                },
            }
        )
    return found


def _by(problem: Problem, result: Result, columns: list[str], schools: dict[str, str]) -> dict[str, Any]:
    tables = {}
    problem = replace(problem, waited=tuple(turn % MAY_START for turn in problem.waited))
    for column in columns:
        groups = [asdict(group) for group in fairness(problem, result, column)]
        if column == "school":
            groups = [{**group, "name": schools.get(group["name"], "")} for group in groups]
        tables[column] = groups
    return tables


def _measured(problem: Problem, chosen: Result) -> Result:
    """The pairs of a result with their points by this problem's criteria."""
    mentees = {key: i for i, key in enumerate(problem.mentees.ids)}
    mentors = {key: j for j, key in enumerate(problem.mentors.ids)}
    pairs = tuple(
        replace(pair, points=max(0, pair_points(problem, mentees[pair.mentee], mentors[pair.mentor])))
        for pair in chosen.pairs
    )
    return replace(chosen, pairs=pairs, total=sum(pair.points for pair in pairs))
