"""Postal addresses sent in pieces: a number before or after its street, a flat after its block."""

from __future__ import annotations

import re

from ithaca.screening.fold import Folded
from ithaca.screening.street_words import BLOCK, NUMBER_WORD, SOLID, TOWN, TYPE
from ithaca.screening.types import Finding

_ENDS_OPEN = re.compile(
    rf"(?:\b(?:flat|apartment|apt|number|no|house number|door number|door)\s?(?:is\s)?\d{{1,4}}[a-z]?|(?:^"
    rf"|\s)\d{{1,4}}[a-z]?|(?:^|\b(?:number|no|flat|door|at)\s)(?:is\s)?(?!and\b"
    rf"|hundred\b){NUMBER_WORD}(?:[ -]{NUMBER_WORD}){{0,3}})"
    r"(?:\s(?:btw|lol|haha|x+|ok|is mine|is me|the one on|on|is the number|and))?\W{0,3}\Z"
)
# "12 hawthorn" before "road, derby".
_ENDS_NAMED = re.compile(r"(?:^|\s)\d{1,4}[a-z]?,?\s[a-z][a-z'-]{3,20}(?:\s[a-z][a-z'-]{3,20})?\W{0,3}\Z")
_TYPE_ONLY = re.compile(rf"\W{{0,3}}({TYPE}\b{TOWN}?)")
_ENDS_ON_HOUSE = re.compile(
    rf"\b(?:house|home|place|flat|live|i'm|im|we're)\b.{{0,12}}\b(?:{BLOCK}|{TYPE}|grange|manor)\W{{0,3}}\Z|^(?:the |old )*"
    r"(?:[a-z']+ ){1,2}(?:house|cottage|farm|lodge|villa|vicarage|rectory)\W{0,3}\Z"
)
_STARTS_STREET = re.compile(
    rf"\W{{0,3}}(?:(?:and|then|its|it's|on|in|the|street|road|is|called|name"
    rf"|my)\s){{0,4}}((?:of\s)?(?:st\.?\s)?(?:(?:[a-z][a-z'-]{{2,20}}),?\s){{1,4}}?(?:{TYPE}"
    rf"|{BLOCK})\b(?:,?\s[a-z]+\s?{TYPE}\b)?{TOWN}?)"
)


def split_addresses(folded: Folded, context: list[Folded]) -> list[Finding]:
    """A street or house whose number stood in the message before, or a number whose street did."""
    match = _STARTS_STREET.match(folded.text)
    before = context[-1].text.strip() if context else ""
    number = _ONLY_NUMBER.match(folded.text)
    if number and _street_before(folded, context):
        return [Finding(*folded.span(*number.span(1)), "ADDRESS", "split", "address")]
    if len(context) > 1 and len(before) <= 30 and _ENDS_ON_HOUSE.search(f"flat {before}"):
        before = f"{context[-2].text.strip()[-30:]} {before}"
    kind = _TYPE_ONLY.match(folded.text)
    if kind and _ENDS_NAMED.search(before) and len(before.split()) <= 6 and len(folded.text) - kind.end() <= 20:
        return [Finding(*folded.span(*kind.span(1)), "ADDRESS", "split", "address")]
    flat = _FLAT_ONLY.match(folded.text)
    if flat and len(before.split()) <= 4 and _ENDS_ON_BLOCK.search(before):
        return [Finding(*folded.span(*flat.span(1)), "ADDRESS", "split", "address")]
    if len(context) > 1 and before in ("the one on", "on", "its on", "it's on", "and its on"):
        before = context[-2].text.strip()
    if not match or len(folded.text) - match.end() > 30:
        return []
    if len(before) <= 40 and (_ENDS_OPEN.search(before) or _ENDS_ON_HOUSE.search(before)):
        return [Finding(*folded.span(*match.span(1)), "ADDRESS", "split", "address")]
    return []


_FLAT_ONLY = re.compile(
    r"\W{0,3}(?:(?:and|its|it's|im|i'm|in|at|we're)\s){0,3}((?:flat|apartment|apt|unit|room)\s\d{1,4}[a-z]?)\W{0,3}\Z"
)
_ENDS_ON_BLOCK = re.compile(rf"(?:^|\s)[a-z'-]{{3,20}}\s{BLOCK}\W{{0,3}}\Z")
# "number 33", "33", "we're at 33 lol": a message that is a house number and little else.
_ONLY_NUMBER = re.compile(
    rf"\W{{0,3}}(?:(?:and|its|it's|i'm at|im at|im|i'm|we're|at|on|house|door|flat|my|the|is)\s){{0,4}}"
    rf"((?:(?:number|no\.?|flat|floor|door)\s(?:is\s)?)?(?:\d{{1,3}}[a-z]?(?:,?\s(?:door|flat|number"
    rf"|floor)\s\d{{1,3}}[a-z]?)?|{NUMBER_WORD}(?:[ -]{NUMBER_WORD}){{0,3}}))(?:\s(?:lol|haha|x+|btw|on there"
    rf"|there))?(?:,\s(?:[a-z]+\s){0, 2}(?:bell|buzzer|floor|door|flat|gate))?\W{{0,3}}\Z"
)
_ENDS_ON_STREET = re.compile(
    rf"(?:^|\s)(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}{SOLID}(?:\s(?:north|south|east"
    rf"|west))?{TOWN}?\W{{0,3}}\Z"
)


def _street_before(folded: Folded, context: list[Folded]) -> bool:
    """Did the message before name a street as somebody's own, or nothing but a street?"""
    if not context:
        return False
    words = folded.text
    told = re.search(r"\b(?:number|no|house|door|flat|gate|floor)\b", words) is not None
    if told and any(_BLOCKS.search(message.text) for message in context[-2:]):
        return True
    streets = [
        message.text.strip()
        for message in context[-3 if told else -1 :]
        if _ENDS_ON_STREET.search(message.text.strip())
    ]
    if told and any(_OWN_STREET.search(message.text) for message in context[-3:]):
        return True
    before = streets[-1] if streets else ""
    street = _ENDS_ON_STREET.search(before)
    return street is not None and (
        len(before.split()) <= 4
        or _LIVING_ON.search(before) is not None
        or re.search(r"\b(?:house|door|flat|gate|number|bell|floor)\b", words) is not None
    )


_OWN_STREET = re.compile(
    rf"\b[a-z'-]{{3,20}}\s{TYPE},?\s(?:is (?:ours|mine|us|my street)|i'?m in|we'?re in|is where)\b"
    rf"|\b(?:i'?m|we'?re|we are|live|street is|road is) (?:in |on )?(?:[a-z'-]{{2,20}}\s){{1,2}}{TYPE}\b"
)
_BLOCKS = re.compile(r"\b(?:(?:high|tower|the) (?:flats|block|tower)|block [a-z]\b|tower block)")
_LIVING_ON = re.compile(r"\b(?:live|lives|living|house|home|flat|we're|i'm|im|address|mine)\b")
