"""One pair at a time: the points of each criterion with the words behind them, and what each rule says.

This is the slow, readable form.  Whole pools are scored in blocks by ``blocks.py``; the tests hold the two to each other.
"""

from __future__ import annotations

from dataclasses import dataclass

from .model import Criterion, Rule
from .problem import Problem


@dataclass(frozen=True)
class CriterionPoints:
    """What one criterion gives one pair.

    ``shared`` holds the items in common (``overlap``, or the equal cell under ``same``), ``mine`` and ``theirs`` the two
    cells as they were compared; ``words`` puts the same in short English for logs and files.
    """

    name: str
    kind: str
    points: int
    most: int
    shared: tuple[str, ...]
    mine: str
    theirs: str
    words: str


@dataclass(frozen=True)
class RuleCheck:
    """What one rule says about one pair; ``mine`` and ``theirs`` are the two cells it compared."""

    name: str
    kind: str
    passed: bool
    sentence: str
    mine: str
    theirs: str


def points_by_criterion(problem: Problem, mentee: int, mentor: int) -> tuple[CriterionPoints, ...]:
    """The points of every criterion for a pair given by places in the sorted lists, in the scheme's order."""
    return tuple(_points(problem, c, mentee, mentor) for c in problem.scheme.criteria)


def rule_checks(problem: Problem, mentee: int, mentor: int) -> tuple[RuleCheck, ...]:
    """What every rule says about a pair, in the scheme's order."""
    return tuple(_check(problem, r, mentee, mentor) for r in problem.scheme.rules)


def pair_points(problem: Problem, mentee: int, mentor: int) -> int:
    """The points of the pair, or -1 if a rule forbids it."""
    if not all(check.passed for check in rule_checks(problem, mentee, mentor)):
        return -1
    return sum(part.points for part in points_by_criterion(problem, mentee, mentor))


def _points(problem: Problem, c: Criterion, mentee: int, mentor: int) -> CriterionPoints:
    mine: str
    theirs: str
    shared: tuple[str, ...] = ()
    points = 0
    if c.kind == "overlap":
        wanted = problem.mentees.lists(c.mentee)[mentee]
        offered = problem.mentors.lists(c.mentor)[mentor]
        mine, theirs = "; ".join(wanted), "; ".join(offered)
        have = set(offered)
        shared = tuple(item for item in wanted if item in have)
        points = c.points * len(shared) // len(wanted) if wanted else 0
        words = "; ".join(shared) if shared else "nothing in common"
    elif c.kind == "near":
        here, there = problem.mentees.numbers(c.mentee)[mentee], problem.mentors.numbers(c.mentor)[mentor]
        mine, theirs = ("" if here is None else str(here)), ("" if there is None else str(there))
        if here is None or there is None:
            words = "not known"
        else:
            points = c.points * max(0, c.spread - abs(there - here - c.ahead)) // c.spread
            words = f"{here} and {there}"
    else:
        mine = problem.mentees.texts(c.mentee)[mentee]
        theirs = problem.mentors.texts(c.mentor)[mentor]
        if c.kind == "same":
            points = c.points if mine and mine == theirs else 0
            shared = (mine,) if points else ()
            words = mine if mine and mine == theirs else f"{mine or 'not known'} and {theirs or 'not known'}"
        else:
            points = c.table.get((mine, theirs), 0) if mine and theirs else 0
            words = f"{mine or 'not known'} and {theirs or 'not known'}"
    return CriterionPoints(c.name, c.kind, points, c.points, shared, mine, theirs, words)


def _check(problem: Problem, r: Rule, mentee: int, mentor: int) -> RuleCheck:
    if r.kind == "within":
        here, there = problem.mentees.numbers(r.mentee)[mentee], problem.mentors.numbers(r.mentor)[mentor]
        passed = here is not None and there is not None
        if here is not None and there is not None:
            far = r.most is not None and abs(there - here) > r.most
            behind = r.least_ahead is not None and there - here < r.least_ahead
            passed = not far and not behind
        texts = ("" if here is None else str(here), "" if there is None else str(there))
        return RuleCheck(r.name, r.kind, passed, r.says, *texts)
    if r.kind == "share":
        wanted, offered = problem.mentees.lists(r.mentee)[mentee], problem.mentors.lists(r.mentor)[mentor]
        passed = len(set(wanted) & set(offered)) >= r.least
        return RuleCheck(r.name, r.kind, passed, r.says, "; ".join(wanted), "; ".join(offered))
    mine, theirs = problem.mentees.texts(r.mentee)[mentee], problem.mentors.texts(r.mentor)[mentor]
    if r.kind == "differ":
        passed = not mine or mine != theirs
    elif r.kind == "same":
        passed = bool(mine) and mine == theirs
    elif r.kind == "listed" and r.side == "mentee":
        passed = theirs not in problem.mentees.lists(r.mentee)[mentee]
    elif r.kind == "listed":
        passed = mine not in problem.mentors.lists(r.mentor)[mentor]
    else:
        passed = mine != r.mentee_is.strip() or theirs != r.mentor_is.strip()
    return RuleCheck(r.name, r.kind, passed, r.says, mine, theirs)
