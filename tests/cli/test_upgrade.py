"""A database of an earlier version, with its triggers laid, is brought up to date."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]
TRIGGERS = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'fence_matching%'"


def test_tables_that_triggers_name_are_rebuilt_and_fenced_again(ithaca: Run, tmp_path: Path) -> None:
    earlier = ithaca("manage", "migrate", "matching", "0005")
    assert earlier.returncode == 0, earlier.stderr
    with sqlite3.connect(tmp_path / "data" / "ithaca.sqlite3") as database:
        laid = database.execute(TRIGGERS).fetchone()[0]
    assert laid > 0
    now = ithaca("migrate")
    assert now.returncode == 0, now.stderr
    with sqlite3.connect(tmp_path / "data" / "ithaca.sqlite3") as database:
        assert database.execute(TRIGGERS).fetchone()[0] > laid
