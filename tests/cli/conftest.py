"""What the tests of the command line share: a clean environment, a free port, and waiting without sleeping blindly."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.support.installed import run


@pytest.fixture
def ithaca(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run `ithaca WORDS` to its end, with its data in a folder of the test."""
    return partial(run, tmp_path / "data")


@pytest.fixture
def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.fixture
def eventually() -> Callable[[Callable[[], object], str], None]:
    """Wait until something is so; fail with its description if it is not within a generous limit."""

    def wait(is_so: Callable[[], object], description: str) -> None:
        until = time.monotonic() + 60
        while not is_so():
            assert time.monotonic() < until, f"never happened: {description}"
            time.sleep(0.05)

    return wait


def one_sentence(words: str) -> str:
    """The only line on the error stream, without the name before it. Fails if there is more, a traceback above all."""
    lines = [line for line in words.splitlines() if line.strip()]
    assert len(lines) == 1, words
    return lines[0].split(": ", 1)[1]
