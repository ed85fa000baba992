"""Homes described so that they can be found, without street and number: by what stands beside them."""

from __future__ import annotations

import re

from ithaca.screening.anywhere import anywhere
from ithaca.screening.lists.streets import BLOCK, NUMBER_WORD, SOLID, TYPE
from ithaca.screening.sought import sought

LANDMARK = (
    r"(?:church|mosque|temple|gurdwara|pub|chippy|chip shop|fish shop|co-?op|tesco|asda|aldi|lidl|sainsbury'?s?"
    r"|morrisons|spar"
    r"|greggs|station|school|park|post office|garage|shop|shops|bus stop|roundabout|library|petrol station|launderette"
    r"|bookies|betfred"
    r"|nisa|launder?ette|laundrette|primary|secondary|tower blocks?|doctors|dentists?|pharmacy|betting shop|corner shop"
    r"|cash and carry"
    r"|sports centre|leisure centre|community centre|fire station|police station|cemetery|graveyard|allotments|pond"
    r"|takeaway|kebab|barbers?|hairdressers?|nail bar|vape shop|surgery|chemist|boots|traffic lights|bridge|canal"
    r"|green|crossing|marina|(?:miners'? )?welfare"
    r"|playground|rec|skate ?park|war memorial|post box|phone box|newsagents?|off licence|bakery|butchers|cafe"
    r"|mcdonalds|kfc|bingo(?: hall)?|cinema|hospital|vets?|bank|town hall|bowling alley|car wash|market"
    rf"|(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}{SOLID})"
)
_WHERE = (
    r"(?:above|over|opposite|next (?:door )?to|behind|across from|beside|round the back of|down from|facing|in front of"
    r"|two doors (?:down )?from|few doors (?:down )?from|on the corner (?:of|by|with))"
)
_ALONG = r"(?:past|after|along|over|under|by|near|end of|top of|bottom of|on|off)"
_HOME = (
    r"(?:my|our|the|ours|mine)\s(?:house|flat|place|home|gaff|bungalow|caravan|block|front door|door|bedsit|maisonette)"
    r"|i live|we live|i stay|we stay|mine is|ours is|i'm in the|im in the|come to the"
)
_DESCRIBED = sought(
    rf"\b(?:{_HOME})\b[^.?!\n]{{0,60}}?\b(?:{_WHERE}\b[^.?!\n]{{0,24}}?\b{LANDMARK}|(?:first|second|third|last|end"
    rf"|corner"
    rf"|1st|2nd|3rd)"
    rf"\b[^.?!\n]{{0,24}}?\b{_ALONG}\s(?:the\s)?(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}{SOLID})\b"
    rf"(?:[^.?!\n,]{{0,40}}|,\s(?:the )?(?:[a-z]+ )?(?:gate|door|windows?|fence|curtains))?"
)
# "the third floor flat with the flag in Ash Court", "top flat, behind the Lidl": a flat by its floor.
_BY_STREET = sought(
    rf"\b(?:(?:the\s)?(?:flat|tower|block|house|bungalow|cottage|one|yin|maisonette)\s[^.?!\n]{{0,40}}?)?"
    rf"\b(?:{_WHERE}|to the (?:right|left) of|after|before|past|with|wi"
    rf"|by)\s(?:the\s)?(?:[a-z][a-z'-]{{1,20}},?\s){{1,8}}?"
    rf"(?:on|in|off|down)\s(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}(?:{SOLID}|hill|park|rise|row|square|green|quay|yard"
    rf"|way|place)\b"
    r"(?:,\s\d{1,2}(?:st|nd|rd|th) floor)?(?:,?\s(?:then )?(?:the )?(?:door|bungalow|house|flat) (?:with"
    r"|next to)[^.?!\n]{0,30})?"
)
_AT_HOME = sought(
    r"\b(?:flat|hoose|my house|our house|bungalow|maisonette|ours|mine is|we live|i live|im in|i'm in|we're in|we in"
    r"|ring twice|buzzer|doorbell|knock|u can'?t miss it|we'?re the|i'?m the)\b"
)
# "mine is the last caravan before the river": a home counted out, whatever it stands by.
_COUNTED_OUT = sought(
    r"\b(?:mine|ours|my (?:house|home|flat|place)|our (?:house|home|flat|place)|we live in|i live in|home)(?: is"
    r"|'s)? (?P<place>the (?:very )?"
    r"(?:first|second|third|fourth|last|end|only|corner|next) (?:caravan|chalet|bungalow|house|cottage|lodge|boat|barge"
    r"|flat|building|one|door|farm)"
    r" (?:before|after|past|by|on|in|from|near|along|down|up|with)\b[^.?!\n]{3,50})"
    r"|\b(?:i|we) live (?:at|in) (?P<other>the (?:old )?[a-z' ]{3,30}, (?:the )?(?:last|first|end|only|next|just|right"
    r"|opposite|behind|by)\b"
    r"[^.?!\n]{3,50})"
)
_FLOOR = sought(
    rf"\b(?:the\s)?(?:top|bottom|ground|basement|attic|first|second|third|fourth|fifth|\d(?:st|nd|rd"
    rf"|th))(?:[\s-]floor)?\sflat\b[^.?!\n]{{0,60}}?"
    rf"\b(?:{_WHERE}\b[^.?!\n]{{0,24}}?\b{LANDMARK}|(?:in|on|off|at)\s(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}(?:{BLOCK}"
    rf"|{TYPE}))"
    rf"(?:\s(?:on|in|off)\s(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}{SOLID})?\b"
)
_OURS = sought(
    rf"\b(?:ours|mine|our house|my house|we're|we are|im|i'm|you|u can'?t miss (?:us|it"
    rf"|ours))\b[^.?!\n]{{0,24}}?\b(?P<place>{_WHERE}\s(?:the\s)?(?:[a-z][a-z'-]{{2,20}}\s)?"
    rf"{LANDMARK}\s(?:on|in|off)\s(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}{SOLID}\b(?:,\s[a-z]+\s(?:door"
    rf"|gate)[^.?!\n]{{0,40}})?)"
)
_NTH = sought(
    r"\b(?:first|second|third|fourth|fifth|last|end|corner|1st|2nd|3rd|4th)\s(?:house|flat|door|one|bungalow|block"
    r"|cottage)\s"
    r"(?:on|along|down|past|after|from|up|in)\b[^.?!\n]{2,60}"
)
_DOOR = sought(
    r"\b(?:house|flat|bungalow|cottage|one)\swith\s(?:the|a)\s(?:[a-z]+\s)?(?:red|blue|green|black|white|yellow|pink"
    r"|purple"
    r"|orange|grey"
    r"|gray|brown|broken)\s(?:door|gate|fence|windows?|garage|car outside)\b[^.?!\n]{0,60}"
)
SITE = sought(r"\b(?:(?<!post )office|branch|employer|company|firm|site|factory|shop we|store we|museum|visit|trip)\b")
_on_a_site = anywhere(SITE)


