"""Words without names and details, for evaluation (MSG-26). Better a word too many taken out than one too few.

A machine does not find every name. What it takes out: every way to reach somebody that the screening finds; every name the
platform knows; every further word with a capital that does not begin a sentence; every longer number. What the screening
would not deliver as it stands, or could not judge, is left out as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ithaca.organisations.selectors import fold_name
from ithaca.screening import CONTACT, Policy, Speaker, redacted, screen

NAME, NUMBER, DETAIL = "[name]", "[number]", "[detail]"
_ALSO_WORDS_TEXT = (
    "amber angel april art august autumn bill bob bond brook brown carol cliff crystal dale dawn dean destiny drew faith "
    "fern field frank gay gene glen grace grant green harmony harry heath heather hill hope ivy jack jade jasmine jewel "
    "joy june king lance lane lee lily mark may melody mercy miles mine nick olive page pat pearl penny pepper ray rich "
    "rob robin rose ruby sandy school sky skip sonny star stone storm street sue summer the trinity van violet ward wade "
    "way west will winter wood young north south east project college"
)
_KEPT_TEXT = (
    "i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december english maths british ok"
)
#: Names that are everyday words too: taken out only where they have a capital.
ALSO_WORDS = frozenset(_ALSO_WORDS_TEXT.split())
_KEPT = frozenset(_KEPT_TEXT.split())
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_DIGITS = re.compile(r"\d(?:[\d ./:-]{2,}\d)")
_DETAIL = re.compile(r"\S*(?:@|://|www\.)\S*", re.IGNORECASE)
_ENDS = ".!?:…\n"
_POLICY = "children"


def known_words(names: Iterable[str]) -> frozenset[str]:
    """The single words of these names, folded; one letter alone is no name."""
    return frozenset(word for name in names for word in fold_name(name).split() if len(word) > 1)


def without_details(text: str, known: frozenset[str]) -> str | None:
    """The words with names, numbers and ways to reach somebody replaced; None if they had better be left out as a whole."""
    verdict = screen(text, speaker=Speaker("mentee", "child"), policy=Policy.named(_POLICY))
    if verdict.action not in ("allow", "redact"):
        return None
    plain = _DETAIL.sub(DETAIL, redacted(text, verdict, types=CONTACT))
    return _DIGITS.sub(NUMBER, _without_names(plain, known))


def _without_names(text: str, known: frozenset[str]) -> str:
    def one(match: re.Match[str]) -> str:
        word = match.group()
        return NAME if _is_name(word, known, begins=_begins(text, match.start())) else word

    return _WORD.sub(one, text)


def _is_name(word: str, known: frozenset[str], *, begins: bool) -> bool:
    capital = word[0].isupper()
    # "Kim's" and "O'Brien-Smith" are looked at whole and in parts.
    parts = {part for whole in (word, *re.split(r"['’-]", word)) for part in fold_name(whole).split()}
    if any(part in known and (capital or part not in ALSO_WORDS) for part in parts):
        return True
    stem = word.split("'")[0].split("’")[0]
    return capital and not begins and stem.lower() not in _KEPT


def _begins(text: str, start: int) -> bool:
    """True for the first word of a sentence, which has a capital anyway."""
    before = text[:start].rstrip(" \t\"'“‘(*-–")
    return not before or before[-1] in _ENDS
