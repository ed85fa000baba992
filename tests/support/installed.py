"""Ithaca as it is installed: its command in a clean environment, and a data folder that is ready to be used."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def environment(**settings: str) -> dict[str, str]:
    """This environment without any setting of Ithaca but those given."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("ITHACA_")}
    return {**plain, "PYTHONPATH": str(ROOT), **settings}


def run(data: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run `ithaca WORDS` to its end, with its data in `data`."""
    command = [sys.executable, "-m", "ithaca", *words]
    chosen = environment(**{"ITHACA_DATA": str(data), **settings})
    return subprocess.run(command, env=chosen, capture_output=True, text=True, check=False, timeout=120)


def prepare(data: Path) -> None:
    """Make `data` what `ithaca migrate` makes of it. The tables are made once for all tests of a process: it takes seconds."""
    shutil.copytree(_prepared(), data)


@cache
def _prepared() -> Path:
    data = Path(tempfile.mkdtemp(prefix="prepared-", dir=os.environ["ITHACA_DATA"])) / "data"
    done = run(data, "migrate")
    assert done.returncode == 0, done.stderr
    return data
