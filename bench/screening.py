"""How fast the screening engine is, and how its time grows with the length of a message.

    python bench/screening.py [--seconds 10] [--presidio PYTHON]

One core, rules only: throughput and latency over the labelled examples in tests/screening, then the time for hostile
messages of 1,250 to 10,000 characters. `--presidio` names the Python of a separate environment that has
presidio-analyzer and its language model; the same texts go through it in the same run. It is no dependency of ours.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ithaca.screening import engine_version, screen  # noqa: E402
from tests.screening.corpus import Example, examples  # noqa: E402

HOSTILE = ["0", "a@", "a.", "w w w . ", "double ", "insta is ", "i want to ", "é", "@a.b", "f*", "1 a "]
PRESIDIO = """
import json, sys, time
from presidio_analyzer import AnalyzerEngine
texts = json.load(sys.stdin)
engine = AnalyzerEngine()
engine.analyze(text=texts[0], language="en")
times = []
for text in texts:
    start = time.perf_counter()
    engine.analyze(text=text, language="en")
    times.append(time.perf_counter() - start)
print(json.dumps(times))
"""


def timed(chosen: list[Example], seconds: float) -> list[float]:
    """Processor seconds for each message, over and over until `seconds` have gone."""
    times: list[float] = []
    stop = time.monotonic() + seconds
    while time.monotonic() < stop:
        for example in chosen:
            start = time.thread_time()
            example.screen()
            times.append(time.thread_time() - start)
    return times


def report(name: str, times: list[float]) -> None:
    """One line: messages a second, median, 99th percentile and the slowest, in milliseconds."""
    ordered = sorted(times)
    middle, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
    rate = len(ordered) / sum(ordered)
    print(
        f"{name:28}{rate:10,.0f}/s  p50 {middle * 1e3:7.3f} ms  p99 {late * 1e3:7.3f} ms  max {ordered[-1] * 1e3:7.2f} ms"
    )


def growth() -> None:
    """Time for one message of a hostile shape at four lengths: twice the length should cost about twice the time."""
    print("\nprocessor milliseconds for hostile shapes of 1,250, 2,500, 5,000 and 10,000 characters")
    for unit in HOSTILE:
        row = []
        for length in (1250, 2500, 5000, 10_000):
            text = (unit * length)[:length]
            best = min(_once(text) for _ in range(3))
            row.append(f"{best * 1e3:9.1f}")
        print(f"{unit!r:16}" + "".join(row))


def _once(text: str) -> float:
    start = time.thread_time()
    screen(text)
    return time.thread_time() - start


def presidio(python: str | None, texts: list[str]) -> None:
    """The same texts through Presidio, if an environment with it was named."""
    if python is None:
        print("Presidio: missing (name the Python of an environment that has it with --presidio)")
        return
    done = subprocess.run([python, "-c", PRESIDIO], input=json.dumps(texts), capture_output=True, text=True)
    if done.returncode:
        print(f"Presidio: missing in {python} ({done.stderr.strip().splitlines()[-1][:120]})")
        return
    report("Presidio", json.loads(done.stdout))


def main() -> int:
    """Prints the figures; always 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--presidio", metavar="PYTHON")
    args = parser.parse_args()
    chosen = list(examples())
    start = time.perf_counter()
    screen("warm up")
    print(
        f"engine {engine_version()}, {len(chosen)} examples; "
        f"first message {time.perf_counter() - start:.2f} s (reads the lexicons)"
    )
    for example in chosen:
        example.screen()
    report("Ithaca", timed(chosen, args.seconds))
    presidio(args.presidio, [example.text for example in chosen])
    growth()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
