"""Fixtures every test may use."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator

os.environ.setdefault("ITHACA_DATA", tempfile.mkdtemp(prefix="ithaca-test-"))
os.environ.setdefault("ITHACA_SECRET_KEY", "only-for-tests-" + "x" * 40)
os.environ.setdefault("ITHACA_FIELD_KEYS", "only-for-tests-" + "y" * 40)

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
