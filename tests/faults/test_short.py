"""The short form: a few kills, a mail server that does everything but its work, a full disk; nothing lost, nothing doubled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.killing import Run
from tests.faults.tree import Tree

pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    """A running tree on SQLite, and people who write."""
    tree = Tree(tmp_path, pairs=2)
    tree.populate()
    try:
        tree.start()
        started = Run(tree, mails=4, pause=0.5)
        started.writers.start()
        yield started
        started.writers.at_once.set()
        started.writers.enough.set()
    finally:
        tree.stop()


def test_nothing_is_lost_or_doubled_whatever_dies_fills_up_or_does_not_answer(run: Run) -> None:
    """RE-1, RE-3, RE-4: kills of each process with messages in flight, then mail trouble, then a full disk."""
    tree, sink = run.tree, run.tree.sink
    run.more(10)
    for process in (tree.web, tree.crew[0], tree.relay):
        run.kill(process)
    run.ready()
    run.more(10)

    for mood in ("later", "never", "mute", "stall"):
        sink.mood = mood
        tree.records.ask("UPDATE notices_letter SET next_try_at = created_at WHERE state = 'waiting'")
        run.wait_for(lambda: sink.asked[sink.mood], f"the worker met a mail server in the mood {sink.mood}")
    run.kill(tree.crew[0])
    sink.stop()
    sink.mood = "take"

    tree.web.limit_files(1)
    kept = tree.records.number("SELECT COUNT(*) FROM messaging_message")
    tries = run.writers.ledger.tries
    run.wait_for(lambda: run.writers.ledger.tries > tries + 40, "people go on trying while the disk is full")
    assert tree.records.number("SELECT COUNT(*) FROM messaging_message") <= kept + 4  # the relay's disk is not full
    tree.web.limit_files(-1)
    sink.start()
    run.more(10)

    findings = run.settle()
    assert findings.faults() == [], findings.table()
    assert findings.told >= 30
    assert findings.by_mail >= 1
    assert run.killed.total() == 4
