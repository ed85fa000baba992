"""What stands in the database, read with plain SQL, so that the harness believes nothing of the code it examines."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

import psycopg

#: Lets the time of every lease run out, and every waiting turn come. Only right while no worker lives.
LEASES_END = (
    "UPDATE notices_letter SET claimed_until = NULL, next_try_at = created_at WHERE state = 'waiting'",
    "UPDATE relay_arrival SET claimed_until = NULL, next_try_at = created_at WHERE state = 'waiting'",
    "UPDATE kernel_job SET leased_until = created_at WHERE status = 'RUNNING'",
)


class Records:
    """The database of one run: a SQLite file, or the PostgreSQL that a URL names."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.folder, self.url = folder, url

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows of a query, or [] for an update, which is committed."""
        opened: Any = (
            psycopg.connect(self.url) if self.url else sqlite3.connect(self.folder / "ithaca.sqlite3", timeout=60)
        )
        with contextlib.closing(opened):
            found = opened.execute(sql)
            rows = list(found.fetchall()) if found.description else []
            opened.commit()
            return rows

    def number(self, sql: str) -> int:
        """The one number a query asks for."""
        return int(self.ask(sql)[0][0])

    def end_leases(self) -> None:
        """As if five minutes had gone by."""
        for sql in LEASES_END:
            self.ask(sql)

    def waiting(self) -> int:
        """Letters and mails that still wait to be dealt with."""
        return self.number(
            "SELECT (SELECT COUNT(*) FROM notices_letter WHERE state = 'waiting')"
            " + (SELECT COUNT(*) FROM relay_arrival WHERE state = 'waiting')"
        )
