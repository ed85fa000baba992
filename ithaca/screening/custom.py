"""A scheme's own words, patterns and corrections, and what a new one would have caught.

Patterns run only in RE2, whose time is linear in the text whatever people enter.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

import re2

from ithaca.screening.types import CONTACT, MEANING, Action, Finding, Speaker
from ithaca.screening.views.fold import fold

_MAX_PATTERN = 500
_MAX_MEMORY = 1 << 20


class PatternError(ValueError):
    """A word or pattern that cannot be used; the message is a sentence for the person who entered it.

    `why` is what stands against a pattern that cannot be read, in the words of the pattern engine; `unseen` says that it is
    a word of nothing but signs which the folded view leaves out, such as an emoji.
    """

    def __init__(self, sentence: str, *, why: str = "", unseen: bool = False) -> None:
        super().__init__(sentence)
        self.why, self.unseen = why, unseen


@dataclass(frozen=True, slots=True)
class CustomRule:
    """One word or pattern a co-ordinator entered. A word is found whole, without regard to case or look-alikes."""

    text: str
    kind: str
    form: Literal["word", "pattern"] = "word"
    action: Action = "hold"

    def __post_init__(self) -> None:
        if self.kind not in CONTACT and self.kind not in MEANING:
            raise PatternError(f"There is no class called {self.kind}.")
        if not self.text.strip():
            raise PatternError("Enter a word or a pattern.")
        if len(self.text) > _MAX_PATTERN:
            raise PatternError(f"A pattern can have at most {_MAX_PATTERN} characters.")
        if self.form == "word" and not fold(self.text).text.strip():
            raise PatternError("A sign like this alone cannot be looked for as a word.", unseen=True)
        if _compiled(self).search("") is not None:
            raise PatternError("This pattern also fits an empty message, so it would stop every message.")


@lru_cache(maxsize=4096)
def _compiled(rule: CustomRule) -> Any:
    options = re2.Options()
    options.max_mem = _MAX_MEMORY
    options.log_errors = False
    options.case_sensitive = False
    if rule.form == "word":
        words = r"\s+".join(re.escape(word) for word in fold(rule.text).text.split())
        source = rf"(?:^|[^\pL\pN])({words})(?:$|[^\pL\pN])"
    else:
        source = rule.text
    try:
        return re2.compile(source, options)  # type: ignore[no-untyped-call]  # re2 has no types
    except re2.error as problem:
        said = problem.args[0] if problem.args else ""
        why = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        raise PatternError(f"This pattern cannot be read: {why}", why=why) from problem


@dataclass(frozen=True, slots=True)
class CustomRules:
    """A scheme's own rules. They add to what the engine finds and never take anything away."""

    rules: tuple[CustomRule, ...] = field(default=())

    def find(self, text: str) -> list[Finding]:
        """Every place where one of the rules fits, in characters of the original text."""
        found = []
        for rule in self.rules:
            found += [Finding(*place, rule.kind, "plain", f"custom/{rule.text}") for place in hits(rule, text)]
        return found

    def actions(self, findings: Sequence[Finding]) -> list[Action]:
        """The actions the scheme chose for the rules among these findings."""
        found = {finding.rule for finding in findings}
        return [rule.action for rule in self.rules if f"custom/{rule.text}" in found]


def hits(rule: CustomRule, text: str) -> list[tuple[int, int]]:
    """Where one rule fits `text`. Words are sought in the folded view, patterns in the original."""
    compiled = _compiled(rule)
    if rule.form == "pattern":
        return [match.span() for match in compiled.finditer(text) if match.end() > match.start()]
    view = fold(text)
    return [view.span(*match.span(1)) for match in compiled.finditer(view.text)]


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule would have caught: how many of how many messages, and where, without any of their words."""

    seen: int
    count: int
    hits: tuple[tuple[int, int, int], ...]


def would_have_caught(rule: CustomRule, messages: Iterable[str]) -> Trial:
    """Try a rule on stored messages. Hits are (number of the message, start, end); no message text is returned."""
    found: list[tuple[int, int, int]] = []
    seen = 0
    for number, text in enumerate(messages):
        seen += 1
        found += [(number, start, end) for start, end in hits(rule, text)]
    return Trial(seen, len({number for number, _, _ in found}), tuple(found))


def fingerprint(text: str, speaker: Speaker) -> str:
    """A digest of who speaks and of the words as the engine folds them, for corrections of single decisions.

    Case, spacing, accents, look-alikes and invisible characters make no difference; any other letter or sign does.
    """
    words = " ".join(fold(text).text.casefold().split())
    return hashlib.sha256(f"{speaker.role}|{speaker.age_band}|{words}".encode("utf-8", "surrogatepass")).hexdigest()
