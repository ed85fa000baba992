"""Who waits, in which order, and whom somebody will not work with."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from ithaca.kernel.roles import Role
from ithaca.matching.models import Proposal
from ithaca.matching.selectors import waiting_mentees
from ithaca.matching.services.suggest import suggest
from ithaca.participants.models import Participant
from tests.matching.people import mentee, mentor, ready
from tests.support.pairs import actor
from tests.support.world import World


def test_who_has_waited_longest_stands_first(world: World) -> None:
    late, early = mentee(world, "Lara Late"), mentee(world, "Eli Early")
    Participant.objects.filter(pk=early.pk).update(joined_on=date(2026, 3, 1))
    assert list(waiting_mentees(world.scheme)) == [early, late]


def test_a_mentor_is_not_put_with_a_group_they_declined(world: World) -> None:
    ready(world, gender_rule="off")
    mentor(world, "Mia Mentor", declined_groups=["Ex-offenders"])
    mentee(world, "Ned Mentee", profile={"groups": ["ex-offenders"]})
    suggest(scheme=world.scheme, by=actor(world, Role.COORDINATOR), at=timezone.now())
    assert not Proposal.objects.filter(state="proposed").exists()

    Participant.objects.filter(role="mentor").update(declined_groups=[])
    suggest(scheme=world.scheme, by=actor(world, Role.COORDINATOR), at=timezone.now())
    assert Proposal.objects.filter(state="proposed").count() == 1
