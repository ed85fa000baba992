"""Over generated people: nothing protected, no refusal and no points in any sentence about two people (SG-2, MATCH-21).

No row is written: the sentences are made from people as they stand in memory, so that ten thousand pairs take seconds.
"""

from __future__ import annotations

import random
import re
from datetime import date
from itertools import product

import pytest

from ithaca.assignment import Session, explain
from ithaca.matching.howmade import how_made
from ithaca.matching.models import Need, Proposal
from ithaca.matching.pool import Pool
from ithaca.matching.sentences import (
    in_common,
    offered_reason,
    sentences_for,
    standing_sentence,
    warnings,
    why_nobody,
)
from ithaca.organisations.models import Person
from ithaca.participants.models import Participant
from ithaca.schemes.arrangements import Arrangements
from ithaca.schemes.models import Scheme

PAIRS = 10_000
#: Answers that are nobody's business, each value a word found nowhere else in the product.
SECRET = {
    "ethnicity": ["zqethone", "zqethtwo"],
    "religion": ["zqrelone", "zqreltwo"],
    "disability": ["zqdisone", "zqdistwo"],
    "sexual_orientation": ["zqsexone", "zqsextwo"],
    "health_conditions": ["zqhealthone", "zqhealthtwo"],
    "needs": ["zqneedone", "zqneedtwo"],
    "nationality": ["zqnatone", "zqnattwo"],
}
GROUPS = ["zqgroupone", "zqgrouptwo", "zqgroupthree"]
GENDERS = ["zqfemale", "zqmale", ""]
OPEN = {"interests": ["boats", "bread", "chess", "film"], "sector": ["yards", "care"], "languages": ["Welsh", "Polish"]}
CRITERIA = (
    {"name": "Interests", "kind": "overlap", "mentee": "interests", "mentor": "interests", "points": 37},
    {"name": "Kind of work", "kind": "same", "mentee": "sector", "mentor": "sector", "points": 23},
    {"name": "Languages", "kind": "overlap", "mentee": "languages", "mentor": "languages", "points": 19},
    {"name": "Background", "kind": "same", "mentee": "ethnicity", "mentor": "ethnicity", "points": 41},
    {"name": "Faith", "kind": "same", "mentee": "religion", "mentor": "religion", "points": 43},
    {"name": "What they are", "kind": "overlap", "mentee": "groups", "mentor": "groups", "points": 47},
    {"name": "Their own", "kind": "same", "mentee": "sexual_orientation", "mentor": "sexual_orientation", "points": 53},
    {"name": "Years", "kind": "near", "mentee": "years", "mentor": "years", "points": 29, "spread": 9},
    {"name": "Health", "kind": "overlap", "mentee": "health_conditions", "mentor": "health_conditions", "points": 31},
    {"name": "Same gender", "kind": "same", "mentee": "gender", "mentor": "gender", "points": 59},
)
NUMBER = re.compile(r"\d+")


def scheme_of(rules: dict[str, str]) -> Scheme:
    """A scheme with criteria on everything, those that may be said and those that may not."""
    return Scheme(pk=1, name="Pairs", settings=Arrangements(criteria=CRITERIA, **rules).to_json())  # type: ignore[arg-type]


def someone(rng: random.Random, scheme: Scheme, role: str, number: int) -> Participant:
    """A person with answers of every kind; now and then something secret stands among the interests as well."""
    profile: dict[str, object] = {key: rng.choice(values) for key, values in SECRET.items() if rng.random() < 0.8}
    profile["health_conditions"] = rng.sample(SECRET["health_conditions"], rng.randint(0, 2))
    profile["groups"] = rng.sample(GROUPS, rng.randint(0, 2))
    interests = rng.sample(OPEN["interests"], rng.randint(0, 4))
    if rng.random() < 0.3:
        interests.append(str(rng.choice([*SECRET["religion"], *SECRET["disability"], *GROUPS])))
        profile.setdefault("religion", interests[-1])
        profile["other_needs"] = interests[-1]
    profile |= {"interests": interests, "sector": rng.choice(OPEN["sector"]), "years": rng.randint(1, 9)}
    profile["languages"] = rng.sample(OPEN["languages"], rng.randint(0, 2))
    person = Person(pk=number, given_name=f"{role.title()}x", family_name="Y", gender=rng.choice(GENDERS))
    declined = rng.sample(GROUPS, rng.randint(0, 2)) if role == "mentor" else []
    return Participant(
        pk=number, public_id=f"{role}{number}", scheme=scheme, person=person, role=role, profile=profile,
        declined_groups=declined, joined_on=date(2026, 9, 1), capacity=2,
    )  # fmt: skip


