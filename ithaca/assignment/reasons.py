"""Why this pair, what else could be, and why somebody is left over: in numbers and the words behind them."""

from __future__ import annotations

from dataclasses import dataclass

from .session import Change, Session
from .terms import CriterionPoints, RuleCheck, points_by_criterion, rule_checks


@dataclass(frozen=True)
class Alternative:
    """Another mentor for the same mentee, and what it would cost if these two became a pair.

    ``exact`` is the difference after re-solving.  Without it ``at_least`` is a bound in points: the real loss is that
    much or more (None if placing might suffer too, which only re-solving can tell).
    """

    mentor: str
    points: int
    at_least: int
    exact: Change | None


@dataclass(frozen=True)
class Reasons:
    """Everything to say about one pair.  ``alternatives`` are the mentee's next choices, most points first."""

    mentee: str
    mentor: str
    points: int
    criteria: tuple[CriterionPoints, ...]
    rules: tuple[RuleCheck, ...]
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True)
class Nearest:
    """A mentor whom an unplaced mentee cannot have now.

    ``standing`` are the rules that stand in the way; if none do, the mentor's places are with ``taken_by``.
    ``banned`` says that a person forbade this pair.
    """

    mentor: str
    points: int
    standing: tuple[RuleCheck, ...]
    taken_by: tuple[str, ...]
    banned: bool


def explain(
    session: Session, mentee: str, mentor: str | None = None, *, alternatives: int = 2, exact: bool = True
) -> Reasons:
    """The reasons for a pair: the one in the session's result, or with ``mentor`` any other.

    Raises `InputError` if the mentee is not here, or has no mentor and none is given.
    """
    chosen = mentor or session.result.mentor_of(mentee)
    if chosen is None:
        raise session.no_mentor(mentee)
    pair = session.pair(mentee, chosen)
    parts = points_by_criterion(pair, 0, 0)
    others = [(points, other) for points, other in session.choices(mentee, alternatives + 1) if other != chosen]
    return Reasons(
        mentee,
        chosen,
        sum(part.points for part in parts),
        parts,
        rule_checks(pair, 0, 0),
        tuple(_alternative(session, mentee, other, points, exact) for points, other in others[:alternatives]),
    )


def _alternative(session: Session, mentee: str, mentor: str, points: int, exact: bool) -> Alternative:
    change: Change | None = None
    if exact:
        unpin = [mentee] if mentee in session.pins else []
        if session.can_pin(mentor, without=unpin):
            change = session.what_if(unpin=unpin, pins=[(mentee, mentor)])
    return Alternative(mentor, points, session.at_least(mentee, mentor), change)


def why_unplaced(session: Session, mentee: str, *, nearest: int = 3) -> tuple[Nearest, ...]:
    """The mentors nearest to somebody without one, and what stands in the way of each.

    Allowed mentors come first (their places are taken), then those with the fewest rules in the way; more points first.
    """
    held: dict[str, list[str]] = {}
    for pair in session.result.pairs:
        held.setdefault(pair.mentor, []).append(pair.mentee)
    found: list[tuple[tuple[int, int, str], Nearest]] = []
    for mentor, points, standing, banned in session.near(mentee):
        taken = () if standing or banned else tuple(held.get(mentor, ()))
        found.append(((len(standing) + banned, -points, mentor), Nearest(mentor, points, standing, taken, banned)))
    return tuple(item for _, item in sorted(found, key=lambda entry: entry[0])[:nearest])
