"""Homes counted out by doors, floors and corners from what anybody can find: "three doors down from the chippy"."""

from __future__ import annotations

import re

from ithaca.screening.details.places.home_words import (
    AROUND,
    BESIDE,
    COLOUR,
    LANDMARK,
    NTH,
    OUR_HOME,
    SPOT,
    STEPS,
    STREET_KIND,
    WITH,
)
from ithaca.screening.details.places.no_homes import ELSEWHERE, INSIDE, SITE, STORY, TALE
from ithaca.screening.lists.streets import BLOCK, NUMBER_WORD, TYPE
from ithaca.screening.sought import sought

_STREET_NAME = r"(?:[a-z][a-z'-]{2,20}\s){1,2}"
_ON_STREET = rf"(?:\s(?:on|in|off)\s{_STREET_NAME}{TYPE})?"
# "my flat, you know, it's behind the Lidl": a home, and in the same sentence what it stands beside.
_DESCRIBED = sought(
    rf"\b(?:{OUR_HOME}(?:'s|\sis)?|(?:i|we) (?:live|stay)|(?:i'm|im)(?= in the)|come(?= to the)"
    r"|(?=the (?:house|flat|place|home|bungalow|caravan|block|(?:front )?door|bedsit|maisonette)))\b[,:]?\s?"
    rf"(?:(?:just|in|at|to|its|it's)\s){{0,3}}(?P<place>[^.?!\n]{{0,60}}?\b(?:{BESIDE}|on the corner (?:of|by|with))\b"
    rf"[^.?!\n]{{0,24}}?\b{LANDMARK}\b(?:[^.?!\n,]{{0,40}}|,\s(?:the )?(?:[a-z]+ )?(?:gate|door|windows?|fence"
    rf"|curtains))?)"
)
# "over the florist by the green on Mill Road, then the bungalow with the gnomes": beside something on a street.
_BY_STREET = sought(
    rf"\b(?:(?:the\s)?(?:flat|tower|block|house|bungalow|cottage|one|yin|maisonette)\s[^.?!\n]{{0,40}}?)?"
    rf"\b(?:{BESIDE}|after|before|past|by|{WITH})\s(?:the\s)?(?:[a-z][a-z'-]{{1,20}},?\s){{1,8}}?"
    rf"(?:on|in|off|down)\s{_STREET_NAME}{STREET_KIND}\b"
    r"(?:,\s\d{1,2}(?:st|nd|rd|th) floor)?(?:,?\s(?:then )?(?:the )?(?:door|bungalow|house|flat) (?:with"
    r"|next to)[^.?!\n]{0,30})?"
)
_AT_HOME = sought(
    r"\b(?:flat|hoose|my house|our house|bungalow|maisonette|ours|mine is|we live|i live|im in|i'm in|we're in|we in"
    r"|ring twice|buzzer|doorbell|knock|u can'?t miss it|we'?re the|i'?m the)\b"
)
# "the third floor flat with the flag in Ash Court", "top flat, behind the Lidl": a flat by its floor.
_FLOOR = sought(
    rf"\b(?:the\s)?(?:top|bottom|ground|basement|attic|{NTH})(?:[\s-]floor)?\sflat\b[^.?!\n]{{0,60}}?"
    rf"\b(?:{BESIDE}\b[^.?!\n]{{0,24}}?\b{LANDMARK}|(?:in|on|off|at)\s{_STREET_NAME}(?:{BLOCK}|{TYPE})){_ON_STREET}\b"
)
# "then the fourth door down Elder Grove", "the last house on the left before the quarry"
_NTH_HOUSE = sought(
    rf"\b(?:{NTH}|end|corner|only)\s(?:house|flat|door|one|bungalow|block|cottage|farm)(?: on the (?:left|right))?\s"
    r"(?:on|along|down|past|after|before|from|up|in|opposite|by|near|behind|next to)\b(?:(?!,? (?:you|u|if|so|but"
    r"|theres)\b)[^.?!\n]){2,60}\b"
)
_HOMELY = sought(
    r"\b(?:house|flat|home|place|live|stay|bungalow|caravan|mine|ours|block|door|gaff|maisonette|bedsit|cottage"
    r"|one (?:with"
    r"|along|past|on))\b"
)
_GATE_KIND = r"(?:gate|close|stair|entry|drive|driveway|lane|ginnel|turning)"
# A home described so that it can be found, without a street number.
_FOUND_BY = re.compile(
    # "flat 4, above the kebab shop", "behind the chippy, flat 2"
    rf"\b(?:flat|apartment|apt|number|no|room|bedsit)\s(?:\d{{1,4}}[a-z]?"
    rf"|{NUMBER_WORD}(?:[ -]{NUMBER_WORD}){{0,3}})\s?,?\s"
    rf"(?:[^.?!\n]{{0,24}}\b)?{AROUND}\s{SPOT}{_ON_STREET}\b"
    rf"|\b{AROUND}\s{SPOT},? (?:its |it's |im |i'm |we're )?(?:at )?(?:flat|number|no|door) (?:\d{{1,4}}[a-z]?"
    rf"|{NUMBER_WORD})\b"
    rf"|\b{STEPS}\s{SPOT}{_ON_STREET}\b"
    # "the red door along from the takeaway"
    rf"|\b(?:the|a|with the) (?:[a-z]+ )?{COLOUR} (?:front )?(?:door|gate|gates|house|cottage|bungalow|flat)"
    rf" (?:{AROUND}|{STEPS}|on|along|down) (?:from )?{SPOT}{_ON_STREET}\b"
    # "on the corner of Birch Road and Alder Avenue", "corner house where Ivy Street meets the canal"
    rf"|\b(?:on )?(?:the )?(?:(?:corner|end|last|first) (?:house|flat|cottage|bungalow|one) (?:where|at|of|on)"
    rf"|corner (?:of|where))"
    rf" (?:the )?(?:[a-z']+ ){{1,2}}?(?:{TYPE}|canal|river) (?:and|meets?|joins?|crosses|hits|becomes|with)"
    rf" (?:the )?(?:[a-z']+ ){{0,2}}?(?:{TYPE}|canal|river|sea|main road|railway|track)\b"
    # "the tall house where Ivy Street meets the canal bridge"
    rf"|\bthe (?:[a-z]+ ){{0,3}}(?:house|flats?|cottage|bungalow|block|one"
    rf"|pub) where (?!the )(?:[a-z']+ ){{1,2}}?{TYPE}"
    rf" (?:meets?|joins?|crosses|hits|becomes) (?:the )?(?:[a-z']+ ){{0,2}}?(?:{TYPE}|canal|river|sea|main road"
    rf"|railway|track)"
    r"(?: (?:bridge|lock|path|basin|towpath|line|crossing))?\b"
    # "top floor of the flats behind the station", "block of flats facing the mill in Leigh, top floor"
    rf"|\b(?:top|ground|bottom|{NTH}) floor of the (?:[a-z]+ )?(?:tower|block|flats|tower block|high rise)"
    rf" {AROUND} (?:the )?(?:[a-z]+ ){{0,2}}[a-z]+"
    rf"|\b(?:block of flats|tower block|high rise) {AROUND} (?:the )?(?:[a-z]+ ){{1,3}}(?:in|on|at) [a-z]+(?: [a-z]+)?,"
    rf" (?:top|ground|bottom|{NTH}) floor(?:, (?:the )?door [a-z ]{{3,20}})?"
    # "fourth gate past the mart on Moor Road"
    rf"|\b(?:the )?(?:{NTH}|end|only) {_GATE_KIND} on the (?:left|right) (?:up|down|along|on|in|off|of|into) (?:the )?"
    rf"(?:[a-z]+ ){{1,2}}{STREET_KIND}\b"
    rf"|\b(?:the )?(?:{NTH}|end|only) {_GATE_KIND} (?:before|past|after|along from|by) (?:the )?(?:[a-z]+ )?[a-z]+"
    rf" (?:on|in|off|down) (?:the )?(?:[a-z]+ ){{1,2}}{STREET_KIND}\b"
)
# Words that make such a place a home; without one of them a shop or a site may stand there.
_DWELLING = sought(
    r"\b(?:my|our|ours|mine|we live|i live|we're|i'm (?:at|in)|im (?:at|in)|come to|flat|bungalow|cottage|front door"
    r"|bedsit|apartment|floor of the (?:[a-z]+ )?(?:tower|block|flats|high rise)|house|home|buzzer|knock|ring the bell"
    rf"|{NTH} {_GATE_KIND}|find me at|number \d+|im just|(?:im|i'm|we're|we are) (?:on )?(?:the )?corner)\b"
    r"|^(?:its |it's )?(?:the |just |on the |a few |\w+ doors )"
)
_FINDABLE = sought(
    rf"\b(?:flat|apartment|tower|block|flats|high rise|number|doors?|{_GATE_KIND}|corner|houses?|bungalow|cottage"
    rf"|behind"
    r"|opposite|up|down)\b"
)


def by_landmarks(text: str) -> list[tuple[int, int]]:
    """Places in a folded text that say where somebody lives by a landmark, a door or a count of houses."""
    if STORY.search(text):
        return []
    places: list[tuple[int, int]] = []
    if _HOMELY.search(text):
        places += [match.span("place") for match in _DESCRIBED.finditer(text) if not SITE.search(match.group())]
        places += [match.span() for match in _FLOOR.finditer(text)]
        if not INSIDE.search(text):
            places += [match.span() for match in _NTH_HOUSE.finditer(text) if _told_by(match.group())]
    if SITE.search(text) is None:
        if _AT_HOME.search(text) and not TALE.search(text):
            places += [match.span() for match in _BY_STREET.finditer(text)]
        if _FINDABLE.search(text) and _DWELLING.search(text) and not (TALE.search(text) or ELSEWHERE.search(text)):
            places += [match.span() for match in _FOUND_BY.finditer(text)]
    return places


def _told_by(words: str) -> bool:
    """Does a counted house name something to go by, and no scene of a story?"""
    return not TALE.search(words) and re.search(rf"\b{LANDMARK}\b|\b{TYPE}\b|\bdoor|gate\b", words) is not None
