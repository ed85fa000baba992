"""The pair's page leads the two to their thread, and staff to the page that asks for a reason first."""

from __future__ import annotations

from ithaca.kernel.roles import Role
from tests.support.pairs import STAFF, cleared_pair
from tests.support.world import World


def test_the_two_and_staff_are_led_to_their_own_way_in(world: World) -> None:
    pair = cleared_pair(world, channels=("meetings", "messages"))
    url = world.url(f"pairs/{pair.public_id}/")
    thread, reason = f"messages/{pair.public_id}/", f"messages/{pair.public_id}/open"
    two = world.client(pair.mentee.person).get(url).content.decode()
    staff = world.client(world.people[STAFF[Role.COORDINATOR]]).get(url).content.decode()
    assert thread in two
    assert reason not in two
    assert reason in staff


def test_a_scheme_without_messages_leads_nobody(world: World) -> None:
    pair = cleared_pair(world, channels=("meetings",))
    page = world.client(pair.mentor.person).get(world.url(f"pairs/{pair.public_id}/")).content.decode()
    assert f"messages/{pair.public_id}/" not in page
