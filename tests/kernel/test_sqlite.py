"""Whoever waits for SQLite's write lock gets it in turn, or is told in time (RE-3)."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from ithaca.config.environment import database
from ithaca.kernel.sqlite.base import DatabaseWrapper

pytestmark = pytest.mark.django_db


def wrapper(folder: Path, **options: Any) -> DatabaseWrapper:
    """A connection of its own to the database of that folder."""
    settings = database("", folder)
    settings["OPTIONS"] |= options
    plain = {
        "ATOMIC_REQUESTS": False,
        "AUTOCOMMIT": True,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
        "TIME_ZONE": None,
    }
    return DatabaseWrapper({**plain, **settings}, alias="one")


def test_a_lock_that_is_never_given_back_is_an_error_and_the_next_try_begins(tmp_path: Path) -> None:
    ours = wrapper(tmp_path, timeout=0.05)
    ours.ensure_connection()
    other = sqlite3.connect(tmp_path / "ithaca.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        ours.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    other.execute("ROLLBACK")
    ours.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert ours.connection.in_transaction
    ours.close()
    other.close()


def test_a_lock_that_is_given_back_is_taken(tmp_path: Path) -> None:
    ours = wrapper(tmp_path)
    ours.ensure_connection()
    other = sqlite3.connect(tmp_path / "ithaca.sqlite3", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    gives_back = threading.Timer(0.05, other.execute, ("ROLLBACK",))
    gives_back.start()
    ours.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert ours.connection.in_transaction
    assert ours.connection.execute("PRAGMA busy_timeout").fetchone() == (20_000,)
    gives_back.join()
    ours.close()
    other.close()
