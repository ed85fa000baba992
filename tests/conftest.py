"""Fixtures every test may use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ithaca.kernel.scope import open_scheme


@pytest.fixture
def world(db: None) -> Iterator[object]:
    """A small world with its scheme open."""
    from tests.support.world import make_world

    made = make_world()
    with open_scheme(organisation_id=made.organisation.pk, scheme_id=made.scheme.pk):
        yield made


@pytest.fixture
def other_world(db: None) -> object:
    """A second organisation that must never be seen from the first."""
    from tests.support.world import make_world

    return make_world("island")