def pool_of_people(seed: int, rules: dict[str, str]) -> tuple[Pool, Session]:
    rng, scheme = random.Random(seed), scheme_of(rules)
    mentees = [someone(rng, scheme, "mentee", n) for n in range(1, 26)]
    mentors = [someone(rng, scheme, "mentor", n) for n in range(101, 121)]
    pool = Pool(scheme, {p.public_id: p for p in mentees}, {p.public_id: p for p in mentors}, on=date(2026, 11, 2))
    pool.room = {p.pk: rng.randint(1, 2) for p in mentors}
    asked = rng.sample(list(pool.mentees.values()), 8)
    pool.needs = {p.pk: Need(mentor_gender=rng.choice(GENDERS), language="zqtongue") for p in asked}
    every = list(product(pool.mentees, pool.mentors))
    pool.bans = rng.sample(every, 30)
    return pool, pool.session()


def secrets_of(*sides: Participant) -> set[str]:
    """Every word of theirs that may stand in no sentence."""
    found: set[str] = {*GROUPS, *GENDERS} - {""}
    for side in sides:
        found |= {str(side.profile[key]) for key in SECRET if key in side.profile and key != "health_conditions"}
    return found | {word for words in SECRET.values() for word in words}


def check(lines: list[str], pool: Pool, *sides: Participant) -> None:
    said = " ".join(lines).casefold()
    for word in secrets_of(*sides):
        assert word not in said, lines
    for telling in ("zq", "declined", "refus", "said no", "asked not", "veto", "faith", "health", "same gender"):
        assert telling not in said, lines


@pytest.mark.parametrize(
    "rules",
    [
        {"gender_rule": "off", "role_conflict": "warn"},
        {"gender_rule": "same", "role_conflict": "block"},
    ],
)
def test_no_sentence_says_what_is_nobodys_business(rules: dict[str, str]) -> None:
    pairs = 0
    for seed in range(PAIRS // (2 * 25 * 20)):
        pool, session = pool_of_people(seed, rules)
        for mentee, mentor in product(pool.mentees, pool.mentors):
            one, other = pool.mentees[mentee], pool.mentors[mentor]
            pairs += 1
            if session.points(mentee, mentor) < 0:
                check([standing_sentence(pool, session, mentee, mentor)], pool, one, other)
                continue
            reasons = explain(session, mentee, mentor, alternatives=0, exact=False)
            lines = [*in_common(pool, reasons), *warnings(pool, mentee, mentor)]
            lines.append(offered_reason([*lines, "."]))
            check(lines, pool, one, other)
            proposal = Proposal(scheme=pool.scheme, mentee=one, mentor=other)
            for reader in ("mentee", "mentor"):
                told = how_made(proposal, to=reader)
                check(told, pool, one, other)
                assert not NUMBER.search(re.sub(r"\d more", "", " ".join(told))), "a participant reads no points"
        for pair in session.result.pairs:
            whole = sentences_for(pool, session, pair.mentee, pair.mentor, exact=False)
            check(whole, pool, pool.mentees[pair.mentee], pool.mentors[pair.mentor])
        for key in session.result.unplaced:
            check([why_nobody(pool, session, key)], pool, pool.mentees[key])
    assert pairs == PAIRS // 2


def test_the_words_that_may_be_said_are_said() -> None:
    pool, session = pool_of_people(1, {"gender_rule": "off", "role_conflict": "warn"})
    said = " ".join(
        line for pair in session.result.pairs for line in sentences_for(pool, session, pair.mentee, pair.mentor)
    )
    assert any(word in said for word in OPEN["interests"])
    assert "Kind of work" in said
