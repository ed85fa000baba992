"""What nobody can find is not there: pages that stand under "More" or on the page of a person."""

from __future__ import annotations

import pytest

from ithaca.kernel.roles import Role
from tests.support.world import World


@pytest.mark.parametrize(("role", "finds"), [(Role.COORDINATOR, True), (Role.SAFEGUARDING_LEAD, False)])
def test_sign_in_cards_stand_under_more_for_whoever_prints_them(world: World, role: Role, finds: bool) -> None:
    client = world.client(world.appoint("Cora Staff", role))
    address = f"/o/{world.organisation.slug}/cards/"
    assert (f'href="{address}"' in client.get(world.url("more/")).content.decode()) == finds
    assert (client.get(address).status_code == 200) == finds


def test_finishing_and_excluding_are_found_on_the_page_of_a_person(world: World) -> None:
    client = world.client(world.appoint("Cora Staff", Role.COORDINATOR))
    mina = world.join("Mina Mentor", "mentor")
    page = client.get(world.url(f"people/{mina.public_id}/")).content.decode()
    for step in ("finish", "exclude"):
        address = next(part for part in page.split('"') if part.endswith(f"/{step}"))
        assert client.get(address).status_code == 200
