"""Before anything is touched: one sentence, exit code 2, nothing damaged."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ithaca.cli.exits import CommandError
from ithaca.cli.preflight import check_data_folder, check_port, claim_data_folder
from tests.cli.conftest import one_sentence
from tests.support.installed import prepare

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("command", ["start", "serve"])
def test_a_busy_port_is_named(ithaca: Run, tmp_path: Path, command: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = ithaca(command, "--port", str(port))
    assert done.returncode == 2
    assert f"Port {port} on 127.0.0.1 is in use" in one_sentence(done.stderr)
    assert not (tmp_path / "data" / "ithaca.sqlite3").exists()


@pytest.mark.parametrize(
    ("host", "port", "words"), [("127.0.0.1", 0, "does not exist"), ("192.0.2.1", 8000, "not one of this")]
)
def test_an_address_that_cannot_be(host: str, port: int, words: str) -> None:
    with pytest.raises(CommandError, match=words):
        check_port(host, port)


def test_a_data_folder_that_is_a_file_stays_as_it_is(ithaca: Run, tmp_path: Path, free_port: int) -> None:
    (tmp_path / "letter").write_text("Dear all")
    done = ithaca("start", "--data", str(tmp_path / "letter"), "--port", str(free_port))
    assert done.returncode == 2
    assert "a file stands in its place" in one_sentence(done.stderr)
    assert (tmp_path / "letter").read_text() == "Dear all"


@pytest.mark.parametrize("folder", ["/proc", "/proc/ithaca"])
def test_a_folder_nobody_can_write_to(folder: str) -> None:
    with pytest.raises(CommandError, match="cannot be written to"):
        check_data_folder(Path(folder))


def test_a_new_data_folder_is_closed_to_others(tmp_path: Path) -> None:
    check_data_folder(tmp_path / "new" / "data")
    assert (tmp_path / "new" / "data").stat().st_mode & 0o077 == 0


def test_one_data_folder_has_one_process_tree(tmp_path: Path) -> None:
    with claim_data_folder(tmp_path), pytest.raises(CommandError, match="already running"):
        claim_data_folder(tmp_path)
    claim_data_folder(tmp_path).close()


def test_a_wrong_setting_is_said_in_one_sentence(ithaca: Run) -> None:
    done = ithaca("migrate", ITHACA_DATABASE_URL="mysql://somewhere/else")
    assert done.returncode == 2
    assert "ITHACA_DATABASE_URL" in one_sentence(done.stderr)


def test_a_database_server_that_does_not_answer(ithaca: Run, free_port: int) -> None:
    done = ithaca("migrate", ITHACA_DATABASE_URL=f"postgres://ithaca:secret@127.0.0.1:{free_port}/ithaca")
    assert done.returncode == 2
    sentence = one_sentence(done.stderr)
    assert "cannot be reached" in sentence
    assert "secret" not in sentence


def test_a_file_that_is_no_database_is_left_alone(ithaca: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "ithaca.sqlite3").write_bytes(b"this is a letter, not a database\n" * 100)
    done = ithaca("migrate")
    assert done.returncode == 2
    assert "damaged or no database" in one_sentence(done.stderr)
    assert (tmp_path / "data" / "ithaca.sqlite3").read_bytes() == b"this is a letter, not a database\n" * 100


def test_a_database_ahead_of_the_code_is_refused_and_kept(ithaca: Run, tmp_path: Path, free_port: int) -> None:
    prepare(tmp_path / "data")
    assert ithaca("migrate", "--check").returncode == 0
    file = tmp_path / "data" / "ithaca.sqlite3"
    with sqlite3.connect(file) as database:
        row = ("kernel", "9999_from_the_future", "2030-01-01")
        database.execute("INSERT INTO django_migrations (app, name, applied) VALUES (?, ?, ?)", row)
        before = list(database.iterdump())
    for words in (["migrate"], ["start", "--port", str(free_port)], ["worker"], ["serve", "--port", str(free_port)]):
        done = ithaca(*words)
        assert done.returncode == 2, words
        assert "kernel 9999_from_the_future" in one_sentence(done.stderr)
    with sqlite3.connect(file) as database:
        assert list(database.iterdump()) == before


def test_serving_an_empty_database_points_to_migrate(ithaca: Run, free_port: int) -> None:
    for words in (["serve", "--port", str(free_port)], ["worker"]):
        done = ithaca(*words)
        assert done.returncode == 2, words
        assert "run `ithaca migrate` first" in one_sentence(done.stderr)


def test_the_example_is_for_this_machine_only(ithaca: Run, free_port: int) -> None:
    done = ithaca("start", "--example", "--host", "0.0.0.0", "--port", str(free_port))
    assert done.returncode == 2
    assert "this machine only" in one_sentence(done.stderr)
