"""Everybody walks past every address (SE-2, SG-13, SG-18, OS-2)."""

from __future__ import annotations

import pytest

from tests.house.sweep.browse import WALKERS
from tests.house.sweep.canaries import leaks
from tests.house.sweep.conftest import Twins
from tests.house.sweep.expected import ADDRESSES
from tests.house.sweep.walk import walk
from tests.house.test_addresses import addresses


def test_every_address_stands_in_the_table_once() -> None:
    named = [address.name for address in ADDRESSES]
    ours = {name for name, pattern in addresses() if getattr(pattern.callback, "rule", None) is not None}
    assert sorted(named) == sorted(name for name in ours if not name.startswith("ui:"))


@pytest.mark.parametrize("who", WALKERS)
def test_each_gets_in_where_they_may_and_sees_only_what_is_theirs(twins: Twins, who: str) -> None:
    done = walk(twins, who)
    assert done.faults == []
    assert leaks(done.seen, who) == []
