"""Looks for messages on which the screening engine takes longer than in proportion to their length.

    python bench/shapes.py [--seconds 300] [--seed 1]

Somebody who wants to hang the engine repeats something short behind words that make a finder look. So does this: a beginning
(words that lead up to a detail, or a labelled message), a few characters or a piece of a message over and over, and an end.
Each shape is read at 1,000 and 4,000 characters; one that takes more than six times as long is read again at 10,000 and, if it
goes on so, printed. Nothing should be.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ithaca.screening import screen, warm_up  # noqa: E402
from tests.screening.corpus import examples  # noqa: E402

# Words that make a finder look, and what may be repeated behind them.
LEADS = """|insta |my snap is |github |my number is |call me on |i live at |meet me at |the code is |email me at |backwards
|postcode |house |add me on discord |roman figures |capital letters spell |first letters |my roblox name is |@|www."""
WORDS = """é|🙂|one-|double |dot |at |Ab|aB|a1|1a|12 |street |road |lane|Mr |the |of |l l |o o|and |st. |th |VI |ten |thirty
|insta|snap | is |no. |flat |a-b|x_|u/|//|.com |minus |plus |my |name """
PIECES = [*"abxyzAQ019.-_'@/: ,\n!#*()&+", *WORDS.replace("\n", "").split("|")]
SHORT, LONG, LONGEST = 1_000, 4_000, 10_000


class Stuck(BaseException):
    """Raised by the alarm; no `except Exception` of the engine may answer it."""


def ring(*_: object) -> None:
    """The alarm's handler."""
    raise Stuck


def timed(shape: tuple[str, str, str], length: int, stuck: int) -> float:
    """Processor seconds for a message of this shape and length; infinite where the alarm rang first."""
    before, unit, after = shape
    text = (before + unit * (length // len(unit) + 1))[: length - len(after)] + after
    start = time.thread_time()
    signal.alarm(stuck)
    try:
        screen(text)
    except Stuck:
        return float("inf")
    finally:
        signal.alarm(0)
    return time.thread_time() - start


def guess(chance: random.Random, texts: list[str]) -> tuple[str, str, str]:
    """Some beginning, something to repeat, and some end."""
    unit = "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 4)))
    if chance.random() < 0.25:
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        unit = text[start : start + chance.randint(3, 40)]
    before = chance.choice(texts) + " " if chance.random() < 0.5 else chance.choice(LEADS.replace("\n", "").split("|"))
    return before, unit, chance.choice(["", "", " _", " x_y", "@", " .", "!", chance.choice(texts)])


def main() -> int:
    """Prints every shape that grows too fast; 1 if there was one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--stuck", type=int, default=10, help="seconds after which one message counts as never answered"
    )
    args = parser.parse_args()
    chance, texts = random.Random(args.seed), [example.text for example in examples()]
    signal.signal(signal.SIGALRM, ring)
    warm_up()
    tried, bad, end = 0, 0, time.monotonic() + args.seconds
    while time.monotonic() < end:
        shape, tried = guess(chance, texts), tried + 1
        short, long = (min(timed(shape, length, args.stuck) for _ in range(2)) for length in (SHORT, LONG))
        if long <= 0.3 and long <= 6 * short + 0.05:
            continue
        longest = timed(shape, LONGEST, args.stuck)
        if (longest > 4 * long and longest > 0.5) or longest > 2:
            bad += 1
            print(f"{short * 1e3:8.0f} {long * 1e3:8.0f} {longest * 1e3:8.0f} ms  {shape!r}", flush=True)
    print(f"{tried:,} shapes tried, {bad} grow faster than their length")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
