"""Where people choose and the matcher suggests as well: which of the two gives way."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from ithaca.audit.models import Event
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.matching.chosen import place_parts, todo
from ithaca.matching.models import Choice, Listing, Proposal, Run
from ithaca.matching.pool import pool_of
from ithaca.matching.selectors import todo as board_todo
from ithaca.matching.services.choose import (
    ask_for,
    ask_to_mentor,
    grant,
    offer_choice,
    pick,
)
from ithaca.matching.services.freed import FREED, suggest_for_free
from ithaca.matching.services.offer import approve_and_offer
from ithaca.matching.services.suggest import finish_run, propose, solve, suggest
from ithaca.mentorships.models import Mentorship
from ithaca.notices.models import Letter
from ithaca.participants.models import Participant
from tests.matching.people import grown, mentor, ready, text
from tests.support.pairs import STAFF, actor, arrange, side_of
from tests.support.world import World


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
