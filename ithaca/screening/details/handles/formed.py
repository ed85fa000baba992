"""User names known by their form alone, whatever stands around them: "otterfan07", "otter.fan2", "lil_otter", "the0tterfan".

Hardly any other word has such a form. Of 70,000 stored messages the harmless ones held eleven that had, all of them the names
of something in a story or in a program.
"""

from __future__ import annotations

import re

from ithaca.screening.lists.named_things import OF_PROGRAMS, OF_STORIES
from ithaca.screening.lists.platforms import PLAIN_LETTERS
from ithaca.screening.lists.usernames import COUNTED, TIMEISH, usual
from ithaca.screening.sought import sought
from ithaca.screening.types import Disguise
from ithaca.screening.views.fold import Folded

_WORTH_IT = re.compile(r"[a-z]\d|[a-z\d]_")
_BEGIN, _END = r"(?<![\w.@/\\#:=$£&+*~%'-])", r"(?![\w@/\\(=*+%-]|[.:]\w)"
_NUMBERED = re.compile(rf"{_BEGIN}(?P<name>(?P<stem>[a-z]{{5,24}})(?P<figures>\d{{2,4}})){_END}")
_MIXED = re.compile(rf"{_BEGIN}(?P<name>(?P<stem>[a-z]{{4,15}})\d{{1,3}}(?P<last>[a-z]{{3,15}})\d{{0,3}}){_END}")
_DOTTED = re.compile(rf"{_BEGIN}(?P<name>(?P<stem>[a-z]{{2,20}})\.(?P<last>[a-z]{{2,20}})\d{{1,4}}){_END}")
_UNDERSCORED = re.compile(
    rf"{_BEGIN}(?P<name>[a-z]{{2,20}}\d{{0,4}}(?:_[a-z0-9]{{1,20}}){{1,3}}_?|[a-z]{{3,20}}\d{{0,4}}_{{1,2}}){_END}"
)
# "RookAndRollTwo" after a word that gives a name.
_HUMPED = sought(
    r"(?i:\b(?:user ?name|user|account|profile|channel|handle|tag|name|find|add|follow|search|i'?m|im|me|called|under|as|by|is)"
    r"|[:=])[\s'(]{1,3}(?P<name>(?:[A-Z][a-z]{1,15}){3,5}\d{0,4})(?![\w@/(=*+-]|[.:]\w)"
)
_OF_SOMETHING = sought(
    rf"\b(?:{OF_PROGRAMS}|{OF_STORIES}|character|cues?|reference|ref|product|serial|model|part number|order number|quiz team"
    r"|horse|racecard)\b"
)
_MEDIA = re.compile(r"(?:mp[34]|jp2|x86|h26[45]|m4|p12|v)\Z")
_YEAR = re.compile(r"20(?:1[6-9]|2\d|3\d)")
_OF_A_FILE = re.compile(r"(?:test|_id|_name|_list|_data|_file|_count|_total|_size|_key|_value)\Z")


def formed(folded: Folded) -> list[tuple[int, int, Disguise]]:
    """Where such names stand in the folded text of a message."""
    text = folded.text
    worth_it = _WORTH_IT.search(text) is not None
    if not worth_it and (folded.original.islower() or _TWO_HUMPS.search(folded.original) is None):
        return []
    if _OF_SOMETHING.search(text):
        return []
    cased = folded.cased()
    found = [match.span("name") for match in _HUMPED.finditer(cased)]
    if worth_it:
        found += [match.span("name") for match in _NUMBERED.finditer(text) if _no_event(match)]
        found += [match.span("name") for match in _MIXED.finditer(text) if _no_event(match)]
        found += [match.span("name") for match in _DOTTED.finditer(text) if not _two_sentences(match)]
        found += [
            match.span("name")
            for match in _UNDERSCORED.finditer(text)
            if _of_words(match["name"], cased[slice(*match.span("name"))])
        ]
    return [(start, end, "plain") for start, end in found if not cased[start:end].isupper()]


_TWO_HUMPS = re.compile(r"[a-z][A-Z][a-z]")


def _no_event(match: re.Match[str]) -> bool:
    """Neither a word with a number ("chapter12", "expo2026") nor one that only looks so ("m0ney")?"""
    name = match["name"]
    if TIMEISH.match(name) or COUNTED.fullmatch(name) or usual(match["stem"]) or usual(name.translate(PLAIN_LETTERS)):
        return False
    return _YEAR.fullmatch(match.groupdict().get("figures") or "") is None


def _two_sentences(match: re.Match[str]) -> bool:
    """A full stop with no space behind it ("done.year10"), or a file?"""
    after = match["name"].partition(".")[2]
    return (
        COUNTED.fullmatch(after) is not None
        or TIMEISH.match(after) is not None
        or _MEDIA.match(after) is not None
        or (usual(match["stem"]) and usual(match["last"]))
    )


def _of_words(name: str, written: str) -> bool:
    """Is one of the words that underscores join of no other use, and the whole no file and no heading ("Team_Teal")?"""
    if _OF_A_FILE.search(name) or len(name) < 6 or re.match("[A-Z].*_[A-Z]", written):
        return False
    return any(len(part) >= 4 and not usual(part) for part in re.findall("[a-z]+", name))
