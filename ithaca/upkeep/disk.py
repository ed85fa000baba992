"""What lies on the disk: is it encrypted, and is it there before somebody is told so? What can be seen is not asked."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings
from django.db import connection

_DEVICES = Path("/sys/dev/block")
#: What Linux calls the encrypted layers of its device mapper (LUKS and plain dm-crypt).
_CRYPT = "CRYPT-"


#: What PostgreSQL must answer when it is asked for these, so that a commit outlives a power cut.
_FIRM = {
    "fsync": {"on"},
    "full_page_writes": {"on"},
    "synchronous_commit": {"on", "local", "remote_write", "remote_apply"},
}
#: SQLite's word for "synced with every commit" (2, FULL); 3 is stricter still.
_FULL = 2


def commits_are_synced() -> bool:
    """True if the database syncs every commit before it returns, as the database itself says (RE-1, RE-2)."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous")
            return int(cursor.fetchone()[0]) >= _FULL
        for name, firm in _FIRM.items():
            cursor.execute(f"SHOW {name}")
            if cursor.fetchone()[0] not in firm:
                return False
    return True


def seen_encrypted() -> bool:
    """True if the disk that holds the data folder is seen to be encrypted: on Linux, by its device mapper.

    False also where it cannot be seen (another system, a file system with a way of its own, a database on another machine):
    then a person has to say it.
    """
    return connection.vendor == "sqlite" and folder_encrypted(settings.DATA)


def folder_encrypted(folder: Path, devices: Path = _DEVICES) -> bool:
    """True if every block device under the folder is, or stands on, an encrypted one. `devices` is where Linux lists them."""
    number = folder.stat().st_dev
    return _device_encrypted(devices / f"{os.major(number)}:{os.minor(number)}") if hasattr(os, "major") else False


def _device_encrypted(device: Path) -> bool:
    try:
        if (device / "dm" / "uuid").read_text(encoding="ascii").startswith(_CRYPT):
            return True
    except OSError:
        pass  # no device of the device mapper
    try:
        below = list((device / "slaves").iterdir())
    except OSError:
        return False
    return bool(below) and all(_device_encrypted(one) for one in below)
