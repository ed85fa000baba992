"""A backup in one file: the database, the keys of encrypted fields, and a manifest that says what is in it.

The file is a tar archive: manifest.json, the database (a SQLite file, or a pg_dump in custom format) and the keys. With
a passphrase the whole of it is encrypted with age. Making one does not stop the platform: SQLite's backup interface
and pg_dump both read one consistent state.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from ithaca import __version__
from ithaca.audit.verify import checkpoint

FORMAT = "ithaca-backup-1"
KEYS = ("field.keys", "secret.key")
AGE_MARK = b"age-encryption.org/v1"


class BackupError(Exception):
    """It could not be done; the words are for whoever runs the server. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was written: where, how many bytes, and where the audit chains stood."""

    path: Path
    size: int
    manifest: dict[str, Any]


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def make_backup(
    target: Path, *, passphrase: str = "", progress: Callable[[int, int], object] = lambda *_: None
) -> Made:
    """Write a backup to `target` (which must not exist yet). `progress(done, total)` counts database pages.

    Raises BackupError if the file exists or cannot be written.
    """
    if target.exists():
        raise BackupError(f"{target} exists already. Choose another name; a backup never overwrites another.")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            manifest = _collect(Path(folder), progress)
            whole = Path(folder) / "whole.tar"
            _pack(Path(folder), whole, manifest)
            if passphrase:
                _encrypt(whole, passphrase)
            whole.replace(target)
    except OSError as error:
        raise BackupError(f"The backup cannot be written to {target}: {error.strerror or error}.") from error
    return Made(target, target.stat().st_size, manifest)


def _collect(folder: Path, progress: Callable[[int, int], object]) -> dict[str, Any]:
    """Copy the database and keys into `folder`; returns the manifest."""
    name = "database.sqlite3" if connection.vendor == "sqlite" else "database.dump"
    if connection.vendor == "sqlite":
        _copy_sqlite(Path(str(settings.DATABASES["default"]["NAME"])), folder / name, progress)
    else:
        _dump_postgresql(folder / name)
    for key in KEYS:
        if (settings.DATA / key).exists():
            shutil.copyfile(settings.DATA / key, folder / key)
    files = sorted(path.name for path in folder.iterdir())
    return {
        "format": FORMAT,
        "version": __version__,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "database": connection.vendor,
        "migrations": sorted(f"{room}.{step}" for room, step in MigrationRecorder(connection).applied_migrations()),
        "chains": checkpoint(),
        "files": {file: _sha256(folder / file) for file in files},
    }


def _copy_sqlite(source: Path, target: Path, progress: Callable[[int, int], object]) -> None:
    reading, writing = sqlite3.connect(source), sqlite3.connect(target)
    try:
        reading.backup(writing, pages=2000, progress=lambda _status, left, total: progress(total - left, total))
    finally:
        reading.close()
        writing.close()


def _environment() -> dict[str, str]:
    base = settings.DATABASES["default"]
    named = {"PGHOST": base["HOST"], "PGPORT": base["PORT"], "PGUSER": base["USER"], "PGPASSWORD": base["PASSWORD"]}
    return {**os.environ, **{key: str(value) for key, value in named.items() if value}, "PGDATABASE": str(base["NAME"])}


def _run(command: list[str]) -> None:
    program = shutil.which(command[0])
    if program is None:
        raise BackupError(f"{command[0]} is missing: install PostgreSQL's client programs.")
    done = subprocess.run([program, *command[1:]], env=_environment(), capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        words = done.stderr.strip().splitlines()
        raise BackupError(f"{command[0]} failed: {words[-1] if words else 'no reason given'}")


def _dump_postgresql(target: Path) -> None:
    _run(["pg_dump", "--format=custom", f"--file={target}"])


def _pack(folder: Path, whole: Path, manifest: dict[str, Any]) -> None:
    text = json.dumps(manifest, indent=1).encode()
    with tarfile.open(whole, "w") as archive:
        entry = tarfile.TarInfo("manifest.json")
        entry.size = len(text)
        archive.addfile(entry, io.BytesIO(text))
        for name in manifest["files"]:
            archive.add(folder / name, arcname=name)


def _encrypt(path: Path, passphrase: str) -> None:
    from pyrage import passphrase as age  # type: ignore[attr-defined]

    path.write_bytes(age.encrypt(path.read_bytes(), passphrase))


def unpack(source: Path, folder: Path, *, passphrase: str = "") -> dict[str, Any]:
    """Unpack a backup into `folder` and check every part of it; returns its manifest.

    Raises BackupError saying why for a file that is missing, foreign, damaged, encrypted, or of a newer Ithaca.
    """
    whole = _opened(source, folder, passphrase)
    try:
        with tarfile.open(whole) as archive:
            members = {member.name: member for member in archive.getmembers()}
            if "manifest.json" not in members:
                raise BackupError(f"{source.name} is not a backup of Ithaca: it has no manifest.")
            archive.extractall(
                folder, members=[m for m in members.values() if m.isfile() and "/" not in m.name], filter="data"
            )
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (tarfile.TarError, ValueError, OSError, EOFError) as error:
        raise BackupError(f"{source.name} is not a backup of Ithaca, or it is damaged.") from error
    _check(source, folder, manifest)
    return manifest


def _opened(source: Path, folder: Path, passphrase: str) -> Path:
    try:
        start = source.open("rb").read(len(AGE_MARK))
    except OSError as error:
        raise BackupError(f"{source} cannot be read: {error.strerror}.") from error
    if start != AGE_MARK:
        return source
    if not passphrase:
        raise BackupError(f"{source.name} is encrypted: give its passphrase.")
    from pyrage import passphrase as age  # type: ignore[attr-defined]

    whole = folder / "whole.tar"
    try:
        whole.write_bytes(age.decrypt(source.read_bytes(), passphrase))
    except Exception as error:
        raise BackupError("The passphrase is wrong, or the file is damaged.") from error
    return whole


def _check(source: Path, folder: Path, manifest: dict[str, Any]) -> None:
    if manifest.get("format") != FORMAT:
        raise BackupError(f"{source.name} is not a backup this version can read.")
    for name, digest in dict(manifest.get("files", {})).items():
        part = folder / Path(name).name
        if not part.exists() or _sha256(part) != digest:
            raise BackupError(f"{source.name} is damaged: {name} is not what was written.")
    if (folder / "database.sqlite3").exists():
        base = sqlite3.connect(folder / "database.sqlite3")
        try:
            verdict = base.execute("PRAGMA integrity_check").fetchone()[0]
        finally:
            base.close()
        if verdict != "ok":
            raise BackupError(f"{source.name} is damaged: the database in it does not hold together.")


def put_back(folder: Path, manifest: dict[str, Any]) -> Path | None:
    """Put the unpacked database and keys in place; returns where the old database was moved to, if there was one.

    The platform must not be running. Raises BackupError if the backup is for the other kind of database.
    """
    if manifest["database"] != connection.vendor:
        raise BackupError(f"This backup is of {manifest['database']}, the settings say {connection.vendor}.")
    connection.close()
    aside = None
    if connection.vendor == "sqlite":
        aside = _swap_sqlite(folder / "database.sqlite3")
    else:
        _run(
            [
                "pg_restore",
                "--clean",
                "--if-exists",
                "--no-owner",
                "--single-transaction",
                f"--dbname={settings.DATABASES['default']['NAME']}",
                str(folder / "database.dump"),
            ]
        )
    for key in KEYS:
        if (folder / key).exists():
            _swap_key(folder / key, settings.DATA / key)
    return aside


def _aside(place: Path) -> Path:
    """Where a file goes that makes room for one of the backup."""
    return place.with_name(f"{place.name}.before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S}")


def _swap_key(new: Path, place: Path) -> None:
    """Put a key in place; another one that stood there is kept beside the database it opens."""
    if place.exists() and place.read_bytes() != new.read_bytes():
        place.replace(_aside(place))
    shutil.copyfile(new, place)
    place.chmod(0o600)


def _swap_sqlite(new: Path) -> Path | None:
    place = Path(str(settings.DATABASES["default"]["NAME"]))
    aside = None
    if place.exists():
        aside = _aside(place)
        place.replace(aside)
    for rest in ("-wal", "-shm"):
        left = place.with_name(place.name + rest)
        if left.exists():
            left.replace(str(aside or place) + rest + (".old" if aside is None else ""))
    shutil.move(new, place)
    return aside
