"""The words of a header: how they are cut, which ones we know, and what is plainly data instead."""

import re
from functools import cache

WORD = re.compile(r"[a-z0-9]+")
PLURAL_SAFE = frozenset(
    {"address", "access", "business", "status", "class", "dbs", "this", "is", "has", "gas", "process"}
)
EMAIL = re.compile(r"[^\s@,;]{1,64}@[^\s@,;]{1,255}\.[^\s@,;]{2,63}")
NUMBER_LIKE = re.compile(r"[+(]?[\d][\d\s().,:/\-+]*\Z")
POSTCODE = re.compile(r"[A-Za-z]{1,2}\d[A-Za-z\d]?\s?\d[A-Za-z]{2}\Z")
ISO_LIKE = re.compile(r"\d{4}-\d\d-\d\d[T ]")


def looks_like_data(text: str) -> bool:
    """True for what never names a column: an e-mail address, a number, a date, a telephone number, a postcode."""
    text = text.strip()
    if len(text) > 300:
        return False
    return bool(NUMBER_LIKE.match(text) or POSTCODE.match(text) or ISO_LIKE.match(text) or EMAIL.fullmatch(text))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a header, lower case, singular, joined where people write them apart ("e mail" is "email")."""
    lowered = (
        text[:1000]
        .casefold()
        .replace("’", "'")
        .replace("'s", "s")
        .replace("e-mail", "email")
        .replace("e mail", "email")
    )
    return tuple(_singular(word) for word in WORD.findall(_spaced(lowered)))


def _spaced(text: str) -> str:
    return text.replace("_", " ").replace("'", "")


def _singular(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss") and word not in PLURAL_SAFE:
        return word[:-1]
    return word


@cache
def _known_words() -> frozenset[str]:
    from ithaca.sheets.fields import every_synonym

    found: set[str] = set()
    for synonym in every_synonym():
        found.update(words_of(synonym))
    return frozenset(found)


def header_words(text: str) -> int:
    """How many words of a text are ones that headers use."""
    return sum(1 for word in words_of(text) if word in _known_words())
