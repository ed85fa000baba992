"""The folded view: small letters without accents, invisible characters or look-alikes, with a map back.

Every folded character knows where it stood in the original, so that whatever is found in the folded view can be
shown in the words as they were written. Folding looks at each character once.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ithaca.screening.made_of import DATA

_LOOKALIKES: dict[str, str] = json.loads((DATA / "lookalikes.json").read_text("utf-8"))
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5")
_NAMED_LETTER = re.compile(r"(?:LATIN (?:SMALL |CAPITAL )?(?:LETTER )?|INDICATOR SYMBOL LETTER )([A-Z])\b")
_PLAIN_MARKS = frozenset("£€¥©®°–—‘’“”…•·\u00a0½¼¾×÷")


@dataclass(frozen=True, slots=True)
class Folded:
    """A view of a text: `text` folded, and for each folded character its `starts` and `ends` in the original."""

    original: str
    text: str
    starts: list[int] | range
    ends: list[int] | range

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of folded characters `start` to `end` (at least one character)."""
        return self.starts[start], self.ends[end - 1]

    def plain(self, start: int, end: int) -> bool:
        """True if the original there (original offsets) is what anybody's keyboard gives."""
        piece = self.original[start:end]
        return piece.isascii() or all(char.isascii() or char in _PLAIN_MARKS for char in piece)

    def cased(self) -> str:
        """`text` with the capitals of the original put back; `text` itself if that would change its length."""
        if self.original.islower():
            return self.text
        if isinstance(self.starts, range) and self.original.lower() == self.text:
            return self.original
        letters = zip(self.text, self.starts, strict=True)
        cased = "".join(char.upper() if self.original[start].isupper() else char for char, start in letters)
        return cased if len(cased) == len(self.text) else self.text


@lru_cache(maxsize=8192)
def fold_char(char: str) -> str:
    """What one character looks like to a reader: some ASCII, the character itself, a space or nothing."""
    known = _LOOKALIKES.get(char)
    if known is None:
        known = _LOOKALIKES.get(char.lower())
    if known is not None:
        return known
    category = unicodedata.category(char)
    if category in ("Cf", "Mn", "Me", "Mc", "Cn", "Co", "Cs") or char in _BLANK:
        return ""
    if category in ("Zs", "Zl", "Zp", "Cc"):
        return "\n" if char in "\n\r\u2028\u2029\x85" else " "
    if (digit := unicodedata.digit(char, None)) is not None:
        return str(digit)
    return _decomposed(char, category)


def _decomposed(char: str, category: str) -> str:
    plain = unicodedata.normalize("NFKD", char).lower()
    if plain != char.lower():
        folded = "".join(piece if piece.isascii() else fold_char(piece) if piece != char else "" for piece in plain)
        named = _NAMED_LETTER.search(unicodedata.name(char, "")) if not folded.isalnum() else None
        return named.group(1).lower() if named else folded
    if category == "So":
        named = _NAMED_LETTER.search(unicodedata.name(char, ""))
        return named.group(1).lower() if named else " "
    return plain if len(plain) == 1 else char


def fold(text: str) -> Folded:
    """The folded view of `text`. Plain ASCII is only made small; anything else is mapped a character at a time."""
    if text.isascii():
        places = range(len(text))
        return Folded(text, text.lower(), places, range(1, len(text) + 1))
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for index, char in enumerate(text):
        piece = char.lower() if char < "\x80" else fold_char(char)
        if not piece:
            if ends:
                ends[-1] = index + 1
            continue
        out.append(piece)
        starts += [index] * len(piece)
        ends += [index + 1] * len(piece)
    return Folded(text, "".join(out), starts, ends)
