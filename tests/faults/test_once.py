"""The same form sent two to eight times at once is done once; other words under its key are refused (RE-3)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ithaca.messaging.models import Message
from tests.messaging.conftest import Talk, talk  # noqa: F401  (the fixture)

ROOT = Path(__file__).resolve().parents[2]


def interleavings(*words: str) -> str:
    """Run the generator in a process of its own; its table."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ITHACA_", "DJANGO_"))}
    command = [sys.executable, "-m", "tests.faults.once", *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_forty_interleavings_on_sqlite() -> None:
    assert "doubled" not in interleavings("--runs", "40")


@pytest.mark.postgres
def test_two_hundred_interleavings_on_postgresql() -> None:
    assert "doubled" not in interleavings("--runs", "200", "--postgres")


def test_other_words_under_the_same_key_get_a_clear_page_and_change_nothing(talk: Talk) -> None:  # noqa: F811
    browser = talk.browser("mentor")
    assert browser.post(talk.url(), {"body": "How was the match?", "once": "k"}).status_code == 302
    again = browser.post(talk.url(), {"body": "How was the match?", "once": "k"})
    assert again.status_code == 302
    other = browser.post(talk.url(), {"body": "Something else", "once": "k"})
    assert other.status_code == 409
    assert "already sent, with other words" in other.content.decode()
    assert [message.original for message in Message.objects.all()] == ["How was the match?"]
