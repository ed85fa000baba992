"""The log files of the process tree: appended to, kept to a size, read for their last word."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import IO

BIGGEST = 10 * 1024 * 1024  # bytes; with the one older file beside it a log takes at most twice this


def open_log(path: Path) -> IO[bytes]:
    """Open a log for appending, so that it can be cut while a process writes to it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")


def rotate(path: Path, biggest: int = BIGGEST) -> bool:
    """Copy a log that has grown past `biggest` bytes to NAME.1 and cut it. True if it was cut."""
    try:
        if path.stat().st_size <= biggest:
            return False
        shutil.copyfile(path, older := path.with_name(path.name + ".1"))
        older.chmod(0o600)
        os.truncate(path, 0)
    except FileNotFoundError:
        return False
    return True


def last_line(path: Path) -> str:
    """The last line of a log that is not empty, at most 300 characters of it."""
    try:
        with path.open("rb") as log:
            log.seek(max(0, path.stat().st_size - 8192))
            lines = log.read().decode("utf-8", errors="replace").split("\n")
    except FileNotFoundError:
        return ""
    return next((line.strip()[:300] for line in reversed(lines) if line.strip()), "")
