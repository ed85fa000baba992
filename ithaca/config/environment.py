"""What the settings read from outside: environment variables and the secrets kept in the data folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]


def data_folder() -> Path:
    """ITHACA_DATA, or `data` beside the code; made if missing."""
    folder = Path(os.environ.get("ITHACA_DATA") or ROOT / "data").resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"The data folder {folder} cannot be made: {error.strerror}.") from error
    return folder


def secret(variable: str, file: Path) -> str:
    """The secret in `variable`, or the one in `file`, which is made (mode 0600) the first time."""
    if os.environ.get(variable):
        return os.environ[variable]
    try:
        if not file.exists():
            _make_secret(file)
        return file.read_text(encoding="ascii").strip()
    except FileExistsError:
        return file.read_text(encoding="ascii").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"The secret {file} can be neither read nor made: {error.strerror}.") from error


def _make_secret(file: Path) -> None:
    """Write a new secret to `file`, whole or not at all: another process may be starting at this moment, and must never
    read half of it. Raises FileExistsError if that one was first, OSError if it cannot be written."""
    made = secrets.token_urlsafe(48)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    _write(draft, made, os.O_TRUNC)
    try:
        os.link(draft, file)  # fails if the file is there by now
    except FileExistsError:
        raise
    except OSError:  # a disk that knows no links, such as a memory stick
        _write(file, made, os.O_EXCL)
    finally:
        draft.unlink()


def _write(file: Path, words: str, how: int) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | how, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(words)


def database(url: str, folder: Path) -> dict[str, Any]:
    """Django's database settings for ITHACA_DATABASE_URL; SQLite in the data folder when it is empty."""
    if not url:
        return {
            "ENGINE": "ithaca.kernel.sqlite",
            "NAME": folder / "ithaca.sqlite3",
            "OPTIONS": {
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
            "TEST": {"NAME": os.environ.get("ITHACA_TEST_SQLITE") or ":memory:"},
        }
    parts = urlparse(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("ITHACA_DATABASE_URL must begin with postgres:// (or be empty for SQLite).")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        # A database that is away is said at once, and found again within seconds: by default a request waits half a
        # minute for it, and the pool waits longer and longer before it looks again. A connection that died is never
        # handed out.
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 5, "reconnect_timeout": 5}},
        "CONN_HEALTH_CHECKS": True,
    }


def flag(variable: str) -> bool:
    """True if the variable is set to 1, true or yes."""
    return os.environ.get(variable, "").lower() in ("1", "true", "yes")


def words(variable: str) -> list[str]:
    """What the variable lists with commas, without blanks."""
    return [part.strip() for part in os.environ.get(variable, "").split(",") if part.strip()]
