"""The power goes, again and again, while people write: what is left on the disk must hold every message somebody was told of.

    python -m tests.faults.power --times 200     # SQLite; prints its table, exit code 1 if anything was lost

power.c, put before every process of the tree, keeps what was synced of each database file. An outage stops the processes for
an instant, takes what the disk would hold, and lets them go on. Every second time that is exactly what was synced; in between,
any block that was written later may have reached the disk or not, as chance has it: unsynced writes come in no order.
Linux, and a C compiler.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.killing import Run
from tests.faults.tree import Tree

SOURCE = Path(__file__).with_name("power.c")
DATABASE, LOG = "ithaca.sqlite3", "ithaca.sqlite3-wal"
#: What a disk writes at once.
BLOCK = 512


def build(folder: Path, source: Path = SOURCE) -> Path:
    """Compile power.c, or another such file. Raises RuntimeError with the compiler's words, or if there is none."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        raise RuntimeError("A C compiler is needed to try disks that fail: install gcc.")
    made = folder / f"{source.stem}.so"
    command = [compiler, "-O2", "-shared", "-fPIC", "-o", str(made), str(source), "-ldl"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return made


@contextlib.contextmanager
def watched(data: Path, synced: Path, library: Path, *, lies: int = 0) -> Iterator[None]:
    """Every process started within has its syncs of files in `data` kept in `synced`; with `lies`, only every n-th."""
    settings = {"LD_PRELOAD": str(library), "POWER_FROM": str(data), "POWER_TO": str(synced)}
    if lies:
        settings["POWER_LIES"] = str(lies)
    os.environ.update(settings)
    try:
        yield
    finally:
        for name in settings:
            del os.environ[name]


@dataclass
class Outages:
    """What was found after each."""

    times: int = 0
    told: int = 0
    lost: int = 0
    doubled: int = 0
    broken: list[str] = field(default_factory=list)

    def table(self) -> str:
        """One line a figure."""
        lines = {"outages": self.times, "told at the last": self.told, "lost": self.lost, "doubled": self.doubled}
        lines["databases broken"] = len(self.broken)
        return "\n".join(f"{name:<30} {value}" for name, value in lines.items())

    def look(self, case: Path, told: set[str]) -> None:
        """Open what is left as SQLite would after the machine has started again, and compare."""
        self.times += 1
        self.told = len(told)
        with contextlib.closing(sqlite3.connect(case / DATABASE)) as base:
            try:
                verdict = base.execute("PRAGMA integrity_check").fetchone()[0]
                kept = Counter(words for (words,) in base.execute("SELECT original FROM messaging_message"))
            except sqlite3.DatabaseError as error:
                verdict, kept = str(error), Counter()
        if verdict != "ok":
            self.broken.append(verdict)
        self.lost += sum(words not in kept for words in told)
        self.doubled += sum(number > 1 for number in kept.values())


def _leave(case: Path, data: Path, synced: Path, chance: random.Random, *, mixed: bool) -> None:
    """What the disk holds at this instant: what was synced, and if `mixed`, any blocks written since that chance lets by."""
    for name in (DATABASE, LOG):
        safe = (synced / name).read_bytes() if (synced / name).exists() else b""
        if mixed and (data / name).exists():
            written = (data / name).read_bytes()
            blocks = range(0, len(written), BLOCK)
            by = [
                written[at : at + BLOCK] if chance.random() < 0.5 else safe[at : at + BLOCK].ljust(BLOCK, b"\0")
                for at in blocks
            ]
            safe = b"".join(by)[: len(written)] if len(written) >= len(safe) else b"".join(by) + safe[len(written) :]
        if safe:
            (case / name).write_bytes(safe)


def cut(run: Run, synced: Path, times: int, *, seed: int = 1, pause: tuple[float, float] = (0.05, 0.4)) -> Outages:
    """Cut the power `times` times while the writers of a started run go on. Raises RuntimeError if nobody is told anything."""
    tree, found, chance = run.tree, Outages(), random.Random(seed)
    for number in range(times):
        time.sleep(chance.uniform(*pause))
        if number % 10 == 0:
            run.more(1)
        with tempfile.TemporaryDirectory() as folder:
            case = Path(folder)
            with run.writers.ledger.lock:
                told = set(run.writers.ledger.told)
            groups = [process.running.pid for process in tree.all() if process.running]
            for group in groups:
                os.killpg(group, signal.SIGSTOP)
            try:
                _leave(case, tree.folder, synced, chance, mixed=bool(number % 2))
            finally:
                for group in groups:
                    os.killpg(group, signal.SIGCONT)
            found.look(case, told)
        if sys.stderr.isatty():
            print(f"\r{number + 1}/{times} outages, {found.told} messages", end="", file=sys.stderr)
    return found


def try_it(folder: Path, times: int, *, lies: int = 0, pairs: int = 2) -> Outages:
    """Fill a tree in `folder`, start it, and cut its power."""
    data, synced = (folder / "data").resolve(), (folder / "synced").resolve()
    data.mkdir()
    synced.mkdir()
    with watched(data, synced, build(folder), lies=lies):
        tree = Tree(data, pairs=pairs)
        tree.populate()
        for name in (DATABASE, LOG):  # what was there before the first outage is on the disk
            if (data / name).exists():
                shutil.copyfile(data / name, synced / name)
        try:
            tree.start()
            run = Run(tree, mails=0)
            run.writers.start()
            run.more(5)
            return cut(run, synced, times)
        finally:
            if "run" in locals():
                run.writers.at_once.set()
                run.writers.enough.set()
            tree.stop()


def main() -> int:
    """One run; the table goes to the standard output."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.power", description=__doc__)
    parser.add_argument("--times", type=int, default=200, help="how many outages (200)")
    parser.add_argument(
        "--lies", type=int, default=0, help="a disk that believes only every n-th sync, to try the harness"
    )
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ithaca-power-") as folder:
        found = try_it(Path(folder), wanted.times, lies=wanted.lies)
    print(found.table())
    return 1 if found.lost or found.doubled or found.broken else 0


if __name__ == "__main__":
    sys.exit(main())
