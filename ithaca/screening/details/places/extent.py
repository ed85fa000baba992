"""How far an address reaches: the flat and the house in front of the street, the second line and the town behind it,
and a described home with its street, its door and its neighbours."""

from __future__ import annotations

import re

from ithaca.screening.details.places.home_words import COLOUR, PLACE_ENDS, PUB_PAIR, STOP_WORD, WITH, WORD
from ithaca.screening.details.places.premises import BEFORE, MORE
from ithaca.screening.lists.numbers import TEENS, TENS, UNITS
from ithaca.screening.lists.streets import NUMBER_WORD, SOLID, TYPE
from ithaca.screening.views.fold import Folded

_QUARTER = re.compile(
    r"\s(?:north|south|east|west|cottages|villas|gardens|flats|bungalows|(?:st|rd|ave)(?=\s*(?:[.,;)\n]|\Z)))\b",
    re.IGNORECASE,
)
# "six Northgate Road", "28 orchard st buzz twice": a street whose name ends like one.
_KIND_BEHIND = re.compile(
    rf"\s(?:(?!close|drive){SOLID}|st|street|rise|(?:close|drive)(?=\s*(?:[.,;!?)\n]|\Z)))(?![\w'])"
    r"(?! (?:team|school|college|station|trip|project|shops?|stores?|banks?|branches|bus|buses|tram|stop|works|market))",
    re.IGNORECASE,
)
# "two hundred and" in front of "eleven london road", "forty" of "forty 2", "14/" of "3 Leith Walk".
_MORE_NUMBER = re.compile(
    rf"(?:\b(?:a\s(?=hundred)|(?:double|treble|triple)\s|{NUMBER_WORD}[ -]))+\Z"
    rf"|(?<![\w/])\d{{1,3}}[a-z]?\s?/\s?\Z|\b\d{{1,3}}[a-z]?\s?-\s?\Z"
    # "60 minus 4 Elder Way", "three slash one, " in front of "sixty elder way"
    rf"|\b(?:\d{{1,3}}|{NUMBER_WORD}(?:[ -]{NUMBER_WORD}){{0,3}}),?\s(?:minus|plus|take away|times|add|less)\s\Z"
    rf"|\b(?:\d{{1,2}}|{NUMBER_WORD})\s(?:slash|stroke|over|dash)\s(?:\d{{1,2}}|{NUMBER_WORD}),?\s\Z"
)
# "thirty-one, that's three one, Keeble Road": a number said twice.
_SPOKEN = rf"(?:{NUMBER_WORD}(?:[ -]{NUMBER_WORD}){{0,4}}|\d{{1,4}})"
_FIRST_SAID = re.compile(
    rf"(?<![\w.£$/-])(?:(?:number|no\.?)\s)?(?P<said>{_SPOKEN}),?\s(?:(?:(?:that'?s|that is|as in|i mean|meaning|so|or"
    rf"|in (?:figures|numbers|digits)|spelt|(?:i )?repeat)\W{{1,2}}){{1,2}}|(?<=, ))\Z"
)
_SAID_AGAIN = re.compile(rf"(?:(?:number|no\.?)\s)?(?P<said>{_SPOKEN})")
# "number sixty Elder Way": the word in front of a number in words.
_COUNTS = re.compile(rf"{NUMBER_WORD}\b")
_MORE_LINES = re.compile(
    rf",\s(?:(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}(?:house|court|lodge|towers?|mansions|mill|hall"
    rf"|building),?\s)?\d{{1,4}}[a-z]?,?\s"
    rf"(?:[a-z][a-z'-]{{2,20}}\s){{1,3}}?{TYPE}\b"
)
# "twelve Elder Road flat dee", "9 Elder Row, top floor flat": the flat behind the street.
_PART_BEHIND = re.compile(
    rf",?\s(?:flat|apartment|apt|unit|room|door|buzzer)\s(?:number\s|no\.?\s)?"
    rf"(?:(?:\d{{1,4}}[a-z]?|{NUMBER_WORD}(?:[ -]{NUMBER_WORD})?(?:\s[a-d])?)(?![\w'])(?!\s?(?:bed|bath|inch|for|of)\b)"
    r"|(?:[a-h]|bee|cee|dee|ay|eff|gee|aitch)(?=\s*(?:[.,!?;)\n]|\Z)|\s(?:ok|x+|lol|if|buzz|ring|press|pls|please"
    r"|thats|that's"
    r"|and|but|its|it's|btw|innit)\b))"
    r"|,?\s(?:the\s)?(?:top|ground|first|second|third|fourth|bottom|basement|attic|garden|upstairs|downstairs|\d(?:st"
    r"|nd|rd|th))"
    r"(?:[ -]floor)?\sflat\b|,\s(?:the\s)?(?:top|ground|first|second|third|fourth|\d(?:st|nd|rd|th))[ -]floor\b",
    re.IGNORECASE,
)
# "1 The Larches, Elder Row, Ostley": the street behind a row of its own name, where a town follows.
_STREET_BEHIND = re.compile(rf",\s(?:[A-Z][a-z'-]+\s){{1,2}}(?i:{TYPE})\b(?=,\s[A-Z])")
# A house, or a firm or an institution, named in front of its number: "Larch House, 3 Canal Walk".
_HOUSE_BEFORE = re.compile(
    r"\b(?:(?:[A-Z][A-Za-z']+|&|and|of) ){0,3}[A-Z][A-Za-z']+, \Z"
    r"|\b(?:[A-Z][a-z']+ ){1,2}(?:House|Court|Lodge|Tower|Towers|Mansions|Mill|Hall|Farm|Cottage) \Z"
)
# A town after a comma, with its capital ("Abbot's Wick"): known by its place, so that no list has to name it.
_NAMED_TOWN = re.compile(
    r",\s(?:in\s)?[A-Z][a-z]+(?:['’]s(?= [A-Z]))?(?:[ -](?:[A-Z][a-z]+|on|upon|under|by|le|the|super|in)){0,4}"
    r"(?=\s*(?:[.,!?;)\n]|\Z|[A-Z]{1,2}\d|\s[a-z]))"
    # "12 Elder Rd Marbridge", and no more
    r"|(?<=[a-z.])\s(?!(?:Mum|Mam|Dad|Miss|Sir|Thanks?|Thx|Cheers|Please|Pls|Xx?|Lol|Ok(?:ay)?|And|But|So|Mon|Tues"
    r"|Wednes"
    r"|Thurs|Fri|Satur|Sun|School|Primary|Academy|College|Church|Station"
    r"|Surgery)\w*\b)[A-Z][a-z]{3,14}(?=\s?[.!]?\s*\Z)"
)
# "7 Elder Row, Burton, DE1 3KO": what stands where a postcode does, though no real one ends so.
_CODE_BEHIND = re.compile(r",?\s[A-Z]{1,2}\d[\dA-Z]?\s\d(?=[A-Z]?[CIKMOV])[A-Z]{2}\b")
# "Burton upon Trent", "Stoke-on-Trent": what goes on behind a town.
_UPON = re.compile(r"[ -](?:on|upon|under|le|in|by)[ -](?:the[ -])?[A-Z][a-z]+")
# The same in small letters, where the message ends with it, or a comma stands on both sides.
_SMALL_TOWN = re.compile(
    r"(?:,\s|\s(?:in\s)?)(?!(?:now|too|lol|haha|x+|mate|btw|innit|ok|okay|yeah|yh|please|pls|plz|thanks|thx|sir"
    r"|miss|tho|though|then"
    r"|there|here|today|tomorrow|right|still|btw|soon|north|south|east|west|hmm|is|so|but"
    r"|and)\b)[a-z]{3,20}(?=\s*[.!?]?\s*\Z)"
    r"|,\s(?!(?:but|and|so|is|its|it's|i|we|im|that|thats|the|you|which|or|not|where|near|by|flat|number"
    r"|no)\b)[a-z]{4,20}(?=,)"
)


