"""Suggesting, approving, answering: a person decides, rules hold, capacity is never exceeded."""

from __future__ import annotations

import pytest
from django.utils import timezone

from ithaca.consents.services import refuse_consent
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.matching.asked import placeable_each_way
from ithaca.matching.models import Exemption, Proposal, Run
from ithaca.matching.services import solving
from ithaca.matching.services import suggest as suggesting
from ithaca.matching.services.offer import (
    accept,
    approve_and_offer,
    ask_exemption,
    decline,
    drop,
    sign_exemption,
)
from ithaca.matching.services.suggest import propose, suggest
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.services.begin import begin
from ithaca.mentorships.services.end import end_pair
from ithaca.notices.models import Letter
from ithaca.vetting.services import suspend_check
from tests.matching.people import mentee, mentor, ready
from tests.support.pairs import actor, side_of
from tests.support.world import World


def suggested(world: World) -> list[Proposal]:
    suggest(scheme=world.scheme, by=actor(world, Role.COORDINATOR), at=timezone.now())
    return list(Proposal.objects.filter(state="proposed").order_by("mentee__joined_on", "pk"))


def offered(world: World, proposal: Proposal) -> Proposal:
    return approve_and_offer(proposal=proposal, why="Boats.", by=actor(world, Role.COORDINATOR), at=timezone.now())


def test_everybody_is_placed_with_reasons_about_these_two_and_why_not_the_next(world: World) -> None:
    ready(world)
    mentor(world, "Ada Adult", profile={"interests": ["boats"], "sector": "yards"})
    mentor(world, "Bea Baker", profile={"interests": ["bread"]})
    mentee(world, "Tom Teen", profile={"interests": ["boats"], "sector": "yards"})
    mentee(world, "Uma Teen", profile={"interests": ["bread"]})
    found = {p.mentee.person.given_name: p for p in suggested(world)}
    assert found["Tom"].mentor.person.given_name == "Ada"
    assert found["Uma"].mentor.person.given_name == "Bea"
    assert any("boats" in line for line in found["Tom"].reasons)
    assert "Bea Baker" in found["Tom"].reasons[-1]
    assert Run.objects.get().result["optimal"] is True


def test_no_offer_reaches_an_uncleared_mentor(world: World) -> None:
    ready(world)
    mentor(world, "Una Unchecked", cleared=False)
    tom = mentee(world, "Tom Teen")
    assert suggested(world) == []
    run = Run.objects.get()
    assert run.result["not_ready"] == 1
    assert run.result["left"][tom.public_id]


def test_a_mentor_suspended_after_the_suggestion_gets_no_offer(world: World) -> None:
    ready(world)
    ada = mentor(world, "Ada Adult")
    mentee(world, "Tom Teen")
    (proposal,) = suggested(world)
    check = ada.person.checks.get(state="cleared")
    suspend_check(check=check, reason="A call.", by=actor(world, Role.SAFEGUARDING_LEAD), at=timezone.now())
    with pytest.raises(NotNow, match="not cleared"):
        offered(world, proposal)
    assert not Letter.objects.filter(name="matching.offered").exists()


def test_a_reason_is_needed_and_whether_it_was_changed_is_kept(world: World) -> None:
    ready(world)
    mentor(world, "Ada Adult", profile={"interests": ["boats"]})
    mentee(world, "Tom Teen", profile={"interests": ["boats"]})
    (proposal,) = suggested(world)
    with pytest.raises(NotNow):
        approve_and_offer(proposal=proposal, why=" ", by=actor(world, Role.COORDINATOR), at=timezone.now())
    offered(world, proposal)
    assert proposal.why_unchanged is False
    assert Letter.objects.filter(name="matching.offered").count() == 2


def test_both_accept_and_a_gated_pair_begins(world: World) -> None:
    ready(world)
    mentor(world, "Ada Adult")
    mentee(world, "Tom Teen")
    proposal = offered(world, suggested(world)[0])
    for side in (proposal.mentor, proposal.mentee):
        pair = accept(proposal=proposal, participant=side, by=side_of(world, side), at=timezone.now())
    assert pair is not None
    assert (pair.state, pair.why) == ("gated", "Boats.")


def test_nobody_answers_for_the_other(world: World) -> None:
    ready(world)
    mentor(world, "Ada Adult")
    mentee(world, "Tom Teen")
    proposal = offered(world, suggested(world)[0])
    with pytest.raises(NotAllowed):
        accept(proposal=proposal, participant=proposal.mentee, by=side_of(world, proposal.mentor), at=timezone.now())
    with pytest.raises(NotAllowed):
        decline(proposal=proposal, participant=proposal.mentor, by=side_of(world, proposal.mentee), at=timezone.now())


