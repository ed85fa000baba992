"""Makes ithaca/screening/data/likeness.txt from the labelled examples: logistic regression, one pass per class.

    python -m tests.screening.train [--limits 1.35 1.5 -0.9]
    python -m tests.screening.train --settle

Nothing of the files that are held back is read, and of the tutoring talk only every second template, so that the
other half can measure. The same examples always give the same weights. `--settle` learns nothing anew: it takes the model
as it is and lowers weights until everyday sentences pass, and raises them again where harm would pass that only it finds.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from math import exp, sqrt
from pathlib import Path

from ithaca.screening import MEANING, Speaker
from ithaca.screening.fold import fold
from ithaca.screening.likeness import SHORTEST, WINDOW, Model, features, model, more_for
from ithaca.screening.meaning import lexicon
from ithaca.screening.meaning_across import reader
from ithaca.screening.types import HARD
from tests.screening.corpus import examples
from tests.screening.tutoring import tutoring

TARGET = Path(__file__).resolve().parents[2] / "ithaca" / "screening" / "data" / "likeness.txt"
_PASSES, _RATE, _DECAY = 8, 0.3, 1e-4

type Row = tuple[list[str], frozenset[str]]


def rows() -> list[Row]:
    """Features and classes of every example that may be learned from."""
    found: list[Row] = []
    for example in examples():
        kinds = example.classes & set(MEANING)
        if example.held_back or example.context or (example.spans and not kinds):
            continue
        found.append((_features(example.text, example.speaker), frozenset(kinds)))
    found += [(_features(text, speaker), frozenset()) for speaker, text in tutoring(2500, seed=3, half=0)]
    return found


def _features(text: str, speaker: Speaker) -> list[str]:
    return sorted(features(reader().read(fold(text)).text.split(), speaker))


def learn(data: list[tuple[list[str], bool]]) -> dict[str, float]:
    """Weights by adaptive gradient descent over the logistic loss, from rows of features and whether they are harmful."""
    weights: dict[str, float] = {}
    seen: dict[str, float] = {}
    order = random.Random(1)
    data = list(data)
    for _ in range(_PASSES):
        order.shuffle(data)
        for names, harmful in data:
            scale = sqrt(len(names))
            guess = sum(weights.get(name, 0.0) for name in names) / scale
            error = (1 / (1 + exp(-max(-30.0, min(30.0, guess)))) - harmful) / scale
            for name in names:
                slope = error + _DECAY * weights.get(name, 0.0)
                seen[name] = seen.get(name, 1e-6) + slope * slope
                weights[name] = weights.get(name, 0.0) - _RATE * slope / sqrt(seen[name])
    return weights


def write(limits: list[float]) -> None:
    """Trains and writes the file. Pairs of words that hardly weigh anything are left out, those of a single example sooner."""
    data = rows()
    times = Counter(name for names, _ in data for name in names)
    whole = learn([(names, bool(kinds)) for names, kinds in data])
    alarm = learn([(names, bool(kinds & set(HARD))) for names, kinds in data])
    harmful = [(names, kinds) for names, kinds in data if kinds]
    each = [learn([(names, kind in kinds) for names, kinds in harmful]) for kind in MEANING]
    lines = [" ".join(map(str, limits))]
    for name in sorted(whole):
        weights = [round(100 * whole[name]), round(100 * alarm[name])]
        pair = " " in name or "…" in name
        if max(map(abs, weights)) >= (90 if times[name] == 1 else 60 if pair else 25):
            parts = [*weights, *(round(20 * table.get(name, 0.0)) for table in each)]
            lines.append(name + "\t" + ",".join(map(str, parts)))
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(data)} examples, {len(lines) - 1} features, {TARGET.stat().st_size:,} bytes")


_ROUNDS = 40
_ROOM, _EDGE = 0.25, 0.05  # how far from a limit an everyday sentence is to stay, and any other message

type Wanted = tuple[int, float, int, list[str]]


def settle() -> None:
    """Changes as little as it can of the two first weights of features, one message after another, until nothing is wrong."""
    known = model()
    assert known is not None
    weights = {name: list[float](row) for name, row in known.weights.items()}
    everything, order = list(_wanted(known)), random.Random(2)
    for turn in range(_ROUNDS):
        order.shuffle(everything)
        moved = sum(_push(weights, *wanted) for wanted in everything)
        print(f"turn {turn + 1}: {moved} of {len(everything)} scores moved", flush=True)
        if not moved:
            break
    lines = [" ".join(map(str, known.limits))]
    lines += [name + "\t" + ",".join(str(round(weight)) for weight in row) for name, row in sorted(weights.items())]
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")


def _push(weights: dict[str, list[float]], column: int, limit: float, way: int, names: list[str]) -> bool:
    """Moves the weights of one message's features alike until its score is on the right side of the limit. Were they wrong?"""
    mine = [name for name in names if name in weights]
    scale = 100 * sqrt(max(1, len(names)))
    short = limit - sum(weights[name][column] for name in mine) / scale
    if short * way <= 0 or not mine:
        return False
    for name in mine:
        weights[name][column] += (short + 0.02 * way) * scale / len(mine)
    return True


def _wanted(known: Model) -> Iterator[Wanted]:
    """What every message that may be learned from asks: a column, a limit, whether to stay above (1) or below (-1) it, and
    its features. Harm asks it only where no rule finds anything and the model does, what is harmless only where neither does."""
    for example in examples():
        canon = reader().read(fold(example.text))
        words, limits = canon.text.split(), known.limits
        if example.held_back or not SHORTEST <= len(words) <= WINDOW or lexicon().find(canon, example.speaker):
            continue
        names, now, more = (
            sorted(features(words, example.speaker)),
            known.judge(words, example.speaker),
            more_for(words),
        )
        person, alarm = limits.person + more, limits.alarm + more
        if example.file == "everyday":
            yield from ((0, person - _ROOM, -1, names), (1, alarm - _ROOM, -1, names))
        elif example.action == "allow" and now.person < person and now.urgent < alarm:
            yield from ((0, person - _EDGE, -1, names), (1, alarm - _EDGE, -1, names))
        elif example.action != "allow" and now.person >= person:
            yield (0, person + _EDGE, 1, names)
            if now.urgent >= limits.lift and example.action == "urgent":
                yield (1, limits.lift + _EDGE, 1, names)
        elif example.action == "urgent" and now.urgent >= alarm:
            yield (1, alarm + _EDGE, 1, names)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limits", type=float, nargs=3, default=[1.35, 1.5, -0.9])
    parser.add_argument("--settle", action="store_true")
    args = parser.parse_args()
    if args.settle:
        settle()
    else:
        write(args.limits)
