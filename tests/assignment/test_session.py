"""Whatever changes, a session answers what a solve from nothing would."""

from __future__ import annotations

import random

import pytest

from ithaca.assignment import InputError, Problem, Result, Session, solve
from tests.assignment.instances import instance, people


def reference(session: Session) -> Result:
    """The session's situation as a problem of its own: pins and bans written into the table of a fresh session."""
    fresh = Session(session.problem())
    for mentee, mentor in sorted(session.bans):
        if mentee in session.mentees and mentor in session.mentors:
            fresh.ban(mentee, mentor)
    for mentee, mentor in sorted(session.pins.items()):
        fresh.pin(mentee, mentor)
    return fresh.result


def shuffle(session: Session, rng: random.Random, step: int) -> None:
    """One random change; those that are refused change nothing."""
    kind = rng.randrange(8)
    mentees, mentors = session.mentees, session.mentors
    if kind == 4:
        session.mentee_arrives({**people(rng, 1, "m")[0], "id": f"new{step}"})
    elif kind == 5:
        session.mentor_arrives({**people(rng, 1, "t")[0], "id": f"new{step}"})
    elif kind == 6 and mentees:
        session.mentee_leaves(rng.choice(mentees))
    elif kind == 7 and len(mentors) > 1:
        session.mentor_leaves(rng.choice(mentors))
    elif mentees and mentors:
        mentee, mentor = rng.choice(mentees), rng.choice(mentors)
        try:
            if kind in (0, 1):
                session.pin(mentee, mentor)
            elif kind == 2:
                session.ban(mentee, mentor)
            elif mentee in session.pins:
                session.unpin(mentee)
            else:
                session.unban(mentee, mentor)
        except InputError:
            return


@pytest.mark.parametrize("seed", range(60))
def test_changes_one_after_the_other_equal_a_fresh_solve(seed: int) -> None:
    rng = random.Random(seed)
    session = Session(instance(rng, 14, 9, "placed-total" if seed % 4 else None))
    for step in range(14):
        shuffle(session, rng, step)
        result = session.result
        expected = reference(session)
        assert result.optimal
        assert result.pairs == expected.pairs
        assert result.unplaced == expected.unplaced
        assert (result.total, result.bound_placed, result.bound_total) == (
            expected.total,
            expected.bound_placed,
            expected.bound_total,
        )


@pytest.mark.parametrize("seed", range(30))
def test_what_if_says_what_happens_and_changes_nothing(seed: int) -> None:
    rng = random.Random(seed)
    session = Session(instance(rng, 10, 8, "placed-total"))
    before = session.result
    for mentee in session.mentees:
        for _, mentor in session.choices(mentee)[:2]:
            change = session.what_if(pins=[(mentee, mentor)])
            assert session.result.pairs == before.pairs
            other = Session(session.problem(), pins=[(mentee, mentor)]).result
            assert (other.placed - before.placed, other.total - before.total) == (change.placed, change.points)
            if change.placed == 0:
                assert session.at_least(mentee, mentor) <= -change.points


def test_a_session_and_a_solve_agree() -> None:
    for seed in range(40):
        problem = instance(random.Random(seed), 9, 9)
        assert Session(problem).result.pairs == solve(problem).pairs


def test_refusals_are_sentences() -> None:
    problem: Problem = instance(random.Random(3), 6, 6, "placed-total")
    session = Session(problem)
    with pytest.raises(InputError, match="There is no mentee “nobody” here"):
        session.pin("nobody", session.mentors[0])
