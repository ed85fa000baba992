"""How fast a session finds the new optimum, proved, after one change in a pool of 5,000.

    python bench/session.py                  # 5,000 mentees, 2,500 mentors
    python bench/session.py 500 --times 30

Printed for each kind of change: medians and the slowest, by the clock on the wall and by that of the processor. Every
change is followed by another one, so nothing is measured on a session that has just been made. Beside them the same
optimum from nothing. Run it on a quiet machine.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.assignment_people import rows, scheme
from ithaca.assignment import Problem, Session

Spent = list[tuple[float, float]]


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds on the wall and of the processor."""
    began, worked = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


def measure(size: int, times: int, seed: int) -> dict[str, Spent]:
    """Every kind of change, `times` times, each with the optimum after it."""
    mentees, mentors = rows(size, size // 2, seed)
    more_mentees, more_mentors = rows(times, times, seed + 1)
    session = Session(Problem.build(mentees, mentors, scheme()))
    found: dict[str, Spent] = {"from nothing": [timed(lambda: session.result)]}
    rng = random.Random(seed)

    def change(name: str, work: Callable[[], None]) -> None:
        found.setdefault(name, []).append(timed(lambda: (work(), session.result)))
        assert session.result.optimal

    for n in range(times):
        pair = rng.choice(session.result.pairs)
        change("ban", lambda pair=pair: session.ban(pair.mentee, pair.mentor))
        change("ban lifted", lambda pair=pair: session.unban(pair.mentee, pair.mentor))
        others = [mentor for _points, mentor in session.choices(pair.mentee, 20) if session.can_pin(mentor)]
        other = rng.choice(others)
        change("pin", lambda pair=pair, other=other: session.pin(pair.mentee, other))
        change("pin lifted", lambda pair=pair: session.unpin(pair.mentee))
        change("mentee arrives", lambda n=n: session.mentee_arrives({**more_mentees[n], "id": f"new mentee {n}"}))
        change("mentor arrives", lambda n=n: session.mentor_arrives({**more_mentors[n], "id": f"new mentor {n}"}))
        change("mentee leaves", lambda: session.mentee_leaves(rng.choice(session.mentees)))
        change("mentor leaves", lambda: session.mentor_leaves(rng.choice(session.mentors)))
    return found


def main() -> None:
    """One table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("size", nargs="?", type=int, default=5000)
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    measure(200, 1, args.seed)  # kernels are compiled or loaded
    print(f"{args.size:,} mentees, {args.size // 2:,} mentors; milliseconds")
    print(f"{'':16}{'median':>9}{'processor':>11}{'slowest':>9}{'processor':>11}")
    for name, spent in measure(args.size, args.times, args.seed).items():
        wall, worked = [w for w, _ in spent], [c for _, c in spent]
        print(
            f"{name:16}{statistics.median(wall):9.1f}{statistics.median(worked):11.1f}{max(wall):9.1f}{max(worked):11.1f}"
        )


if __name__ == "__main__":
    main()
