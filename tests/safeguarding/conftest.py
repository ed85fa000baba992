"""A scheme with its staff, one pair, and the ways to be worried in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ithaca.kernel.actor import ANONYMOUS, Actor
from ithaca.kernel.roles import Role
from ithaca.mentorships.models import Mentorship
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.services import raise_concern
from tests.support.pairs import actor, cleared_pair
from tests.support.world import World

CANARY = "zebrafinch"
#: The letters that say that a worry has come in: to whom the alarm rings first, and to the other readers.
RAISED = ("safeguarding.raised", "oncall.alarm")


@dataclass
class House:
    """The world with its staff and one pair."""

    world: World
    pair: Mentorship

    def worry(self, words: str = f"A {CANARY} worries me", **more: Any) -> Concern:
        """A worry told inside the scheme."""
        place = {"organisation": self.world.organisation, "scheme": self.world.scheme}
        return raise_concern(**{**place, "words": words, "by": ANONYMOUS, "at": timezone.now(), **more})

    def staff(self, role: Role = Role.SAFEGUARDING_LEAD) -> Actor:
        """The holder of a post."""
        return actor(self.world, role)

    def browser(self, name: str) -> Client:
        """A signed-in browser of a person."""
        return self.world.client(self.world.people[name])

    def url(self, concern: Concern, rest: str = "") -> str:
        """An address under a concern."""
        return self.world.url(f"concerns/{concern.public_id}/{rest}")


@pytest.fixture
def house(world: World) -> House:
    """Staff and a pair."""
    return House(world, cleared_pair(world))
