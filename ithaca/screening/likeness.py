"""A small linear model that says how much a message is like those that needed a person.

It only ever adds a hold, and only where no rule found a meaning; without its data file the rules stand alone. Its
features are words, word endings left off, named sets of words and pairs of these up to three words apart; its weights
come from the labelled examples (tests/screening/train.py) and are plain numbers in data/likeness.txt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from pathlib import Path

from ithaca.screening.types import MEANING, Finding, Speaker
from ithaca.screening.words import Canon

_FILE = Path(__file__).parent / "data" / "likeness.txt"
_SETS = Path(__file__).parent / "data" / "meaning" / "sets.txt"
_UNTOLD = frozenset({"let", "will", "youre", "i", "lit", "slur"})
_WINDOW, _STEP = 48, 24
_REACH = 3
_SHORTEST = 9  # with the marks before and after: six words say too little


@dataclass(frozen=True, slots=True)
class Model:
    """`limit` and, for each feature, its weight for "needs a person" and then for each class of MEANING."""

    limit: float
    weights: Mapping[str, tuple[int, ...]]

    def judge(self, words: list[str], speaker: Speaker) -> tuple[float, str]:
        """The highest likeness over windows of the words (limit and above means a person), and the likeliest class."""
        best, kind = float("-inf"), MEANING[0]
        for start in range(0, max(1, len(words) - _STEP), _STEP):
            score, window_kind = self._score(words[start : start + _WINDOW], speaker)
            if score > best:
                best, kind = score, window_kind
        return best, kind

    def _score(self, words: list[str], speaker: Speaker) -> tuple[float, str]:
        count, rows = 0, []
        for feature in features(words, speaker):
            count += 1
            row = self.weights.get(feature)
            if row is not None:
                rows.append(row)
        score = sum(row[0] for row in rows) / (100 * sqrt(max(1, count)))
        if score < self.limit:
            return score, MEANING[0]
        sums = [sum(row[1 + place] for row in rows) for place in range(len(MEANING))]
        return score, MEANING[sums.index(max(sums))]


def features(words: list[str], speaker: Speaker) -> Iterator[str]:
    """The features of canonical words, none twice."""
    seen = {"#" + speaker.role}
    tags = _tags()
    mark = "m:" if speaker.role == "mentor" else "y:"
    rows = []
    for word in words:
        row = [word, *tags.get(word, ())]
        rows.append(row)
        seen.update(row)
        seen.add(mark + word)
        if len(word) > 5:
            seen.add(word[:5] + "~")
    for place, row in enumerate(rows):
        for gap in range(1, _REACH + 1):
            if place + gap >= len(rows):
                break
            link = " " if gap == 1 else "…"
            seen.update([f"{one}{link}{other}" for one in row for other in rows[place + gap]])
    return iter(seen)


@lru_cache(maxsize=1)
def _tags() -> dict[str, tuple[str, ...]]:
    """The named sets each single word belongs to."""
    found: dict[str, list[str]] = {}
    for line in _SETS.read_text("utf-8").splitlines():
        name, _, choices = line.split("#")[0].partition(" = ")
        if choices and name.strip() not in _UNTOLD:
            for choice in choices.split("|"):
                word = choice.strip()
                if word and " " not in word and word[0] != "<":
                    found.setdefault(word.rstrip("*"), []).append(f"<{name.strip()}>")
    return {word: tuple(names[:2]) for word, names in found.items()}


@lru_cache(maxsize=1)
def model() -> Model | None:
    """The model that ships with the engine; None if its file is not there."""
    if not _FILE.exists():
        return None
    first, *lines = _FILE.read_text("utf-8").splitlines()
    weights = {}
    for line in lines:
        feature, _, numbers = line.partition("\t")
        weights[feature] = tuple(int(number) for number in numbers.split(","))
    return Model(float(first), weights)


def find_likeness(canon: Canon, speaker: Speaker, length: int) -> list[Finding]:
    """One finding over the whole message if it is like those that needed a person, else none."""
    known = model()
    words = canon.text.split()
    if known is None or len(words) < _SHORTEST:
        return []
    score, kind = known.judge(words, speaker)
    return [Finding(0, length, kind, "plain", "likeness")] if score >= known.limit else []
