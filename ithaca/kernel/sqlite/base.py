"""Django's SQLite back end with a fair wait for the write lock.

SQLite's own wait looks again after 1, 2, 5 ... and at last only every 100 ms, so that whoever has waited longest looks least
often and newcomers take the lock: with a few people writing all the time the worker got none for a minute. Here everybody
looks equally often. What is written outside a transaction still waits SQLite's way.
"""

from __future__ import annotations

import random
import time

from django.db import OperationalError
from django.db.backends.sqlite3 import base
from django.db.backends.utils import CursorWrapper

#: Seconds between two looks, at least and at most; not always the same, so that two who wait do not step together.
LOOKS = 0.001, 0.003


class DatabaseWrapper(base.DatabaseWrapper):
    """Every transaction takes the write lock as it begins, within the option `timeout` (seconds)."""

    def _start_transaction_under_autocommit(self) -> None:
        """Begin, or raise Django's OperationalError ("database is locked") when the time is over."""
        seconds = self.settings_dict["OPTIONS"]["timeout"]
        until = time.monotonic() + seconds
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            with self.cursor() as cursor:
                while not _begun(cursor, last=time.monotonic() >= until):
                    time.sleep(random.uniform(*LOOKS))  # noqa: S311  (nothing secret)
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")


def _begun(cursor: CursorWrapper, *, last: bool) -> bool:
    """True if the lock is ours; False if another has it, unless this is the `last` look."""
    try:
        cursor.execute("BEGIN IMMEDIATE")
    except OperationalError as error:
        if last or not getattr(error.__cause__, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
            raise
        return False
    return True
