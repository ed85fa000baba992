"""`ithaca check`: everything that must hold, in parts - style, types, the order of the rooms, migrations, tests."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ithaca.cli.environment import CHECKOUT, child_environment
from ithaca.cli.exits import BAD_INPUT, FOUND_SOMETHING, MISSING_TOOL, OK, CommandError

ORDINARY = "not journey and not postgres and not slow"
ON_POSTGRES = "not journey and not slow"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWAKS_TESTS = "tests/relay/test_swaks.py"
#: What has a part of its own, because it needs something installed.
ELSEWHERE = ("--ignore=tests/journeys", f"--ignore={SWAKS_TESTS}")
#: Two processes; each begins with its half, in order, so that what a file shares is made once, and helps the other at the end.
SIDE_BY_SIDE = ("-n", "2", "--dist", "worksteal")
SWEEP = "tests/house/sweep"
NO_TESTS = 5  # pytest's code for "nothing was collected"


@dataclass(frozen=True)
class Part:
    """One step of the check: its name, its command, what it changes in the environment, and what it needs installed."""

    name: str
    command: Sequence[str]
    settings: Mapping[str, str] = field(default_factory=dict)
    report: Path | None = None  # where pytest writes its counts; None for a step that is right or wrong as a whole
    missing: str = ""  # the sentence to say instead of running it
    may_be_empty: bool = False  # is a run that selects no test right?


@dataclass(frozen=True)
class Outcome:
    """How a part went. A step without tests counts as one."""

    name: str
    passed: int
    failed: int
    skipped: int
    seconds: float
    missing: str = ""


def add_arguments(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "check",
        help="run all the tests",
        description="Run style and type checks and all tests, on SQLite and PostgreSQL and in a browser.",
    )
    parser.add_argument("--fast", action="store_true", help="leave out PostgreSQL and the browser")


def run(args: argparse.Namespace) -> int:
    """Run every part, print each one's time and the sum, and return the exit code."""
    if not (CHECKOUT / "tests").is_dir():
        raise CommandError("There are no tests here: `check` runs in a checkout of the source.", BAD_INPUT)
    with tempfile.TemporaryDirectory(prefix="ithaca-check-") as scratch:
        parts = [*static_parts(), unit_part(Path(scratch)), swaks_part(Path(scratch))]
        if not args.fast:
            parts += [postgres_part(Path(scratch)), *journey_parts(Path(scratch))]
        outcomes = [run_part(part, Path(scratch)) for part in parts]
    return summarise(outcomes)


def static_parts() -> list[Part]:
    """The steps that read the code without running the tests."""
    python = [sys.executable, "-m"]
    parts = [
        Part("style (ruff)", [*python, "ruff", "check", "."]),
        Part("format (ruff)", [*python, "ruff", "format", "--check", "."]),
        Part("types (mypy)", [*python, "mypy"]),
        Part("migrations complete", [*python, "ithaca", "manage", "makemigrations", "--check", "--dry-run"]),
    ]
    if import_contracts_exist():
        code = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
        parts.insert(2, Part("order of the rooms (import-linter)", [sys.executable, "-c", code]))
    return parts


def import_contracts_exist() -> bool:
    """Are import-linter's contracts written down in this checkout?"""
    project = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    return (CHECKOUT / ".importlinter").exists() or "[tool.importlinter]" in project


def pytest_command(report: Path, marks: str, *options: str) -> list[str]:
    """A pytest run that leaves its counts in `report`."""
    return [sys.executable, "-m", "pytest", "-m", marks, f"--junitxml={report}", *options]


def unit_part(scratch: Path) -> Part:
    """Every test but the journeys, on SQLite, in two processes."""
    report = scratch / "unit.xml"
    command = pytest_command(report, ORDINARY, *SIDE_BY_SIDE, *ELSEWHERE, "tests")
    return Part("tests on SQLite", command, report=report)


def postgres_part(scratch: Path) -> Part:
    """The tests that touch the database once more, on a PostgreSQL made for them.

    The sweep is left out: it asks who gets in where, which no database changes; and after a thousand rolled-back tests
    PostgreSQL plans its joins by figures of empty tables, and takes minutes. docs/developers/tests.md has its command.
    """
    report = scratch / "postgres.xml"
    options = ("-p", "tests.support.database_only", *SIDE_BY_SIDE, *ELSEWHERE, f"--ignore={SWEEP}", "tests")
    command = pytest_command(report, ON_POSTGRES, *options)
    cluster = [sys.executable, "-m", "tests.support.postgres_cluster"]
    found = subprocess.run(cluster, cwd=CHECKOUT, env=child_environment(), capture_output=True, text=True)  # noqa: S603
    missing = found.stderr.strip() if found.returncode == MISSING_TOOL else ""
    return Part("tests on PostgreSQL", [*cluster, *command], report=report, missing=missing, may_be_empty=True)


