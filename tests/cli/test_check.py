"""`ithaca check`: counts add up, a missing tool is not a pass, the second database runs only what touches it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from ithaca.cli.check import Outcome, counts, summarise
from tests.support.installed import ROOT, environment
from tests.support.postgres_cluster import postgres_cluster


def test_the_counts_come_from_pytests_own_report(tmp_path: Path) -> None:
    tests = tmp_path / "test_some.py"
    tests.write_text(
        "import pytest\ndef test_a(): pass\ndef test_b(): assert False\n"
        "@pytest.mark.skip\ndef test_c(): pass\n@pytest.fixture\ndef broken(): raise OSError\ndef test_d(broken): pass\n"
    )
    report = tmp_path / "report.xml"
    command = [sys.executable, "-m", "pytest", "-p", "no:django", "-c", "/dev/null", f"--junitxml={report}", tests]
    subprocess.run(command, env=environment(), capture_output=True, cwd=tmp_path)
    assert counts(report) == (1, 2, 1)
    assert counts(tmp_path / "never written.xml") == (0, 0, 0)


@pytest.mark.parametrize(
    ("outcomes", "code", "closing"),
    [
        ([Outcome("a", 3, 0, 0, 1.0), Outcome("b", 1, 0, 2, 1.0)], 0, "4 passed, 0 failed"),
        ([Outcome("a", 3, 0, 0, 1.0), Outcome("b", 0, 0, 0, 0.0, "Chromium was not found.")], 3, "3 passed, 0 failed"),
        ([Outcome("a", 3, 1, 0, 1.0), Outcome("b", 0, 0, 0, 0.0, "Chromium was not found.")], 1, "3 passed, 1 failed"),
    ],
)
def test_the_closing_line_and_the_exit_code(
    capsys: pytest.CaptureFixture[str], outcomes: list[Outcome], code: int, closing: str
) -> None:
    assert summarise(outcomes) == code
    printed = capsys.readouterr().out.splitlines()
    assert printed[-1] == closing
    assert ("Chromium was not found." in printed) == any(outcome.missing for outcome in outcomes)


def test_only_tests_that_touch_the_database_are_kept(tmp_path: Path) -> None:
    tests = tmp_path / "test_some.py"
    tests.write_text(
        "import pytest\nfrom django.test import TestCase\ndef test_plain(): pass\ndef test_fixture(db): pass\n"
        "@pytest.mark.django_db\ndef test_marked(): pass\nclass TestCased(TestCase):\n    def test_cased(self): pass\n"
    )
    command = [sys.executable, "-m", "pytest", "--collect-only", "-p", "tests.support.database_only", tests]
    settings = environment(ITHACA_DATA=str(tmp_path / "data"))
    done = subprocess.run(command, env=settings, capture_output=True, text=True, cwd=ROOT)
    assert "3/4 tests collected (1 deselected)" in done.stdout
    assert "test_plain" not in done.stdout


@pytest.mark.postgres
def test_a_cluster_answers_and_is_gone_afterwards() -> None:
    with postgres_cluster() as url:
        with psycopg.connect(url) as connection:
            version = connection.execute("SHOW server_version_num").fetchone()
            assert version is not None
            assert int(version[0]) >= 150000
            encoding = connection.execute("SHOW server_encoding").fetchone()
            assert encoding == ("UTF8",)
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(url.replace("ithaca:", "ithaca:not-"))
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=5)
