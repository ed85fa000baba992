"""This engine beside its peers on the same pools, in one run.

    python bench/assignment.py                          # 500, 1,000, 2,000 and 5,000 mentees
    python bench/assignment.py 20000 100000 --limit 900

Peers that are not dependencies of Ithaca are looked for in folders of their own (two of them install the same name):

    python -m pip install --target build/bench-peers/lapx lapx==0.11.1
    python -m pip install --target build/bench-peers/mentor-match mentor-match==7.0.1
    python -m pip install --target build/bench-peers/matching matching==1.4.3

A peer that is missing is named and left out.  Each contender runs in a process of its own; whoever passes the time limit
or the memory is named so.  Times of this engine hold scoring, solving, choosing among equals and the proof; peers (but
mentor-match) are given the finished table of points.  "floor" is one pass that scores every pair once with this engine's
fastest kernel on the same threads.  Memory is the peak of the whole process, interpreter and people included.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ORDER = ("ithaca", "ithaca-numpy", "scipy", "ortools", "lapx", "matching", "mentor-match")
#: Where a contender stops making sense: time or memory that no reader would wait for.
MOST = {
    "ithaca-numpy": 5_000,
    "scipy": 20_000,
    "ortools": 10_000,
    "lapx": 20_000,
    "matching": 1_000,
    "mentor-match": 500,
}
MODULE = {"scipy": "scipy", "ortools": "ortools", "ithaca": "numba"}


def contend(name: str, size: int, seed: int, peers: Path, limit: float) -> dict[str, float] | str:
    """The figures of one contender, or why there are none."""
    folder = peers / name
    environment = dict(os.environ)
    if name in ("lapx", "matching", "mentor-match"):
        if not folder.is_dir():
            return "not installed"
        environment["PYTHONPATH"] = str(folder)
    command = [sys.executable, str(HERE / "assignment_contender.py"), name, str(size), str(seed)]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return f"more than {limit:.0f} s"
    if done.returncode != 0:
        last = done.stderr.strip().splitlines()[-1:] or [f"ended with {done.returncode}"]
        return last[0][:90]
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def show(size: int, figures: dict[str, dict[str, float] | str]) -> None:
    """One table for one size; ratios to this engine."""
    mine = figures.get("ithaca")
    print(f"\n{size:,} mentees, {size // 2:,} mentors")
    print(f"{'':14}{'seconds':>10}{'ratio':>9}{'peak MiB':>10}{'placed':>9}{'total':>12}")
    for name, found in figures.items():
        if isinstance(found, str):
            print(f"{name:14}{found}")
            continue
        ratio = f"{found['seconds'] / mine['seconds']:9.1f}" if isinstance(mine, dict) else f"{'':9}"
        line = (
            f"{name:14}{found['seconds']:10.3f}{ratio}{found['peak']:10.0f}{found['placed']:9.0f}{found['total']:12.0f}"
        )
        if "floor" in found:
            line += f"   {found['passes']:.1f} passes; {found['cpu']:.3f} s of processor time, "
            line += f"{found['cpu'] / found['floor_cpu']:.1f} floors of {found['floor_cpu']:.4f} s"
        print(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[500, 1000, 2000, 5000])
    parser.add_argument(
        "--peers", type=Path, default=HERE.parent / "build" / "bench-peers", help="where the peers were installed"
    )
    parser.add_argument("--limit", type=float, default=600, help="seconds for each contender")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", choices=ORDER, default=list(ORDER))
    args = parser.parse_args()
    for size in args.sizes:
        figures: dict[str, dict[str, float] | str] = {}
        for name in ORDER:
            if name in args.only and size <= MOST.get(name, size):
                figures[name] = contend(name, size, args.seed, args.peers, args.limit)
        show(size, figures)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
