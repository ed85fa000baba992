"""`ithaca audit verify`: exit 0 when the record is whole, 1 when it is not, 2 for a file that is no checkpoint."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_the_exit_code_says_whether_the_record_is_whole(ithaca: Run, tmp_path: Path) -> None:
    assert ithaca("migrate").returncode == 0
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
