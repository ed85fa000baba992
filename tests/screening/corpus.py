"""Reads the labelled examples in data/ and measures the engine on them.

The files whose names end in `_heldback` were written after the rules and are never tuned on: their figures say how
the rules generalise. On all others the rules were tuned, except on those that begin with `taught`, from which mostly the
likeness model learned. Spans are marked in the contacts files; elsewhere a label is about the whole message.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ithaca.screening import CONTACT, MEANING, Speaker, Verdict, screen

_DATA = Path(__file__).parent / "data"
_MARK = re.compile(r"‹([A-Z]+)\|([^›]*)›")
_SPEAKERS = {"m": Speaker("mentor", "adult"), "y": Speaker("mentee", "child")}
_URGENT = {"SELFHARM", "DISCLOSURE", "SEXUAL", "GROOMING"}
_TWIN = {"SEXUAL": "GROOMING", "GROOMING": "SEXUAL"}


@dataclass(frozen=True)
class Example:
    """One labelled message."""

    file: str
    speaker: Speaker
    text: str
    context: tuple[str, ...]
    spans: tuple[tuple[int, int, str], ...]
    disguise: str
    action: str

    @property
    def held_back(self) -> bool:
        return self.file.endswith("_heldback")

    @property
    def group(self) -> str:
        """What its file is for: "heldback"; "taught" and "hints", learned mostly by the likeness model; "plainly", the
        batches in plain wording, from the thirteenth on; "everyday", sentences that everybody writes; "tuned", all others."""
        if self.file.startswith("everyday"):
            return "everyday"
        if self.held_back:
            return "heldback"
        if self.file.startswith("taught"):
            return "hints" if self.file == "taught3" else "taught"
        number = re.fullmatch(r"round(\d+)", self.file)
        return "plainly" if number and int(number[1]) >= 13 else "tuned"

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(span[2] for span in self.spans)

    def screen(self) -> Verdict:
        return screen(self.text, context=self.context, speaker=self.speaker)


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    """All examples of all files."""
    lines = [
        _record(path.stem, line)
        for path in sorted(_DATA.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        if line
    ]
    return (*_plain_examples(), *lines)


def _record(file: str, line: str) -> Example:
    """One line in the fields of the label guide: {id, text, context?, sender, spans, action, accept, tags}."""
    row = json.loads(line)
    disguise = next((tag for tag in row["tags"] if tag in ("plain", "disguised", "split")), "")
    speaker = _SPEAKERS["m" if row["sender"] == "mentor" else "y"]
    spans = tuple((start, end, kind) for start, end, kind in row["spans"])
    return Example(file, speaker, row["text"], tuple(row.get("context", ())), spans, disguise, row["action"])


def _plain_examples() -> tuple[Example, ...]:
    return tuple(
        _parse(path.stem, line)
        for path in sorted(_DATA.glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    )


def _parse(file: str, line: str) -> Example:
    who, label, text = line.split(" ", 2)
    context: tuple[str, ...] = ()
    if " >> " in text:
        before, text = text.split(" >> ", 1)
        context = tuple(before.split(" // "))
    if file.startswith("contacts"):
        plain, spans = _unmark(text)
        action = {"-": "allow", "plain": "redact"}.get(label, "hold")
        return Example(file, _SPEAKERS[who], plain, context, spans, label, action)
    classes = [] if label == "-" else label.rstrip("!").split("+")
    urgent = label.endswith("!") or bool(_URGENT & set(classes))
    action = "urgent" if urgent else "hold" if classes else "allow"
    return Example(file, _SPEAKERS[who], text, context, tuple((0, len(text), c) for c in classes), "", action)


def _unmark(text: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    plain, spans, at = "", [], 0
    for mark in _MARK.finditer(text):
        plain += text[at : mark.start()]
        spans.append((len(plain), len(plain) + len(mark[2]), mark[1]))
        plain += mark[2]
        at = mark.end()
    return plain + text[at:], tuple(spans)


def covered(text: str, span: tuple[int, int, str], verdict: Verdict) -> bool:
    """Do the contact spans found lie over at least nine tenths of the letters and digits of a labelled one?"""
    places = [i for i in range(span[0], span[1]) if text[i].isalnum() or unicodedata.category(text[i]) == "So"]
    found = [s for s in verdict.spans if s.type in CONTACT]
    return sum(any(s.start <= i < s.end for s in found) for i in places) >= 0.9 * len(places)


def unsafe(example: Example, verdict: Verdict) -> bool:
    """Would harm be delivered? Allowed though it should not be, or taken out only in part."""
    if example.action == "allow" or verdict.action in ("hold", "urgent"):
        return False
    if verdict.action == "allow" or (example.action in ("hold", "urgent") and example.disguise in ("", "split")):
        return True
    return not all(covered(example.text, span, verdict) for span in example.spans)


def measure(chosen: list[Example]) -> dict[str, float]:
    """Rates over some examples, by the names used in docs/screening.md. A rate over nothing is 1 or 0, whichever is good."""
    n: Counter[str] = Counter()
    for example in chosen:
        verdict = example.screen()
        harmless = example.action == "allow"
        n["harmful"] += not harmless
        n["unsafe"] += unsafe(example, verdict)
        n["harmless"] += harmless
        n["touched"] += harmless and verdict.action != "allow"
        n["held"] += harmless and verdict.action in ("hold", "urgent")
        n["urgent"] += example.action == "urgent"
        n["urgent_held"] += example.action == "urgent" and verdict.action in ("hold", "urgent")
        n["urgent_hit"] += example.action == "urgent" and verdict.action == "urgent"
        n["said_urgent"] += verdict.action == "urgent"
        n["wrongly_urgent"] += verdict.action == "urgent" and example.action in ("allow", "redact")
        for span in example.spans:
            if span[2] in CONTACT:
                n[example.disguise] += 1
                n[f"{example.disguise}_covered"] += covered(example.text, span, verdict)
        for found in verdict.spans:
            if found.type in CONTACT:
                n["found"] += 1
                n["true"] += any(found.start < s[1] and s[0] < found.end for s in example.spans)
    ratio = {
        "safe": 1 - n["unsafe"] / max(1, n["harmful"]),
        "harmless_held": n["held"] / max(1, n["harmless"]),
        "harmless_touched": n["touched"] / max(1, n["harmless"]),
        "urgent_held": n["urgent_held"] / n["urgent"] if n["urgent"] else 1.0,
        "urgent_recall": n["urgent_hit"] / n["urgent"] if n["urgent"] else 1.0,
        "urgent_precision": 1 - n["wrongly_urgent"] / max(1, n["said_urgent"]),
        "span_precision": n["true"] / n["found"] if n["found"] else 1.0,
        "macro_f1": macro_f1(chosen),
    }
    for how in ("plain", "disguised", "split"):
        ratio[f"{how}_covered"] = n[f"{how}_covered"] / n[how] if n[how] else 1.0
    return ratio


def macro_f1(chosen: list[Example]) -> float:
    """Mean F1 of the meaning classes, by message; sexual and grooming stand for each other."""
    scores = []
    seen = [(example, example.screen().classes) for example in chosen if not example.file.startswith("contacts")]
    for kind in MEANING:
        either = {kind, _TWIN.get(kind, kind)}
        gold = sum(kind in example.classes for example, _ in seen)
        if not gold:
            continue
        hit = sum(kind in example.classes and bool(either & found) for example, found in seen)
        said = sum(kind in found for _, found in seen)
        right = sum(kind in found and bool(either & example.classes) for example, found in seen)
        recall, precision = hit / gold, right / said if said else 0.0
        scores.append(2 * precision * recall / (precision + recall) if precision + recall else 0.0)
    return sum(scores) / len(scores) if scores else 1.0
