"""A pytest plugin (`-p tests.support.database_only`) that keeps only the tests which touch the database.

The second database has nothing to say about the others, and running them twice costs time.
"""

from __future__ import annotations

import pytest
from django.test import TransactionTestCase

FIXTURES = frozenset({"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"})


def touches_database(item: pytest.Item) -> bool:
    """Does this test say, by a mark, a fixture or its class, that it uses the database?"""
    if item.get_closest_marker("django_db") or item.get_closest_marker("postgres"):
        return True
    owner = getattr(item, "cls", None)
    if owner is not None and issubclass(owner, TransactionTestCase):
        return True
    return not FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect what does not touch the database."""
    kept = [item for item in items if touches_database(item)]
    others = [item for item in items if not touches_database(item)]
    if others:
        config.hook.pytest_deselected(items=others)
        items[:] = kept
