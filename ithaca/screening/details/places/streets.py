"""Streets with their numbers as people write them, in the open or drawn with figures for letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ithaca.screening.anywhere import anywhere
from ithaca.screening.lists.streets import (
    BLOCK,
    FLOOR,
    LETTER_SAID,
    NAME,
    NOT_FIRST,
    NUMBER_WORD,
    RARE,
    SHORT,
    SMALL,
    SOLID,
    TOWN,
    TYPE,
)
from ithaca.screening.sought import sought
from ithaca.screening.views.fold import Folded

_STREET = re.compile(
    rf"(?<![\w.£$/:-])(?:(?:flat|apartment|apt|unit|room|suite)\s?\d{{1,4}}[a-z]?,?\s)?(?:no\.?\s?"
    rf"|number\s)?\d{{1,4}}(?:\s?{LETTER_SAID}|[a-z]?)(?:[-/]\d{{1,4}}[a-z]?)?,?\s{FLOOR}"
    rf"(?:the\s{TYPE}|{NOT_FIRST}(?:(?:queensway|kingsway|broadway|parkway)|{NAME}(?:{TYPE}"
    rf"|{SHORT})))\b(?!\s{SOLID}\b|\s(?:team"
    rf"|school|college"
    rf"|station|trip|project|shops?|stores?|banks?|branches|retailers|fashion|brands|bus|buses|tram|stop"
    rf"|practice|systems?|characters?|episodes?|actors?|storylines?|fans)\b){TOWN}?"
)
_FLAT = sought(
    rf"\b(?:(?:flat|apartment|apt)\s(?:\d{{1,4}}[a-z]?"
    rf"|{NUMBER_WORD}(?:[ -]{NUMBER_WORD}){{0,2}}|[a-z]),?\s(?:\d{{1,4}}[a-z]?,?\s)?(?:the\s)?(?:{NAME})?"
    rf"|(?:unit|arch|floor|studio|warehouse|office|suite|workshop|caravan|chalet|block|plot"
    rf"|pitch)\s(?:\d{{1,4}}[a-z]?|[a-z]),?\s"
    rf"(?:\d{{1,4}}[a-z]?,?\s)?(?:the\s)?{NAME})(?:{BLOCK}|{TYPE})\b"
    rf"(?:,?\s(?:{NAME})?{TYPE}\b)?{TOWN}?"
)
_DRAWN = sought(r"(?<=[a-z])[0134]{1,2}(?=[a-z])")
_LETTER = str.maketrans("0134", "oiea")
_WELSH_KIND = sought(r" (?:heol|stryd|ffordd|lon|rhodfa|maes|ystad|clos)(?:'r)? ")
_WELSH = re.compile(
    rf"\b(?:\d{{1,4}}[a-z]?|(?:number )?{NUMBER_WORD}(?:[ -]{NUMBER_WORD}){{0,3}}),? (?:heol|stryd|ffordd|lon"
    rf"|rhodfa|maes|ystad"
    r"|clos)(?:(?:'r| y| yr) [a-z]{3,15}| (?!(?:that|is|thats|please|where|dont|don't|but|and|its|so"
    r"|lol)\b)[a-z]{3,15}){1,2}\b"
)
_RARE_CASED = sought(
    rf"(?<![\w.£$/:-])\d{{1,4}}[a-zA-Z]?,?\s(?:The\s(?i:{RARE})|(?:[A-Z][a-z'’-]+\s){{1,3}}{RARE.title()})\b"
)
# "live at 17 Sandside": a street by its name alone.
_BARE_SAID = sought(r"\b(?:live|lives|living|stay|staying) at (?P<place>\d{1,4}[a-z]? [A-Z][a-z]{4,20})(?![\w'])")
_RARE_SAID = sought(
    rf"\b(?:live|lives|living|stay|moved to|address is|home is|house is|we're|i'm|im) (?:at |in |to |now )?"
    rf"(?P<place>\d{{1,4}}[a-z]?,?\s(?:the\s|{NAME}){RARE})\b"
)
_UNIT_ONLY = re.compile(r"(?:unit|room|floor) \w+ \w+")  # "Unit 5 Drive systems"
_SOLID_END = re.compile(rf"\b(?:{SOLID}|{BLOCK}|court|close|place)\b")
_LIVING = re.compile(
    r"\b(?:live|lives|living|at|address|come to|flat|house|number|home|stay|moved to|round to|mine is|ours is"
    r"|(?:house"
    r"|home|place) is"
    r"|delivered to|we're|we r|we are|i am|its|it's|im|i'm)\W+\Z"
)
_NO = re.compile(rf"\bno\.? ?(?=\d)|{LETTER_SAID}")
# Homes that everybody knows from books, films and the news.
_KNOWN = re.compile(
    r"(?:(?:10|11|ten|number 10) downing street|221 ?b? baker street|4 privet drive|742 evergreen terrace"
    r"|1600 pennsylvania avenue"
    r"|12 grimmauld place|32 windsor gardens|62 west wallaby street|42 wallaby way|17 cherry tree lane"
    r"|84 charing cross road|52 festive road"
    r"|21 jump street|29 acacia road|31 spooner street|77 sunset|25 cromwell street|124 conch street|64 zoo lane"
    r"|101 coronation street"
    r"|\d{1,4} (?:any|some|example|sample|your|fake|imaginary|pretend|nowhere|test) (?:street|st|road|lane|avenue))\b"
)
_FICTION = anywhere(
    re.compile(
        r"\b(?:sherlock|holmes|harry potter|dursleys?|paddington|homer|simpsons?|fictional|made up|monopoly|novels?"
        r"|sitcom|"
        r"(?:in|for|of) (?:the|my|our|a|this|that) (?:film|book|play|story|show|series|game|novel|source|question"
        r"|extract|level|comic"
        r"|minecraft|roblox|sims?|map|world))\b"
    )
)
_AT = re.compile(r"\b(?:my|our|(?:i|we) live|come to|post (?:it|them|this) to|address)\b")
_LIVED_IN = anywhere(
    re.compile(
        r"\b(?:my|our|i|we|us|me|mine|ours|i'm|im|we're)\b(?! (?:game|story|book|level|comic|novel|world|map|made|built"
        r"|did|read|saw|watched|chose|like|love|think|wrote"
        r"|said|got))"
    )
)


def numbered(folded: Folded) -> Iterator[tuple[int, int]]:
    """Flats and streets with a number, in characters of the folded text."""
    for pattern in (_FLAT, _STREET):
        for match in pattern.finditer(folded.text):
            if pattern is _FLAT and _UNIT_ONLY.fullmatch(match.group()):
                continue
            if _street_like(folded, *match.span()) and not made_up(folded.text, *match.span()):
                yield match.span()


# "3 The Willows, Mill Lane": a house in a row of its own name.
_ROW = sought(rf"(?<![\w.£$/:-])\d{{1,3}}[a-zA-Z]?,? The [A-Z][a-z]+, (?:[A-Z][\w'-]+ ){{1,2}}(?i:{SOLID})\b")


def unusual(text: str, cased: str) -> Iterator[tuple[int, int]]:
    """Streets of kinds that need capitals or words about living there; `cased` is the folded text with its capitals."""
    yield from (match.span("place") for match in _RARE_SAID.finditer(text))
    yield from (match.span("place") for match in _BARE_SAID.finditer(cased))
    yield from (match.span() for match in _ROW.finditer(cased))
    yield from (match.span() for match in _RARE_CASED.finditer(cased) if not SMALL.search(match.group().lower()))


def welsh(text: str) -> Iterator[tuple[int, int]]:
    """Welsh streets with a number."""
    return (match.span() for match in _WELSH.finditer(text)) if _WELSH_KIND.search(text) else iter(())


def drawn(text: str) -> Iterator[tuple[int, int]]:
    """Streets whose letters are drawn as figures: "33 elmw00d dr1ve"."""
    if not _DRAWN.search(text):
        return
    plain = _DRAWN.sub(lambda match: match.group().translate(_LETTER), text)
    for match in _STREET.finditer(plain):
        if plain[slice(*match.span())] != text[slice(*match.span())] and _SOLID_END.search(plain, *match.span()):
            yield match.span()


def _street_like(folded: Folded, start: int, end: int) -> bool:
    """A street as people write it: capitals, or an unmistakable kind of street, or words about living there."""
    capitals = any(folded.original[folded.starts[place]].isupper() for place in range(start, end))
    if capitals and not SMALL.search(_NO.sub("", folded.text[start:end])):
        return True
    if SMALL.search(_NO.sub("", folded.text[start:end].split(",")[0])):
        return False
    return (
        _SOLID_END.search(folded.text, start, end) is not None
        or _LIVING.search(folded.text[max(0, start - 16) : start]) is not None
    )


def made_up(text: str, start: int, end: int) -> bool:
    """Is it an address that everybody knows, or one in a story, that nobody says to be their own?"""
    if _KNOWN.search(text, start, end):
        return _AT.search(text, max(0, start - 40), start) is None
    return _FICTION(text) and not _LIVED_IN(text)
