"""Addresses as they stand on an envelope: parts of a building, streets whose names hold no word for one, boxes, Welsh names."""

from __future__ import annotations

import re

from ithaca.screening.lists.numbers import TENS, UNITS
from ithaca.screening.lists.streets import NUMBER_WORD, SOLID, TOWN, TYPE
from ithaca.screening.lists.usernames import usual
from ithaca.screening.sought import sought

# Parts of a building or a site, with their number, letter or floor: "Flat 2/1, ", "3F2, ", "Studio 5, ", "Block C, ".
_PART_WORD = (
    r"(?:flat|apartment|apt|units?|suite|studio|office|shop|warehouse|workshop|caravan|chalet|lodge|plot|pitch|berth"
    r"|bay|gate|stall|kiosk"
    r"|block|tower|floor|level|room|house|bungalow|maisonette|annexe?|hangar|depot|building|wing|no\.?|number|door)"
)
_PART = (
    rf"(?:\b{_PART_WORD}\s?(?:\d{{1,4}}(?:\s?[a-z]|/\d{{1,2}})?|[a-z]"
    rf"|{NUMBER_WORD}(?:[ -]{NUMBER_WORD})?(?:\s(?:[a-h]|bee|cee|dee|ay|eff|gee))?)|(?<![\w/])(?:\d[fb]\d|[bgp]f\d"
    rf"|\d/\d)"
    r"|\b(?:(?:ground|first|second|third|fourth|top|lower ground|upper|garden|basement|attic)[\s-](?:floor )?(?:flat"
    r"|maisonette)"
    r"|(?:ground|first|second|third|fourth|top) floor))"
)
#: Parts in front of what was found; `number` is the word alone where its number is already within.
BEFORE = re.compile(rf"(?:{_PART},?\s|\b(?P<word>{_PART_WORD})\s)\Z")
# "Elm Park Gardens", "Meadow Lane Industrial Estate": a second word for a street after the first.
MORE = re.compile(
    rf"\s(?:(?:[a-z][a-z'-]+\s)?(?:industrial estate|business park|trading estate|retail park|science park"
    rf"|business centre"
    rf"|shopping centre)|{TYPE})\b(?!\s(?:team|school|college|station|trip|project))"
)
_UPPER = r"[A-Z][a-z]+(?:['’][A-Za-z]+)?(?:-[A-Za-z]+)*\.?"
_STREET_NAME = rf"{_UPPER}(?: (?:{_UPPER}|of|the|on|upon|y|yr|and)){{0,3}}"
_NUMBER = r"(?<![\w.£$/:#-])\d{1,4}[a-zA-Z]?(?:\s?[-–/]\s?\d{1,4}[a-zA-Z]?)?"
_POSTCODE = r"[A-Za-z]{1,2}\d[A-Za-z\d]?\s?\d[A-Za-z]{2}\b"
# What else a street is called: its name alone says nothing, so something else must say that it is one.
_SAID = (
    r"(?i:\b(?:liv(?:e|es|ing|ed) (?:at|in)|address(?: is|'s|:| =)?|works? (?:at|from)|based at|located at"
    r"|situated at|staying at"
    r"|deliver(?:y|ies|ed)?(?: \w+){0,2} to|post(?:ed)?(?: \w+){0,2} to|(?:office|site|shop|house|flat|home|place"
    r"|studio|lab|branch|depot"
    r"|headquarters|hq)(?:'s| is)? at|we(?:'| a)re at|come to|round to|venue(?: is|:))\W{1,2}(?:no\.? |number )?)"
)
_NAMED = re.compile(
    rf"(?P<place>{_NUMBER},? {_STREET_NAME}(?i:{TOWN}))(?![\w'])"
    rf"|(?P<coded>{_NUMBER},? {_STREET_NAME}(?:, {_UPPER}(?: {_UPPER})?)?),? (?={_POSTCODE})"
    rf"|{_SAID}(?P<said>{_NUMBER},? {_STREET_NAME}(?:, {_UPPER}(?: {_UPPER})?)?)(?![\w'])"
    rf"|(?P<gate>{_NUMBER} [A-Z][a-z]{{2,12}}gate)\b"
    rf"|(?P<unit>\b[Uu]nits? \d{{1,4}}[A-Za-z]?,? (?:{_UPPER} ){{1,2}}(?:Works|Mills?|Maltings|Foundry|Brewery"
    rf"|Warehouse"
    rf"|Shipyard|Parc)\b(?i:{TOWN})?)"
    rf"|(?P<worded>(?i:\b(?:{'|'.join(TENS)})[- ](?:{'|'.join(UNITS)})) (?:{_UPPER} ){{1,2}}(?i:{TYPE})\b"
    rf"(?! (?:shops?|stores?|banks?|branches|retailers|brands)\b)(?i:{TOWN})?)"
)
_NO_STREET = re.compile(
    r"\d+[a-z]?,? (?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|am\b|pm\b|gcse"
    r"|a-?level|maths|english"
    r"|science|biology|chemistry|physics|history|geography|french|spanish|german|art\b|music|drama|pe\b|years?"
    r"|months?|weeks?|days?|hours?"
    r"|minutes?|km|miles?|people|students|pupils|grams|kg|guys|direction|seconds|points?|marks?|out of|times|x\b|good"
    r"|new|old|british"
    r"|american|the\b|[a-z]+ (?:years|months|weeks|days|hours|minutes|marks|points|people|students|pupils|of|and)\b)"
)
# Numbers that count parts of a book, a course or a school rather than a house.
LABEL = re.compile(
    r"\b(?:chapter|question|q|task|level|year|page|pages|stage|step|part|section|exercise|act|scene|round|week|day"
    r"|figure|fig|table|module|paper"
    r"|lesson|bus|grade|group|option|example|slide|unit|version|key stage|pathway|platform|lane|team|set|box|series"
    r"|episode|season|volume|drawer|shelf|cupboard|locker|rack|peg|hook|aisle|tray|crate|bin)\.?\s\Z"
)
_BOX = sought(rf"(?i)\bp\.?\s?o\.?\s?box\s\d{{1,6}}(?:{TOWN}|, [A-Z][a-z]+)?")
_WELSH = (
    r"(?:[Hh]eol|[Ss]tryd|[Ff]fordd|[Ll][oô]n|[Rr]hodfa|[Mm]aes|[Cc]los|[Rr]hiw|[Ss]arn|[Cc]oed|[Cc]wm|[Pp]arc"
    r"|[Pp]entref|[Bb]ryn"
    r"|[Hh]afod|[Cc]ae|[Tt]eras|[Ss]gw[aâ]r)"
)
_WELSH_STREET = sought(
    rf"(?:{_NUMBER}|(?:[A-Z][a-zâêîôûŵŷ]+ (?:yr? |na )?){{0,2}}[A-Z][a-zâêîôûŵŷ]+),? {_WELSH}(?: (?:yr?\b"
    rf"|[A-Z][a-zâêîôûŵŷ'-]+)){{1,3}}(?:, [A-Z][a-z]+)?"
)
_HALL = re.compile(
    rf"\broom \d{{1,4}}[a-z]?, (?:[a-z]+ ){{1,2}}(?:hall|halls|house|court|lodge)\b(?:, (?:[a-z]+ ){{1,2}}{SOLID})?"
)


