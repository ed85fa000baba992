"""The meaning classes: phrase lexicons read once, and found in one pass over the canonical words.

A lexicon is data/meaning/CLASS.txt. A block opens with `= name | flags`; its lines are patterns (see `phrases.py`).
Flags: `mentor` or `mentee` (only from that speaker), `minor` (only if the speaker is no adult), `soft` (dropped where
a `topic` pattern stands in the same sentence), `threat` (urgent whatever the class), `harm` (its words are looked for
behind every mask), `wide` (a guess, left out where something surer stands), `mask` (an innocent idiom: what it covers
is not counted), `everyday` (a mask: and the model does not guess at a few words that are little else), `topic` (talk
about, not of), `lit` (works and figures of lessons: a hit in that sentence counts only if its own words speak of "I"
or "my").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ithaca.screening.made_of import DATA
from ithaca.screening.meaning.phrases import Phrase, PhraseCompiler, matches
from ithaca.screening.sought import Anchors
from ithaca.screening.types import HARD, MEANING, Finding, Speaker
from ithaca.screening.views.words import SLANG, Canon, Vocabulary

_FOLDER = DATA / "meaning"
_FLAGS = frozenset({"mentor", "mentee", "minor", "soft", "threat", "harm", "wide", "mask", "everyday", "topic", "lit"})
_NO_HIT = frozenset({"mask", "topic", "lit"})
_OWN = re.compile(r" (?:i|me|my|myself|we|us|our|you|your) ")


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern of one lexicon, with the flags of its block."""

    kind: str
    name: str
    phrase: Phrase
    flags: frozenset[str]
    order: int

    def speaks(self, speaker: Speaker) -> bool:
        """Does this rule apply to what this speaker says?"""
        flags = self.flags
        if "mentor" in flags:
            return speaker.role == "mentor"
        if "mentee" in flags and speaker.role != "mentee":
            return False
        return "minor" not in flags or speaker.age_band != "adult"


_FEW, _MOST = 12, 0.6  # words of a short message, and how much of it an idiom must be


class Lexicon:
    """Every rule, the words they know, and an automaton that says which rules are worth trying on a text."""

    def __init__(self, folder: Path = _FOLDER) -> None:
        compiler = PhraseCompiler(_read_sets(folder / "sets.txt"))
        self.rules: list[Rule] = []
        harm: dict[str, None] = {}
        for kind in MEANING:
            self._read(folder / f"{kind.lower()}.txt", kind, compiler, harm)
        known = compiler.words | {word for meaning in SLANG.values() for word in meaning}
        self.vocabulary = Vocabulary(frozenset(known), {word: None for word in harm if len(word) >= 4})
        self._anchors = Anchors((rule.phrase.anchors, rule.phrase.second) for rule in self.rules)
        self._spoken: dict[Speaker, tuple[int, int]] = {}

    def _read(self, path: Path, kind: str, compiler: PhraseCompiler, harm: dict[str, None]) -> None:
        name, flags = "", frozenset[str]()
        for line in path.read_text("utf-8").splitlines():
            body = line.split("#")[0].strip()
            if body.startswith("="):
                name, _, rest = body[1:].partition("|")
                flags = frozenset(rest.split())
                if flags - _FLAGS:
                    raise ValueError(f"{path.name}: unknown flags in {line!r}")
            elif body:
                phrase = compiler.compile(body)
                rule = Rule(kind, f"{kind.lower()}/{name.strip()}", phrase, flags, len(self.rules))
                if "harm" in flags:
                    harm.update(dict.fromkeys(compiler.latest))
                self.rules.append(rule)

    def _worth_trying(self, text: str, among: int) -> list[Rule]:
        """In order, the rules `among` these (a number with their bits set) whose anchors stand in the text."""
        left, rules = self._anchors.standing(text) & among, []
        while left:
            lowest = left & -left
            rules.append(self.rules[lowest.bit_length() - 1])
            left ^= lowest
        return rules

    def reaches_over(self, text: str, speaker: Speaker, place: int) -> bool:
        """Might a phrase in this canonical text begin before the word at `place` and end with it or after it? A quick look
        that passes over idioms, topics and what bars a phrase: True where `find` may say no, never False where it says yes."""
        rules = self._worth_trying(text, self._said_by(speaker)[1])
        back = [place - 1]  # the spaces before the word and before those that stand before it
        for _ in range(max((rule.phrase.longest for rule in rules), default=0)):
            back.append(max(0, text.rfind(" ", 0, back[-1])))
        for rule in rules:
            pattern = rule.phrase.parts[0]
            match = pattern.search(text, back[rule.phrase.longest])
            while match is not None and match.start() + 1 < place:
                if match.end() > place:
                    return True
                match = pattern.search(text, match.start() + 1)
        return False

    def _said_by(self, speaker: Speaker) -> tuple[int, int]:
        """The bits of the rules that apply to this speaker, and of those among them that make a finding."""
        known = self._spoken.get(speaker)
        if known is None:
            speaks = [rule for rule in self.rules if rule.speaks(speaker)]
            hits = sum(1 << rule.order for rule in speaks if not rule.flags & _NO_HIT)
            known = self._spoken[speaker] = (sum(1 << rule.order for rule in speaks), hits)
        return known

    def is_idiom(self, canon: Canon, speaker: Speaker, kind: str) -> bool:
        """Is a message of a few words for the most part what everybody writes, so that no likeness to harm counts?"""
        text = canon.text
        said = text.strip(" .?")
        if said.count(" ") >= _FEW:
            return False
        rules = self._worth_trying(text, self._said_by(speaker)[0])
        idioms = [rule.phrase for rule in rules if rule.kind == kind and "everyday" in rule.flags]
        return any(end - start > _MOST * len(said) for phrase in idioms for start, end in _places(phrase, text))

    def find(self, canon: Canon, speaker: Speaker) -> list[Finding]:
        """What these words mean, for this speaker, as findings with places in the original text."""
        text = canon.text
        rules = self._worth_trying(text, self._said_by(speaker)[0])
        if not rules:
            return []
        hits: list[tuple[Rule, int, int]] = []
        masks: list[tuple[str, int, int]] = []
        topics: list[tuple[str, int, int]] = []
        tales: list[tuple[str, int, int]] = []
        for rule in rules:
            for start, end in _places(rule.phrase, text):
                if "mask" in rule.flags:
                    masks.append((rule.kind, start, end))
                elif "topic" in rule.flags:
                    topics.append((rule.kind, *_sentence(text, start, end)))
                elif "lit" in rule.flags:
                    tales.append((rule.kind, *_sentence(text, start, end)))
                else:
                    hits.append((rule, start, end))
        standing = [hit for hit in hits if _stands(*hit, masks, topics) and not _told(*hit, text, tales)]
        return [_finding(rule, start, end, canon) for rule, start, end in _without_guesses(standing)]


