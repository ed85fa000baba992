"""A co-ordinator, and who was told that a permission ended."""

from __future__ import annotations

from typing import Any

import pytest

from ithaca.consents import hooks
from ithaca.kernel.roles import Role
from tests.support.world import World


@pytest.fixture
def co(world: World) -> Any:
    return world.as_(world.appoint("Cora Ordinator", Role.COORDINATOR), Role.COORDINATOR)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    heard: list[int] = []
    listeners = {**hooks.permission_ended.answerers, "test": lambda participant, by, at: heard.append(participant.pk)}
    monkeypatch.setattr(hooks.permission_ended, "answerers", listeners)
    return heard
