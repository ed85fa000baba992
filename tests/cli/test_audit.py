"""`ithaca audit checkpoint` and `verify`: exit 0 when the record is whole, 1 when it is not, 2 for what is no checkpoint."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.support.installed import prepare

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_the_exit_code_says_whether_the_record_is_whole(ithaca: Run, tmp_path: Path) -> None:
    prepare(tmp_path / "data")
    whole = ithaca("audit", "verify")
    assert whole.returncode == 0, whole.stderr
    assert whole.stdout.endswith("events checked, 0 finding(s).\n")

    ahead = tmp_path / "checkpoint.json"
    ahead.write_text(json.dumps([{"chain": 999, "length": 3, "digest": "0" * 64}]))
    rolled_back = ithaca("audit", "verify", "--checkpoint", str(ahead))
    assert rolled_back.returncode == 1
    assert "chain 999: " in rolled_back.stdout

    for wrong in (b"Dear all", b"\xff\xfe\x00", b'[{"chain": "one"}]'):
        ahead.write_bytes(wrong)
        refused = ithaca("audit", "verify", "--checkpoint", str(ahead))
        assert refused.returncode == 2, refused.stdout
        assert refused.stderr.count("\n") == 1


def test_a_checkpoint_of_today_shows_a_record_that_lost_events_later(ithaca: Run, tmp_path: Path) -> None:
    prepare(tmp_path / "data")
    assert ithaca("manage", "shell", "-c", TWO_EVENTS).returncode == 0
    taken = ithaca("audit", "checkpoint")
    assert taken.returncode == 0, taken.stderr
    marks = [json.loads(line) for line in taken.stdout.splitlines()]
    assert [(mark["chain"], mark["length"]) for mark in marks] == [(0, 2)]
    kept = tmp_path / "checkpoint.txt"
    kept.write_text(taken.stdout)
    assert ithaca("audit", "verify", "--checkpoint", str(kept)).returncode == 0

    shutil.rmtree(tmp_path / "data")
    prepare(tmp_path / "data")
    lost = ithaca("audit", "verify", "--checkpoint", str(kept))
    assert lost.returncode == 1
    assert "chain 0: the checkpoint knows 2 events, here are 0" in lost.stdout


TWO_EVENTS = """
from django.utils import timezone
from ithaca.kernel.actor import job
from ithaca.upkeep.services.marks import set_mark
for size in (1, 2):
    set_mark(key="backup", value={"size": size}, by=job("backup"), at=timezone.now())
"""
