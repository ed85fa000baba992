"""What must be right before anything is touched. Each check answers with one sentence and changes nothing of value."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import tempfile
from pathlib import Path
from typing import IO

from ithaca.cli.exits import CommandError

OLDEST_PYTHON = (3, 12)


def check_python() -> None:
    """Raises CommandError if this Python is too old."""
    if sys.version_info < OLDEST_PYTHON:
        here = ".".join(str(part) for part in sys.version_info[:2])
        raise CommandError(f"Ithaca needs Python 3.12 or newer and this is {here}: start it with `python3 start.py`.")


def check_data_folder(folder: Path) -> None:
    """Make the data folder if it is missing and prove that files can be written in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except (FileExistsError, NotADirectoryError) as error:
        raise CommandError(f"The data folder {folder} cannot be made: a file stands in its place.") from error
    except OSError as error:
        raise CommandError(f"The data folder {folder} cannot be written to ({error.strerror}).") from error


def check_port(host: str, port: int) -> None:
    """Raises CommandError if the address cannot be listened on: taken, forbidden or not this machine's."""
    if not 1 <= port <= 65535:
        raise CommandError(f"Port {port} does not exist: choose one from 1 to 65535.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.closing(socket.socket(family, socket.SOCK_STREAM)) as trial:
        if os.name != "nt":  # there, this option would let the trial steal a port in use
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
            trial.listen(1)
        except PermissionError as error:
            raise CommandError(
                f"Port {port} may not be opened by this user: choose one above 1023 with --port."
            ) from error
        except OSError as error:
            if isinstance(error, socket.gaierror) or "assign" in str(error.strerror):
                raise CommandError(f"The address {host} is not one of this machine's.") from error
            raise CommandError(
                f"Port {port} on {host} is in use by another program: stop it, or choose another with --port."
            ) from error


def claim_data_folder(folder: Path) -> IO[str]:
    """Hold the data folder for this process until the returned file is closed. Raises CommandError if another holds it.

    Two process trees on one SQLite file would both run the jobs; the operating system frees the claim when we die.
    """
    handle = (folder / "running.lock").open("a+")
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        handle.close()
        raise CommandError(f"Ithaca is already running with the data folder {folder}: stop it first.") from error
    return handle
