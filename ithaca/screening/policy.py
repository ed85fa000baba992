"""The three named policies: a page of sentences, each with a switch, over a versioned table.

A policy's version names its file and every switch that was moved, so that a stored decision can be replayed:
`children/1`, or `adults/1~details_plain=off`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ithaca.screening.made_of import DATA
from ithaca.screening.types import ACTIONS, Action, AgeBand, Disguise, Role, Speaker

_FOLDER = DATA / "policies"
CURRENT = {"children": 1, "16-19": 1, "adults": 1}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the full table. `any` stands for every value. `off` is the action when the sentence is off."""

    sentence: str
    classes: tuple[str, ...]
    disguise: str
    role: str
    age_band: str
    action: Action
    off: Action


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the policy page. A `locked` one cannot be switched off."""

    key: str
    text: str
    on: bool
    locked: bool


@dataclass(frozen=True, slots=True)
class Policy:
    """Which action follows from which class, for whom. Get one by `Policy.named` or `Policy.by_version`."""

    name: str
    number: int
    title: str
    sentences: tuple[Sentence, ...]
    rows: tuple[Row, ...]

    @staticmethod
    def named(name: str) -> Policy:
        """The current edition of `children`, `16-19` or `adults`; KeyError for another name."""
        return _load(name, CURRENT[name])

    @staticmethod
    def by_version(version: str) -> Policy:
        """The policy a stored decision names; KeyError or ValueError if there is no such edition or switch."""
        head, *moved = version.split("~")
        name, _, number = head.rpartition("/")
        if name not in CURRENT or not number.isdigit():
            raise KeyError(f"no policy called {version!r}")
        policy = _load(name, int(number))
        for item in moved:
            key, _, state = item.partition("=")
            policy = policy.with_switch(key, on=state == "on")
        return policy

    @property
    def version(self) -> str:
        """Name, edition and the switches that differ from that edition."""
        base = {sentence.key: sentence.on for sentence in _load(self.name, self.number).sentences}
        moved = [f"~{s.key}={'on' if s.on else 'off'}" for s in self.sentences if base[s.key] != s.on]
        return f"{self.name}/{self.number}{''.join(moved)}"

    def with_switch(self, key: str, *, on: bool) -> Policy:
        """A copy with one sentence switched. KeyError for an unknown key, ValueError for a locked sentence."""
        if key not in {sentence.key for sentence in self.sentences}:
            raise KeyError(f"policy {self.name} has no sentence {key!r}")
        changed = []
        for sentence in self.sentences:
            if sentence.key == key:
                if sentence.locked and not on:
                    raise ValueError(f"the sentence {key!r} of policy {self.name} cannot be switched off")
                sentence = Sentence(sentence.key, sentence.text, on, sentence.locked)
            changed.append(sentence)
        return Policy(self.name, self.number, self.title, tuple(changed), self.rows)

    def action(self, kind: str, disguise: Disguise, speaker: Speaker) -> Action:
        """The action for one finding: the first row that fits. A class without a row is held (fail closed)."""
        return _action(self, kind, disguise, speaker.role, speaker.age_band)


@lru_cache(maxsize=4096)
def _action(policy: Policy, kind: str, disguise: Disguise, role: Role, age_band: AgeBand) -> Action:
    state = {sentence.key: sentence.on for sentence in policy.sentences}
    for row in policy.rows:
        fits = (
            kind in row.classes
            and row.disguise in ("any", disguise)
            and row.role in ("any", role)
            and row.age_band in ("any", age_band)
        )
        if fits:
            return row.action if state[row.sentence] else row.off
    return "hold"


@lru_cache(maxsize=32)
def _load(name: str, number: int) -> Policy:
    path = _FOLDER / f"{name}-{number}.json"
    if not path.is_file():
        raise KeyError(f"no policy called {name}/{number}")
    raw = json.loads(path.read_text(encoding="utf-8"))
    sentences = tuple(Sentence(s["key"], s["text"], s["on"], s["locked"]) for s in raw["sentences"])
    rows = tuple(_row(row) for row in raw["table"])
    unknown = {row.sentence for row in rows} - {sentence.key for sentence in sentences}
    if unknown:
        raise ValueError(f"{path.name}: rows without a sentence: {sorted(unknown)}")
    return Policy(name, number, raw["title"], sentences, rows)


def _row(raw: Mapping[str, str]) -> Row:
    action, off = raw["action"], raw.get("off", raw["action"])
    if action not in ACTIONS or off not in ACTIONS:
        raise ValueError(f"unknown action in {dict(raw)}")
    return Row(
        raw["sentence"],
        tuple(raw["classes"].split()),
        raw.get("disguise", "any"),
        raw.get("role", "any"),
        raw.get("age_band", "any"),
        action,
        off,
    )