def whole(folded: Folded, start: int, end: int, *, plain: bool) -> tuple[int, int]:
    """The characters of the original that an address takes, with all that belongs to it in front and behind.

    `plain` takes a second word for a street too ("Elm Park Gardens").
    """
    text = folded.text
    if number := _MORE_NUMBER.search(text, max(0, start - 40), start):
        start = number.start()
    if (first_said := _FIRST_SAID.search(text, max(0, start - 60), start)) and (
        again := _SAID_AGAIN.match(text, start)
    ):
        start = first_said.start() if _figures(first_said["said"]) == _figures(again["said"]) else start
    while (within := BEFORE.search(text, max(0, start - 28), start)) and (
        not within["word"] or text[start].isdigit() or _COUNTS.match(text, start)
    ):
        start = within.start()
    while plain and (more := MORE.match(text, end)):
        end = more.end()
    if lines := _MORE_LINES.match(text, end):
        end = lines.end()
    first, last = folded.span(start, end)
    if house := _HOUSE_BEFORE.search(folded.original, max(0, first - 60), first):
        first = house.start()
    if kind := _KIND_BEHIND.match(folded.original, last):
        last = kind.end()
    if part := _QUARTER.match(folded.original, last):
        last = part.end()
    if river := _UPON.match(folded.original, last):
        last = river.end()
    for behind in (_PART_BEHIND, _STREET_BEHIND):
        if more := behind.match(folded.original, last):
            last = more.end()
    for town in (_NAMED_TOWN, _SMALL_TOWN):
        if after := town.match(folded.original, last):
            last = after.end()
            break
    if code := _CODE_BEHIND.match(folded.original, last):
        last = code.end()
    return first, last


