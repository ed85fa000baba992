"""What processes that start at the same moment must not trip over: a database being prepared, secrets being made."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ithaca.cli.prepared import not_yet_prepared, now_prepared, wait_until_prepared
from ithaca.config import environment as settings_environment
from tests.support.installed import environment

READ = "import sys, pathlib; from ithaca.config.environment import secret; print(secret('', pathlib.Path(sys.argv[1])))"


def test_the_web_server_waits_for_the_preparing_of_this_start(tmp_path: Path) -> None:
    now_prepared(tmp_path)  # a sign that a start cut off has left
    not_yet_prepared(tmp_path)
    waiting = threading.Thread(target=wait_until_prepared, args=(tmp_path,), daemon=True)
    waiting.start()
    waiting.join(0.2)
    assert waiting.is_alive()
    now_prepared(tmp_path)
    waiting.join(30)
    assert not waiting.is_alive()


def test_processes_that_start_together_read_one_secret(tmp_path: Path) -> None:
    command = [sys.executable, "-c", READ, str(tmp_path / "secret.key")]
    together = [subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True) for _ in range(6)]
    read = {process.communicate(timeout=60)[0].strip() for process in together}
    assert len(read) == 1
    assert len(read.pop()) == 64
    assert [file.name for file in tmp_path.iterdir()] == ["secret.key"]


def test_a_secret_is_made_on_a_disk_that_knows_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(settings_environment.os, "link", refuse)
    file = tmp_path / "secret.key"
    made = settings_environment.secret("", file)
    assert len(made) == 64
    assert settings_environment.secret("", file) == made
    assert file.stat().st_mode & 0o077 == 0
