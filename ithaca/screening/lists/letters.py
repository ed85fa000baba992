"""How letters are said: their names by ear and the words of the spelling alphabet."""

from __future__ import annotations

import re
from functools import lru_cache

from ithaca.screening.lists.numbers import TEENS, TENS, UNITS

_NAMES = {
    **dict(zip("ay bee cee dee ee eff gee aitch eye jay kay el em en oh pee queue ar ess tee you vee ex why zed".split(),  # noqa: SIM905
               "abcdefghijklmnopqrstuvxyz", strict=True)),
    "eh": "a", "be": "b", "see": "c", "sea": "c", "haitch": "h", "kaye": "k", "ell": "l", "cue": "q", "kew": "q", "are": "r",
    "es": "s", "tea": "t", "yew": "u", "doubleyou": "w", "ate": "8", "won": "1", "zee": "z", "ef": "f", "jee": "g",
    "pea": "p", "vie": "v", "aye": "a", "wye": "y", "wai": "y", "whye": "y", "bea": "b", "dea": "d", "ghee": "g", "aich": "h",
    "aitche": "h", "haych": "h", "jaye": "j", "elle": "l", "emm": "m", "enn": "n", "arr": "r", "ahr": "r", "esse": "s",
    "yoo": "u",    "yu": "u", "dubya": "w", "dubbleyou": "w", "dubbleu": "w",
    "foor": "4", "phore": "4", "eks": "x", "ecks": "x", "zedd": "z", "pey": "p", "tey": "t",
}  # fmt: skip
LETTER_NAMES = tuple(_NAMES)
_NATO = (
    "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo sierra "
    "tango uniform victor whiskey xray yankee zulu alfa juliett whisky"
)
# Older alphabets, as far as their words are no others that one meets beside a figure.
_OLDER = "apple baker fox george jig king nan oboe peter queen roger sugar tare uncle zebra"
SPELL = {
    **{word: word[0] for word in (_NATO + " " + _OLDER).split()},
    **_NAMES,
    **UNITS,
    **TEENS,
    **{word: tens + "0" for word, tens in TENS.items()},
    "double-u": "w",
}


def _any_of(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_LONG = [word for word in SPELL if len(word) >= 3 and word.isalpha() and word not in TENS] + ["oh"]
_NAME = re.compile(
    rf"(?P<tens>{_any_of(list(TENS))})(?P<and>[1-9]|{_any_of([word for word in UNITS if len(word) >= 3])})?"
    rf"|(?P<name>{_any_of(_LONG)})|(?P<figure>\d)"
)


@lru_cache(maxsize=20_000)
def run_together(word: str) -> str:
    """The letters and figures of names written as one word ("fifty1", "teeeff", "4tee"); nothing for any other word."""
    read, place = "", 0
    while place < len(word) <= 24 and (part := _NAME.match(word, place)):
        figure = UNITS.get(part["and"], part["and"]) if part["and"] else "0"
        read += TENS[part["tens"]] + figure if part["tens"] else SPELL.get(part.group(), part.group())
        place = part.end()
    return read if place == len(word) and len(read) > 1 and not word.isdigit() else ""