def test_the_school_writes_down_its_own_pupils_answer_only(world: World, other_world: World) -> None:
    ready(world)
    mentor(world, "Ada Adult")
    mentee(world, "Tom Teen")
    proposal = offered(world, suggested(world)[0])
    contact = world.person("Sia School")
    own = world.as_(contact, Role.SCHOOL_CONTACT, of=world.school.pk)
    far = world.as_(contact, Role.SCHOOL_CONTACT, of=other_world.school.pk)
    with pytest.raises(NotAllowed):
        accept(proposal=proposal, participant=proposal.mentee, by=far, at=timezone.now())
    with pytest.raises(NotAllowed):
        accept(proposal=proposal, participant=proposal.mentor, by=own, at=timezone.now())
    accept(proposal=proposal, participant=proposal.mentee, by=own, at=timezone.now())
    assert proposal.mentee_accepted_at is not None


def test_a_no_needs_no_reason_frees_both_and_is_not_suggested_again(world: World) -> None:
    ready(world)
    mentor(world, "Ada Adult")
    mentee(world, "Tom Teen")
    proposal = offered(world, suggested(world)[0])
    decline(proposal=proposal, participant=proposal.mentee, by=side_of(world, proposal.mentee), at=timezone.now())
    assert suggested(world) == []
    by = actor(world, Role.COORDINATOR)
    with pytest.raises(NotNow, match="not put together"):
        propose(scheme=world.scheme, mentee=proposal.mentee, mentor=proposal.mentor, by=by, at=timezone.now())


def test_accepting_twice_changes_nothing(world: World) -> None:
    ready(world)
    mentor(world, "Ada Adult")
    mentee(world, "Tom Teen")
    proposal = offered(world, suggested(world)[0])
    for _time in range(2):
        assert (
            accept(
                proposal=proposal, participant=proposal.mentor, by=side_of(world, proposal.mentor), at=timezone.now()
            )
            is None
        )
    accept(proposal=proposal, participant=proposal.mentee, by=side_of(world, proposal.mentee), at=timezone.now())
    with pytest.raises(NotNow):
        accept(proposal=proposal, participant=proposal.mentee, by=side_of(world, proposal.mentee), at=timezone.now())
    assert Mentorship.objects.count() == 1


def test_a_mentor_with_one_place_is_offered_once(world: World) -> None:
    ready(world)
    ada = mentor(world, "Ada Adult")
    tom, uma = mentee(world, "Tom Teen"), mentee(world, "Uma Teen")
    by, at = actor(world, Role.COORDINATOR), timezone.now()
    first = propose(scheme=world.scheme, mentee=tom, mentor=ada, by=by, at=at)
    second = propose(scheme=world.scheme, mentee=uma, mentor=ada, by=by, at=at)
    offered(world, first)
    with pytest.raises(NotNow, match="full"):
        offered(world, second)
    begin(mentor=ada, mentee=uma, why="-", by=by, at=at)
    with pytest.raises(NotNow, match="no free place"):
        begin(mentor=ada, mentee=tom, why="-", by=by, at=at)


def test_an_offer_taken_back_cannot_be_accepted(world: World) -> None:
    ready(world)
    mentor(world, "Ada Adult")
    mentee(world, "Tom Teen")
    proposal = offered(world, suggested(world)[0])
    drop(proposal=proposal, by=actor(world, Role.COORDINATOR), at=timezone.now())
    with pytest.raises(NotNow):
        accept(proposal=proposal, participant=proposal.mentor, by=side_of(world, proposal.mentor), at=timezone.now())


@pytest.mark.parametrize(
    ("rule", "his", "hers", "allowed"),
    [
        ("block", "male", "female", False),
        ("block", "", "female", False),
        ("block", "male", "", False),
        ("block", "female", "female", True),
        ("block", "male", "male", True),
        ("same", "female", "male", False),
        ("same", "", "", False),
        ("same", "female", "female", True),
        ("off", "male", "female", True),
    ],
)
def test_the_gender_rule_and_its_exception(world: World, rule: str, his: str, hers: str, allowed: bool) -> None:
    ready(world, gender_rule=rule)
    one, other = mentor(world, "Max Mentor", gender=his), mentee(world, "Mia Mentee", gender=hers)
    by, lead, at = actor(world, Role.COORDINATOR), actor(world, Role.SAFEGUARDING_LEAD), timezone.now()
    if allowed:
        assert len(suggested(world)) == 1
        return
    assert suggested(world) == []
    with pytest.raises(NotNow):
        propose(scheme=world.scheme, mentee=other, mentor=one, by=by, at=at)
    exemption = ask_exemption(mentee=other, mentor=one, rule="gender", nature="Maths.", maturity="Sure.", by=by, at=at)
    assert suggested(world) == []
    with pytest.raises(NotAllowed):
        sign_exemption(exemption=exemption, by=by, at=at)
    sign_exemption(exemption=exemption, by=lead, at=at)
    assert len(suggested(world)) == 1


