"""A small linear model: how much is a message like those that needed a person, and like those that cannot wait?

It only ever adds: a hold where no rule found a meaning, an alarm where it is surer, and an alarm on what a rule would
only hold. It lowers nothing; without its data file the rules stand alone. Its features are words, word endings left
off, named sets of words (data/meaning/sets.txt, data/concepts.txt), each also with who speaks; pairs of these that stand
side by side; the first words and the last; and the length. Its weights come from the labelled examples
(tests/screening/train.py) and are plain numbers in data/likeness.txt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import sqrt
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from ithaca.screening.made_of import DATA
from ithaca.screening.types import HARD, MEANING, Finding, Speaker
from ithaca.screening.views.words import Canon

SURE = "likeness/sure"
_FILE = DATA / "likeness.txt"
_SETS = DATA / "meaning" / "sets.txt"
_CONCEPTS = DATA / "concepts.txt"
_UNTOLD = frozenset({"let", "will", "youre", "i", "lit", "slur"})
WINDOW, _STEP = 48, 24
_LONGEST = 12  # pairs of words: no length above it is told apart
SHORTEST = 7  # words with the marks before and after; fewer say too little
_HEADS = 2  # columns before those of the classes: needs a person, cannot wait


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like some words are to those that needed a person; all else that their features say is summed when asked for."""

    person: float
    rows: Sequence[tuple[int, ...]]
    scale: float

    def wait(self) -> float:
        """How like they are to those of them that could not wait."""
        return sum(row[1] for row in self.rows) / self.scale

    def kind(self, among: Sequence[str] = MEANING) -> str:
        """The likeliest of these classes."""
        return max(among, key=lambda kind: sum(row[_HEADS + MEANING.index(kind)] for row in self.rows))


class Limits(NamedTuple):
    """From where on a likeness asks for a person, and from where on what asks for one cannot wait."""

    person: float
    wait: float


@dataclass(frozen=True, slots=True)
class Model:
    """The limits and, for each feature, its weights: "needs a person", "cannot wait", then each class of MEANING."""

    limits: Limits
    weights: Mapping[str, tuple[int, ...]]

    def judge(self, words: Sequence[str], speaker: Speaker) -> Likeness:
        """The likeness of the window of words that is most like those that needed a person."""
        starts = range(0, max(1, len(words) - _STEP), _STEP)
        weighed = (self._weigh(words[start : start + WINDOW], speaker) for start in starts)
        return Likeness(*max(weighed, key=itemgetter(0)))

    def _weigh(self, words: Sequence[str], speaker: Speaker) -> tuple[float, list[tuple[int, ...]], float]:
        told, known = features(words, speaker), self.weights.get
        rows = [row for feature in told if (row := known(feature)) is not None]
        scale = 100 * sqrt(len(told))
        return sum([row[0] for row in rows]) / scale, rows, scale


def features(words: Sequence[str], speaker: Speaker) -> list[str]:
    """The features of canonical words, none twice."""
    mark = "m:" if speaker.role == "mentor" else "y:"
    rows = [_row(word) for word in words]
    seen = {"#" + speaker.role}
    for row in rows:
        seen.update(row)
        seen.update([mark + part for part in row])
    for row, after in pairwise(rows):
        seen.update([f"{one} {other}" for one in row for other in after])
    seen.update(word[:5] + "~" for word in words if len(word) > 5)
    said = [word for word in words if word not in ".?"]
    if said:
        seen.update((f"^{said[0]}", f"^{' '.join(said[:2])}", f"{said[-1]}$", f"{' '.join(said[-2:])}$"))
    seen.add(f"#{min(_LONGEST, len(said) // 2)}")
    return list(seen)


@lru_cache(maxsize=20_000)
def _row(word: str) -> tuple[str, ...]:
    """A word and the named sets that it belongs to."""
    whole, stems = _tags()
    found = dict.fromkeys(whole.get(word, ()))
    for size in range(3, len(word) + 1):
        found.update(dict.fromkeys(stems.get(word[:size], ())))
    return (word, *found)


@lru_cache(maxsize=1)
def _tags() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The named sets each single word belongs to, and each beginning of a word. Of the lexicons' own sets two at most."""
    whole: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    for name, word in _members(_SETS):
        if name not in _UNTOLD and len(known := whole.setdefault(word.rstrip("*"), [])) < 2:
            known.append(f"<{name}>")
    for name, word in _members(_CONCEPTS):
        (stems if word.endswith("*") else whole).setdefault(word.rstrip("*"), []).append(f"{{{name}}}")
    return whole, stems


def _members(path: Path) -> Iterator[tuple[str, str]]:
    """The name of each set in a file, with each single word in it (a star ends the beginning of one)."""
    for line in path.read_text("utf-8").splitlines():
        name, _, choices = line.split("#")[0].partition(" = ")
        for choice in choices.split("|"):
            word = choice.strip()
            if word and " " not in word and word[0] != "<":
                yield name.strip(), word


@lru_cache(maxsize=1)
def model() -> Model | None:
    """The model that ships with the engine; None if its file is not there."""
    if not _FILE.exists():
        return None
    first, *lines = _FILE.read_text("utf-8").splitlines()
    weights = {}
    for line in lines:
        feature, _, numbers = line.partition("\t")
        weights[feature] = tuple(map(int, numbers.split(",")))
    return Model(Limits(*map(float, first.split())), weights)


def find_likeness(canon: Canon, speaker: Speaker, length: int, found: Sequence[Finding]) -> list[Finding]:
    """What the model adds to what the rules `found`, over the whole message: one finding or none."""
    known = model()
    words = canon.text.split()
    if known is None or len(words) < SHORTEST or any(item.threat or item.type in HARD for item in found):
        return []
    likeness, limits = known.judge(words, speaker), known.limits
    if not found and likeness.person < limits.person:
        return []
    kind = likeness.kind()
    if likeness.wait() >= (limits.wait if kind in HARD else limits.wait + 1.0):
        return [Finding(0, length, likeness.kind(HARD), "plain", SURE)]
    return [] if found else [Finding(0, length, kind, "plain", "likeness")]
