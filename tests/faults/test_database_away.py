"""The database goes away in the middle and comes back: nobody who was told so is deceived, and all goes on by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.cluster import Cluster
from tests.faults.killing import Run
from tests.faults.tree import Tree

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(600)]


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of its own."""
    made = Cluster()
    yield made
    made.remove()


@pytest.fixture
def run(cluster: Cluster, tmp_path: Path) -> Iterator[Run]:
    """A running tree with two workers on that PostgreSQL, and people who write."""
    tree = Tree(tmp_path, cluster.come(), workers=2, pairs=2)
    tree.populate()
    try:
        tree.start()
        started = Run(tree, people=8, mails=4, pause=0.5)
        started.writers.start()
        yield started
        started.writers.at_once.set()
        started.writers.enough.set()
    finally:
        tree.stop()


def test_the_database_goes_and_comes_back(run: Run, cluster: Cluster) -> None:
    """Web, workers and relay find it again without being started again; a worker is killed as well."""
    run.more(10)
    cluster.go()
    tries, told = run.writers.ledger.tries, len(run.writers.ledger.told)
    run.wait_for(
        lambda: run.writers.ledger.tries > tries + 20, "people are told soon that it does not work, and try on"
    )
    assert len(run.writers.ledger.told) <= told + 9  # those whose answer was on its way
    cluster.come()
    run.more(10)
    run.kill(run.tree.crew[0])
    run.more(10)

    findings = run.settle()
    assert findings.faults() == [], findings.table()
    assert findings.told >= 30
    assert all(process.started == 1 for process in (run.tree.web, run.tree.relay))
