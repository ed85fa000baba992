"""Homes told by what stands beside them: a clause that says somebody lives there and pins the place down."""

from __future__ import annotations

import re

from ithaca.screening.details.places.landmarks import SITE
from ithaca.screening.lists.streets import TYPE
from ithaca.screening.sought import sought

_STREET = (
    r"(?<![a-z'])(?!(?:the|a|an|my|our|his|her|their|this|that|each|one|same|right|left|other|far|back|front|on|at|in"
    r"|of|and|to|from|which|its|it's"
    rf"|main|busy|long|quiet|big)\s)[a-z][a-z'-]{{2,20}}\s(?:[a-z][a-z'-]{{2,20}}\s)?(?:{TYPE})\b"
)
_MARK = (
    r"(?:church|mosque|temple|gurdwara|synagogue|chapel|pub|chippy|chip shop|fish shop|co-?op|tesco|asda|aldi|lidl"
    r"|sainsbury'?s?|morrisons|spar|waitrose"
    r"|iceland|greggs|subway|station|school(?: gates)?|primary|academy|park gates|park|post office|garage|shops?"
    r"|bus stop|roundabout|library"
    r"|launderette|laundrette|bookies|betfred|nisa|doctors|dentists?|pharmacy|sports centre|leisure centre"
    r"|community centre|cemetery|graveyard|(?:miners'? |social |british )?(?:welfare|legion|institute)"
    r"|(?:miners|working men'?s|social|youth|rugby|cricket|football|bowls|golf) club"
    r"|(?:scout|cricket|church|community) (?:hut|hall|pavilion)|clock tower|cenotaph|viaduct|bandstand|fire station"
    r"|police station|job ?centre|marina|slipway|weir|lighthouse|crossing"
    r"|allotments|pond|takeaway|kebab shop|kebab|barbers?|hairdressers?|nail bar|vape shop|surgery|chemist"
    r"|(?:(?<=the )|(?<=that )|(?<=big )|(?<=local ))boots"
    r"|traffic lights|bridge|canal|lock"
    r"|playground|rec|skate ?park|war memorial|post ?box|phone box|newsagents?|off licence|bakery|butchers|cafe"
    r"|mcdonalds|kfc|bingo hall|bingo"
    r"|cinema|hospital|vets?|bank|town hall|village hall|car wash|market|mill|quarry|level crossing|windmill"
    r"|water tower|tower blocks?|petrol station"
    r"|woods?|baths|green|harbour|pier|[a-z]+ (?:arms|inn|lion|head|hotel|tavern|swan|bull|plough))"
)
_THE_MARK = (
    rf"(?:the|that|this|where the) (?:[a-z'-]+ ){{0,3}}?{_MARK}\b|\b(?:tesco|asda|aldi|lidl|sainsbury'?s?"
    rf"|morrisons|greggs|kfc|mcdonalds|co-?op|spar)\b"
)
_PIN = re.compile(
    r"\b(?:above|over|opposite|next (?:door )?to|behind|across from|beside|facing|in front of|round the back of"
    r"|backing onto|on the corner|corner"
    r"|between|doors? (?:down|along|up|from|past)|half ?way (?:down|up|along))\b"
)
_RELATED = re.compile(r"\b(?:past|after|before|by|near|on|off|along|down|up|in|at|from|where|of|into|with|to)\b")
_COUNTED = re.compile(
    r"\b(?:the one(?= (?:past|after|before|by|near|with|on)\b)|first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th"
    r"|last|end|only|corner|middle|top|bottom|tall|tallest|(?:ground|top|[a-z0-9]+) floor"
    r"|(?:number|no\.?|flat|door|buzzer) (?:\d+[a-z]?|[a-z]+)|(?:red|blue|green|black|white|yellow|pink|purple|orange"
    r"|grey|brown|cream) (?:front )?"
    r"(?:door|gate|house|cottage|bungalow|fence|garage|curtains|windows?))\b"
)
_DWELLING = (
    r"(?:house|flats?|bungalow|cottage|caravan|block|tower|terrace|farm|maisonette|bedsit|one|door|building"
    r"|semi|barge|narrowboat|lodge|chalet|yin)"
)
_CUE = sought(
    r"\b(?:(?:my|our|me|mi) (?:house|hoose|flat|place|home|gaff|bungalow|caravan|block|cottage|building|bedsit"
    r"|bedroom window|window|front door)(?:'s| is|s)?"
    r"|(?:i|we) (?:live|stay)|(?:mine|ours)(?:'s| is)?|you(?:'d|'ll|d|ll| will| can| would)? find (?:me|us|my house"
    r"|our house)|home is"
    r"|(?:i'm|im|we're|we are|i am)(?= (?:at|in|the|above|over|opposite|next|behind|two|three|on the corner))"
    r"|come to)\b(?: just)?(?: at| in)?\s"
)
_WEAK = sought(
    rf"(?:\A(?:so )?|\b(?:it'?s|it:|that'?s|look for|knock on|house is|home'?s) )(?P<place>(?:the "
    rf"|a )?(?:[a-z]+ ){{0,2}}?{_DWELLING}\b|next door to\b|corner\b)"
)
# "u know the baths on Cole Street? we live 2 doors up from it": the mark in one sentence, the home beside it in the next.
_TOLD_BEFORE = sought(
    r"\b(?:(?:u|you|ya|ye|yous)(?:'ll)? (?:know|kno|no|ken|seen|remember)|there'?s|theres|find|go to|get to"
    r"|get off at|see)"
    rf" (?:(?:that|the|a|where the) (?:[a-z'-]+ ){{0,3}}?{_MARK}|tesco|asda|aldi|lidl|morrisons|greggs|kfc|mcdonalds)\b"
    r"[^.?!\n]{0,40}[.?!,\n]{1,3}\s?(?:(?:well|so|ok|right|then|and|yeah|basically|ha|lol)\s){0,2}"
    r"(?P<cue>(?:(?:i|we) (?:live|stay)|(?:mine|ours|(?:my|our) (?:house|hoose|flat|place|gaff|home|block))(?:'s"
    r"|s)?(?: is)?"
    r"|(?P<here>i'm|im|i am|we're|were|we are|it's|its))\s)?(?:(?:just|right|literally|like|only)\s){0,2}"
    r"(?P<place>(?:(?:one|two|three|four|five|six|\d|a few|few|a couple(?: of)?|couple of|next) "
    r"(?P<doors>doors?|houses?|flats|streets?|roads?)"
    r" ?(?:(?:up|down|along|past|over|on|to the (?:left|right)) ?)?(?:from|past|after|of|fae|frae|to|behind)?"
    r"|above|over|opposite|next (?:door )?to|behind|beside|across from|facing|on top of|upstairs from"
    r"|round the back of)"
    r" (?:it|that|there|them)\b(?P<which>,? (?:(?:its|it's|at|in|the|on|ring|press|and)\s){0,2}(?:(?:buzzer|bell"
    r"|flat|door|number"
    r"|no\.?|house)(?: number)? (?:\d{1,4}[a-z]?|[a-z])\b|(?:[a-z]+ )?(?:red|blue|green|black|white|yellow|pink"
    r"|purple|orange"
    r"|grey|brown) (?:front )?(?:door|gate|house)\b|(?:top|ground|first|second|third|\d(?:st|nd|rd|th)) floor\b"
    r"|(?:house|hoose|one|flat|door|bungalow)\s(?:with|wi|wiv|w)\s(?:the|a|an)\s(?:[a-z]+\s)?[a-z]+(?:\s(?:in|on|out"
    r"|at)\s(?:the\s)?[a-z]+)?\b))?)"
    r"(?=\s*(?:[.,!?;:\n]|\Z)|\s(?:lol|x+|thats|that's|with|wiv|the one)\b)"
)
# "get off at the pub on Cole Road, mine is the house right across with the blue gate": a mark, and the house seen from it.
_SEEN_FROM = sought(
    rf"\b(?:stand(?:ing)?|stood|get off|wait(?:ing)?|turn|go|walk|come|look|fac(?:e|ing)|back to|from|past"
    rf"|at)\b[^.?!\n]{{0,20}}?"
    rf"\b(?:{_MARK}|(?:bus )?(?:shelter|stop)|phone box|bench|gates?)\b(?:\s(?:on|in|at"
    rf"|off)\s{_STREET})?[^.?!\n]{{0,30}}?[,.]?\s"
    r"(?:(?:i'm|im|i am|we're|we are|mine is|mines|mine's|ours is|(?:i|we) live)\s)(?:(?:in|at)\s)?"
    r"(?P<place>(?:the|that)\s(?:(?!way\b)[a-z]+\s){0,2}?(?:house|hoose|flats?|bungalow|cottage|block|terrace|semi"
    r"|door)\s"
    r"(?:(?:straight|directly|right|just|bang|dead|slap)\s)?(?:across|opposite|facing|ahead|over the (?:road|street"
    r"|way)"
    r"|in front|behind|on (?:your|ur|the) (?:left|right))(?:\s(?:of|from|to)?\s?(?:you|u|it|there|the (?:road|street"
    r"|way)))?"
    r"(?:,?\s(?:with|w|wi|wiv|that has|got)\s(?:the|a|an)\s(?:[a-z]+\s){0,2}?(?:door|gates?|garage|fence|windows?"
    r"|curtains"
    r"|van|car|hedge|tree|roof|flag|bins?|wall|steps|ramp|trampoline|porch|shutters|bell|light))?)"
    r"(?=\s*(?:[.,!?;\n]|\Z)|\s(?:with|w|wi|wiv|but|so|and|lol|x+|innit|thats|that's)\b)"
)
# "my house is opposite the bank": without its noun the clause would begin in the middle.
_NOUN = re.compile(r"(?:house|hoose|flat|place|home|bungalow|caravan|block|cottage|building)\b.*")
_STOP = re.compile(
    r"[.?!\n;]|,? (?:so|but|because|cos|coz|if|lol|haha|which|when|and (?:i|we|it|you|u)|come|innit|tho|though|ring"
    r"|thats|that's|there'?s|you can'?t"
    r"|u can'?t|can'?t miss|see you|see u|x+)\b|,? emo"
)
_NOT = sought(
    r"\b(?:novel|film|story|book|play|game|set|poem|chapter|character|scene|essay|project|drew|drawing"
    r"|painted(?! (?:like|as|with) )"
    r"|trainees?|apprentices?|placements?|staff|employs?|hir(?:es|ing)|end of the world|minutes?|mins?|miles?|hours?"
    r"|average|schedule"
    r"|used to|reception|corridor|canteen|classroom|lobby|foyer|question|answer|column|row|table|graph|diagram|board"
    r"|stage|pitch|goal)\b"
)
_LONGEST = 110