_SPOT = rf"(?:the |a |that )?(?:[a-z][a-z'-]{{2,20}} )?{LANDMARK}"
_BESIDE = (
    r"(?:above|opposite|next (?:door )?to|behind|across from|beside|by|near|facing|in front of|over|round the back of"
    r"|just past|past"
    r"|before|after|at the end of)"
)
_STEPS = (
    r"(?:(?:one|two|three|four|five|six|\d|a few|few|a couple of|couple of) (?:doors?|houses?|up|down|along|flats)"
    r"(?: (?:up|down|along))?(?: (?:from|past|after|of))?)"
)
# A home described so that it can be found, without a street number.
_FOUND_BY = re.compile(
    rf"\b(?:flat|apartment|apt|number|no|room|bedsit)\s(?:\d{{1,4}}[a-z]?"
    rf"|{NUMBER_WORD}(?:[ -]{NUMBER_WORD}){{0,3}})\s?,?\s"
    rf"(?:[^.?!\n]{{0,24}}\b)?{_BESIDE}\s{_SPOT}(?: (?:on|in|off) (?:[a-z]+ ){{1,2}}{SOLID})?\b"
    rf"|\b{_BESIDE}\s{_SPOT},? (?:its |it's |im |i'm |we're )?(?:at )?(?:flat|number|no|door) (?:\d{{1,4}}[a-z]?"
    rf"|{NUMBER_WORD})\b"
    rf"|\b{_STEPS}\s{_SPOT}(?: (?:on|in|off) (?:[a-z]+ ){{1,2}}{TYPE})?\b"
    rf"|\b(?:house|bungalow|cottage|place|farm|flat|home)(?:'s| is|s)? (?:called|named"
    rf"|with the name) (?:the )?[a-z][a-z']{{2,20}}"
    rf"(?: [a-z][a-z']{{2,20}})?(?:, |,? (?:on|at|in|off|along|(?:at )?(?:the )?(?:end|top|bottom"
    rf"|corner) of) )(?:the )?"
    rf"(?:[a-z][a-z']{{1,20}} ){{1,2}}{TYPE}\b"
    rf"|\b(?:the|a|with the|blue|red) (?:[a-z]+ )?(?:red|blue|green|black|white|yellow|pink|purple|orange|grey|brown) "
    rf"(?:front )?(?:door|gate|gates|house|cottage|bungalow|flat) (?:{_BESIDE}|{_STEPS}|on|along"
    rf"|down) (?:from )?{_SPOT}(?: (?:on|in"
    rf"|off) (?:[a-z]+ ){{1,2}}{TYPE})?\b"
    rf"|\b(?:on )?(?:the )?corner (?:of|where) (?:[a-z']+ ){{1,2}}{TYPE} (?:and|meets|with) (?:[a-z']+ ){{1,2}}{TYPE}\b"
    r"|\b(?:block of flats|tower block|high rise) (?:facing|next to|beside|opposite|behind|by|near|over|above"
    r"|across from)"
    r" (?:the )?(?:[a-z]+ ){1,3}(?:in|on|at) [a-z]+(?: [a-z]+)?, (?:top|ground|bottom|first|second|third"
    r"|\d{1,2}(?:st|nd|rd|th))"
    r" floor(?:, (?:the )?door [a-z ]{3,20})?"
    r"|\b(?:top|ground|bottom|first|second|third|fourth|fifth|\d{1,2}(?:st|nd|rd"
    r"|th)) floor of the (?:[a-z]+ )?(?:tower|block|flats"
    r"|tower block|high rise) (?:next to|beside|opposite|behind|by|near|over|above"
    r"|across from) (?:the )?(?:[a-z]+ ){0,2}[a-z]+"
    rf"|\b(?:the )?(?:last|first|end|only|second|third|fourth|fifth|\d(?:st|nd|rd|th)|next) (?:gate|close|stair"
    rf"|entry|drive|driveway|lane"
    rf"|ginnel|turning) (?:before|past|after|along from|by) (?:the )?(?:[a-z]+ )?[a-z]+ (?:on|in|off|down)"
    rf" (?:the )?(?:[a-z]+ ){{1,2}}(?:{SOLID}|walk|hill|row|way|place|square|green|rise|court)\b"
    rf"|\b(?:the )?(?:last|first|end|only|second|third) (?:house|flat|cottage|bungalow|door|farm)(?: on the (?:left"
    rf"|right))? "
    rf"(?:before|past|after|opposite|by|near|behind|next to|on|in|down|along) {_SPOT}(?: (?:on|in"
    rf"|off) (?:[a-z]+ ){{1,2}}{SOLID})?\b"
)
# Words that make such a place a home; without one of them a shop or a site may stand there.
_DWELLING = sought(
    r"\b(?:my|our|ours|mine|we live|i live|we're|i'm (?:at|in)|im (?:at|in)|come to|flat|bungalow|cottage|front door"
    r"|bedsit|apartment"
    r"|floor of the (?:[a-z]+ )?(?:tower|block|flats|high rise)"
    r"|(?:first|second|third|fourth|fifth|\d(?:st|nd|rd|th)|last|next) (?:gate|close|stair|entry|drive|driveway|lane"
    r"|ginnel|turning)"
    r"|house|home|buzzer|knock|ring the bell|find me at|number \d+|im just|(?:im|i'm|we're"
    r"|we are) (?:on )?(?:the )?corner)\b|^(?:its |it's )?(?:the |just |on the "
    r"|a few |\w+ doors )"
)


