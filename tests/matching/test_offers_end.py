"""Offers with a last day: reminded once, ended by the clock, in neutral words; and how a match was made, told to the two."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from ithaca.kernel.actor import job
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.matching.criteria import NEVER_SAID, may_be_said
from ithaca.matching.howmade import how_made
from ithaca.matching.models import Proposal
from ithaca.matching.pool import pool_of
from ithaca.matching.services.lapse import lapse_overdue, remind_unanswered
from ithaca.matching.services.offer import accept, approve_and_offer, decline, drop
from ithaca.matching.services.suggest import suggest
from ithaca.matching.tasks import look_after_offers, look_after_offers_in
from ithaca.mentorships.models import Mentorship
from ithaca.notices.models import Letter
from tests.matching.people import mentee, mentor, ready
from tests.support.pairs import actor, arrange, side_of
from tests.support.world import World

CLOCK = job("matching.clock")


def offered(world: World, **settings: Any) -> Proposal:
    """Ada and Tom share boats and are asked today."""
    ready(world, **settings)
    mentor(world, "Ada Adult", profile={"interests": ["boats", "chess"], "skills": ["sums"]})
    mentee(world, "Tom Teen", profile={"interests": ["boats"], "help_wanted": ["sums"]})
    by, at = actor(world, Role.COORDINATOR), timezone.now()
    suggest(scheme=world.scheme, by=by, at=at)
    return approve_and_offer(proposal=Proposal.objects.get(), why="Boats.", by=by, at=at)


def letters(name: str) -> list[str]:
    rows = Letter.objects.filter(name=name).order_by("person__given_name")
    return list(rows.values_list("person__given_name", flat=True))


def test_an_offer_has_a_last_day_by_the_schemes_rule_and_its_letter_names_it(world: World) -> None:
    proposal = offered(world, offer_days=10)
    assert proposal.answer_by == timezone.localdate() + timedelta(days=10)
    assert all("Please answer by" in row.body for row in Letter.objects.filter(name="matching.offered"))


def test_an_offer_without_an_end_waits_for_ever(world: World) -> None:
    proposal = offered(world, offer_days=0)
    assert proposal.answer_by is None
    assert "Please answer by" not in Letter.objects.filter(name="matching.offered")[0].body
    assert lapse_overdue(scheme=world.scheme, by=CLOCK, at=timezone.now() + timedelta(days=900)) == 0


def test_only_who_has_not_answered_is_reminded_and_once(world: World) -> None:
    proposal, now = offered(world), timezone.now()
    accept(proposal=proposal, participant=proposal.mentor, by=side_of(world, proposal.mentor), at=now)
    early, near = now + timedelta(days=5), now + timedelta(days=12)
    assert remind_unanswered(scheme=world.scheme, by=CLOCK, at=early) == 0
    assert remind_unanswered(scheme=world.scheme, by=CLOCK, at=near) == 1
    assert remind_unanswered(scheme=world.scheme, by=CLOCK, at=near) == 0
    assert letters("matching.reminder") == ["Tom"]


def test_the_clock_ends_it_frees_both_and_tells_both_without_blame(world: World) -> None:
    proposal, now = offered(world), timezone.now()
    assert lapse_overdue(scheme=world.scheme, by=CLOCK, at=now + timedelta(days=14)) == 0
    later = now + timedelta(days=15)
    assert lapse_overdue(scheme=world.scheme, by=CLOCK, at=later) == 1
    proposal.refresh_from_db()
    assert proposal.state == "lapsed"
    assert letters("matching.closed") == ["Ada", "Tom"]
    assert all("says nothing about you" in row.body for row in Letter.objects.filter(name="matching.closed"))
    pool = pool_of(world.scheme, on=timezone.localdate(later))
    assert (list(pool.mentees), list(pool.mentors)) == ([proposal.mentee.public_id], [proposal.mentor.public_id])
    assert pool.bans == []
    with pytest.raises(NotNow, match="not open any more"):
        accept(proposal=proposal, participant=proposal.mentee, by=side_of(world, proposal.mentee), at=later)


def test_the_job_of_one_scheme_does_both(world: World) -> None:
    proposal = offered(world)
    assert look_after_offers.func() == 0
    Proposal.objects.filter(pk=proposal.pk).update(answer_by=timezone.localdate() - timedelta(days=1))
    assert look_after_offers.func() == 1
    keys = {"organisation": world.organisation.pk, "scheme": world.scheme.pk}
    assert look_after_offers_in.func(**keys) == 1
    assert look_after_offers_in.func(**keys) == 0


def test_a_no_and_an_offer_taken_back_are_told_in_the_same_neutral_words(world: World) -> None:
    proposal, now = offered(world), timezone.now()
    decline(proposal=proposal, participant=proposal.mentee, by=side_of(world, proposal.mentee), at=now)
    assert letters("matching.closed") == ["Ada"]
    Proposal.objects.update(state="offered")
    proposal.refresh_from_db()
    drop(proposal=proposal, by=actor(world, Role.COORDINATOR), at=now)
    assert letters("matching.closed") == ["Ada", "Ada", "Tom"]


def test_the_two_are_told_how_they_were_brought_together(world: World) -> None:
    arrange(world)
    proposal = offered(world)
    page = str(world.client(proposal.mentee.person).get(world.url(f"offers/{proposal.public_id}/")).content.decode())
    assert "You both said boats (Interests)." in page
    assert "Cora, who helps to run the scheme, looked at it and decided." in page
    for side in (proposal.mentor, proposal.mentee):
        accept(proposal=proposal, participant=side, by=side_of(world, side), at=timezone.now())
    pair = Mentorship.objects.get()
    client = world.client(proposal.mentee.person)
    assert "How we chose" in client.get(world.url(f"pairs/{pair.public_id}/")).content.decode()
    assert "You both said boats" in client.get(world.url(f"pairs/{pair.public_id}/how/")).content.decode()


def test_the_mentor_is_not_told_what_the_mentee_wants_help_with(world: World) -> None:
    help_wanted = {"name": "Help", "kind": "overlap", "mentee": "help_wanted", "mentor": "skills", "points": 40}
    proposal = offered(world, criteria=(help_wanted,))
    assert "You said sums, and Ada said so too (Help)." in how_made(proposal, to="mentee")
    told = how_made(proposal, to="mentor")
    assert "What you offer fits what Tom is looking for." in told
    assert not any("sums" in line for line in told)


def test_nothing_protected_and_no_number_is_ever_said_of_generated_people(world: World) -> None:
    """Over 60 made-up pairs and every protected answer as a criterion: neither values nor points come out."""
    proposal, chance = offered(world), random.Random(7)
    keys = [*sorted(NEVER_SAID), "age_band", "ethnic_origin", "mentor_wish", "interests", "languages"]
    proposal.run = None
    for _n in range(60):
        some = chance.sample(keys, 8)
        entries = tuple(
            {"name": key.replace("_", " ").title(), "kind": chance.choice(["overlap", "same"]), "mentee": key,
             "mentor": key, "points": chance.randint(100, 999), "weight": chance.choice(["must", "lot", "nice"])}
            for key in some
        )  # fmt: skip
        answers = {key: [f"secret-{key}"] for key in keys} | {"interests": ["boats"], "languages": ["Welsh"]}
        proposal.scheme.settings = {**proposal.scheme.settings, "criteria": list(entries)}
        proposal.mentee.profile = proposal.mentor.profile = answers
        for to in ("mentee", "mentor"):
            said = " ".join(how_made(proposal, to=to))
            assert "secret" not in said
            assert not any(letter.isdigit() for letter in said)


def test_languages_may_be_said_and_age_may_not() -> None:
    def entry(answer: str) -> dict[str, str]:
        return {"name": "x", "mentee": answer, "mentor": answer}

    assert may_be_said(entry("languages"))
    assert not may_be_said(entry("age"))
    assert not may_be_said(entry("age_band"))