def test_an_exception_needs_both_notes_and_another_person(world: World) -> None:
    ready(world, gender_rule="block")
    one, other = mentor(world, "Max Mentor", gender="male"), mentee(world, "Mia Mentee", gender="female")
    by, at = actor(world, Role.COORDINATOR), timezone.now()
    with pytest.raises(NotNow):
        ask_exemption(mentee=other, mentor=one, rule="gender", nature="Maths.", maturity=" ", by=by, at=at)
    with pytest.raises(NotNow, match="no exceptions"):
        ask_exemption(mentee=other, mentor=one, rule="role conflict", nature="x", maturity="y", by=by, at=at)
    assert not Exemption.objects.exists()


def test_somebody_with_another_role_over_the_mentee_is_not_suggested(world: World) -> None:
    ready(world)
    mentor(world, "Lil Linemanager")
    mentee(world, "Tom Teen", profile={"line_manager": "Lil  LINEMANAGER"})
    assert suggested(world) == []


def test_a_warned_role_conflict_is_said(world: World) -> None:
    ready(world, role_conflict="warn")
    mentor(world, "Lil Linemanager")
    mentee(world, "Tom Teen", profile={"line_manager": "Lil Linemanager"})
    (proposal,) = suggested(world)
    assert any(line.startswith("Careful:") for line in proposal.reasons)


def test_a_child_whose_parent_said_no_is_shown_to_nobody(world: World) -> None:
    ready(world)
    mentor(world, "Ada Adult")
    tom = mentee(world, "Tom Teen")
    refuse_consent(
        mentee=tom, method="phone", given_by="Parent", given_on=timezone.localdate(), by=actor(world, Role.COORDINATOR),
        at=timezone.now(),
    )  # fmt: skip
    assert suggested(world) == []


def test_two_that_did_not_suit_are_not_suggested_again(world: World) -> None:
    ready(world)
    ada, tom = mentor(world, "Ada Adult"), mentee(world, "Tom Teen")
    by, at = actor(world, Role.COORDINATOR), timezone.now()
    pair = begin(mentor=ada, mentee=tom, why="-", by=by, at=at)
    end_pair(mentorship=pair, cause="mismatch", reason="No blame.", by=by, at=at)
    assert suggested(world) == []


def test_placeable_each_way_counts_what_a_setting_costs(world: World) -> None:
    ready(world)
    mentor(world, "Max Mentor", gender="male")
    mentee(world, "Mia Mentee", gender="female")
    counts = {p.rule: (p.mentees, p.waiting) for p in placeable_each_way(scheme=world.scheme)}
    assert counts == {"block": (0, 1), "same": (0, 1), "off": (1, 1)}


def test_answers_that_cannot_be_compared_get_a_sentence(world: World) -> None:
    near = {"name": "Years", "kind": "near", "mentee": "years", "mentor": "years", "points": 5, "spread": 3}
    ready(world, criteria=(near,))
    mentor(world, "Ada Adult", profile={"years": "plenty"})
    mentee(world, "Tom Teen", profile={"years": "some"})
    with pytest.raises(NotNow):
        suggest(scheme=world.scheme, by=actor(world, Role.COORDINATOR), at=timezone.now())


def test_a_larger_pool_is_solved_by_the_worker(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggesting, "AT_ONCE", 1)
    ready(world)
    mentor(world, "Ada Adult", capacity=2)
    mentee(world, "Tom Teen")
    mentee(world, "Uma Teen")
    by, at = actor(world, Role.COORDINATOR), timezone.now()
    run = suggest(scheme=world.scheme, by=by, at=at)
    assert run.state == "running"
    with pytest.raises(NotNow, match="already"):
        suggest(scheme=world.scheme, by=by, at=at)
    assert solving.solve_waiting() == 1
    assert solving.solve_waiting() == 0
    run.refresh_from_db()
    assert run.state == "done"
    assert Proposal.objects.filter(state="proposed").count() == 2


def test_a_worker_that_died_leaves_its_run_to_the_next(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggesting, "AT_ONCE", 0)
    ready(world)
    mentor(world, "Ada Adult")
    mentee(world, "Tom Teen")
    at = timezone.now()
    suggest(scheme=world.scheme, by=actor(world, Role.COORDINATOR), at=at)
    assert solving.claim_run(by=solving.SOLVER, at=at) is not None
    assert solving.claim_run(by=solving.SOLVER, at=at) is None
    assert solving.claim_run(by=solving.SOLVER, at=at + solving.LEASE + solving.LEASE) is not None