def _found_by(text: str) -> list[tuple[int, int]]:
    """A description by which a home can be found: "three doors down from the chippy"."""
    if _DWELLING.search(text) is None or SITE.search(text) is not None:
        return []
    return [match.span() for match in _FOUND_BY.finditer(text) if not _in_a_tale(text)]


_INSIDE = sought(r"\b(?:reception|corridor|canteen|classroom|stairs|lobby|foyer|main entrance|sign in)\b")
TALE = sought(
    r"\b(?:novel|film|story|book|play|game|set|poem|chapter|character|scene|essay|project|drew|drawing"
    r"|painted(?! (?:like|as|with) ))\b"
)


_in_a_tale = anywhere(TALE)


# The same where no shop of that name may be meant, and what is said of houses in general or of long ago.
STORY = sought(
    r"\b(?:novel|films?|poem|chapter|character|scene|essay|story|stories|drew|drawing|painting"
    r"|painted(?! (?:on (?:the|our|a)|like|as|with) )"
    r"(?! (?:[a-z]+ )?(?:red|blue|green|black|white|yellow|pink|purple|orange|gr[ae]y|brown|gold)(?: *[,.!?;\n]"
    r"| *\Z)))\b"
    r"|\b(?:in|of|from|for|outside) (?:the|a|my|this|her|his|our|act|that) (?:play|book|game|set|project|exercise"
    r"|question|text"
    r"|extract|show|series|episode)\b|\bsold\b|\bfirst (?:flat|house|home|place) was\b|\bused to live\b"
    r"|\bbuilt (?:in|around|before|about) (?:the )?1\d{3}"
)

