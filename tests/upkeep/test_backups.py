"""Backups: whole, made while writing goes on, refused when damaged or foreign, and on record after a restore."""

from __future__ import annotations

import io
import json
import sqlite3
import tarfile
from pathlib import Path

import pytest

from ithaca.upkeep.backups import BackupError, make_backup, unpack
from tests.support.installed import prepare
from tests.support.installed import run as ithaca


def test_a_backup_comes_back_whole_and_the_restore_is_on_record(tmp_path: Path) -> None:
    data = tmp_path / "data"
    prepare(data)
    base = data / "ithaca.sqlite3"
    with sqlite3.connect(base) as writing:
        writing.execute(
            "INSERT INTO organisations_organisation (public_id, created_at, name, slug, contact_email, contact_phone, is_example)"
            " VALUES ('abc', '2026-01-01', 'Harbour', 'harbour', '', '', 0)"
        )
    made = ithaca(data, "backup", str(tmp_path / "one.tar"))
    assert made.returncode == 0, made.stderr
    with sqlite3.connect(base) as writing:
        writing.execute("DELETE FROM organisations_organisation")
    restored = ithaca(data, "restore", str(tmp_path / "one.tar"))
    assert restored.returncode == 0, restored.stderr
    with sqlite3.connect(base) as reading:
        assert reading.execute("SELECT name FROM organisations_organisation").fetchall() == [("Harbour",)]
        assert reading.execute("SELECT COUNT(*) FROM audit_event WHERE name='upkeep.restored'").fetchone() == (1,)
    assert list(data.glob("ithaca.sqlite3.before-restore-*"))
    assert ithaca(data, "audit", "verify").returncode == 0


def test_a_restore_keeps_the_keys_that_open_the_database_it_moved_aside(tmp_path: Path) -> None:
    there, here, file = tmp_path / "there", tmp_path / "here", tmp_path / "one.tar"
    prepare(there)
    assert ithaca(here, "migrate").returncode == 0
    theirs, ours = (there / "field.keys").read_bytes(), (here / "field.keys").read_bytes()
    assert ithaca(there, "backup", str(file)).returncode == 0
    assert ithaca(here, "restore", str(file)).returncode == 0
    assert (here / "field.keys").read_bytes() == theirs
    assert [kept.read_bytes() for kept in here.glob("field.keys.before-restore-*")] == [ours]


def test_a_second_backup_never_overwrites_the_first(tmp_path: Path) -> None:
    (tmp_path / "one.tar").write_text("mine")
    with pytest.raises(BackupError, match="exists already"):
        make_backup(tmp_path / "one.tar")


@pytest.mark.parametrize("kind", ["text", "empty", "foreign tar", "flipped"])
def test_what_is_no_backup_is_refused_with_the_reason(tmp_path: Path, kind: str) -> None:
    data, file = tmp_path / "data", tmp_path / "one.tar"
    prepare(data)
    if kind == "text":
        file.write_text("not a backup")
    elif kind == "empty":
        file.write_bytes(b"")
    elif kind == "foreign tar":
        (tmp_path / "x").write_text("x")
        with tarfile.open(file, "w") as archive:
            archive.add(tmp_path / "x", arcname="x")
    else:
        assert ithaca(data, "backup", str(file)).returncode == 0
        whole = bytearray(file.read_bytes())
        whole[len(whole) // 2] ^= 0xFF
        file.write_bytes(bytes(whole))
    before = (data / "ithaca.sqlite3").read_bytes()
    refused = ithaca(data, "restore", str(file))
    assert refused.returncode == 2
    assert "damaged" in refused.stderr or "not a backup" in refused.stderr
    assert (data / "ithaca.sqlite3").read_bytes() == before


def test_a_backup_of_a_newer_ithaca_is_refused(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "one.tar"
    prepare(data)
    assert ithaca(data, "backup", str(file)).returncode == 0
    newer = tmp_path / "newer.tar"
    with tarfile.open(file) as old, tarfile.open(newer, "w") as archive:
        for member in old.getmembers():
            content = old.extractfile(member)
            assert content is not None
            raw = content.read()
            if member.name == "manifest.json":
                manifest = json.loads(raw)
                manifest["migrations"].append("kernel.0999_later")
                raw = json.dumps(manifest).encode()
                member.size = len(raw)

            archive.addfile(member, io.BytesIO(raw))
    refused = ithaca(data, "restore", str(newer))
    assert refused.returncode == 2
    assert "newer Ithaca" in refused.stderr


def test_an_encrypted_backup_opens_only_with_its_passphrase(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "one.tar"
    prepare(data)
    assert ithaca(data, "backup", str(file)).returncode == 0
    from ithaca.upkeep.backups import _encrypt

    _encrypt(file, "three words here")
    for wrong in ("", "another"):
        folder = tmp_path / f"out{wrong}"
        folder.mkdir()
        with pytest.raises(BackupError, match="passphrase"):
            unpack(file, folder, passphrase=wrong)
    right = tmp_path / "right"
    right.mkdir()
    assert unpack(file, right, passphrase="three words here")["database"] == "sqlite"