def _figures(number: str) -> str:
    """The figures of a number in words or figures: "seventy-three" and "seven three" are both 73."""
    words = re.findall(r"[a-z]+|\d+", number)
    figures = [
        TENS[word] if word in TENS else TEENS.get(word) or UNITS.get(word) or word for word in words if word != "and"
    ]
    whole_tens = words and words[-1] in TENS
    return "".join(figures).replace("hundred", "") + ("0" if whole_tens else "")


# What goes on behind the description of a home: its street and town, "with the ramp", "flat 3", "blue door", "by the lift".
_ON_PLACE = re.compile(
    rf"\s(?:on|in|at|off|down|along|near|by|past|behind|opposite|of|from)\s(?:the\s)?(?!{STOP_WORD}\b)"
    rf"(?:{WORD}\s){{0,2}}?{WORD}(?:\s{TYPE})?{PLACE_ENDS}"
)
# ", Cross Street": the street of what a home stands beside.
_COMMA_STREET = re.compile(rf",\s(?!{STOP_WORD}\b)(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}{SOLID}(?=\s*(?:[,.!?;\n]|\Z))")
_WITH = re.compile(
    rf"(?:,?\s{WITH}|\sthat has|,\sgot)\s(?:the\s|a\s|an\s)?(?!{STOP_WORD}\b)(?:{WORD}\s){{0,4}}?{WORD}"
    rf"(?=\s*(?:[.,!?;\n]|\Z)|\s{STOP_WORD}\b)"
)
_DETAIL = re.compile(
    rf",?\s(?:and\s)?(?!{STOP_WORD}\b)"
    rf"(?:(?:the\s)?(?:one|house|hoose|flat|door|boat|caravan)\s{WITH}\s(?:{WORD}\s){{0,4}}?{WORD}"
    rf"|the\s(?:{WORD}\s){{0,3}}?(?:narrow ?boat|house ?boat|barge|boat|cruiser|caravan)\s(?:called"
    rf"|named)\s(?:{WORD}\s)?{WORD}"
    rf"|(?:number|no\.?|flat|pitch|plot|unit|berth|caravan|room|buzzer|bell)\s(?:{WORD}\s){{0,2}}?{WORD}"
    rf"|(?:{WORD}\s){{0,2}}?(?:door|gate|window|balcony) (?:with|wi|marked) (?:{WORD}\s){{0,3}}?{WORD}"
    rf"|(?:{WORD}\s){{0,4}}?(?:doors?|bell|buzzer|gates?|floor|windows?|lift|stairs|upstairs|downstairs|landing|van"
    rf"|car|drive"
    r"|caravan|fence|hull|shutters|curtains|flag|hedge|outside|out front|pitch|plot|mooring|balcony|flat|room|roof"
    r"|left|right"
    rf"|side|end|above it)\b(?:\s(?:facing|by|next to|on|at|with|opposite|near|up|down"
    rf"|round)\s(?:the\s)?(?:side\s)?{WORD})?"
    r"|(?:across from|opposite|next (?:door )?to|behind|above|beside|before|just past|past|round the back of|near"
    r"|facing|by)"
    rf"\s(?:the\s)?(?:{WORD}\s){{0,3}}?{WORD})(?:\s\w{{1,4}})?(?=\s*(?:[,.!?;\n]|\Z)|\s{STOP_WORD}\b)"
)
_LEFT = re.compile(
    rf"\b(?:the|my|our)\s(?:(?:only|first|last|end|corner|middle|big|little|old|new|small|tall|{COLOUR}|brick|stone"
    r"|thatched|second|third|next|top|bottom|ground|floor)\s){0,3}\Z"
    r"|\b(?:my|our)\s(?:place|house|home|flat|gaff|hoose)\s\Z"
)
_PAIR = re.compile(rf"\s{PUB_PAIR}\b")
# "between the mill" ... "and the Bay Horse": the second of two neighbours.
_OTHER_SIDE = re.compile(rf"\sand\s(?:the|a)\s(?:{WORD}\s){{0,2}}?{WORD}{PLACE_ENDS}")


def to_the_end(text: str, start: int, end: int) -> tuple[int, int]:
    """A home that is described with what belongs to it: "the only" in front; town, bell, door and neighbours behind."""
    left = _LEFT.search(text, max(0, start - 40), start)
    between = text.rfind("between ", start, end)
    if between >= 0 and " and " not in text[between:end] and (other := _OTHER_SIDE.match(text, end)):
        end = other.end()
    if pub := _PAIR.match(text, end):
        end = pub.end()
    for _ in range(3):
        more = next(
            (found for pattern in (_ON_PLACE, _COMMA_STREET, _WITH, _DETAIL) if (found := pattern.match(text, end))),
            None,
        )
        if more is None or more.end() - end > 60:
            break
        end = more.end()
    return left.start() if left else start, end
