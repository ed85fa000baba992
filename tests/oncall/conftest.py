"""A scheme whose staff can be reached on two ways, and a clock that the tests turn by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ithaca.kernel.actor import ANONYMOUS, Actor
from ithaca.kernel.roles import Role
from ithaca.notices.models import Letter, Text
from ithaca.oncall.models import Alarm
from ithaca.oncall.tasks import look
from ithaca.organisations.models import Person
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.services import raise_concern
from tests.support.pairs import STAFF, actor, with_staff
from tests.support.world import World

#: A Wednesday in school time, at eleven.
AT = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
NUMBERS = {"Lena Lead": "07700 900001", "Della Deputy": "07700 900002", "Theo Third": "07700 900003"}
LEAD, DEPUTY, THIRD = "Lena Lead", "Della Deputy", "Theo Third"


@dataclass
class House:
    """The world, and what rang in it."""

    world: World

    def worry(self, at: datetime = AT, **more: Any) -> Concern:
        """Something urgent."""
        place = {"organisation": self.world.organisation, "scheme": self.world.scheme}
        return raise_concern(**{**place, "words": "A zebrafinch worries me", "by": ANONYMOUS, "at": at, **more})

    def after(self, minutes: float) -> int:
        """The clock looks, so many minutes after eleven."""
        return look(AT + timedelta(minutes=minutes))

    @property
    def alarm(self) -> Alarm:
        """The latest alarm."""
        row: Alarm = Alarm.objects.order_by("-pk")[0]
        return row

    def rang(self, kind: str = "oncall.alarm") -> list[str]:
        """Whom letters rang, in order."""
        rows = Letter.objects.filter(name=kind).order_by("pk")
        return [row.person.name for row in rows if row.person]

    def texted(self) -> list[str]:
        """Whom texts rang, in order."""
        return [row.person.name for row in Text.objects.order_by("pk") if row.person]

    def staff(self, role: Role = Role.SAFEGUARDING_LEAD) -> Actor:
        """The holder of a post."""
        return actor(self.world, role)

    def person(self, name: str) -> Person:
        """Somebody of the staff."""
        return self.world.people[name]

    def token(self, name: str, kind: str = "oncall.alarm") -> str:
        """The token in the letter that rang somebody."""
        letter = Letter.objects.filter(name=kind, person=self.person(name)).latest("pk")
        return letter.body.split("/urgent/")[1].split()[0]


@pytest.fixture
def house(world: World) -> House:
    """Staff with numbers."""
    with_staff(world, checked=False)
    for name in STAFF.values():
        person = world.people[name]
        person.phone = NUMBERS.get(name, "")
        person.save(update_fields=["phone"])
    return House(world)
