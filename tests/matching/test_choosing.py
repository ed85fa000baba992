"""Mentees who choose: a search for adults among mentors who agreed, a shortlist for a child, a person's yes on top."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from ithaca.audit.models import Event
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.matching import lookup
from ithaca.matching.asked import pair_parts
from ithaca.matching.chosen import place_parts, todo
from ithaca.matching.howmade import how_made
from ithaca.matching.models import Choice, Listing, Proposal, Run
from ithaca.matching.pool import pool_of
from ithaca.matching.selectors import todo as board_todo
from ithaca.matching.services.choose import (
    ask_for,
    ask_to_mentor,
    be_found,
    grant,
    offer_choice,
    pick,
    turn_down,
)
from ithaca.matching.services.freed import FREED, suggest_for_free
from ithaca.matching.services.offer import approve_and_offer
from ithaca.matching.services.suggest import finish_run, propose, solve, suggest
from ithaca.mentorships.models import Mentorship
from ithaca.notices.models import Letter
from ithaca.participants.models import Participant
from ithaca.vetting.services import suspend_check
from tests.matching.people import mentee, mentor, ready
from tests.support.pairs import STAFF, actor, arrange, side_of
from tests.support.world import World

GROWN = date(1990, 1, 2)


def text(response: Any) -> str:
    return str(response.content.decode())


def agree(world: World, row: Participant, *, agreed: bool = True) -> None:
    be_found(mentor=row, agreed=agreed, by=side_of(world, row), at=timezone.now())


def grown(world: World, name: str, **fields: Any) -> Participant:
    """An adult mentee."""
    row = mentee(world, name, **fields)
    type(row.person).objects.filter(pk=row.person_id).update(date_of_birth=GROWN)
    row.person.refresh_from_db()
    return row


@pytest.fixture
def three(world: World) -> tuple[Participant, Participant, Participant]:
    """Two cleared mentors who agreed to be found, and an adult who looks."""
    ready(world, mentees_choose=True)
    ada = mentor(world, "Ada Adult", profile={"interests": ["boats"], "skills": ["book keeping"], "area": "Leith"})
    bea = mentor(world, "Bea Baker", profile={"interests": ["bread"], "skills": ["baking"]})
    for row in (ada, bea):
        agree(world, row)
    return ada, bea, grown(world, "Gus Grown", profile={"interests": ["boats"]})


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


def test_who_has_a_mentor_or_no_free_place_is_asked_nothing_about_choosing(
    world: World, three: tuple[Participant, Participant, Participant]
) -> None:
    ada, _bea, una = three
    Listing.objects.all().delete()
    arrange(world, mentees_choose=True, mentors_choose=True)
    for row in (ada, una):
        row.scheme.refresh_from_db()

    def asked(row: Participant) -> list[str]:
        pages = [line.page for line in todo(by=side_of(world, row), scheme=world.scheme, at=timezone.now())]
        return pages + [part.page for part in place_parts(participant=row)]

    assert asked(ada) == ["matching:found", "matching:whom", "matching:found", "matching:whom"]
    assert asked(una) == ["matching:find", "matching:find", "matching:needs"]
    Mentorship.objects.create(
        scheme=world.scheme,
        mentor=ada,
        mentee=una,
        state="active",
        why="Both like boats.",
        planned_end=date(2030, 1, 1),
    )
    assert asked(una) == []
    assert asked(ada) == ["matching:found"]


def suggested(world: World, row: Participant) -> Proposal:
    """What the matcher suggests for this mentee."""
    suggest(scheme=world.scheme, by=actor(world, Role.COORDINATOR), at=timezone.now())
    return Proposal.objects.get(mentee=row, state="proposed")


def test_a_choice_takes_the_old_suggestion_back_and_nobody_is_looked_for_meanwhile(world: World, three: Any) -> None:
    ada, bea, gus = three
    by, at = actor(world, Role.COORDINATOR), timezone.now()
    old = suggested(world, gus)
    offer_choice(mentee=gus, mentors=[ada, bea], by=by, at=at)
    old.refresh_from_db()
    assert old.state == "dropped"
    event = Event.objects.get(name="matching.dropped")
    assert (event.about, event.data["cause"]) == (old.public_id, "choice")
    suggest(scheme=world.scheme, by=by, at=at)
    assert suggest_for_free(scheme=world.scheme, by=FREED, at=at) == 0
    assert not Proposal.objects.filter(state="proposed").exists()
    assert not [t for t in board_todo(by=by, scheme=world.scheme, at=at) if t.page == "matching:board"]
    staff = world.client(world.people[STAFF[Role.COORDINATOR]])
    assert "Can choose among 2 mentors now." in text(staff.get(world.url("suggestions/")))
    assert "Gus can choose a mentor now" in text(staff.get(world.url(f"suggestions/for/{gus.public_id}/")))
    choice = Choice.objects.get()
    pick(choice=choice, mentor=None, by=side_of(world, gus), at=at)
    assert suggest_for_free(scheme=world.scheme, by=FREED, at=at) == 1


def test_a_search_that_was_going_on_does_not_suggest_for_who_chooses_now(world: World, three: Any) -> None:
    ada, bea, gus = three
    by, at = actor(world, Role.COORDINATOR), timezone.now()
    solved = solve(pool_of(world.scheme, on=timezone.localdate()))
    assert gus.pk in solved.pairs
    run = Run.objects.create(scheme=world.scheme, created_at=at)
    offer_choice(mentee=gus, mentors=[ada, bea], by=by, at=at)
    finish_run(run=run, solved=solved, by=by, at=at)
    assert not Proposal.objects.exists()


def test_asking_somebody_takes_the_suggestion_back_and_an_offer_ends_the_choice(world: World, three: Any) -> None:
    ada, bea, gus = three
    by, at = actor(world, Role.COORDINATOR), timezone.now()
    old = suggested(world, gus)
    ask_for(mentee=gus, mentor=bea, by=side_of(world, gus), at=at)
    old.refresh_from_db()
    assert old.state == "dropped"
    made = propose(scheme=world.scheme, mentee=gus, mentor=ada, by=by, at=at)
    approve_and_offer(proposal=made, why="Ada asked for Gus.", by=by, at=at)
    choice = Choice.objects.get()
    assert choice.settled_at is not None
    assert choice.proposal is None
    with pytest.raises(NotNow, match="not open"):
        grant(choice=choice, why="Gus asked for Bea.", by=by, at=at)
    assert Proposal.objects.filter(state="offered").count() == 1


def test_an_offer_to_the_very_mentor_of_a_wish_comes_from_the_wish(world: World) -> None:
    ready(world, mentors_choose=True)
    ada, bea = mentor(world, "Ada Adult"), mentor(world, "Bea Baker")
    gus, hal = grown(world, "Gus Grown"), grown(world, "Hal Grown")
    by, at = actor(world, Role.COORDINATOR), timezone.now()
    for wanted, asked in ((ada, gus), (bea, hal)):
        ask_to_mentor(mentor=wanted, mentee=asked, by=side_of(world, wanted), at=at)
    for row in (gus, hal):
        made = propose(
            scheme=world.scheme, mentee=row, mentor=ada if row == gus else mentor(world, "Cid Cook"), by=by, at=at
        )
        approve_and_offer(proposal=made, why="They fit.", by=by, at=at)
    assert Choice.objects.get(mentee=gus).proposal == Proposal.objects.get(mentee=gus)
    assert Proposal.objects.get(mentee=gus).made_by == "mentor"
    assert Proposal.objects.get(mentee=hal).made_by == "matcher"
    told = Letter.objects.filter(name="matching.closed")
    assert [letter.person for letter in told] == [bea.person]
