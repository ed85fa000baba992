"""Log files: closed to others, kept to a size, read for the reason of a death."""

from __future__ import annotations

from pathlib import Path

from ithaca.cli.logs import last_word, open_log, rotate


def test_a_log_is_for_its_owner_only(tmp_path: Path) -> None:
    open_log(tmp_path / "logs" / "web.log").close()
    assert (tmp_path / "logs" / "web.log").stat().st_mode & 0o077 == 0


def test_a_log_is_cut_while_it_is_written_to(tmp_path: Path) -> None:
    path = tmp_path / "web.log"
    with open_log(path) as log:
        log.write(b"old\n" * 10)
        log.flush()
        assert not rotate(path, biggest=40)
        assert rotate(path, biggest=39)
        log.write(b"new\n")
    assert path.read_bytes() == b"new\n"
    assert (tmp_path / "web.log.1").read_bytes() == b"old\n" * 10


def test_the_last_word_is_the_reason_and_not_the_farewell(tmp_path: Path) -> None:
    path = tmp_path / "web.log"
    path.write_text("[ERROR] from an earlier life\n")
    since = path.stat().st_size
    with path.open("a") as log:
        log.write("starting\n")
    assert last_word(path, since) == "starting"
    with path.open("a") as log:
        log.write("[ERROR] Unexpected exit from worker-1\n[INFO] shutting down\n\n")
    assert last_word(path, since) == "[ERROR] Unexpected exit from worker-1"
    assert last_word(path, since=10**9) == "[ERROR] Unexpected exit from worker-1"  # the log was cut meanwhile
    assert last_word(tmp_path / "none.log") == ""
