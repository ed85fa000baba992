"""The two organisations, made once for everything in this folder and rolled back at its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.house.sweep.populated import OURS, TWIN, Populated, populate


@dataclass
class Twins:
    """The organisation whose people walk about, and the one that must never be seen."""

    ours: Populated
    twin: Populated


@pytest.fixture(scope="package")
def twins(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Twins]:
    """Both organisations, in one transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = Twins(populate(OURS), populate(TWIN))
        if connection.vendor == "postgresql":
            # Its planner was last told of tables that other tests had emptied, and joins ten of them as if each held nothing.
            # Our own tables only: those the databases of a cluster share would stay locked for the other test process.
            with connection.cursor() as cursor:
                names = map(connection.ops.quote_name, connection.introspection.table_names(cursor))
                cursor.execute(f"ANALYZE {', '.join(names)}")
        yield made
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def db(twins: Twins) -> Iterator[None]:
    """In this folder "the database" is the two organisations; what a test changes is put back after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
