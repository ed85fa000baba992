"""The pair that other tests start from lacks nothing."""

from __future__ import annotations

from django.utils import timezone

from ithaca.kernel.roles import Role
from ithaca.mentorships.gate import may_be_in_contact, staff_may_read
from tests.support.pairs import STAFF, cleared_pair
from tests.support.world import World


def test_a_cleared_pair_may_be_in_contact(world: World) -> None:
    pair = cleared_pair(world)
    assert may_be_in_contact(pair, at=timezone.now()).missing == ()
    assert pair.state == "active"


def test_its_staff_may_read_what_children_write(world: World) -> None:
    cleared_pair(world)
    for role in (Role.COORDINATOR, Role.SAFEGUARDING_LEAD):
        assert staff_may_read(world.people[STAFF[role]], world.scheme, on=timezone.localdate()).open


def test_two_pairs_share_one_scheme(world: World) -> None:
    cleared_pair(world)
    second = cleared_pair(world, mentor="Nora Mentor", mentee="Nils Mentee")
    assert may_be_in_contact(second, at=timezone.now()).open
