"""`ithaca start`: one command, one process tree, the data kept."""

from __future__ import annotations

import http.client
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.cli.conftest import one_sentence
from tests.support.installed import environment, prepare


@pytest.fixture
def started(tmp_path: Path, free_port: int) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    """Start Ithaca on the free port with its data in the test's folder; it is stopped after the test."""
    running: list[subprocess.Popen[str]] = []

    def start() -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "ithaca", "start", "--port", str(free_port), "--data", str(tmp_path / "data")]
        process = subprocess.Popen(
            command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.terminate()
        process.communicate(timeout=60)


def words_until_ready(process: subprocess.Popen[str]) -> str:
    """What it prints until it says how to stop it."""
    words = ""
    assert process.stdout is not None
    while "Stop with Ctrl+C" not in words:
        line = process.stdout.readline()
        assert line, (words, process.stderr.read() if process.stderr else "")
        words += line
    return words


def answer(port: int) -> int:
    """The status of the front page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/")
    return connection.getresponse().status


def test_it_serves_stops_cleanly_and_keeps_its_data(started, ithaca, tmp_path: Path, free_port: int) -> None:
    process = started()
    words = words_until_ready(process)
    address = f"http://127.0.0.1:{free_port}"
    assert f"Ithaca runs at {address}\n" in words
    link = next(line.strip() for line in words.splitlines() if line.startswith("  http"))
    assert link.startswith(address + "/")
    assert answer(free_port) < 500

    second = ithaca("start", "--port", "1", "--data", str(tmp_path / "data"))
    assert second.returncode == 2
    assert one_sentence(second.stderr)

    tree = psutil.Process(process.pid).children(recursive=True)
    assert len(tree) >= 3  # the web server, its worker process, the job worker
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert [child.cmdline() for child in tree if child.is_running() and child.status() != psutil.STATUS_ZOMBIE] == []

    secret = (tmp_path / "data" / "secret.key").read_text()
    again = started()
    assert "Ithaca runs at" in words_until_ready(again)
    assert answer(free_port) < 500
    assert (tmp_path / "data" / "secret.key").read_text() == secret


def test_the_web_servers_own_worker_does_not_outlive_it(started, tmp_path: Path, eventually) -> None:
    prepare(tmp_path / "data")
    process = started()
    words_until_ready(process)
    everyone = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.wait()
    eventually(lambda: not any(child.is_running() for child in everyone), "every process of the tree has ended")


def test_one_that_is_cut_off_while_it_prepares_leaves_nothing_behind(started, tmp_path: Path, eventually) -> None:
    process = started()  # an empty folder: every migration has to be applied
    eventually((tmp_path / "data" / "ithaca.sqlite3").exists, "the preparing has begun")
    everyone = psutil.Process(process.pid).children(recursive=True)
    assert any("serve" in child.cmdline() for child in everyone)  # it loads already, beside the preparing
    process.kill()
    process.wait()
    eventually(lambda: not any(child.is_running() for child in everyone), "every process of the tree has ended")
    assert not (tmp_path / "data" / "prepared").exists()
