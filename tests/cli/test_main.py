"""The command line as a whole: help, exit codes, passing through."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from ithaca.cli.registry import COMMANDS, PASSED_THROUGH
from tests.support.installed import environment

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - PASSED_THROUGH))
def test_every_command_has_help_and_loads_no_django_for_it(command: str) -> None:
    code = (
        "import sys\nfrom ithaca.cli.main import main\n"
        f"try:\n    main([{command!r}, '--help'])\nexcept SystemExit as end:\n    code = end.code\n"
        "sys.exit(code or (9 if 'django' in sys.modules else 0))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"usage: ithaca {command}")


def test_the_overview_names_every_command(ithaca: Run) -> None:
    done = ithaca("--help")
    assert done.returncode == 0
    for command in COMMANDS:
        assert f"    {command} " in done.stdout


@pytest.mark.parametrize("words", [[], ["dance"], ["serve", "--port", "eight"], ["audit"], ["migrate", "--now"]])
def test_wrong_usage_ends_with_code_2(ithaca: Run, words: list[str]) -> None:
    done = ithaca(*words)
    assert done.returncode == 2
    assert "usage: ithaca" in done.stderr
    assert "Traceback" not in done.stderr


def test_manage_passes_options_through(ithaca: Run) -> None:
    done = ithaca("manage", "check", "--help")
    assert done.returncode == 0
    assert "--deploy" in done.stdout


def test_a_checkpoint_that_cannot_be_read_is_bad_input(ithaca: Run) -> None:
    done = ithaca("audit", "verify", "--checkpoint", "/no/such/file")
    assert done.returncode == 2
    assert "cannot be read" in done.stderr
    assert done.stderr.count("\n") == 1
