"""How fast the screening engine is, and how its time grows with the length of a message.

    python bench/screening.py [--seconds 10] [--presidio PYTHON [--model NAME]]

One core, rules only: throughput and latency over the labelled examples in tests/screening, then the time for hostile
messages of 1,250 to 10,000 characters. `--presidio` names the Python of a separate environment that has
presidio-analyzer, and `--model` the spaCy model there (without one only its pattern recognisers run); the same messages
go through it in the same run. It is no dependency of ours:

    python -m venv /tmp/presidio && /tmp/presidio/bin/pip install presidio-analyzer
    python bench/screening.py --presidio /tmp/presidio/bin/python
"""

from __future__ import annotations

import argparse
import itertools
import json
import subprocess
import sys
import tempfile
import time
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ithaca.screening import CONTACT, engine_version, screen  # noqa: E402
from ithaca.screening.meaning import likeness  # noqa: E402
from tests.screening.corpus import Example, examples  # noqa: E402

HOSTILE = ["0", "a@", "a.", "w w w . ", "double ", "insta is ", "i want to ", "é", "@a.b", "f*", "1 a ", "aB"]
BEFORE = ["", "insta ", "github "]  # words that make finders look
# Runs in the other environment: times and contact findings as JSON, with the language model named or without one.
PRESIDIO = """
import json, logging, sys, time
logging.disable(logging.CRITICAL)
import spacy, tldextract
tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine
model, texts = json.load(sys.stdin)
if not model:
    model = "blank_en"
    spacy.blank("en").to_disk(model)
nlp = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": model}], ner_model_configuration=NerModelConfiguration())
engine = AnalyzerEngine(nlp_engine=nlp)
kinds = ["PHONE_NUMBER", "EMAIL_ADDRESS", "URL", "LOCATION"]
kinds += [kind for kind in ["UK_POSTCODE"] if kind in engine.get_supported_entities("en")]
engine.analyze(text=texts[0], language="en", entities=kinds)
times, places = [], []
for text in texts:
    start = time.thread_time()
    found = engine.analyze(text=text, language="en", entities=kinds)
    times.append(time.thread_time() - start)
    places.append([[item.start, item.end] for item in found])
print(json.dumps([times, places]))
"""
SAMPLE = 1500


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
    for before, unit in itertools.product(BEFORE, HOSTILE):
        row = []
        for length in (1250, 2500, 5000, 10_000):
            text = before + (unit * length)[: length - len(before) - 4] + " x_y"
            best = min(_once(text) for _ in range(3))
            row.append(f"{best * 1e3:9.1f}")
        print(f"{before + unit!r:24}" + "".join(row))


def _once(text: str) -> float:
    start = time.thread_time()
    screen(text)
    return time.thread_time() - start


def presidio(python: str | None, model: str, chosen: list[Example]) -> None:
    """The same messages through Presidio, if an environment with it was named: speed, then what each of the two finds."""
    if python is None:
        print("Presidio: missing (name the Python of an environment that has it with --presidio)")
        return
    sample = chosen[:: max(1, len(chosen) // SAMPLE)]
    texts = [example.text for example in sample]
    try:
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                [python, "-c", PRESIDIO], input=json.dumps([model, texts]), capture_output=True, text=True, cwd=folder
            )
    except OSError as problem:
        print(f"Presidio: missing ({python} cannot be started: {problem.strerror})")
        return
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["it ended without a word"])[-1]
        print(f"Presidio: missing in {python} ({reason[:120]})")
        return
    times, places = json.loads(done.stdout.splitlines()[-1])
    report(f"Presidio, {model or 'patterns only'}"[:28], times)
    ours = [[[s.start, s.end] for s in example.screen().spans if s.type in CONTACT] for example in sample]
    print(f"\nthe same {len(sample)} messages: contact details covered, and harmless messages with a contact finding")
    for name, found in (("Ithaca", ours), ("Presidio", places)):
        print(f"{name:28}" + "  ".join(_shares(sample, found)))


def _shares(sample: list[Example], found: list[list[list[int]]]) -> list[str]:
    """For plain, disguised and split details how many are covered (nine tenths of their letters), and false touches."""
    counts: dict[str, list[int]] = {how: [0, 0] for how in ("plain", "disguised", "split", "harmless touched")}
    for example, spans in zip(sample, found, strict=True):
        if example.action == "allow":
            counts["harmless touched"][0] += bool(spans)
            counts["harmless touched"][1] += 1
        for start, end, kind in example.spans if example.disguise else ():
            if kind not in CONTACT:
                continue
            places = [i for i in range(start, end) if example.text[i].isalnum()]
            hit = sum(any(first <= i < last for first, last in spans) for i in places) >= 0.9 * len(places)
            counts[example.disguise][0] += hit
            counts[example.disguise][1] += 1
    return [f"{how} {part}/{whole} ({part / max(1, whole):.3f})" for how, (part, whole) in counts.items()]


@lru_cache(maxsize=1)
def _without_model() -> likeness.Model | None:
    """As where the file of the model is not there."""
    return None


def main() -> int:
    """Prints the figures; always 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--presidio", metavar="PYTHON")
    parser.add_argument(
        "--model", default="", help="spaCy model for Presidio; without it, its pattern recognisers only"
    )
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
    report("Ithaca, rules and model", timed(chosen, args.seconds))
    learned, likeness.model = likeness.model, _without_model
    report("Ithaca, rules only", timed(chosen, args.seconds))
    likeness.model = learned
    presidio(args.presidio, args.model, chosen)
    growth()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