def swaks_part(scratch: Path) -> Part:
    """The mail server's conversations with a program that is not ours."""
    report = scratch / "swaks.xml"
    missing = "" if shutil.which("swaks") else "swaks was not found: install the package swaks."
    return Part("mail by swaks", pytest_command(report, ORDINARY, SWAKS_TESTS), report=report, missing=missing)


def journey_parts(scratch: Path) -> list[Part]:
    """The journeys in Chromium, if there are any."""
    if not (CHECKOUT / "tests" / "journeys").is_dir():
        return []
    chromium = find_chromium()
    report = scratch / "journeys.xml"
    return [
        Part(
            "journeys in a browser",
            pytest_command(report, "not slow", "tests/journeys"),
            # Playwright runs its own event loop in the test's thread, and Django would refuse the database there.
            settings={"DJANGO_ALLOW_ASYNC_UNSAFE": "1", "ITHACA_CHROMIUM": chromium or ""},
            report=report,
            missing="" if chromium else "Chromium was not found: install the package chromium.",
        )
    ]


def find_chromium() -> str | None:
    """The system's Chromium: the one ITHACA_CHROMIUM names, else the first in PATH."""
    named = os.environ.get("ITHACA_CHROMIUM")
    return named or next(filter(None, map(shutil.which, CHROMIUMS)), None)


def environment_for_tests(scratch: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """This environment without the settings of a real Ithaca, with data in a folder that is thrown away."""
    plain = {name: value for name, value in child_environment().items() if not name.startswith("ITHACA_")}
    return {**plain, "ITHACA_DATA": str(scratch / "data"), **settings}


def run_part(part: Part, scratch: Path) -> Outcome:
    """Run one part with its output on the terminal, and count."""
    print(f"\n== {part.name}", flush=True)
    if part.missing:
        print(part.missing, flush=True)
        return Outcome(part.name, 0, 0, 0, 0.0, part.missing)
    begun = time.monotonic()
    environment = environment_for_tests(scratch, part.settings)
    code = subprocess.run(part.command, cwd=CHECKOUT, env=environment).returncode  # noqa: S603 - our own commands
    seconds = time.monotonic() - begun
    if part.report is None:
        return Outcome(part.name, int(code == OK), int(code != OK), 0, seconds)
    passed, failed, skipped = counts(part.report)
    if code != OK and failed == 0 and not (code == NO_TESTS and part.may_be_empty):
        failed = 1  # the run broke before or after its tests
    return Outcome(part.name, passed, failed, skipped, seconds)


def counts(report: Path) -> tuple[int, int, int]:
    """How many tests passed, failed and were skipped, by pytest's own report; zeros if it wrote none."""
    if not report.exists():
        return 0, 0, 0
    total = failed = skipped = 0
    for suite in ElementTree.parse(report).iter("testsuite"):  # noqa: S314 - written by our own pytest a moment ago
        total += int(suite.get("tests", 0))
        failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped += int(suite.get("skipped", 0))
    return total - failed - skipped, failed, skipped


def summarise(outcomes: Sequence[Outcome]) -> int:
    """Print a line a part and the closing line; return 1 if anything failed, else 3 if a tool was missing, else 0."""
    print("\n== Summary")
    for outcome in outcomes:
        words = outcome.missing or f"{outcome.passed} passed, {outcome.failed} failed, {outcome.skipped} skipped"
        print(f"  {outcome.name:<36} {outcome.seconds:7.1f} s   {words}")
    print(f"  {'all':<36} {sum(outcome.seconds for outcome in outcomes):7.1f} s")
    failed = sum(outcome.failed for outcome in outcomes)
    missing = [outcome.missing for outcome in outcomes if outcome.missing]
    for sentence in missing:
        print(sentence)
    print(f"{sum(outcome.passed for outcome in outcomes)} passed, {failed} failed", flush=True)
    if failed:
        return FOUND_SOMETHING
    return MISSING_TOOL if missing else OK
