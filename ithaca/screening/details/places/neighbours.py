"""Homes described by their neighbours: "the end terrace behind the Co-op in Elm, with the green van outside"."""

from __future__ import annotations

import re

from ithaca.screening.details.places.home_words import (
    AROUND,
    BESIDE,
    COLOUR,
    COUNT,
    DWELLING,
    IS_OURS,
    NEAR,
    PLACE_ENDS,
    SPOT,
    STOP_WORD,
    STREET_KIND,
    WITH,
    WORD,
)
from ithaca.screening.details.places.no_homes import CRUISE, ELSEWHERE, SITE, STORY
from ithaca.screening.lists.streets import SOLID, TYPE
from ithaca.screening.sought import sought

# What people live in and nothing else is made of.
_OWN_KIND = re.compile(
    r"\b(?:flat|cottage|bungalow|caravan|static|trailer|chalet|narrow ?boat|house ?boat|barge|terraced?|semi"
    r"|maisonette|bedsit|apartment|farm(?:house)?|tower|high[- ]rise|annexe?|gate ?house|house|hostel|converted"
    r"|barn conversion|tenement|vicarage|croft|hoose|(?:last|first|second|third|end|our|my) block)\b"
)
_THE_HOME = (
    rf"(?:(?:the|a|my|our|that|this|wee)\s(?:{WORD},?\s){{0,3}}?"
    rf"|(?:very\s)?(?:last|first|second|third|end|top|bottom|corner|middle|only|next)\s(?:{WORD}\s)?){DWELLING}"
)
_PLACE = rf"(?!\d)(?:the\s|a\s)?(?:{WORD}\s){{0,3}}?{WORD}{PLACE_ENDS}"
_TIME = (
    r"(?:time|end of|way|weekend|summer|winter|morning|evening|looks?|book|minute|moment|exam|lesson|session|meeting"
    r"|rest)"
)
_NEIGHBOUR = rf"(?:{BESIDE}\s{_PLACE}|{NEAR}\s(?:(?:the|a)\s(?!{_TIME}\b){_PLACE}|{SPOT}))"
# Who says that it is theirs, or leads there.
_THEIRS = (
    r"(?:\b(?:mine|ours)(?:'s|\sis|\swas)?|\b(?:my|our|mi|me|nan'?s|gran'?s|dad'?s|mum'?s)\s(?:house|hoose|home"
    r"|place|flat|gaff|address|caravan|farm|boat|bungalow|bedroom|room)?(?:\sis|'s)?|\bhome(?:'s|\sis)?"
    r"|\b(?:i|we)\s(?:live|stay|sleep|kip|moved|moor)(?:\sup\shere)?|\b(?:i'm|im|i am|we're|we are|we r|were|am)"
    r"|\b(?:you'?ll |you'?d |you can |u can )?(?:find|see|meet|spot) (?:me|us|mine|ours)"
    r"|\blook (?:out )?for|\bcome (?:to|round to|over to|up to)|\b(?:it's|its|it is|that's|thats|tis)"
    r"|\b(?:i've|ive|we've|weve|i|we)(?: have| got| rent)?|\bknock (?:at|on)|\bthen)"
)
_IN = r":?(?:(?:\s|,\s)(?:just|right|only|now|at|in|on|up|down|to|into|called|actually|still|currently))*\s"
# "Mine's the end terrace behind the Co-op": the home of somebody, beside whatever.
_OWNED = sought(rf"{_THEIRS}{_IN}(?P<place>{_THE_HOME}\s(?:{WORD}\s){{0,4}}?{_NEIGHBOUR})\b")
# "across from the library in Selby, bungalow with the ramp thats where i am": what it stands beside, and whose it is.
_THEN_MINE = sought(
    rf"\b(?P<place>{_THE_HOME}\s(?:{WORD}\s){{0,3}}?{_NEIGHBOUR}"
    rf"|{BESIDE}\s{SPOT}(?:\s(?:on|in|at|off)\s(?:the\s)?(?:{WORD}\s)?{WORD})?"
    rf"(?:,\s(?:the\s)?(?:{WORD}\s){{0,2}}?(?:{DWELLING}|one|door|gate)(?:\s{WITH}\s(?:{WORD}\s){{1,4}}?{WORD})?)?)"
    rf",?\s{IS_OURS}"
)
# A description that stands by itself: "second floor of the tower by the big tesco, door facing the lift".
_BARE = sought(
    rf"(?:^|[.!?:;]\s|\s-\s)(?:(?:it's|its|thats|that's|at|in|on|ok|so|right|the place is)\s)*"
    r"(?P<place>(?:the\s|my\s|our\s)?"
    rf"(?:(?:{WORD}\s)(?:floor\s)?(?:flat\s)?(?:of|in|on)\sthe\s)?(?:{WORD},?\s){{0,3}}?{DWELLING}\s"
    rf"(?:(?:at|on|in)\sthe\s(?:very\s)?(?:far\s)?(?:end|top|bottom|back|edge|side)\sof\sthe\s{WORD},?\s)?"
    rf"(?:{WORD}\s){{0,3}}?(?:{AROUND}|with)\s(?:{SPOT}|(?:the\s)?(?:{WORD}\s){{1,2}}{TYPE}))\b"
)
# "over the bookmaker's on Station Road, second bell": beside a spot, and which bell.
_WHICH = sought(
    rf"\b(?P<place>(?:(?:upstairs|downstairs)\s)?(?:{BESIDE}|by|at)\s"
    rf"(?:the\s|a\s)?(?:{WORD}\s){{0,3}}?{WORD}(?:\s(?:on|in|off|down)\s(?:the\s)?(?:{WORD}\s){{0,2}}{WORD})?,\s"
    rf"(?:(?:ring|press|use|its|it's|the)\s)*(?:{WORD}\s){{0,2}}(?:bell|buzzer|doorbell|top floor|upstairs|side door"
    rf"|{COLOUR} (?:front )?door|flat \w{{1,4}}|floor))\b"
)
# "I moor by the weir at Cotham", "we live on the third boat past the bridge": where a boat that is home lies.
_MOORED = sought(
    rf"(?:\b(?:(?:i|we)(?:'m|'re|\sam|\sare)?|im)\s(?:usually\s)?"
    rf"(?:moor|moored(?: up)?|tied up|berthed|tie up)"
    rf"|\b(?:i|we) live on (?:a|the|our|my) (?:boat|barge|narrow ?boat|house ?boat),?)\s(?:just\s)?"
    rf"(?P<place>(?:{COUNT} (?:boats?|moorings|berths|locks?) (?:(?:up|down|along)\s)?(?:from|past|after|before"
    rf"|below|above)"
    rf"|at|on|by|near|below|above|opposite|beside|next to|outside|behind)"
    rf"\s(?:the\s)?(?:{WORD}\s){{1,3}}?(?:at|in|on|near|by)\s(?:the\s)?{WORD})\b"
)
# "ground floor over Crumbs on Fore Street, u can hear the oven from my room": the floor over a shop, and whose windows.
_FLOOR_OVER = sought(
    rf"(?:\A|[.!?\n]\s|\b(?:i'm|im|we're|ours is|mine is|live)\s(?:on\s|in\s|at\s)?(?:the\s)?)"
    rf"(?P<place>(?:the\s)?(?:top|ground|first|second|third|1st|2nd|3rd|attic)\s(?:floor(?:\sflat)?|flat),?\s"
    rf"(?:above|over|on top of)\s(?:the\s)?(?:{WORD}\s){{1,3}}?(?:in|on|at|off|down)\s(?:the\s)?"
    rf"(?:{WORD}\s){{0,2}}?(?:{TYPE}|market(?:\s(?:square|place))?|precinct))\b"
    r"(?=[^\n]{0,80}\b(?:our|my|mine|ours|bell|buzzer|knock|ring)\b|\s*[.,!]?\s*(?:that'?s (?:me|us)\b|\Z))"
)
# "ours is the pub house, the Black Swan in Aldbrough, upstairs": the name of a pub, a boat, a farm that is home.
_BY_NAME = sought(
    rf"(?:\b(?:mine|ours|home)(?:'s|\sis)|\b(?:my|our) (?:house|home|place|boat|flat)(?:'s|\sis)?|\b(?:i"
    rf"|we) (?:live|stay)|\b(?:we're|we are|i'm|im|we own|we run)){_IN}"
    rf"(?P<place>(?:(?:above|over|upstairs (?:at|in)|on)\s)?(?:the|a)\s(?:{WORD}\s){{0,2}}?(?:pub|inn|house"
    rf"|farm(?:house)?|boat|barge|narrow ?boat|cottage|caravan|hotel|chalet|mill|lodge|chapel|school ?house|vicarage"
    rf"|croft)(?:\shouse)?,?\s(?:called\s|named\s)?"
    rf"(?:the\s)?(?:{WORD}\s){{1,2}}?(?:in|on|at|near|by|outside)\s(?:the\s)?{WORD})\b"
)
# What a house alone may have: "the only tin roof on Larch Row".
_FEATURE = (
    r"(?:roof|chimney|(?:front )?door|porch|balcony|conservatory|hedge|solar panels|satellite dish|bay window|shutters)"
)
# "the only semi on Larch Row, hens in front", "its the smallest cottage in tarn street": the one of its kind in a street.
_MOST = (
    r"(?:biggest|smallest|newest|oldest|tallest|narrowest|thinnest|widest|tiniest|largest|nicest|scruffiest|brightest"
    r"|poshest|messiest|wonkiest|pinkest)"
)
_ONE_OF_ITS_KIND = sought(
    rf"(?:(?:\A|[.!?:;\n]\s|\s-\s)\W{{0,2}}(?:(?:so|ok|yeah|yh|just|at|in)\s){{0,2}}|(?P<cue>\b(?:it's|its|that's|thats"
    rf"|we're|we are|we r"
    rf"|i'm|im|i am|(?:mine|ours|home|(?:my|our) (?:house|place|home|flat))(?:'s|\sis)?|(?:i|we) live"
    rf"|look (?:out )?for|come to)\s(?:(?:in|at|just)\s)?))"
    rf"(?P<place>(?:the\s)?(?:(?:only|(?:very\s)?(?:last|first|end)|corner|middle|second|third)|(?P<most>{_MOST}))\s"
    rf"(?:[a-z]+\s){{0,2}}?(?:{DWELLING}|(?:new )?build|{_FEATURE})\s(?:on|in|of|along|down|up|off|at)\s"
    r"(?:(?!(?:the|our|my|your|his|her|their|this|that|each|every|any|some|same|left|right|far|other|an?|front|back"
    r"|its|to"
    rf"|town|one)\s)[a-z][a-z'-]{{1,20}}\s){{1,2}}?{STREET_KIND}"
    rf"(?P<sign>,\s(?!{STOP_WORD}\b)(?:(?!{STOP_WORD}\b)[a-z0-9'-]{{1,20}}\s){{0,6}}[a-z0-9'-]{{1,20}}"
    rf"(?=\s*(?:[.,!?;\n]|\Z))|\s{WITH}\s(?:all\s)?(?:the|a|our)\s(?:[a-z]+\s){{0,2}}[a-z]+(?=\s*(?:[.,!?;\n]|\Z)))?)"
    rf"(?=\s*(?:[,.!?;:\n]|\Z)|\s(?:{WITH}|next|opposite|by|near|before|b4|after|past|behind|thats?|that's|got)\b)"
)
_GATE = sought(rf"\b{AROUND}\b|\b(?:live|stay|ours|mine) |\b(?:only|middle|{_MOST}) ")
# "a cottage near Otley" is one of many.
_VAGUE = re.compile(rf"a\s.*\b{NEAR}\b")
# Where a "site" is one that people live on.
_PARK = re.compile(r"\b(?:caravan|chalet|static|trailer|mobile home|pitch|lodge|travellers?'?) ")
_GOES_ON = re.compile(
    r"\s(?:is|was|were|has|have|had|got|gets|needs?|takes?|offers?|hires?|employs?|pays?|makes?|grows?|keeps?|runs?"
    r"|does"
    r"|looks?|sells?|wants?|opens?|closed?|shuts?|burnt|stands|who|did|will|can|should|costs?)\b"
)
_SENTENCE = re.compile(r"\b(?:is|are|was|were|has|have|had|do|does|your|which|what|who|any|every|most|some|each)\b")
_IS_MINE = re.compile(r"\s(?:is|has|was|are)\s(?:ours|mine|my|our|me|us|home|where (?:i|we)|the trampoline)\b")


