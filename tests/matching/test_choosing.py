"""Mentees who choose: a search for adults among mentors who agreed, a shortlist for a child, a person's yes on top."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.matching import lookup
from ithaca.matching.chosen import todo
from ithaca.matching.howmade import how_made
from ithaca.matching.models import Choice, Listing, Proposal
from ithaca.matching.services.choose import (
    ask_for,
    be_found,
    grant,
    offer_choice,
    pick,
    turn_down,
)
from ithaca.mentorships.models import Mentorship
from ithaca.notices.models import Letter
from ithaca.vetting.services import suspend_check
from tests.matching.people import agree, mentee, mentor, text
from tests.support.pairs import STAFF, actor, arrange, side_of
from tests.support.world import World


def test_one_box_finds_by_skill_and_place_and_shows_no_surname(world: World, three: Any) -> None:
    ada, _bea, gus = three
    client, url = world.client(gus.person), world.url("find-a-mentor/")
    everybody = text(client.get(url))
    assert "Ask for Ada" in everybody
    assert "Ask for Bea" in everybody
    page = text(client.get(url, {"q": "leith KEEPING"}))
    assert "Ask for Ada" in page
    assert "Ask for Bea" not in page
    for hidden in ("Adult", "Baker", ada.person.email):
        assert hidden not in everybody


def test_only_cleared_mentors_who_agreed_are_found(world: World, three: Any) -> None:
    ada, bea, gus = three
    on = timezone.localdate()
    mentor(world, "Cid Cook")
    una = mentor(world, "Una Unchecked", cleared=False)
    agree(world, una)
    agree(world, bea, agreed=False)
    assert lookup.may_be_asked(gus, on=on) == [ada]
    check = ada.person.checks.get(state="cleared")
    suspend_check(check=check, reason="A call.", by=actor(world, Role.SAFEGUARDING_LEAD), at=timezone.now())
    assert lookup.may_be_asked(gus, on=on) == []
    with pytest.raises(NotNow, match="not cleared"):
        ask_for(mentee=gus, mentor=ada, by=side_of(world, gus), at=timezone.now())


def test_a_child_never_searches(world: World, three: Any) -> None:
    ada = three[0]
    tom = mentee(world, "Tom Teen", profile={"interests": ["boats"]})
    assert lookup.may_be_asked(tom, on=timezone.localdate()) == []
    page = text(world.client(tom.person).get(world.url("find-a-mentor/")))
    assert "Ada" not in page
    with pytest.raises(NotNow, match="pick up to three"):
        ask_for(mentee=tom, mentor=ada, by=side_of(world, tom), at=timezone.now())


def test_whose_age_is_not_known_is_a_child(world: World, three: Any) -> None:
    ada, _bea, gus = three
    type(gus.person).objects.filter(pk=gus.person_id).update(date_of_birth=None)
    gus.person.refresh_from_db()
    with pytest.raises(NotNow, match="pick up to three"):
        ask_for(mentee=gus, mentor=ada, by=side_of(world, gus), at=timezone.now())


def test_where_nobody_chooses_the_pages_do_not_exist(world: World, three: Any) -> None:
    ada, _bea, gus = three
    arrange(world, mentees_choose=False)
    assert world.client(gus.person).get(world.url("find-a-mentor/")).status_code == 404
    assert world.client(ada.person).get(world.url("may-be-found/")).status_code == 404


def test_an_introduction_with_a_number_in_it_is_not_shown(world: World, three: Any) -> None:
    ada = three[0]
    for words, shown in (("I have sailed for years.", True), ("Ring me on 07700 900123.", False)):
        ada.introduction = words
        assert bool(lookup.shown_to_adult(ada, on=timezone.localdate()).introduction) is shown


def test_from_asking_to_the_pair_a_person_decides_in_between(world: World, three: Any) -> None:
    ada, _bea, gus = three
    client = world.client(gus.person)
    assert client.post(world.url("find-a-mentor/"), {"mentor": ada.public_id}).status_code == 302
    assert not Letter.objects.filter(person=ada.person).exists()
    assert "You have asked for Ada" in text(client.get(world.url("find-a-mentor/")))
    choice = Choice.objects.get()
    by = actor(world, Role.COORDINATOR)
    (line,) = [t for t in todo(by=by, scheme=world.scheme, at=timezone.now()) if t.page == "matching:grant"]
    assert "Gus Grown has chosen" in line.words
    staff = world.client(world.people[STAFF[Role.COORDINATOR]])
    assert "Gus asked for Ada." in text(staff.get(world.url(f"suggestions/choices/{choice.public_id}/")))
    staff.post(world.url(f"suggestions/choices/{choice.public_id}/"), {"why": "Gus asked for Ada."})
    proposal = Proposal.objects.get(state="offered")
    assert proposal.mentee_accepted_at is not None
    assert "You chose Ada yourself." in how_made(proposal, to="mentee")
    world.client(ada.person).post(world.url(f"offers/{proposal.public_id}/answer/"), {"say": "yes"})
    assert Mentorship.objects.get().state == "gated"


def test_a_choice_that_does_not_go_ahead_is_told_in_neutral_words(world: World, three: Any) -> None:
    ada, _bea, gus = three
    choice = ask_for(mentee=gus, mentor=ada, by=side_of(world, gus), at=timezone.now())
    with pytest.raises(NotNow, match="already"):
        ask_for(mentee=gus, mentor=ada, by=side_of(world, gus), at=timezone.now())
    by = actor(world, Role.COORDINATOR)
    turn_down(choice=choice, by=by, at=timezone.now())
    assert Letter.objects.get(name="matching.closed").person == gus.person
    with pytest.raises(NotNow, match="not open"):
        grant(choice=choice, why="Late.", by=by, at=timezone.now())


def test_a_child_picks_among_three_by_first_name_and_interests(world: World, three: Any) -> None:
    tom = mentee(world, "Tom Teen", profile={"interests": ["boats"]})
    cid = mentor(world, "Cid Cook", profile={"interests": ["chess"], "skills": ["knots"]}, introduction="I cook.")
    staff = world.client(world.people[STAFF[Role.COORDINATOR]])
    url = world.url(f"suggestions/for/{tom.public_id}/shortlist/")
    assert text(staff.get(url)).count(" checked") == 3
    assert "Let them choose among three" in text(staff.get(world.url(f"suggestions/for/{tom.public_id}/")))
    staff.post(url, {"mentor": [three[0].public_id, cid.public_id]})
    choice = Choice.objects.get()
    assert Letter.objects.get(name="matching.choose").person == tom.person
    client, mine = world.client(tom.person), world.url(f"choose/{choice.public_id}/")
    page = text(client.get(mine))
    for shown in ("I would like Ada", "I would like Cid", "boats", "chess"):
        assert shown in page
    for hidden in ("Bea", "Adult", "Cook", "Boat builder", "knots", "I cook."):
        assert hidden not in page, hidden
    client.post(mine, {"mentor": three[1].public_id})
    choice.refresh_from_db()
    assert choice.chosen_at is None
    client.post(mine, {"mentor": cid.public_id})
    choice.refresh_from_db()
    assert choice.mentor == cid


def test_none_of_these_needs_no_reason_and_at_most_three_are_offered(world: World, three: Any) -> None:
    ada, bea, _gus = three
    tom = mentee(world, "Tom Teen")
    by, at = actor(world, Role.COORDINATOR), timezone.now()
    cid, dot = mentor(world, "Cid Cook"), mentor(world, "Dot Dyer")
    for wrong in ([], [ada, bea, cid, dot]):
        with pytest.raises(NotNow, match="one, two or three"):
            offer_choice(mentee=tom, mentors=wrong, by=by, at=at)
    choice = offer_choice(mentee=tom, mentors=[ada, bea], by=by, at=at)
    with pytest.raises(NotNow):
        pick(choice=choice, mentor=cid, by=side_of(world, tom), at=at)
    with pytest.raises(NotAllowed):
        pick(choice=choice, mentor=ada, by=side_of(world, ada), at=at)
    pick(choice=choice, mentor=None, by=side_of(world, tom), at=at)
    with pytest.raises(NotNow, match="not open"):
        pick(choice=choice, mentor=ada, by=side_of(world, tom), at=at)


def test_a_rule_stands_before_any_choice(world: World, three: Any) -> None:
    arrange(world, gender_rule="same")
    tom = mentee(world, "Tom Teen", gender="male")
    with pytest.raises(NotNow):
        offer_choice(mentee=tom, mentors=[three[0]], by=actor(world, Role.COORDINATOR), at=timezone.now())
    assert lookup.allowed_for(tom, on=timezone.localdate()) == []


def test_a_mentor_is_asked_in_today_once_and_may_change_their_mind(world: World, three: Any) -> None:
    cid = mentor(world, "Cid Cook", profile={"skills": ["knots"]})
    me = side_of(world, cid)
    assert [t.page for t in todo(by=me, scheme=world.scheme, at=timezone.now())] == ["matching:found"]
    client, url = world.client(cid.person), world.url("may-be-found/")
    assert "knots" in text(client.get(url))
    client.post(url, {"say": "yes"})
    assert todo(by=me, scheme=world.scheme, at=timezone.now()) == []
    client.post(url, {"say": "no"})
    assert Listing.objects.get(mentor=cid).agreed is False
    with pytest.raises(NotAllowed):
        be_found(mentor=cid, agreed=True, by=side_of(world, three[0]), at=timezone.now())
