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


def last_word(path: Path, since: int = 0) -> str:
    """What a process said before it ended: the last line that names an error, else the last line (300 characters).

    `since` is where its own lines begin, in bytes; a log that was cut in between is read from its beginning.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as log:
            log.seek(max(since if since <= size else 0, size - 65536))
            lines = [line.strip() for line in log.read().decode("utf-8", errors="replace").split("\n")]
    except FileNotFoundError:
        return ""
    said = [line for line in lines if line]
    errors = [line for line in said if "error" in line.lower() or line.startswith("ithaca: ")]
    return (errors or said or [""])[-1][:300]
