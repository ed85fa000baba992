"""Names as they are searched for: without accents, capitals, hyphens and apostrophes."""

from __future__ import annotations

import re
import unicodedata

#: Letters that Unicode does not take apart into a plain letter and a mark.
_PLAIN = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h"})
_JOINS = re.compile(r"['’ʼ`´]+")
_APART = re.compile(r"[^\w]+|_+")


def fold_name(text: str) -> str:
    """`text` as it is compared and searched: "Zoë O’Brien-Łukasz" gives "zoe obrien lukasz"."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).translate(_PLAIN)
    return " ".join(_APART.sub(" ", _JOINS.sub("", letters)).split())


def full_search_name(given_name: str, family_name: str) -> str:
    """What stands in `Person.search_name`, cut to the length of the field."""
    return fold_name(f"{given_name} {family_name}")[:130]


def slug_for(name: str, *, most: int = 40) -> str:
    """A short name for addresses: letters, digits and hyphens; "place" when nothing is left of `name`."""
    return fold_name(name).encode("ascii", "ignore").decode().strip().replace(" ", "-")[:most].strip("-") or "place"