def _without_guesses(hits: list[tuple[Rule, int, int]]) -> list[tuple[Rule, int, int]]:
    """Hits of a `wide` block left out where the message is held or urgent for something surer anyway.

    A wide block of a class that only holds names a second meaning where an urgent class or a narrow rule of another
    class already stands: that tells the reader nothing true more often than something. Urgent classes always stay.
    """
    sure = {rule.kind for rule, _, _ in hits if rule.kind in HARD or "wide" not in rule.flags}
    return [
        hit
        for hit in hits
        if hit[0].kind in HARD or "threat" in hit[0].flags or "wide" not in hit[0].flags or not sure - {hit[0].kind}
    ]


def _told(rule: Rule, start: int, end: int, text: str, tales: list[tuple[str, int, int]]) -> bool:
    """Does a hit only tell what happens in a work or to a figure its sentence names?"""
    if not any(kind == rule.kind and first <= start and end <= last + 1 for kind, first, last in tales):
        return False
    return _OWN.search(text, max(0, start - 1), end) is None


def _stands(
    rule: Rule, start: int, end: int, masks: list[tuple[str, int, int]], topics: list[tuple[str, int, int]]
) -> bool:
    """A hit stands unless an idiom covers part of it, or it is soft and its sentence only talks about the topic."""
    if any(kind == rule.kind and first < end and start < last for kind, first, last in masks):
        return False
    return "soft" not in rule.flags or not any(
        kind == rule.kind and first <= start and end <= last + 1 for kind, first, last in topics
    )


def _finding(rule: Rule, start: int, end: int, canon: Canon) -> Finding:
    first, last, altered = canon.span(start, end)
    return Finding(first, last, rule.kind, "disguised" if altered else "plain", rule.name, "threat" in rule.flags)


def _places(phrase: Phrase, text: str) -> list[tuple[int, int]]:
    """Where a phrase holds: the first place of its first part in each sentence where everything else holds too."""
    places = []
    seen = -1
    for start, end in matches(phrase.parts[0], text):
        if start < seen:
            continue
        first, seen = _sentence(text, start, end)
        before = max(0, first - 1)
        if len(phrase.parts) > 1 and not all(part.search(text, before, seen) for part in phrase.parts[1:]):
            continue
        if not any(part.search(text, before, seen) for part in phrase.barred):
            places.append((start, end))
    if places and any(pattern.search(text) for pattern in phrase.barred_all):
        return []
    return places


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The canonical sentence around a place, its end mark included."""
    first = max(text.rfind(". ", 0, start), text.rfind("? ", 0, start), 0)
    stops = [place for mark in (" . ", " ? ") if (place := text.find(mark, max(0, end - 3))) >= 0]
    return first, min(stops, default=len(text) - 3) + 3


def _read_sets(path: Path) -> dict[str, list[str]]:
    sets: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        body = line.split("#")[0].strip()
        if body:
            name, _, choices = body.partition(" = ")
            sets.setdefault(name.strip(), []).extend(choice.strip() for choice in choices.split("|") if choice.strip())
    return sets


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that ships with the engine, read on first use."""
    return Lexicon()
