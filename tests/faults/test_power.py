"""Power cuts: every message somebody was told of is on the disk, and the database holds together (RE-2)."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from ithaca.config.environment import database
from ithaca.upkeep.selectors import readiness
from tests.faults.power import try_it


@pytest.mark.timeout(600)
def test_what_is_left_of_the_disk_holds_every_message_that_was_acknowledged(tmp_path: Path) -> None:
    found = try_it(tmp_path, 12)
    assert (found.lost, found.doubled, found.broken) == (0, 0, []), found.table()
    assert found.told >= 5


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_disk_that_says_done_and_forgets_is_found_out(tmp_path: Path) -> None:
    """The harness would see a loss: `python -m pytest tests/faults -m slow`."""
    found = try_it(tmp_path, 12, lies=25)
    assert found.lost or found.broken, found.table()


def test_sqlite_syncs_every_commit_as_the_settings_have_it(tmp_path: Path) -> None:
    settings = database("", tmp_path)
    with sqlite3.connect(settings["NAME"]) as base:
        for command in settings["OPTIONS"]["init_command"].split(";"):
            base.execute(command)
        assert base.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert base.execute("PRAGMA synchronous").fetchone() == (2,), (
            "FULL: the log is synced before the commit returns"
        )


@pytest.mark.django_db(transaction=True)
def test_a_database_that_does_not_sync_its_commits_is_not_ready() -> None:
    """The page asks the database itself, whatever our own settings say."""
    lazy, firm = {
        "sqlite": ("PRAGMA synchronous = NORMAL", "PRAGMA synchronous = FULL"),
        "postgresql": ("SET synchronous_commit = off", "SET synchronous_commit = on"),
    }[connection.vendor]

    def ready() -> bool:
        return {line.key: line.good for line in readiness(at=timezone.now())}["durable"]

    with connection.cursor() as cursor:
        cursor.execute(lazy)
        try:
            assert not ready()
        finally:
            cursor.execute(firm)
    if connection.vendor == "sqlite":  # a PostgreSQL made for tests syncs nothing at all, and is not ready either
        assert ready()
