"""Makes ithaca/screening/data/likeness.txt from the labelled examples.

    python -m tests.screening.train [--limits 3.0 0.5]

First logistic regression, one for each column, says what words mean in general. Then what it still has wrong among the
examples is put right by weights of words and pairs that hardly any other message has, which leaves all else as it is.
Nothing of the files that are held back is read, and of the tutoring talk only every second template, so that the
other half can measure. The same examples always give the same weights.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from math import sqrt
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

from ithaca.screening import MEANING, Speaker
from ithaca.screening.meaning.lexicon import lexicon
from ithaca.screening.meaning.likeness import Limits, features
from ithaca.screening.meaning.reading import reader
from ithaca.screening.types import HARD, Finding
from ithaca.screening.views.fold import fold
from tests.screening.corpus import examples
from tests.screening.tutoring import tutoring

TARGET = Path(__file__).resolve().parents[2] / "ithaca" / "screening" / "data" / "likeness.txt"
_PENALTY = 1 / 300
_SMALLEST = 15
_OFTEN = 3.0  # what a message that everybody writes counts
_RARE = 3  # messages with a feature, at most, where it may be changed for one of them
_EDGE, _ROOM = 0.05, 0.25  # how far from a limit a message is to stay, and one that everybody writes
_ROUNDS = 30


class Row(NamedTuple):
    """What is learned from one message: its features, its classes, what rules find in it, and whether everybody writes it."""

    features: list[str]
    kinds: frozenset[str]
    found: list[Finding]
    everyday: bool


def rows() -> list[Row]:
    """Every message that may be learned from."""
    found: list[Row] = []
    for example in examples():
        kinds = example.classes & set(MEANING)
        if not (example.held_back or example.context or (example.spans and not kinds)):
            found.append(_row(example.text, example.speaker, frozenset(kinds), everyday=example.group == "everyday"))
    return found + [_row(text, who, frozenset(), everyday=True) for who, text in tutoring(6000, seed=3, half=0)]


def _row(text: str, speaker: Speaker, kinds: frozenset[str], *, everyday: bool) -> Row:
    canon = reader().read(fold(text))
    told = sorted(features(canon.text.split(), speaker))
    return Row(told, kinds, lexicon().find(canon, speaker), everyday)


def learn(table: csr_matrix, wanted: NDArray[np.float64], heavy: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights of logistic regression with the squares of the weights as a penalty. `table` has a row a message and a
    column a feature, `wanted` a 1 for each row that is of the kind and a 0 for the others, `heavy` what a row counts."""

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        score = table @ weights
        amiss = np.logaddexp(0.0, np.where(wanted > 0, -score, score)) @ heavy
        slope = table.T @ (heavy * (expit(score) - wanted))
        return amiss + _PENALTY * (weights @ weights) / 2, slope + _PENALTY * weights

    return minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x


def write(limits: Limits) -> None:
    """Trains and writes the file. What hardly weighs anything is left out."""
    data = rows()
    times = Counter(name for row in data for name in row.features)
    names = sorted(times)
    table, heavy = _table(data, names), np.array([_OFTEN if row.everyday else 1.0 for row in data])
    harmful = [place for place, row in enumerate(data) if row.kinds]
    columns = [learn(table, np.array([float(bool(row.kinds)) for row in data]), heavy)]
    for kinds in (set(HARD), *({kind} for kind in MEANING)):
        wanted = np.array([float(bool(data[place].kinds & kinds)) for place in harmful])
        columns.append(learn(table[harmful], wanted, heavy[harmful]))
        print(f"learned {', '.join(sorted(kinds))}", flush=True)
    rare = np.array([times[name] <= _RARE for name in names])
    for column, wishes in enumerate(zip(*(_wishes(row, limits) for row in data), strict=True)):
        put_right(columns[column], table, rare, wishes)
    scales = (100, 100, *(20 for _ in MEANING))
    whole = np.round(np.array(columns).T * scales).astype(int)
    lines = [" ".join(map(str, limits))]
    for name, row in zip(names, whole, strict=True):
        if max(abs(row[0]), abs(row[1])) >= _SMALLEST:
            lines.append(name + "\t" + ",".join(map(str, row)))
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(data)} examples, {len(lines) - 1} features, {TARGET.stat().st_size:,} bytes")


type Wish = tuple[float, float]  # what a score is to be at least, and at most


def _wishes(row: Row, limits: Limits) -> tuple[Wish, Wish]:
    """What one message asks of "needs a person" and of "cannot wait"."""
    any_score = (-np.inf, np.inf)
    if any(item.threat or item.type in HARD for item in row.found):
        return any_score, any_score
    if not row.kinds:
        return (any_score if row.found else (-np.inf, limits.person - (_ROOM if row.everyday else _EDGE))), any_score
    person = any_score if row.found else (limits.person + _EDGE, np.inf)
    return person, ((limits.wait + 1 + _EDGE, np.inf) if row.kinds & set(HARD) else (-np.inf, limits.wait - _EDGE))


def put_right(weights: NDArray[np.float64], table: csr_matrix, rare: NDArray[np.bool_], wishes: Sequence[Wish]) -> None:
    """Changes weights of rare features until each message has the score it asks for, if it has any such feature."""
    for turn in range(_ROUNDS):
        moved = 0
        for place, (least, most) in enumerate(wishes):
            span = slice(table.indptr[place], table.indptr[place + 1])
            known, values = table.indices[span], table.data[span]
            score = values @ weights[known]
            if least <= score <= most:
                continue
            mine = rare[known]
            if mine.any():
                weights[known[mine]] += (np.clip(score, least, most) - score) / values[mine].sum()
                moved += 1
        print(f"turn {turn + 1}: {moved} of {len(wishes)} scores moved", flush=True)
        if not moved:
            break


def _table(data: list[Row], names: list[str]) -> csr_matrix:
    """A row a message; each of its features stands there with one over the root of their number."""
    places = {name: place for place, name in enumerate(names)}
    held = [[places[name] for name in row.features if name in places] for row in data]
    values = [1 / sqrt(len(row.features)) for row, known in zip(data, held, strict=True) for _ in known]
    starts = np.cumsum([0, *map(len, held)])
    return csr_matrix((values, [place for known in held for place in known], starts), (len(data), len(names)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limits", type=float, nargs=2, default=[3.0, 0.5])
    args = parser.parse_args()
    write(Limits(*args.limits))
