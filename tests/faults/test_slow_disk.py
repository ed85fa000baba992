"""A disk that answers slowly: everybody waits or is told so in plain words, and nobody who was told "sent" is deceived (RE-7)."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.killing import Run
from tests.faults.power import build
from tests.faults.tree import Tree

pytestmark = pytest.mark.timeout(600)
SOURCE = Path(__file__).with_name("slow.c")


class Disk:
    """How long each sync takes, for the processes that were started under it."""

    def __init__(self, sign: Path) -> None:
        self.sign = sign

    def takes(self, milliseconds: int) -> None:
        """From now on each sync takes so much longer; 0 makes the disk well again."""
        if not milliseconds:
            self.sign.unlink(missing_ok=True)
            return
        fresh = self.sign.with_suffix(".new")
        fresh.write_text(str(milliseconds))
        fresh.rename(self.sign)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A disk that can be made slow, for every process started meanwhile."""
    (tmp_path / "data").mkdir()
    disk = Disk(tmp_path / "slow")
    settings = {
        "LD_PRELOAD": str(build(tmp_path, SOURCE)),
        "SLOW_FROM": str((tmp_path / "data").resolve()),
        "SLOW_SIGN": str(disk.sign),
    }
    os.environ.update(settings)
    try:
        yield disk
    finally:
        for name in settings:
            del os.environ[name]


@pytest.fixture
def run(disk: Disk, tmp_path: Path) -> Iterator[Run]:
    """A running tree on that disk, and people who write."""
    tree = Tree((tmp_path / "data").resolve(), pairs=2)
    tree.populate()
    try:
        tree.start()
        started = Run(tree, people=8, mails=2, pause=0.2)
        started.writers.start()
        yield started
        started.writers.at_once.set()
        started.writers.enough.set()
    finally:
        disk.takes(0)
        tree.stop()


def test_nobody_is_told_before_it_is_on_the_disk_and_all_is_right_again_afterwards(run: Run, disk: Disk) -> None:
    ledger = run.writers.ledger
    run.more(5)

    disk.takes(400)
    slow_from = time.time()
    run.more(6)
    quick = [
        words for words, at in ledger.began.items() if slow_from < at and ledger.told.get(words, at + 1) - at < 0.4
    ]
    assert quick == []  # "sent" came after the sync, never before

    disk.takes(12_000)  # who is third in the queue waits longer than SQLite lets anybody wait
    unavailable = ledger.answers[503]
    run.wait_for(lambda: ledger.answers[503] > unavailable, "somebody is asked to come again")
    disk.takes(0)
    well_from = time.monotonic()
    run.more(8)
    assert time.monotonic() - well_from < 60

    findings = run.settle()
    assert findings.faults() == [], findings.table()
    assert set(ledger.answers) <= {302, 303, 503}, ledger.answers
    assert ledger.wrong == []
    assert run.killed.total() == 0
    assert all(process.started == 1 for process in (run.tree.web, run.tree.relay))
