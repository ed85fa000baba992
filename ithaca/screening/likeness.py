"""A small linear model: how much is a message like those that needed a person, and like those that cannot wait?

It only ever adds: a hold where no rule found a meaning, an alarm where it is surer, and an alarm on what a rule would
only hold. It lowers nothing; without its data file the rules stand alone. Its features are words, word endings left
off, named sets of words (data/meaning/sets.txt, data/concepts.txt) and pairs of these up to three words apart; its
weights come from the labelled examples (tests/screening/train.py) and are plain numbers in data/likeness.txt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from ithaca.screening.types import HARD, MEANING, Finding, Speaker
from ithaca.screening.words import Canon

SURE = "likeness/sure"
_DATA = Path(__file__).parent / "data"
_FILE = _DATA / "likeness.txt"
_SETS = _DATA / "meaning" / "sets.txt"
_CONCEPTS = _DATA / "concepts.txt"
_UNTOLD = frozenset({"let", "will", "youre", "i", "lit", "slur"})
WINDOW, _STEP = 48, 24
_REACH = 3
SHORTEST, _SHORT, _MORE = 7, 9, 0.5  # words with the marks before and after; fewer say too little, few must say more
_HEADS = 2  # columns before those of the classes: needs a person, cannot wait
_HARD_AT = tuple(_HEADS + MEANING.index(kind) for kind in HARD)


class Likeness(NamedTuple):
    """How like the words are to those that needed a person and to those that could not wait, with the likeliest class of
    all and of those that cannot wait."""

    person: float
    kind: str
    urgent: float
    hard: str


class Limits(NamedTuple):
    """From where on a likeness asks for a person, raises an alarm by itself, and raises one on what is held anyway."""

    person: float
    alarm: float
    lift: float


@dataclass(frozen=True, slots=True)
class Model:
    """The limits and, for each feature, its weights: "needs a person", "cannot wait", then each class of MEANING."""

    limits: Limits
    weights: Mapping[str, tuple[int, ...]]

    def judge(self, words: Sequence[str], speaker: Speaker) -> Likeness:
        """The likeness of the window of words that is most like those that needed a person, its alarm that of any."""
        windows = [
            self._score(words[start : start + WINDOW], speaker) for start in range(0, max(1, len(words) - _STEP), _STEP)
        ]
        person, alarm = max(windows, key=lambda each: each.person), max(windows, key=lambda each: each.urgent)
        return Likeness(person.person, person.kind, alarm.urgent, alarm.hard)

    def _score(self, words: Sequence[str], speaker: Speaker) -> Likeness:
        told, known = list(features(words, speaker)), self.weights.get
        rows = [row for feature in told if (row := known(feature)) is not None]
        scale = 100 * sqrt(max(1, len(told)))
        person, urgent = sum(row[0] for row in rows) / scale, sum(row[1] for row in rows) / scale
        if person < self.limits.person and urgent < self.limits.lift:
            return Likeness(person, MEANING[0], urgent, HARD[0])
        sums = [sum(column) for column in zip(*rows, strict=True)]
        return Likeness(
            person,
            MEANING[max(range(len(MEANING)), key=lambda at: sums[_HEADS + at])],
            urgent,
            HARD[max(range(len(HARD)), key=lambda at: sums[_HARD_AT[at]])],
        )


def features(words: Sequence[str], speaker: Speaker) -> Iterator[str]:
    """The features of canonical words, none twice."""
    seen = {"#" + speaker.role}
    mark = "m:" if speaker.role == "mentor" else "y:"
    rows = []
    for word in words:
        row = _row(word)
        rows.append(row)
        seen.update(row)
        seen.update([mark + part for part in row])
        if len(word) > 5:
            seen.add(word[:5] + "~")
    for place, row in enumerate(rows):
        for gap in range(1, _REACH + 1):
            if place + gap >= len(rows):
                break
            link = " " if gap == 1 else "…"
            seen.update([f"{one}{link}{other}" for one in row for other in rows[place + gap]])
    return iter(seen)


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


def more_for(words: Sequence[str]) -> float:
    """How much more likeness a message of so few words must have."""
    return _MORE if len(words) < _SHORT else 0.0


def find_likeness(canon: Canon, speaker: Speaker, length: int, found: Sequence[Finding]) -> list[Finding]:
    """What the model adds to what the rules `found`, over the whole message: one finding or none."""
    known = model()
    words = canon.text.split()
    if known is None or len(words) < SHORTEST or any(item.threat or item.type in HARD for item in found):
        return []
    likeness, limits = known.judge(words, speaker), known.limits
    more = more_for(words)
    held = bool(found) or likeness.person >= limits.person + more
    lift = limits.lift if likeness.kind in HARD else limits.lift + 1.0
    if likeness.urgent >= (lift if held else limits.alarm + more):
        return [Finding(0, length, likeness.hard, "plain", SURE)]
    return [Finding(0, length, likeness.kind, "plain", "likeness")] if held and not found else []
