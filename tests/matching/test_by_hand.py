"""Changing suggestions by hand: what it would do is said first, rules hold, everybody else is placed anew, reasons are kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from ithaca.audit.selectors import end_of
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.kernel.scope import open_scheme
from ithaca.matching.models import HandChange, Proposal, Run
from ithaca.matching.news import since
from ithaca.matching.pool import pool_of
from ithaca.matching.prices import Price, Wish, price_of, shown_pairs
from ithaca.matching.services.by_hand import change_by_hand
from ithaca.matching.services.offer import ask_exemption, offer_many, sign_exemption
from ithaca.matching.services.suggest import suggest
from ithaca.matching.standing import forget, standing
from ithaca.participants.models import Participant
from ithaca.participants.services import join
from tests.matching.people import mentee, mentor, ready
from tests.support.pairs import STAFF, actor
from tests.support.world import World


def find(world: World) -> Run:
    return suggest(scheme=world.scheme, by=actor(world, Role.COORDINATOR), at=timezone.now())


def price(world: World, wish: Wish) -> Price:
    with standing(world.scheme, on=timezone.localdate()) as stands:
        return price_of(stands, wish, shown_pairs(world.scheme.pk))


def do(world: World, wish: Wish, *, seal: str = "", **more: Any) -> HandChange:
    told = {"reason": "knowledge", "by": actor(world, Role.COORDINATOR), "at": timezone.now(), **more}
    return change_by_hand(scheme=world.scheme, wish=wish, seal=seal or price(world, wish).seal, **told)


def pairs(world: World) -> dict[str, str]:
    rows = Proposal.objects.filter(scheme=world.scheme, state="proposed")
    return {row.mentee.person.given_name: row.mentor.person.given_name for row in rows}


@pytest.fixture
def four(world: World) -> dict[str, Participant]:
    """Tom and Ada share boats, Uma and Bea share bread; Ada would do for Uma as well."""
    ready(world)
    people = {
        "Ada": mentor(world, "Ada Adult", profile={"interests": ["boats", "bread"]}),
        "Bea": mentor(world, "Bea Baker", profile={"interests": ["bread"]}),
        "Tom": mentee(world, "Tom Teen", profile={"interests": ["boats"]}),
        "Uma": mentee(world, "Uma Teen", profile={"interests": ["bread"]}),
    }
    find(world)
    assert pairs(world) == {"Tom": "Ada", "Uma": "Bea"}
    return people


def test_the_price_of_a_parting_names_who_moves_and_what_it_costs(world: World, four: dict[str, Participant]) -> None:
    tom, ada, uma, bea = (four[name].public_id for name in ("Tom", "Ada", "Uma", "Bea"))
    told = price(world, Wish("part", tom, ada))
    assert set(told.moved) == {(tom, ada, bea), (uma, bea, ada)}
    assert (told.placed, told.points, told.loses) == (0, -40, ())
    assert pairs(world) == {"Tom": "Ada", "Uma": "Bea"}, "asking changes nothing"


def test_a_parting_places_the_others_anew_and_is_kept_with_its_reason(
    world: World, four: dict[str, Participant]
) -> None:
    change = do(world, Wish("part", four["Tom"].public_id, four["Ada"].public_id), reason="other", words="Neighbours.")
    assert pairs(world) == {"Tom": "Bea", "Uma": "Ada"}
    assert (change.words, change.points, len(change.moved)) == ("Neighbours.", -40, 2)
    assert change.run == Run.objects.get()
    find(world)
    assert pairs(world) == {"Tom": "Bea", "Uma": "Ada"}, "the next search keeps them apart"
    tom, ada = four["Tom"].public_id, four["Ada"].public_id
    staff = world.client(world.people[STAFF[Role.COORDINATOR]])
    page = staff.get(world.url(f"suggestions/for/{tom}/")).content.decode()
    assert f"suggestions/change/{tom}/?kind=allow&amp;mentor={ada}" in page
    do(world, Wish("allow", four["Tom"].public_id, four["Ada"].public_id))
    assert pairs(world) == {"Tom": "Ada", "Uma": "Bea"}


def test_a_kept_pair_outlives_the_next_search(world: World, four: dict[str, Participant]) -> None:
    do(world, Wish("choose", four["Tom"].public_id, four["Bea"].public_id))
    assert pairs(world) == {"Tom": "Bea", "Uma": "Ada"}
    before = Proposal.objects.get(state="proposed", mentee=four["Tom"]).pk
    find(world)
    assert pairs(world) == {"Tom": "Bea", "Uma": "Ada"}
    assert Proposal.objects.get(state="proposed", mentee=four["Tom"]).pk == before
    do(world, Wish("release", four["Tom"].public_id, four["Bea"].public_id))
    assert pairs(world) == {"Tom": "Ada", "Uma": "Bea"}


def test_a_swap_is_one_change_and_both_are_kept(world: World, four: dict[str, Participant]) -> None:
    wish = Wish("swap", four["Tom"].public_id, four["Bea"].public_id, four["Uma"].public_id)
    assert do(world, wish).other == four["Uma"]
    assert pairs(world) == {"Tom": "Bea", "Uma": "Ada"}
    assert Proposal.objects.filter(state="proposed", kept=True).count() == 2


def test_a_price_that_is_another_by_now_is_not_agreed_to(world: World, four: dict[str, Participant]) -> None:
    wish = Wish("part", four["Tom"].public_id, four["Ada"].public_id)
    seal = price(world, wish).seal
    mentor(world, "Cem Carpenter", profile={"interests": ["boats"]})
    with pytest.raises(NotNow, match="has changed"):
        do(world, wish, seal=seal)
    assert not HandChange.objects.exists()


def test_who_would_lose_a_mentor_is_said_and_listed_afterwards(world: World) -> None:
    ready(world)
    ada = mentor(world, "Ada Adult", profile={"interests": ["boats"]})
    tom = mentee(world, "Tom Teen", profile={"interests": ["boats"]})
    find(world)
    wish = Wish("part", tom.public_id, ada.public_id)
    assert price(world, wish).loses == (tom.public_id,)
    assert "not put together" in do(world, wish).left[tom.public_id]
    assert pairs(world) == {}


@pytest.mark.parametrize("kind", ["choose", "swap", "keep"])
def test_no_hard_rule_is_overridden_by_hand(world: World, kind: str) -> None:
    ready(world, gender_rule="block")
    max_ = mentor(world, "Max Mentor", gender="male")
    ada = mentor(world, "Ada Adult", gender="female")
    mia, tom = mentee(world, "Mia Mentee", gender="female"), mentee(world, "Tom Teen", gender="male")
    find(world)
    assert pairs(world) == {"Mia": "Ada", "Tom": "Max"}
    if kind == "keep":
        Proposal.objects.filter(mentee__in=[mia, tom]).delete()
        Proposal.objects.create(scheme=world.scheme, mentee=mia, mentor=max_)
        forget(world.scheme)
    wish = Wish(kind, mia.public_id, max_.public_id, tom.public_id if kind == "swap" else "")
    with pytest.raises(NotNow, match="rule about gender"):
        price(world, wish)
    with pytest.raises(NotNow, match="rule about gender"):
        do(world, wish, seal="x")
    assert ada.state == "joined"


def test_a_signed_exception_is_the_only_way_past_a_rule(world: World) -> None:
    ready(world, gender_rule="block")
    max_, mia = mentor(world, "Max Mentor", gender="male"), mentee(world, "Mia Mentee", gender="female")
    wish = Wish("choose", mia.public_id, max_.public_id)
    by, lead, at = actor(world, Role.COORDINATOR), actor(world, Role.SAFEGUARDING_LEAD), timezone.now()
    asked = ask_exemption(mentee=mia, mentor=max_, rule="gender", nature="Maths.", maturity="Sure.", by=by, at=at)
    with pytest.raises(NotNow, match="rule about gender"):
        do(world, wish, seal="x")
    sign_exemption(exemption=asked, by=lead, at=at)
    do(world, wish)
    assert pairs(world) == {"Mia": "Max"}


def test_a_change_needs_a_matcher_and_a_reason(world: World, four: dict[str, Participant]) -> None:
    wish = Wish("keep", four["Tom"].public_id, four["Ada"].public_id)
    with pytest.raises(NotAllowed):
        do(world, wish, by=actor(world, Role.SAFEGUARDING_LEAD))
    for reason in ("", "because"):
        with pytest.raises(NotNow):
            do(world, wish, reason=reason)
    with pytest.raises(NotNow, match="few words"):
        do(world, wish, reason="other", words=" ")


def test_while_suggestions_are_worked_out_nothing_is_changed_by_hand(
    world: World, four: dict[str, Participant]
) -> None:
    Run.objects.create(scheme=world.scheme)
    with pytest.raises(NotNow, match="just now"):
        do(world, Wish("keep", four["Tom"].public_id, four["Ada"].public_id))


def test_what_is_kept_between_requests_equals_a_new_start_after_every_step(world: World) -> None:
    ready(world)
    for n in range(4):
        mentor(world, f"Mentor No{n}", capacity=1 + n % 2, profile={"interests": [f"a{n}", f"a{n + 1}"]})
    mentees = [mentee(world, f"Mentee No{n}", profile={"interests": [f"a{n % 5}"]}) for n in range(6)]
    find(world)

    def same() -> int:
        with standing(world.scheme, on=timezone.localdate()) as stands:
            warm = {pair.mentee: pair.mentor for pair in stands.session.result.pairs}
            total, turns = stands.session.result.total, stands.turns
        cold = pool_of(world.scheme, on=timezone.localdate()).session().result
        assert (warm, total) == ({pair.mentee: pair.mentor for pair in cold.pairs}, cold.total)
        return turns

    same()
    (first, second) = Proposal.objects.filter(state="proposed").order_by("pk")[:2]
    do(world, Wish("part", first.mentee.public_id, first.mentor.public_id))
    same()
    second = Proposal.objects.get(state="proposed", mentee=second.mentee)
    do(world, Wish("keep", second.mentee.public_id, second.mentor.public_id))
    same()
    do(world, Wish("allow", first.mentee.public_id, first.mentor.public_id))
    same()
    before = same()
    mentor(world, "Late Mentor", profile={"interests": ["a0"]})
    assert same() - before == 1, "one person has come, and the kept session was not made anew"
    newcomer = world.person("New Mentee", account=False)
    by, at = actor(world, Role.COORDINATOR), timezone.now()
    with standing(world.scheme, on=timezone.localdate()) as stands:
        old, stamp = stands.pool, stands.stamp
    join(scheme=world.scheme, person=newcomer, role="mentee", profile={"interests": ["a1"]}, by=by, at=at)
    pool, touched = since(old, world.scheme, stamp[:2], end_of(world.organisation.pk)[0])
    assert pool is not None, "one arrival is read from the log, not by reading everybody"
    assert touched == pool.mentees.keys() - old.mentees.keys()
    assert since(old, world.scheme, (stamp[0], "x"), end_of(world.organisation.pk)[0]) == (None, None), "another log"
    same()
    third = Proposal.objects.filter(state="proposed", kept=False).order_by("-pk").first()
    assert third is not None
    assert offer_many(picks=[(third, "Both like it.")], by=by, at=at).asked == [third]
    same()
    same()
    assert len(mentees) == 6


def test_many_are_asked_at_once_each_with_a_reason_and_none_beyond_the_places(world: World) -> None:
    ready(world)
    ada = mentor(world, "Ada Adult", profile={"interests": ["boats"]})
    bea = mentor(world, "Bea Baker", profile={"interests": ["bread"]})
    tom, uma, ned = (mentee(world, f"{name} Teen") for name in ("Tom", "Uma", "Ned"))
    rows = [
        Proposal.objects.create(scheme=world.scheme, mentee=one, mentor=other, reasons=["Boats.", "Next."])
        for one, other in ((tom, ada), (uma, ada), (ned, bea))
    ]
    by, at = actor(world, Role.COORDINATOR), timezone.now()
    with pytest.raises(NotNow):
        offer_many(picks=[(rows[0], "Boats."), (rows[2], " ")], by=by, at=at)
    outcome = offer_many(picks=[(row, "Boats.") for row in rows], by=by, at=at)
    assert outcome.asked == [rows[0], rows[2]]
    assert [row for row, _sentence in outcome.refused] == [rows[1]]
    assert Proposal.objects.filter(state="offered", why_unchanged=True).count() == 2


def test_two_schemes_keep_their_pools_apart(world: World, other_world: World, four: dict[str, Participant]) -> None:
    with standing(world.scheme, on=timezone.localdate()) as stands:
        ours = set(stands.pool.mentees)
    with open_scheme(organisation_id=other_world.organisation.pk, scheme_id=other_world.scheme.pk):
        ready(other_world)
        mentor(other_world, "Far Mentor")
        far = mentee(other_world, "Far Mentee")
        with standing(other_world.scheme, on=timezone.localdate()) as stands:
            assert set(stands.pool.mentees) == {far.public_id}
    assert far.public_id not in ours
