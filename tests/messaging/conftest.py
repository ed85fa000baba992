"""An open pair that writes to each other, and the staff who read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import Role
from ithaca.mentorships.models import Mentorship
from ithaca.messaging.models import Message
from ithaca.messaging.services import send_message
from tests.support.pairs import actor, cleared_pair, mentee_of, mentor_of
from tests.support.world import World

PHONE = "Ring me on 07700 900123 tonight."


@dataclass
class Talk:
    """The world with one pair in it."""

    world: World
    pair: Mentorship

    def say(self, words: str, *, mentor: bool = False, at: datetime | None = None) -> Message:
        """A message of the mentee (or the mentor)."""
        by = mentor_of(self.world, self.pair) if mentor else mentee_of(self.world, self.pair)
        side = self.pair.mentor if mentor else self.pair.mentee
        return send_message(mentorship=self.pair, sender=side, body=words, by=by, at=at or timezone.now())

    def staff(self, role: Role = Role.COORDINATOR) -> Actor:
        """The holder of a post."""
        return actor(self.world, role)

    def browser(self, who: str) -> Client:
        """A signed-in browser of "mentor", "mentee" or a person's name."""
        person = {"mentor": self.pair.mentor.person, "mentee": self.pair.mentee.person}.get(who)
        return self.world.client(person or self.world.people[who])

    def url(self, rest: str = "") -> str:
        """An address under the pair's messages."""
        return self.world.url(f"messages/{self.pair.public_id}/{rest}")


@pytest.fixture
def talk(world: World) -> Talk:
    """Every message waits for a look only if it must: the scheme itself does not moderate."""
    return Talk(world, cleared_pair(world, channels=("messages", "meetings")))


@pytest.fixture
def moderated(world: World) -> Talk:
    """A scheme in which every message waits for a look."""
    return Talk(world, cleared_pair(world, channels=("messages", "meetings"), moderate_all=True))
