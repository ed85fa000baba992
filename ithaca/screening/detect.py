"""All detectors over one message, in the light of the sender's earlier ones."""

from __future__ import annotations

import re
from functools import lru_cache

from ithaca.screening.allow import AllowList
from ithaca.screening.fold import fold
from ithaca.screening.meaning import lexicon
from ithaca.screening.types import Finding, Speaker
from ithaca.screening.words import Reader

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PHONE = re.compile(r"(?:\+44|\b0)[\d \-()]{8,16}\d\b")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"]{3,300}")


@lru_cache(maxsize=1)
def reader() -> Reader:
    """The reader of canonical words, with the vocabulary of the lexicons."""
    return Reader(lexicon().vocabulary)


def detect(text: str, context: list[str], speaker: Speaker, allow: AllowList) -> list[Finding]:
    """Everything found in `text`, as findings in characters of the original."""
    del context
    folded = fold(text)
    found = [
        Finding(*folded.span(*match.span()), kind, "plain", kind.lower())
        for kind, pattern in (("EMAIL", _EMAIL), ("PHONE", _PHONE), ("URL", _URL))
        for match in pattern.finditer(folded.text)
        if not (allow.number(match.group()) or allow.email(match.group()))
    ]
    return [*found, *lexicon().find(reader().read(folded), speaker)]
