"""The menu: at most seven words, none a room's name, every one of them leads somewhere."""

from __future__ import annotations

import pytest

from ithaca.config.rooms import ROOMS
from ithaca.frontdesk.menu import BY_ROLE, EVERYTHING, PLATFORM, Entry, menu_of
from ithaca.kernel.doors import Door, address
from ithaca.kernel.roles import Role
from ithaca.kernel.rules import all_rules
from tests.support.world import World

ENTRIES = {entry.page: entry for entries in BY_ROLE.values() for entry in entries}
ENTRIES |= {entry.page: entry for _name, entries in EVERYTHING for entry in entries}


@pytest.mark.parametrize("page", sorted(ENTRIES))
def test_every_word_leads_somewhere(world: World, page: str) -> None:
    assert address(page, organisation=world.organisation, scheme=world.scheme).startswith("/o/")


@pytest.mark.parametrize("entry", PLATFORM, ids=lambda entry: entry.page)
def test_every_word_of_the_administrator_leads_somewhere(entry: Entry) -> None:
    assert address(entry.page).startswith("/")


@pytest.mark.parametrize("role", sorted(BY_ROLE))
def test_a_role_sees_at_most_seven_words_and_no_room_name(world: World, role: Role) -> None:
    person = world.person("Some Body")
    door = Door(world.as_(person, role), all_rules()["frontdesk.today"], world.organisation, world.scheme)
    words = [str(entry.word) for entry, _url in menu_of(door)]
    assert 1 <= len(words) <= 7
    assert words[0] == "Today"
    assert not {word.lower() for word in words} & set(ROOMS)
