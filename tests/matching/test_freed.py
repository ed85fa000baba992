"""A mentor who is free again is suggested at once to whoever waits; a person decides (MATCH-19)."""

from __future__ import annotations

from django.utils import timezone

from ithaca.kernel.roles import Role
from ithaca.matching.models import Proposal, Run
from ithaca.matching.services import freed
from ithaca.matching.services.freed import FREED, suggest_for_free
from ithaca.matching.services.offer import approve_and_offer, decline, drop
from ithaca.matching.services.suggest import suggest
from ithaca.mentorships.services.begin import begin
from ithaca.mentorships.services.end import end_pair
from tests.matching.people import mentee, mentor, ready
from tests.support.pairs import actor, side_of
from tests.support.world import World


def look(world: World) -> int:
    return suggest_for_free(scheme=world.scheme, by=FREED, at=timezone.now())


def open_pairs() -> set[tuple[str, str]]:
    rows = Proposal.objects.filter(state="proposed")
    return {(row.mentee.person.given_name, row.mentor.person.given_name) for row in rows}


def test_nothing_is_suggested_where_nobody_has_asked(world: World) -> None:
    ready(world)
    mentor(world, "Ada Adult")
    mentee(world, "Tom Teen")
    assert look(world) == 0
    Run.objects.create(scheme=world.scheme)
    assert look(world) == 0, "nor while suggestions are worked out"


def test_the_end_of_a_pair_frees_the_mentor_for_somebody_else(world: World) -> None:
    ready(world)
    ada, tom = mentor(world, "Ada Adult", profile={"interests": ["boats"]}), mentee(world, "Tom Teen")
    mentee(world, "Uma Teen", profile={"interests": ["boats"]})
    by, at = actor(world, Role.COORDINATOR), timezone.now()
    pair = begin(mentor=ada, mentee=tom, why="-", by=by, at=at)
    suggest(scheme=world.scheme, by=by, at=at)
    assert (look(world), open_pairs()) == (0, set())
    end_pair(mentorship=pair, cause="completed", reason="Done.", by=by, at=at)
    assert (look(world), open_pairs()) == (1, {("Uma", "Ada")})
    row = Proposal.objects.get(state="proposed")
    assert len(row.reasons) == 4
    assert row.state == "proposed", "nobody is asked before a person has decided"
    assert look(world) == 0


def test_two_who_were_asked_or_were_a_pair_before_are_left_to_a_person(world: World) -> None:
    ready(world)
    ada, tom = mentor(world, "Ada Adult"), mentee(world, "Tom Teen")
    by, at = actor(world, Role.COORDINATOR), timezone.now()
    suggest(scheme=world.scheme, by=by, at=at)
    row = approve_and_offer(proposal=Proposal.objects.get(), why="Boats.", by=by, at=at)
    drop(proposal=row, by=by, at=at)
    assert (look(world), open_pairs()) == (0, set())
    Proposal.objects.all().delete()
    pair = begin(mentor=ada, mentee=tom, why="-", by=by, at=at)
    end_pair(mentorship=pair, cause="completed", reason="Done.", by=by, at=at)
    assert (look(world), open_pairs()) == (0, set())


def test_a_no_frees_both_for_others_and_other_suggestions_stay(world: World) -> None:
    ready(world)
    mentor(world, "Ada Adult", profile={"interests": ["boats"]})
    mentor(world, "Bea Baker", profile={"interests": ["bread"]})
    mentee(world, "Tom Teen", profile={"interests": ["boats"]})
    mentee(world, "Uma Teen", profile={"interests": ["bread"]})
    by, at = actor(world, Role.COORDINATOR), timezone.now()
    suggest(scheme=world.scheme, by=by, at=at)
    toms = Proposal.objects.get(mentee__person__given_name="Tom")
    kept = Proposal.objects.get(mentee__person__given_name="Uma").pk
    mentee(world, "Ned Teen")
    row = approve_and_offer(proposal=toms, why="Boats.", by=by, at=at)
    decline(proposal=row, participant=row.mentee, by=side_of(world, row.mentee), at=at)
    assert look(world) == 1
    assert open_pairs() == {("Uma", "Bea"), ("Ned", "Ada")}
    assert Proposal.objects.get(mentee__person__given_name="Uma", state="proposed").pk == kept


def test_the_worker_looks_everywhere_and_not_all_the_time(world: World) -> None:
    ready(world)
    mentor(world, "Ada Adult")
    suggest(scheme=world.scheme, by=actor(world, Role.COORDINATOR), at=timezone.now())
    mentee(world, "Tom Teen")
    freed._next_look = 0.0
    assert freed.suggest_freed_everywhere() == 1
    mentor(world, "Bea Baker")
    mentee(world, "Uma Teen")
    assert freed.suggest_freed_everywhere() == 0, "not before its time"
    freed._next_look = 0.0
    assert freed.suggest_freed_everywhere() == 1
