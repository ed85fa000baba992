"""Short shapes that are other words only beside certain ones: "want 2 talk", "asking 4 a friend", "my da", "ill come"."""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# What a shape stands for, and the words before it that say so.
_AFTER = {
    "2": (
        "to",
        _set(
            "want wanted need going got have had like love try trying tried talk talking speak speaking listen listening used"
        ),
    ),
    "4": ("for", _set("asking ask something time waiting wait pay just looking thanks good bad")),
    "da": ("dad", _set("my ma me our your his her wor")),
}
# "ill" and "id" without their apostrophe: what they stand for before one of the words in `_THEN`, but after none of the
# words in `_NOT_AFTER`.
_OPENED = {"ill": ("i", "will"), "id": ("i", "would")}
_NOT_AFTER = _set(
    "am is are was were feel feels feeling felt very so really been be being get gets got fell fall fallen too off look "
    "looks looked seriously mentally my his her how taken terminally critically chronically physically the not bit when "
    "your an photo student user mail with of no need show valid fake staff school app apple game email"
)
_THEN = _set(
    "be do go come meet get give send pay text call ring add find wait pick drive take buy lend treat bring tell show let "
    "make kill stab batter beat hurt smash break punch die jump end stop cut keep never not just always probably "
    "definitely really even still love like miss rather prefer say see try have want need help kiss marry date feel "
    "finish start message email dm whatsapp snap follow drop pop walk stay sit look ask think use work write read put "
    "talk speak"
)
_NEXT = re.compile(r"\s+([a-z]+)")
SHAPES = frozenset([*_AFTER, *_OPENED])


def beside(token: str, before: str, text: str, end: int) -> tuple[str, ...] | None:
    """The words that `token` stands for, given the canonical word before it ("" if none) and the text from its `end`
    on; None if it is only itself."""
    if token in _AFTER:
        meaning, openers = _AFTER[token]
        return (meaning,) if before in openers else None
    after = _NEXT.match(text, end)
    if token in _OPENED and after is not None and after[1] in _THEN and before not in _NOT_AFTER:
        return _OPENED[token]
    return None
