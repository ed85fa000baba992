"""start.py: finds a Python by running candidates, builds .venv once, hands over. Real processes throughout."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import json, sys
print("ITHACA", json.dumps([list(sys.version_info[:2]), sys.prefix, sys.argv[1:]]))
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with start.py, a lock without packages, and a program that says how it was called."""
    folder = tmp_path / "checkout"
    (folder / "ithaca").mkdir(parents=True)
    (folder / "home").mkdir()
    (folder / "bin").mkdir()
    shutil.copy(ROOT / "start.py", folder)
    (folder / "requirements.txt").write_text("# no packages\n")
    (folder / "ithaca" / "__init__.py").write_text("")
    (folder / "ithaca" / "__main__.py").write_text(PROGRAM)
    return folder


def lonely_environment(checkout: Path) -> dict[str, str]:
    """An environment in which nothing but the candidates of the test can be found by name, and no index answers."""
    return {
        "PATH": str(checkout / "bin"),
        "HOME": str(checkout / "home"),
        "PYENV_ROOT": str(checkout / "home" / ".pyenv"),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "UV_PYTHON_INSTALL_DIR": str(checkout / "home" / "uv"),
    }


def start(checkout: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, checkout / "start.py", *words]
    return subprocess.run(
        command, env=lonely_environment(checkout), cwd="/", capture_output=True, text=True, timeout=300
    )


def ask(checkout: Path, question: str) -> str:
    """Ask start.py's own functions a question in a process whose own Python does not exist."""
    code = f"import sys; sys.path.insert(0, {str(checkout)!r}); sys.executable = ''; import start; print({question})"
    done = subprocess.run(
        [sys.executable, "-c", code], env=lonely_environment(checkout), capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def fake_python(path: Path, script: str) -> Path:
    """A program in Python's place: a shell script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n" + textwrap.dedent(script))
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_a_shim_that_refuses_is_passed_over_for_a_version_that_runs(checkout: Path) -> None:
    fake_python(checkout / "bin" / "python3.13", "echo 'pyenv: python3.13: command not found' >&2; exit 127")
    real = fake_python(checkout / "home/.pyenv/versions/3.13.9/bin/python3", f'exec {sys.executable} "$@"')
    assert ask(checkout, "start.find_python(True)[0]") == str([str(real)])


@pytest.mark.parametrize(
    ("answer", "fit"),
    [
        ("3|13|1|1|", "(13, True)"),
        ("3|12|1|0|", "(12, False)"),
        ("3|11|1|1|", "None"),
        ("2|7|1|0|", "None"),
        ("3|13|0|1|", "None"),  # not the ordinary CPython
        ("3|13|1|1|sqlite3", "None"),  # built without SQLite's headers, as pyenv does when they are missing
        ("hello", "None"),
    ],
)
def test_a_candidate_is_judged_by_its_own_answer(checkout: Path, answer: str, fit: str) -> None:
    program = fake_python(checkout / "bin" / "python", f"echo '{answer}'")
    assert ask(checkout, f"start.probe([{str(program)!r}])") == fit


@pytest.mark.parametrize(
    "place",
    [
        "home/.pyenv/versions/3.14.1/bin/python3",
        "home/.asdf/installs/python/3.14.1/bin/python3",
        "home/.local/share/mise/installs/python/3.14.1/bin/python3",
        "home/.local/share/uv/python/cpython-3.14.1-linux-x86_64-gnu/bin/python3",
        "bin/python3.14",
    ],
)
def test_every_usual_place_is_looked_at(checkout: Path, place: str) -> None:
    program = fake_python(checkout / place, "exit 1")
    assert str([str(program)]) in ask(checkout, "start.places(14)")


def test_a_second_start_installs_nothing_and_a_new_lock_installs_again(checkout: Path) -> None:
    first = start(checkout, "--port", "9")
    assert first.returncode == 0, first.stderr
    assert "Installing" in first.stdout
    version, prefix, words = json.loads(first.stdout.split("ITHACA ")[1])
    assert version >= [3, 12]
    assert prefix == str(checkout / ".venv")
    assert words == ["start", "--port", "9"]

    second = start(checkout, "check", "--fast")
    assert second.stdout.splitlines() == [f"ITHACA {json.dumps([version, prefix, ['check', '--fast']])}"]

    (checkout / "requirements.txt").write_text("# another lock, no packages\n")
    (checkout / ".venv" / "kept").write_text("")
    third = start(checkout)
    assert third.returncode == 0, third.stderr
    assert "Installing" in third.stdout
    assert (checkout / ".venv" / "kept").exists()  # brought up to date where it stands, not built anew

    # A lock that cannot be fetched leaves what was there; only the new packages are refused.
    (checkout / "requirements.txt").write_text("absent==1.0 --hash=sha256:" + "0" * 64 + "\n")
    offline = start(checkout)
    assert offline.returncode == 2
    assert offline.stderr.count("\n") == 1
    assert "check the network" in offline.stderr
    assert not (checkout / ".venv" / "ithaca-installing").exists()


def test_a_half_built_environment_is_built_anew(checkout: Path) -> None:
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").symlink_to("/nowhere/python")
    (checkout / ".venv" / "ithaca-installing").write_text("")
    (checkout / ".venv" / "left over").write_text("")
    done = start(checkout)
    assert done.returncode == 0, done.stderr
    assert "ITHACA" in done.stdout
    assert not (checkout / ".venv" / "left over").exists()
    assert not (checkout / ".venv" / "ithaca-installing").exists()


def test_an_environment_lent_by_another_checkout_is_left_alone(checkout: Path, tmp_path: Path) -> None:
    lent = tmp_path / "of another checkout"
    lent.mkdir()
    (lent / "theirs").write_text("")
    (checkout / ".venv").symlink_to(lent)
    done = start(checkout)
    assert done.returncode == 0, done.stderr
    assert "ITHACA" in done.stdout
    assert [one.name for one in lent.iterdir()] == ["theirs"]


def test_a_folder_that_cannot_be_written_gives_one_sentence(checkout: Path) -> None:
    (checkout / ".venv").write_text("a file where the folder should be")
    done = start(checkout)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("start.py: cannot write ")
    assert done.stderr.count("\n") == 1
    assert (checkout / ".venv").read_text() == "a file where the folder should be"


def test_help_needs_no_installation(checkout: Path) -> None:
    done = start(checkout, "--help")
    assert done.returncode == 0
    assert "python3 start.py --example" in done.stdout
    assert not (checkout / ".venv").exists()


def test_no_version_file_of_a_version_manager_is_kept_in_the_project() -> None:
    assert not (ROOT / ".python-version").exists()  # it makes pyenv's shims refuse on every other machine
