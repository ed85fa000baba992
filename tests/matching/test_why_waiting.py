"""Why somebody has no suggestion is said as it is now, not as it was at the last search."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from ithaca.kernel.roles import Role
from ithaca.matching import waiting
from ithaca.matching.models import Proposal, Run
from ithaca.matching.services.suggest import suggest
from ithaca.participants.services import change_participant, rest
from tests.matching.people import mentee, mentor, ready
from tests.support.pairs import STAFF, actor
from tests.support.world import World


def board(world: World) -> str:
    page: Any = world.client(world.people[STAFF[Role.COORDINATOR]]).get(world.url("suggestions/"))
    assert page.status_code == 200
    return str(page.content.decode())


def searched(world: World) -> Run:
    return suggest(scheme=world.scheme, by=actor(world, Role.COORDINATOR), at=timezone.now())


def test_a_record_put_right_changes_the_reason_at_once(world: World) -> None:
    ready(world, gender_rule="same")
    mentor(world, "Ada Adult", gender="female")
    una = mentee(world, "Una Unknown", gender="")
    searched(world)
    before = board(world)
    assert "Gender is not on record for Una" in before
    assert "can have a mentor now" not in before
    type(una.person).objects.filter(pk=una.person_id).update(gender="female")
    change_participant(participant=una, introduction="Hello.", by=actor(world, Role.COORDINATOR), at=timezone.now())
    after = board(world)
    assert "Gender is not on record" not in after
    assert "1 of them can have a mentor now." in after
    assert after.count("Find again") == 1


def test_when_nobody_is_free_it_is_said_once(world: World) -> None:
    ready(world, gender_rule="off")
    ada = mentor(world, "Ada Adult")
    mentee(world, "Tom Teen")
    mentee(world, "Uma Teen")
    searched(world)
    Proposal.objects.update(state="dropped")
    rest(participant=ada, by=actor(world, Role.COORDINATOR), at=timezone.now())
    assert board(world).count("No mentor is free and cleared at the moment.") == 1


def test_of_many_the_reasons_are_dated_and_a_new_search_is_offered(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(world, gender_rule="same")
    mentor(world, "Ada Adult", gender="female")
    una = mentee(world, "Una Unknown", gender="")
    run = searched(world)
    Run.objects.filter(pk=run.pk).update(finished_at=timezone.localtime() - timedelta(days=2))
    monkeypatch.setattr(waiting, "AT_ONCE", 0)
    type(una.person).objects.filter(pk=una.person_id).update(gender="female")
    page = board(world)
    assert "The reasons are those of the search 2 days ago." in page
    assert "Gender is not on record for Una" in page
    assert page.count("Find again") == 1


def test_before_the_first_search_nothing_is_said(world: World) -> None:
    ready(world, gender_rule="same")
    mentor(world, "Ada Adult", gender="female")
    mentee(world, "Una Unknown", gender="")
    page = board(world)
    assert "Gender is not on record" not in page
    assert "can have a mentor now" not in page
