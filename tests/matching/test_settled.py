"""What one act makes of another: a place given away, a search that goes on already, a choice written down for somebody."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from ithaca.audit.models import Event
from ithaca.kernel.roles import Role
from ithaca.matching import chosen
from ithaca.matching.models import Choice, Proposal, Run
from ithaca.matching.services import suggest as suggesting
from ithaca.matching.services.choose import offer_choice
from ithaca.matching.services.offer import approve_and_offer
from ithaca.matching.services.solving import stop_run
from ithaca.matching.services.suggest import propose, suggest
from tests.matching.people import mentee, mentor, ready
from tests.support.pairs import STAFF, actor
from tests.support.world import World


def text(response: Any) -> str:
    return str(response.content.decode())


def staff(world: World) -> Any:
    return world.client(world.people[STAFF[Role.COORDINATOR]])


def test_a_place_given_to_somebody_else_takes_the_suggestion_for_it_back(world: World) -> None:
    ready(world, gender_rule="off")
    ada, by, at = mentor(world, "Ada Adult", capacity=2), actor(world, Role.COORDINATOR), timezone.now()
    tom, uma = mentee(world, "Tom Teen"), mentee(world, "Uma Teen")
    suggest(scheme=world.scheme, by=by, at=at)
    Proposal.objects.filter(mentee=uma).update(kept=True)
    vic = mentee(world, "Vic Teen")
    made = propose(scheme=world.scheme, mentee=vic, mentor=ada, by=by, at=at)
    approve_and_offer(proposal=made, why="Vic asked for Ada.", by=by, at=at)
    assert list(Proposal.objects.filter(state="proposed").values_list("mentee", flat=True)) == [uma.pk]
    assert Proposal.objects.get(mentee=tom).state == "dropped"
    assert [event.data["cause"] for event in Event.objects.filter(name="matching.dropped")] == ["full"]


def test_a_second_search_leads_to_the_one_that_goes_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ready(world, gender_rule="off")
    mentor(world, "Ada Adult")
    mentee(world, "Tom Teen")
    monkeypatch.setattr(suggesting, "AT_ONCE", 0)
    client, url = staff(world), world.url("suggestions/find/")
    first = client.post(url)
    second = client.post(url)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    run = Run.objects.get()
    assert "Stop" in text(client.get(first["Location"]))
    stop_run(run=run, by=actor(world, Role.COORDINATOR), at=timezone.now())
    progress = text(client.get(f"{first['Location']}progress/"))
    assert "Nothing has changed." in progress
    assert "progress--over" in progress
    assert "did not work" not in progress
    board = text(client.get(world.url("suggestions/")))
    assert "The last search was stopped" in board
    assert "did not work" not in board


def test_who_writes_down_a_choice_decides_next_and_is_not_spoken_to_as_the_mentee(world: World) -> None:
    ready(world, gender_rule="off", mentees_choose=True)
    ada, tom = mentor(world, "Ada Adult"), mentee(world, "Tom Teen")
    offer_choice(mentee=tom, mentors=[ada], by=actor(world, Role.COORDINATOR), at=timezone.now())
    client, choice = staff(world), Choice.objects.get()
    url = world.url(f"choose/{choice.public_id}/")
    page = text(client.get(url))
    assert "They would like Ada" in page
    assert "Who would you like?" not in page
    answer = client.post(url, {"mentor": ada.public_id})
    assert answer["Location"] == world.url(f"suggestions/choices/{choice.public_id}/")
    assert "You have chosen" not in text(client.get(url))
    assert "You have chosen" in text(world.client(tom.person).get(url))


def test_a_shortlist_says_who_is_suggested_to_somebody_else(world: World) -> None:
    ready(world, gender_rule="off", mentees_choose=True)
    mentor(world, "Ada Adult")
    mentee(world, "Tom Teen")
    suggest(scheme=world.scheme, by=actor(world, Role.COORDINATOR), at=timezone.now())
    uma = mentee(world, "Uma Teen")
    assert "Suggested to somebody else now." in text(
        staff(world).get(world.url(f"suggestions/for/{uma.public_id}/shortlist/"))
    )


def test_mentors_are_asked_whether_they_may_be_found_only_where_an_adult_could_look(world: World) -> None:
    ready(world, mentees_choose=True, mentors_choose=True)
    ada, tom = mentor(world, "Ada Adult"), mentee(world, "Tom Teen")
    client = world.client(ada.person)
    assert "find you" not in text(client.get(world.url("")))
    assert not chosen.place_parts(participant=ada)
    type(tom.person).objects.filter(pk=tom.person_id).update(date_of_birth=date(1990, 1, 2))
    assert "find you" in text(client.get(world.url("")))
    assert {part.page for part in chosen.place_parts(participant=ada)} == {"matching:found", "matching:whom"}