_HOMELY = sought(
    r"\b(?:house|flat|home|place|live|stay|bungalow|caravan|mine|ours|block|door|gaff|maisonette|bedsit|cottage"
    r"|one (?:with"
    r"|along|past|on))\b"
)

_FINDABLE = sought(
    r"\b(?:flat|apartment|tower|block|flats|high rise|number|door|doors|gate|close|stair|entry|drive|driveway|lane"
    r"|ginnel|turning|corner|house"
    r"|houses|bungalow|cottage|called|behind|opposite|up|down)\b"
)


def find_homes(text: str) -> list[tuple[int, int]]:
    """Places in a folded text that say where somebody lives by a landmark, a door or a count of houses."""
    places: list[tuple[int, int]] = []
    if STORY.search(text):
        return places
    if _HOMELY.search(text):
        places += [match.span() for match in _DESCRIBED.finditer(text) if not SITE.search(match.group())]
        places += [match.span() for match in _FLOOR.finditer(text)]
        places += [
            match.span("place" if match["place"] else "other")
            for match in _COUNTED_OUT.finditer(text)
            if not _in_a_tale(text)
        ]
        places += [match.span("place") for match in _OURS.finditer(text) if not _on_a_site(text)]
        if not _INSIDE.search(text):
            for pattern in (_NTH, _DOOR):
                places += [match.span() for match in pattern.finditer(text) if _told_by(match.group())]
    if _AT_HOME.search(text) and SITE.search(text) is None and not TALE.search(text):
        places += [match.span() for match in _BY_STREET.finditer(text)]
    if _FINDABLE.search(text):
        places += _found_by(text)
    return sorted(places, key=lambda place: (place[0], -place[1]))


def _told_by(words: str) -> bool:
    """Does a counted house or one with a door name something to go by, and no scene of a story?"""
    return not TALE.search(words) and re.search(rf"\b{LANDMARK}\b|\b{TYPE}\b|\bdoor|gate\b", words) is not None
