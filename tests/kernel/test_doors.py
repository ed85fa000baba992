"""The door: closed by default, the tenant from the address, and a stranger sees what a missing page looks like."""

from __future__ import annotations

import re

from django.test import Client

from ithaca.kernel.roles import Role
from tests.support.world import World


def test_a_stranger_is_asked_to_sign_in(world: World) -> None:
    answer = Client().get(world.url(""))
    assert answer.status_code == 302
    assert "/account/login" in answer.headers["Location"]


def test_an_address_of_another_organisation_looks_like_a_missing_one(world: World, other_world: World) -> None:
    person = world.appoint("Cora Coordinator", Role.COORDINATOR)
    client = world.client(person)
    foreign = client.get(other_world.url(""))
    missing = client.get("/o/nowhere/s/nothing/")
    assert foreign.status_code == missing.status_code == 404
    token = re.compile(rb"[A-Za-z0-9]{64}")
    assert token.sub(b"", foreign.content) == token.sub(b"", missing.content)


def test_the_own_place_opens(world: World) -> None:
    person = world.appoint("Cora Coordinator", Role.COORDINATOR)
    answer = world.client(person).get(world.url(""))
    assert answer.status_code == 200
    assert b"Today" in answer.content
