"""The database holds every fence the models ask for, and each holds."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from ithaca.kernel.fences import all_fences, standing_fences
from ithaca.kernel.scope import ScopeError, everywhere
from ithaca.mentorships.models import Mentorship
from ithaca.participants.models import Participant
from tests.support.world import World, make_world


@pytest.mark.django_db
def test_every_fence_stands() -> None:
    wanted = {fence.name for fence in all_fences()}
    assert len(wanted) > 60
    assert wanted - standing_fences() == set()


def test_a_row_cannot_join_two_schemes(world: World, other_world: World) -> None:
    mentor = world.join("Mona Mentor", "mentor")
    far = other_world.join("Mia Mentee", "mentee")
    with pytest.raises(DatabaseError), transaction.atomic():
        Mentorship.objects.create(scheme=world.scheme, mentor=mentor, mentee=far)
    with everywhere("to see that nothing was stored"):
        assert Mentorship.objects.count() == 0


def test_a_row_cannot_be_moved_to_another_scheme(world: World, other_world: World) -> None:
    mentor = world.join("Mona Mentor", "mentor")
    with pytest.raises(DatabaseError), transaction.atomic():
        Participant.objects.filter(pk=mentor.pk).update(scheme=other_world.scheme)


@pytest.mark.django_db
def test_a_query_outside_a_scope_is_an_error() -> None:
    made = make_world()
    made.join("Mona Mentor", "mentor")
    with pytest.raises(ScopeError):
        Participant.objects.count()
