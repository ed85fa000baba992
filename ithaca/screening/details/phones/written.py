"""Telephone numbers written as such, and words and signs that say a number is of some other kind."""

from __future__ import annotations

import re
from itertools import pairwise

from ithaca.screening.allow import AllowList, national
from ithaca.screening.anywhere import anywhere
from ithaca.screening.details.phones.dialling import MOBILE, dialled
from ithaca.screening.details.phones.digits import Atom
from ithaca.screening.sought import sought
from ithaca.screening.types import Disguise, Finding
from ithaca.screening.views.fold import Folded

CUE = sought(
    r"\b(?:(?:zero|nought|naught|oh|o|0) (?:(?:goes |comes |is )?(?:in|at|on) (?:the )?(?:front|start|beginning)"
    r"|first|before)|call|ring|phone|text|txt|bell|dial|mobile|mob|moby|cell|landline|tel|telephone|whatsapp|wapp"
    r"|buzz|emophone"
    r"|my (?:number|num|digits|no)|number(?: is|'s|s)|num is|reach me|contact me|fone)\b"
)
_speaks_of_calls = anywhere(CUE)
LABEL = re.compile(
    r"\b(?:isbn|issn|barcode|order|batch|invoice|ref|reference|part|serial|sku|candidate"
    r"|cent(?:re|er)(?= ?(?:number|no|num|code|id)| is )|po(?= (?:number|no))|urn|uln|ucas"
    r"|(?<!area )(?<!dialling )code|model"
    r"|qualification|version|error|tracking|account|sort code|policy|case|ticket|room|id|seat|catalogue|product|item|lot"
    r"|student|membership|library|exam|payroll|licence|license|registration|receipt|docket|asset|job|doi|upn|ean"
    r"|gtin|equation|sequence|chapter|page|patent|drawing|drg|dwg|schedule|quot(?:e|ation)|requisition|permit|chassis"
    r"|engine|meter|certificate|claim|crate|pallet|parcel|shipment"
    r"|pattern)s?(?<!references)(?<!centres)(?: (?:number|no|num|code|id))?[ .:#]{0,3}(?:is |was |as )?[a-z]{0,3}[-/ ]?\Z"
)
# "the spaced-out version: 07 40 ...": a manner of writing rather than what the figures number; no version has such groups.
_MANNER = re.compile(r"\bversions? ?[:=-]?\s?(?:is |was )?\Z")
_SPACES_ONLY = re.compile(r"0[\d ]+\Z")
# The figures behind a decimal point.
_DECIMAL = re.compile(r"(?<![\d.])\d\.\Z")
# Grouped by spaces as people group a telephone number: "07700 900 641", "0141 496 0583", "+44 7700 900641".
_TELEPHONIC = re.compile(
    r"(?:0(?:7\d{3}|1\d{3}|3\d{2}|800|808|845)\)? (?:\d{3} ?\d{3}|\d{2} ?\d{2} ?\d{2})|0(?:1\d1|11\d|3\d\d"
    r"|8\d\d)\)? \d{3} ?\d{4}"
    r"|02\d\)? \d{4} ?\d{4}|(?:00)?44 ?(?:\(0\) ?)?7\d{3} ?\d{3} ?\d{3})\Z"
)
_HYPHENED = re.compile(r"(?:0|\+?44[ -]?)7\d{3}[-.](?:\d{6}|\d{3}[-.]\d{3})\Z|0(?:1\d1|11\d|2\d)[-.]\d{3,4}[-.]\d{4}\Z")
# A part number goes on behind a sign: "0113-4960-921-B".
_CARRIED_ON = re.compile(r"[/-](?:\d|[a-z]{1,2}(?![a-z])|[a-z]+\d)")
# The same wherever it stands: no figure and no sum runs into it.
_WRITTEN = sought(rf"(?<![\w.,£$€/+-])\(?(?:{_TELEPHONIC.pattern[:-2]})(?![\w/-]|[.,]\d)")


def written(folded: Folded, allow: AllowList) -> list[Finding]:
    """Numbers grouped as people group them, whatever figures stand beside them."""
    found: list[Finding] = []
    for match in _WRITTEN.finditer(folded.text):
        digits = national(match.group())
        if dialled(digits) and not allow.number(digits):
            first, last = folded.span(*match.span())
            plain: Disguise = "plain" if folded.original[first:last].isascii() else "disguised"
            found.append(Finding(first, last, "PHONE", plain, "phone"))
    return found


def labelled(text: str, piece: list[Atom], digits: str) -> bool:
    """Does a word before say that this is some other kind of number? Never of one written as telephone numbers are."""
    written = text[piece[0].start : piece[-1].end]
    carried_on = _CARRIED_ON.match(text, piece[-1].end) is not None
    if _TELEPHONIC.match(written) or MOBILE.match(written) or (_HYPHENED.match(written) and not carried_on):
        return False
    before = text[max(0, piece[0].start - 40) : piece[0].start]
    if len(piece) == 1 and _DECIMAL.search(before):
        return True
    label = LABEL.search(before)
    if not label:
        return (carried_on and not (MOBILE.match(digits) and text[piece[-1].end] == "/")) or _counts_up(piece)
    if "isbn" in label.group() or "barcode" in label.group():
        return True
    if MOBILE.match(digits) and _MANNER.search(before) and _SPACES_ONLY.match(written):
        return False
    return MOBILE.match(digits) is None or len(piece) > 2 or not _speaks_of_calls(text)


def _counts_up(piece: list[Atom]) -> bool:
    """Are these numbers that follow one another (08 09 10 11 12), as pages and years do?"""
    values = [int(atom.digits) for atom in piece if atom.form == "figures"]
    return len(values) == len(piece) >= 4 and all(after == before + 1 for before, after in pairwise(values))


def as_phone(folded: Folded, start: int, end: int, disguise: Disguise) -> Finding:
    """A telephone number at `start` to `end` of the folded text, with the bracket that closes one of its own."""
    words = folded.text[start:end]
    if words.count("(") > words.count(")") and folded.text[end : end + 1] == ")":
        end += 1
    return Finding(*folded.span(start, end), "PHONE", disguise, "phone")
