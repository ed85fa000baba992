"""A scheme whose co-ordinator brings spreadsheets in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from ithaca.imports.models import Import
from ithaca.imports.services import confirm, upload
from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import Role
from tests.support.pairs import arrange, with_staff
from tests.support.world import World

Bring = Callable[..., Import]

COURSES = {
    "mentor": ("Mentor induction", "Safeguarding for mentors", "Listening and questions"),
    "mentee": ("Getting ready",),
}


@pytest.fixture
def coordinator(world: World) -> Actor:
    """The scheme's co-ordinator."""
    return with_staff(world, checked=False)[Role.COORDINATOR]


@pytest.fixture
def browser(world: World, coordinator: Actor) -> Client:
    """The co-ordinator's browser."""
    assert coordinator.person_id is not None
    return world.client(world.people["Cora Coordinator"])


@pytest.fixture
def bring(world: World, coordinator: Actor) -> Bring:
    """Bring a CSV in whole, as a co-ordinator who says yes: `bring("mentors", "Name,E-mail\\n…")`."""
    arrange(world, permission_items=("mentoring", "meeting_place"))

    def run(kind: str, content: str | bytes, *, at: datetime | None = None, **options: object) -> Import:
        data = content.encode() if isinstance(content, str) else content
        at = at or timezone.now()
        name = "list.xlsx" if data[:2] == b"PK" else "list.csv"
        item = upload(scheme=world.scheme, content=data, filename=name, kind=kind, by=coordinator, at=at)
        confirm(item=item, by=coordinator, at=at, **options)  # type: ignore[arg-type]
        return item

    return run