def described(text: str) -> list[tuple[int, int]]:
    """Clauses of a folded text by which somebody's home can be found."""
    if SITE.search(text) or _NOT.search(text):
        return []
    places: list[tuple[int, int]] = []
    for match in _CUE.finditer(text):
        start, end = match.end(), _clause_end(text, match.end())
        if _pinned(text[start:end]):
            noun = _NOUN.search(match.group()) if _PIN.match(text, start) else None
            places.append((match.start() + noun.start() if noun else start, end))
    for match in _TOLD_BEFORE.finditer(text):
        if match["which"] or (match["cue"] and not match["here"]) or (match["cue"] and match["doors"]):
            places.append(match.span("place"))
    places += [match.span("place") for match in _SEEN_FROM.finditer(text)]
    for match in _WEAK.finditer(text):
        start, end = match.start("place"), _clause_end(text, match.start("place"))
        clause = text[start:end]
        told = _COUNTED.search(clause) or _PIN.search(clause)
        if told and re.search(_STREET, clause) and _pinned(clause):
            places.append((start, end))
    return places


def _clause_end(text: str, start: int) -> int:
    stop = _STOP.search(text, start, start + _LONGEST)
    return start + len(text[start : stop.start() if stop else start + _LONGEST].rstrip(" ,"))


def _pinned(clause: str) -> bool:
    """Does it say which one, and by what that anybody could find?"""
    street, mark = re.search(_STREET, clause), re.search(_THE_MARK, clause)
    if street is None and mark is None:
        return False
    if _PIN.search(clause):
        return True
    return (
        _COUNTED.search(clause) is not None
        and _RELATED.search(clause) is not None
        and (street is not None or re.search(rf"\b{_DWELLING}\b", clause) is not None)
    ) or re.search(rf"\b{_DWELLING} (?:at|by|on|near|past|up) the (?:top|bottom|end|far end) of ", clause) is not None
