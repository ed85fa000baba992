"""The planner of SQLite is told once a day what the tables hold."""

from __future__ import annotations

import pytest
from django.db import connection

from ithaca.kernel.jobs.clock import _periodic
from ithaca.upkeep.tasks import look_at_the_tables


@pytest.mark.django_db
def test_the_clock_has_the_tables_looked_at_and_the_planner_knows_them_afterwards() -> None:
    assert look_at_the_tables.module_path in _periodic
    look_at_the_tables.call()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT DISTINCT tbl FROM sqlite_stat1")
            assert ("django_migrations",) in cursor.fetchall()
