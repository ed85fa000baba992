"""The meaning classes: phrase lexicons read once, and found in one pass over the canonical words.

A lexicon is data/meaning/CLASS.txt. A block opens with `= name | flags`; its lines are patterns (see `phrases.py`).
Flags: `mentor` or `mentee` (only from that speaker), `minor` (only if the speaker is no adult), `soft` (dropped where a
`topic` pattern stands in the same sentence), `threat` (urgent whatever the class), `harm` (its words are looked for
behind every mask), `mask` (an innocent idiom: what it covers is not counted), `topic` (talk about, not of), `lit` (works
and figures of lessons: a hit in that sentence counts only if its own words speak of "I" or "my").
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import ahocorasick

from ithaca.screening.phrases import Phrase, PhraseCompiler
from ithaca.screening.types import MEANING, Finding, Speaker
from ithaca.screening.words import SLANG, Canon, Vocabulary

_FOLDER = Path(__file__).parent / "data" / "meaning"
_FLAGS = frozenset({"mentor", "mentee", "minor", "soft", "threat", "harm", "mask", "topic", "lit"})
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
        self._automaton = self._build()

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

    def _build(self) -> ahocorasick.Automaton:
        wanted: dict[str, set[int]] = {}
        for rule in self.rules:
            for anchor in rule.phrase.anchors:
                wanted.setdefault(anchor, set()).add(rule.order)
        automaton = ahocorasick.Automaton()
        for anchor, orders in wanted.items():
            automaton.add_word(anchor, tuple(sorted(orders)))
        automaton.make_automaton()
        return automaton

    def find(self, canon: Canon, speaker: Speaker) -> list[Finding]:
        """What these words mean, for this speaker, as findings with places in the original text."""
        text = canon.text
        orders: set[int] = set()
        for _, found in self._automaton.iter(text):
            orders.update(found)
        if not orders:
            return []
        hits: list[tuple[Rule, int, int]] = []
        masks: list[tuple[str, int, int]] = []
        topics: list[tuple[str, int, int]] = []
        tales: list[tuple[str, int, int]] = []
        for order in sorted(orders):
            rule = self.rules[order]
            if not rule.speaks(speaker):
                continue
            for start, end in _places(rule.phrase, text):
                if "mask" in rule.flags:
                    masks.append((rule.kind, start, end))
                elif "topic" in rule.flags:
                    topics.append((rule.kind, *_sentence(text, start, end)))
                elif "lit" in rule.flags:
                    tales.append((rule.kind, *_sentence(text, start, end)))
                else:
                    hits.append((rule, start, end))
        return [
            _finding(rule, start, end, canon)
            for rule, start, end in hits
            if _stands(rule, start, end, masks, topics) and not _told(rule, start, end, text, tales)
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
    if any(pattern.search(text) for pattern in phrase.barred_all):
        return []
    places = []
    seen = -1
    for match in phrase.parts[0].finditer(text):
        if match.start() < seen:
            continue
        first, seen = _sentence(text, match.start(), match.end())
        if len(phrase.parts) > 1 and not all(part.search(text, first, seen) for part in phrase.parts[1:]):
            continue
        if not any(part.search(text, first, seen) for part in phrase.barred):
            places.append((match.start(), match.end()))
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


@lru_cache(maxsize=1)
def data_digest() -> str:
    """Eight hex characters that change whenever a data file of the engine does (policies carry editions)."""
    digest = hashlib.sha256()
    root = _FOLDER.parent
    for path in sorted(p for p in root.rglob("*") if p.is_file() and "policies" not in p.parts):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:8]
