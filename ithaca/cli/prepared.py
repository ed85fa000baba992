"""How the web server, which loads beside the preparing of the database, learns that it may open it.

`ithaca start` takes the sign away when it has claimed the data folder and puts it up when the database is ready. A file
rather than a pipe: the web server's own worker process is a grandchild, and on some systems inherits nothing.
"""

from __future__ import annotations

import time
from pathlib import Path

LOOKS_EVERY = 0.02  # seconds


def _sign(folder: Path) -> Path:
    return folder / "prepared"


def not_yet_prepared(folder: Path) -> None:
    """Take the sign away, also one that a start cut off has left. For the process that has claimed the folder."""
    _sign(folder).unlink(missing_ok=True)


def now_prepared(folder: Path) -> None:
    """Put the sign up: the database is reachable, not ahead of this code, and up to date."""
    _sign(folder).touch()


def wait_until_prepared(folder: Path) -> None:
    """Return when the sign is up. One who waits in vain is ended by whoever started it."""
    while not _sign(folder).exists():
        time.sleep(LOOKS_EVERY)
