"""The version of the engine says what it is made of."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import ithaca.screening
from ithaca.screening.made_of import engine_digest

OURS = Path(ithaca.screening.__file__).parent


def rules(copy: Path) -> None:
    file = copy / "details" / "postcodes" / "find.py"
    file.write_text(file.read_text("utf-8").replace("_AREAS", "_AREA_CODES"), "utf-8")


def words(copy: Path) -> None:
    file = copy / "data" / "slang.txt"
    file.write_text(file.read_text("utf-8") + "gonna = going to\n", "utf-8")


def another_file(copy: Path) -> None:
    (copy / "more.py").touch()


@pytest.mark.parametrize("change", [rules, words, another_file])
def test_a_change_of_code_or_data_makes_another_version(tmp_path: Path, change: Callable[[Path], None]) -> None:
    copy = tmp_path / "engine"
    shutil.copytree(OURS, copy)
    assert engine_digest(copy) == engine_digest(OURS)
    change(copy)
    assert engine_digest(copy) != engine_digest(OURS)


def test_ends_of_lines_policies_and_what_python_keeps_do_not(tmp_path: Path) -> None:
    copy = tmp_path / "engine"
    shutil.copytree(OURS, copy)
    for file in copy.glob("*.py"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    (copy / "__pycache__").mkdir(exist_ok=True)
    (copy / "__pycache__" / "old.pyc").write_bytes(b"0")
    (copy / "data" / "policies" / "new.toml").touch()
    assert engine_digest(copy) == engine_digest(OURS)