_FIGURE, _CAPITAL = re.compile(r"\d"), re.compile(r"[A-Z]")


def enveloped(cased: str) -> list[tuple[int, int]]:
    """Places in a folded text with its capitals put back that are addresses without a common word for a street."""
    places: list[tuple[int, int]] = []
    if (_FIGURE.search(cased) or "ty" in cased) and (_CAPITAL.search(cased) or "ox " in cased):
        for match in _NAMED.finditer(cased):
            name = str(match.lastgroup)
            words = re.findall("[a-z']{3,}", match[name].lower().split(",")[0])
            if name in ("place", "said") and all(map(usual, words)):
                continue
            if not _NO_STREET.match(match[name].lower()) and not LABEL.search(cased[: match.start(name)].lower()[-24:]):
                places.append(match.span(name))
        places += [match.span() for match in _BOX.finditer(cased)]
    places += [match.span() for match in _WELSH_STREET.finditer(cased)]
    return places


def in_words(place: str) -> bool:
    """Does such a place begin with a number in words ("seventy-one Marine Parade")?"""
    return re.split(r"[- ]", place, maxsplit=1)[0].lower() in TENS


def in_halls(text: str) -> list[tuple[int, int]]:
    """Rooms in a hall of residence, in the folded text."""
    return [match.span() for match in _HALL.finditer(text)] if "room" in text else []