def by_neighbours(text: str) -> list[tuple[int, int]]:
    """Homes in a folded text told by their neighbours, by a bell, by their street or by the name of a pub or boat."""
    if _GATE.search(text) is None or STORY.search(text) or ELSEWHERE.search(text):
        return []
    found: list[tuple[int, int]] = []
    site = SITE.search(text) is not None and _PARK.search(text) is None
    patterns = [_THEN_MINE, _BY_NAME]
    if not site:
        patterns += [_OWNED, _BARE, _WHICH, _FLOOR_OVER, _ONE_OF_ITS_KIND]
        patterns += [] if CRUISE.search(text) else [_MOORED]
    for pattern in patterns:
        for match in pattern.finditer(text):
            if pattern is _ONE_OF_ITS_KIND and match["most"] and not (match["cue"] or match["sign"]):
                continue  # "the oldest house on Church Lane": more often told of a town than of a home
            start, end = match.span("place")
            if pattern in (_OWNED, _BARE) and not _a_home(text, start, end, bare=pattern is _BARE):
                continue
            found.append((start, end))
    return found


def _a_home(text: str, start: int, end: int, *, bare: bool) -> bool:
    """Is what was described somebody's home, and not the subject of a sentence about something else?"""
    if _VAGUE.match(text, start, end):
        return False
    if _OWN_KIND.search(text, start, end) is None and re.search(SOLID, text[start:end]) is None:
        return False
    if bare and _SENTENCE.search(text, start, end):
        return False
    return not bare or not _GOES_ON.match(text, end) or _IS_MINE.match(text, end) is not None
