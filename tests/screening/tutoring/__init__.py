"""Ordinary tutoring talk in thousands of wordings, to measure how seldom the engine touches what is harmless."""

from __future__ import annotations

import random
import re
from pathlib import Path

from ithaca.screening import Speaker

_FOLDER = Path(__file__).parent
_SLOT = re.compile(r"<(\w+)>")
_SPEAKERS = {"m": Speaker("mentor", "adult"), "y": Speaker("mentee", "child")}


def tutoring(wanted: int = 6000, seed: int = 1, half: int | None = None) -> list[tuple[Speaker, str]]:
    """`wanted` different sentences with their speakers, the same ones for the same seed.

    `half` 0 or 1 takes every second template only: one half to learn from, the other to measure on. Every template of
    templates.txt is used about equally often; RuntimeError if they cannot make that many.
    """
    lists = _lists()
    templates = _lines("templates.txt")
    if half is not None:
        templates = templates[half::2]
    chance = random.Random(seed)
    made: dict[str, Speaker] = {}
    for attempt in range(wanted * 10):
        who, pattern = templates[attempt % len(templates)].split(" ", 1)
        sentence = _SLOT.sub(lambda slot: chance.choice(lists[slot[1]]), pattern)
        if who == "m":
            sentence = sentence[0].upper() + sentence[1:]
        else:
            sentence = sentence.lower()
        made.setdefault(sentence, _SPEAKERS[who])
        if len(made) == wanted:
            return [(speaker, text) for text, speaker in made.items()]
    raise RuntimeError("the templates do not make that many sentences")


def _lines(name: str) -> list[str]:
    text = (_FOLDER / name).read_text("utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _lists() -> dict[str, list[str]]:
    pairs = (line.split(" = ", 1) for line in _lines("words.txt"))
    return {name: [choice.strip() for choice in choices.split("|")] for name, choices in pairs}
