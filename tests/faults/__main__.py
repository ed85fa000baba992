"""The long form: kill again and again, and print what is left.

    python -m tests.faults --kills 1000                          # SQLite
    python -m tests.faults --kills 1000 --postgres --workers 4   # PostgreSQL, in a cluster of its own

Exit code 1 if a message was lost or doubled, or a letter was lost or doubled without cause.
"""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.killing import Run
from tests.faults.tree import Tree
from tests.support.postgres_cluster import postgres_cluster


def main() -> int:
    """One run; the table goes to the standard output."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--minutes", type=float, default=0, help="end the killing after this many minutes")
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL instead of SQLite")
    parser.add_argument("--workers", type=int, default=1, help="job workers; more than one only with --postgres")
    parser.add_argument("--people", type=int, default=20, help="messages in flight (default: %(default)s)")
    parser.add_argument(
        "--pause", type=float, default=0.2, help="seconds between a person's notes (default: %(default)s)"
    )
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    if args.workers > 1 and not args.postgres:
        parser.error("SQLite has one worker: add --postgres")
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))  # so that nothing is left behind
    with contextlib.ExitStack() as stack:
        url = stack.enter_context(postgres_cluster()) if args.postgres else ""
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ithaca-faults-")))
        tree = Tree(folder, url, workers=args.workers)
        tree.populate()
        stack.callback(tree.stop)
        tree.start()
        run = Run(tree, people=args.people, mails=240, pause=args.pause, seed=args.seed)
        began = time.time()
        run.writers.start()
        run.kills(args.kills, until=began + args.minutes * 60 if args.minutes else float("inf"))
        findings = run.settle(1200)
    print(f"{'database':<30} {'PostgreSQL' if url else 'SQLite'}, {args.workers} worker(s)")
    print(f"{'kills':<30} {run.killed.total()} ({', '.join(f'{n} {what}' for what, n in sorted(run.killed.items()))})")
    print(f"{'minutes':<30} {(time.time() - began) / 60:.1f}")
    print(findings.table())
    for fault in findings.faults():
        print(f"FAULT {fault}", file=sys.stderr)
    return 1 if findings.faults() else 0


if __name__ == "__main__":
    sys.exit(main())
