"""Mentors who choose among waiting adults; a person's yes on top (MATCH-09)."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.matching import lookup
from ithaca.matching.asked import pair_parts
from ithaca.matching.chosen import todo
from ithaca.matching.howmade import how_made
from ithaca.matching.models import Choice, Proposal
from ithaca.matching.services.choose import (
    ask_for,
    ask_to_mentor,
)
from ithaca.mentorships.models import Mentorship
from ithaca.notices.models import Letter
from ithaca.participants.models import Participant
from tests.matching.people import agree, grown, mentee, mentor, ready, text
from tests.support.pairs import STAFF, actor, arrange, side_of
from tests.support.world import World


@pytest.fixture
def two(world: World) -> tuple[Participant, Participant]:
    """A cleared mentor in a scheme that lets mentors choose, and an adult who waits."""
    ready(world, mentors_choose=True)
    ada = mentor(world, "Ada Adult", profile={"interests": ["boats"]})
    return ada, grown(
        world, "Gus Grown", profile={"interests": ["boats"], "goals": "A better job."}, introduction="Hi."
    )


def test_a_mentor_sees_adults_by_first_name_age_and_interests_and_never_a_child(world: World, two: Any) -> None:
    """MATCH-09: a list to choose from holds no child and nobody who may be one."""
    ada, gus = two
    mentee(world, "Tom Teen", profile={"interests": ["boats"]})
    unknown = grown(world, "Uma Unknown")
    type(unknown.person).objects.filter(pk=unknown.person_id).update(date_of_birth=None)
    page = text(world.client(ada.person).get(world.url("whom-to-mentor/")))
    for shown in ("I would like to mentor Gus", "18 or older", "boats"):
        assert shown in page
    for hidden in ("Tom", "Uma", "Grown", "better job", "Hi.", gus.person.email):
        assert hidden not in page, hidden
    tom = Participant.objects.get(person__given_name="Tom")
    for child in (tom, Participant.objects.get(pk=unknown.pk)):
        with pytest.raises(NotNow, match="children"):
            ask_to_mentor(mentor=ada, mentee=child, by=side_of(world, ada), at=timezone.now())


def test_an_uncleared_mentor_sees_nobody(world: World, two: Any) -> None:
    una = mentor(world, "Una Unchecked", cleared=False)
    page = text(world.client(una.person).get(world.url("whom-to-mentor/")))
    assert "Nobody to choose from" in page
    with pytest.raises(NotNow, match="not cleared"):
        ask_to_mentor(mentor=una, mentee=two[1], by=side_of(world, una), at=timezone.now())


def test_a_mentors_wish_is_approved_by_a_person_and_it_is_kept_who_chose(world: World, two: Any) -> None:
    ada, gus = two
    client, url = world.client(ada.person), world.url("whom-to-mentor/")
    assert "matching:whom" in [t.page for t in todo(by=side_of(world, ada), scheme=world.scheme, at=timezone.now())]
    assert "Whom would you like" in text(client.get(world.url("me/taking-part")))
    client.post(url, {"mentee": gus.public_id})
    assert "You have asked for Gus" in text(client.get(url))
    assert not Letter.objects.filter(person=gus.person).exists()
    choice, by = Choice.objects.get(maker="mentor"), actor(world, Role.COORDINATOR)
    (line,) = [t for t in todo(by=by, scheme=world.scheme, at=timezone.now()) if t.page == "matching:grant"]
    assert "Ada Adult would like to mentor somebody" in line.words
    staff, address = (
        world.client(world.people[STAFF[Role.COORDINATOR]]),
        world.url(f"suggestions/choices/{choice.public_id}/"),
    )
    assert "Ada Adult would like to mentor Gus Grown" in text(staff.get(address))
    staff.post(address, {"why": "Ada asked for Gus."})
    proposal = Proposal.objects.get(state="offered")
    assert (proposal.made_by, bool(proposal.mentor_accepted_at), proposal.mentee_accepted_at) == ("mentor", True, None)
    assert "Ada asked for you." in how_made(proposal, to="mentee")
    world.client(gus.person).post(world.url(f"offers/{proposal.public_id}/answer/"), {"say": "yes"})
    made = pair_parts(mentorship=Mentorship.objects.get(), by=by)
    assert "Chosen by the mentor, approved by" in next(
        part.value for part in made if part.label == "Who made the match"
    )


def test_a_wish_binds_nobody_and_gives_way_to_the_mentee(world: World, two: Any) -> None:
    ada, gus = two
    arrange(world, mentees_choose=True)
    bea = mentor(world, "Bea Baker")
    agree(world, bea)
    at = timezone.now()
    ask_to_mentor(mentor=ada, mentee=gus, by=side_of(world, ada), at=at)
    assert lookup.may_be_wished(bea, on=timezone.localdate()) == []
    with pytest.raises(NotNow, match="as many as you have places"):
        ask_to_mentor(mentor=ada, mentee=grown(world, "Hal Hale"), by=side_of(world, ada), at=at)
    assert "Ada" not in text(world.client(gus.person).get(world.url("find-a-mentor/")))
    ask_for(mentee=gus, mentor=bea, by=side_of(world, gus), at=at)
    assert Choice.objects.get(settled_at=None).mentor == bea
    assert Letter.objects.get(name="matching.closed").person == ada.person


def test_where_mentors_do_not_choose_the_page_does_not_exist(world: World, two: Any) -> None:
    arrange(world, mentors_choose=False)
    assert world.client(two[0].person).get(world.url("whom-to-mentor/")).status_code == 404
    with pytest.raises(NotNow):
        ask_to_mentor(mentor=two[0], mentee=two[1], by=side_of(world, two[0]), at=timezone.now())
