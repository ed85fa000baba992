"""Postal addresses whose parts stand in several messages: "flat 11", "the block is", "wellington court, hulme"."""

from __future__ import annotations

import re

from ithaca.screening.details.places.home_words import LANDMARK
from ithaca.screening.details.places.three_words import split_three_words
from ithaca.screening.lists.streets import BLOCK, NUMBER_WORD, SOLID, TOWN, TYPE
from ithaca.screening.lists.usernames import usual
from ithaca.screening.types import Finding
from ithaca.screening.views.fold import Folded

_WORD = r"[a-z][a-z'-]{1,20}"
FIGURES = (
    rf"(?:\d{{1,4}}[a-z]?(?:\s?[/-]\s?\d{{1,3}})?"
    rf"|(?:(?:double|treble|triple)\s)?{NUMBER_WORD}(?:[ -]{NUMBER_WORD}){{0,4}}(?:[ -]\d(?!\d))?(?:\s[a-d])?)"
)
_NUMBERED = (
    r"(?:flat|apartment|apt|number|numbered|nummer|num|no\.?|nr|house|door|unit|block|house number"
    r"|door number|flat number|plot|floor|mooring|berth|pontoon|(?:caravan|static) on pitch"
    r"|caravan|chalet|lodge)"
)
_SELF = (
    r"(?:(?:i'?m|we'?re|i am|we are|i live|we live|my (?:house|flat|home|place|number|door|gaff|address)|our"
    r" (?:house|flat|home|number)|mine|ours|home|house|flat|it|it'?s|that'?s)(?:'s|\sis)?(?:\s(?:at|in|on|the"
    r"|number|up))*)"
)
_TRAIL = (
    r"(?:\s(?:lol|haha|x+|btw|on there|there|then|first|on the left|on the right|left side|right side|ok|innit"
    r"|yeah))*"
    r"(?:,?\s(?:(?:top|bottom|middle|left|right|end|side|front|back|first|second|third|red|blue|green|black|white"
    r"|yellow"
    r"|pink|purple|orange|gr[ae]y|brown)\s){1,2}(?:bell|buzzer|floor|door|flat|gate|hand|hand side|side))?"
    r"(?:,\s(?:(?:the|a|with|ring|press)\s)*(?:[a-z]+\s){0,3}(?:bell|buzzer|floor|door|flat|gate|lift|one|side"
    r"|stairs|gatehouse|house|end"
    r"|tree|puzzle|window|forge|cottage|lodge|barn|mill|chapel|villa|farm)"
    r"(?:\s(?:with|wi|wiv|by|near|past|next to|opposite|after|before|b4)\s(?:(?:the|a|an"
    r"|our)\s)?(?:[a-z]+\s){0,3}[a-z]+)?)?"
    r"(?:,?\s(?:that'?s|thats|remember|write|keep|jot|note)(?:\s[a-z']+){0,5})?"
)
# A message that is a house number and little else; group 1 is the number with what numbers it.
NUMBER = re.compile(
    rf"\W{{0,3}}(?:(?:and|then|come to|its|it's|i'?m|we'?re|at|the|is|mine|ours|my|our|home|the one|look for|lives?"
    rf"|(?:first|1st|one) (?:bit|part|half)"
    rf"|live|i|we|are|in"
    rf"|building|tower|town|(?:boat|barge|narrow ?boat|static|caravan|van|one)\s(?:on|at))[\s:,]+){{0,6}}"
    rf"(?P<number>(?:{_NUMBERED}(?:'s)?\s?[:=]?\s(?:is\s)?){{0,2}}{FIGURES}(?:,?\s(?:at|in|of|door|flat|number"
    rf"|floor)\s\d{{1,3}}[a-z]?)?{_TRAIL})\W{{0,3}}\Z"
)
# "31 is the house number": the number first, and what it numbers.
NUMBER_FIRST = re.compile(
    rf"\W{{0,3}}(?:(?:and|then|so|yeah)\s){{0,2}}(?P<number>(?:{_NUMBERED}\s)?{FIGURES})"
    r"(?:'s|\s(?:is|=|be))\s(?:(?:the|our|my|me|mi)\s)?"
    rf"(?:(?:house|hoose|door|flat|gate|home)(?:\s(?:number|no\.?|num|nr|one))?|(?:number|num)(?: (?:of|on) (?:the"
    rf"|our|my)"
    r" (?:house|door|gate|flat))?|ours|mine|us|me|where (?:we|i) (?:live|are|am))"
    rf"{_TRAIL}\W{{0,3}}\Z"
)
# "there's a 31 on the gate", "the bin says 31": where the number is seen.
NUMBER_SEEN = re.compile(
    rf"\W{{0,3}}(?:(?:and|so|then|look for|you'll see|u'll see|there'?s|theres|its|it's|find)\s){{0,2}}"
    r"(?:(?:the\s)?(?:one|house|hoose|door|yin)\s(?:with|wi|wiv|w|that has|that says|saying|has|got)\s)?"
    r"(?:(?:(?:the|our|my|me|mi)\s)?"
    r"(?:(?:front|wheelie|blue|red|green|black|white|yellow|pink|purple|orange|gr[ae]y|brown|garden)\s)?"
    r"(?:house|hoose|door|gate|gatepost|bins?|plaque|letter ?box|porch)(?:'s|s)?(?:\sout(?:side| (?:the )?front))?"
    r"\s(?:has|says?|sez|got|reads|with|is)\s(?:got\s)?|(?=(?:an?|the|big)\s|(?:(?:number|no\.?)\s)?\d{1,4}[a-z]?\s"
    r"(?:[a-z]+\s)?(?:on|over|above|by)\s(?:the|our|my|it)\b))"
    rf"(?:(?:an?|the|big)\s){{0,2}}(?P<number>(?:{_NUMBERED}\s)?{FIGURES})"
    r"(?:\s(?:(?:painted|written|stuck|marked)\s)?(?:on|over|above|by)\s(?:it|them|(?:the|our|my) (?:[a-z]+\s)?(?:house"
    rf"|hoose|door|gate|gatepost|bins?|wall|sign|post|front|window|plaque)))?{_TRAIL}\W{{0,3}}\Z"
)
# "No 16, ring twice": a number at the beginning, and how to know its door.
_NUMBER_OPENS = re.compile(
    rf"\W{{0,3}}(?:(?:and|so|then|its|it's|we're|i'm|im|we are|at|ours is|mine is)\s){{0,3}}"
    rf"(?P<number>(?:(?:house|door|flat) )?(?:number|no\.?|nr|flat|house)\s?{FIGURES})"
    r"(?:[,.;!]?\s(?:the (?:one|house|door|flat)|with (?:the|a|our) (?:[a-z]+ ){0,3}(?:doors?|gates?|ramp"
    r"|van|car|fence|hedge|bell|window|curtains|tree|flag|lights?|dog|trampoline|swings?|slide|shed|porch|steps|boat"
    r"|caravan)|you(?:'ll|ll)?|u|ull|u'll|ring|knock|buzz|look for"
    r"|opposite|next (?:door )?to"
    r"|on the (?:left|right|corner|end)|(?:its|it's|we've) got|there'?s an?|(?:[a-z]+ )?(?:red|blue|green|black"
    r"|white|yellow|pink"
    r"|purple|orange|gr[ae]y|brown) (?:front )?(?:door|gate|one|car|house|fence|curtains))\b|\s(?:btw|if)\b)"
)
# "guess the door number. its 9": the number of a house told in a sentence of its own.
NUMBER_TOLD = re.compile(
    rf"\b(?:house|hoose|door|flat)\s(?:number|no\.?|num|nr)\W{{1,3}}(?:(?:is|its|it's|=|that's"
    rf"|thats)\s)?(?:just\s)?{FIGURES}"
    r"\W{0,3}\Z"
)
TOLD = re.compile(rf"\b(?:{_NUMBERED}|gate|floor|bell|buzzer|mine is|ours is|(?:i'?m|we'?re|we are|i am|live) at)\b")
# A message that names a house by its own: "its beech house", "Ours is The Hollies", "Come to Fern Cottage".
HOUSE = re.compile(
    rf"\W{{0,3}}(?:(?:and|{_SELF}|come (?:to|round to)|called|named|look for|in|at|the)\s){{0,4}}(?:the\s)?(?:old\s)?"
    rf"(?:{_WORD}\s){{1,2}}?(?:house|cottages?|farm|lodge|vicarage|rectory|villa|barn|bungalow|grange|manor"
    rf"|forge|court|towers?|heights"
    rf"|mansions|point|mill|hall|apartments|gatehouse)(?:\s(?:is|called|block)"
    rf"|,\s(?:the\s)?(?:{_WORD}\s){{0,3}}{_WORD})?\W{{0,3}}\Z"
)
_NO_SUCH = r"(?:it|me|you|off|out|up|for|him|her|them|us|on|in|by|and|back|because|mr|mrs|miss|ms|my|your|that|this)"
_SO_CALLED = re.compile(
    rf"\W{{0,3}}(?:{_SELF}\s)?(?:(?:the|a|an)\s)?(?:(?:house|cottage|bungalow|farm|hoose|place)\s)?(?:called"
    rf"|named)\s(?:the\s)?"
    rf"(?!{_NO_SUCH}\b){_WORD}(?:\s{_WORD}){{0,2}}\W{{0,3}}\Z"
)
_NAMED = re.compile(
    rf"\W{{0,3}}(?:(?:mine|ours|(?:the |my |our )?house name|(?:my|our|the) (?:house|home|cottage|place"
    rf"|building|block|tower))(?:'s|\sis"
    rf"|\s=)?)\s(?:called\s|named\s)?"
    rf"(?:the\s)?{_WORD}(?:\s{_WORD})?\W{{0,3}}\Z"
    rf"|\W{{0,3}}(?:the )?(?:block|tower|building|house|flats?)\s(?:is|are|=|called)?\W{{0,3}}\Z"
    rf"|\W{{0,3}}(?:i'?m|we'?re) (?:at|in) the (?:end|corner|first|last|middle) (?:house|one|flat)\W{{0,3}}\Z"
    rf"|\W{{0,3}}block [a-z]\W{{0,3}}\Z"
)
NO_NAME = (
    r"(?:no|other|same|by|on|in|give|half|any|this|that|my|your|our|their|his|her|every|each|all|which|what"
    r"|wrong|of|and|or|to|a|an|is"
    r"|was|are|with|for|from|got|went|did|do|does|know|going|out|so|too|very|just|not|it|its|i|im|we|you|u|he"
    r"|she|they|were|the|one)"
)
_NO_WIDE = (
    r"(?:fair|valid|moving|that'?s|such|fun|boiling|melting|turning|starting|freezing|data|match|haunted|dolls?|long"
    r"|big|new|nice|good|bad|best|last|first|next|back|front|lead|led|go|way|pretty|some|open|full|key"
    r"|football|car|job|school"
    r"|right|high|double|top|tennis|science|theme|national|skate|rice|pot|bill|care|show|town|state|royal|crown"
    r"|county|supreme|point"
    r"|birth|work|market(?! (?:row|street|lane|hill|close|square))|fire|time|logic|flood|steep|up|down)"
)
_NAMES = rf"(?:st\.?\s)?(?:(?!{NO_NAME}\b){_WORD}\s){{1,3}}"
_WIDE_NAMES = rf"(?:st\.?\s)?(?!{_NO_WIDE}\s)(?:(?!{NO_NAME}\b){_WORD}\s){{1,3}}"
_REACH = (
    rf"(?P<town>{TOWN}|,\s(?:in\s)?(?!(?:yes|yeah|yh|please|pls|thanks"
    rf"|{NO_NAME})\b){_WORD}(?:[\s-](?!{NO_NAME}\b){_WORD})?(?=\s*(?:[.,!?;\n]|\Z))"
    rf"|\s(?:in\s)?(?!{NO_NAME}\b){_WORD}(?=\s*(?:[.!?\n]|\Z)))?"
)
_LEAD = (
    r"\W{0,3}(?:(?:and|then|of|on|in|at|off|its|it's|the|that'?s|which is|it is|it (?:stands|sits|lies|is) on"
    r"|(?:second|2nd|next|other|last) (?:part|bit|half|line)(?:'s| is|:)|(?:street|road|lane|avenue|close"
    r"|drive|building|block|tower)(?:'?s| is| =|:)|called|i'm on|we're on|that's|live on|(?:you |u |we )?(?:turn|go"
    r"|drive|walk|come)(?: (?:left|right|up|down|off|on"
    r"|in))? ?(?:on|in)?to)\s)*"
)
_SHORT_TYPE = r"(?:st|dr|cl|cres|ct|sq|pl|terr|gdns)"
_WIDE = rf"(?:{TYPE}|{BLOCK}|{_SHORT_TYPE}|cottages|maltings|paddocks?|fields?|hollow|orchard|flats|square|reach)"
# A message that opens with a street or a block and holds little else.
STREET = re.compile(
    rf"{_LEAD}(?P<place>(?:the\s)?(?:(?:top|bottom|end|middle|start) of\s|(?:\d(?:st|nd|rd|th)|first|second"
    rf"|third|next)\s"
    rf"(?:left|right)\s(?:off|after|on)\s)?(?:the\s)?"
    rf"(?:{_NAMES}(?P<solid>{SOLID}|street|st)|{_WIDE_NAMES}{_WIDE}"
    rf"|(?:heol|stryd|ffordd|lon|rhodfa|maes|clos|ystad|rhiw)\s(?:(?:y|yr)\s)?{_WORD}(?:\s(?!{NO_NAME}\b){_WORD})?"
    rf"|the\s(?:{_WIDE}))\b(?!')(?:,?\s(?:{_WORD}\s){{1,2}}?(?:{TYPE})\b)?{_REACH})"
)
# "grove, luton": the kind of street first, its name was the message before.
_KIND_FIRST = re.compile(
    rf"{_LEAD}(?P<place>(?:{_WIDE})\b{_REACH})(?P<tail>(?:,?\s(?:number|no\.?|flat)?\s?\d{{1,4}}[a-z]?)?)"
)
_PART_NAME = re.compile(
    rf"\W{{0,3}}(?:(?:it'?s|its|street|road|is|the|on|in|i'?m|we'?re|called|of"
    rf"|live)\s){{0,4}}(?:st\.?\s)?(?!{NO_NAME}\b){_WORD}"
    rf"(?:\s{_WORD})?\W{{0,3}}\Z"
)
_NUMBER_AND_NAME = re.compile(r"(?:^|\s)\d{1,4}[a-z]?,?\s[a-z][a-z'-]{3,20}(?:\s[a-z][a-z'-]{3,20})?\W{0,3}\Z")
# A message that ends on a street, or says that a street is the writer's own.
_ENDS_ON_STREET = re.compile(
    rf"(?:^|\s)(?:{_WORD}\s){{1,2}}{SOLID}(?:\s(?:north|south|east|west))?(?:{TOWN}|,\s{_WORD})?\W{{0,3}}\Z"
)
OWN_STREET = re.compile(
    rf"\b[a-z'-]{{3,20}}\s(?:{TYPE}|{BLOCK}),?\s(?:is (?:ours|mine|us|(?:the|my|our) (?:street|road|lane|close|address"
    rf"|estate|end))"
    rf"|i'?m in|we'?re in|is where)\b"
    rf"|\b(?:i'?m|we'?re|we are|live|street(?: is)?(?: called)?|road(?: is)?(?: called)?|building(?: is| =)?"
    rf"|block(?: is| =)?|tower(?: is)?"
    rf"|home is|mine is|ours is|stay|moved to|its|it's)\s(?:in |on |at |up |down |along "
    rf"|off )?(?:the )?(?:{_WORD}\s){{0,2}}(?:{TYPE}"
    rf"|{BLOCK}|maltings|paddocks?)\b"
)
# "street is called Bessemer", "I did tell you the road, Parkgate."
CALLED = re.compile(
    rf"\b(?:street|road|lane|block|tower|building|flats)(?: name)?(?:'s| is|,"
    rf"| =)?(?: called)? (?!{NO_NAME}\b)[a-z'-]{{3,20}}(?: (?:{_SHORT_TYPE}|{TYPE}))?\W{{0,3}}\Z"
)
_BLOCKS = re.compile(
    r"^\W*(?:heol|stryd|ffordd|lon|rhodfa|clos) |\b(?:(?:high|tower|the) (?:flats|block|tower)|block [a-z]\b"
    r"|tower block)"
)
LIVING_ON = re.compile(
    r"\b(?:moved to|live|lives|living|house|home|flat|we're|i'm|im|address|mine|ours|come to"
    r"|(?:our|my|me) (?:road|street|lane|close|avenue|st|rd))\b"
)
# What a number may count besides houses: a street named next is an answer then.
OTHER = re.compile(
    r"\b(?:bus|buses|tram|train|soap|monopoly|favou?rite|fave?|question|q\d+|page|task|episode|series|top \d+"
    r"|album|song|level|score"
    r"|quiz|answer|exercise|practice|platform|coronation street)\b"
)
# A sentence that goes on after the street and says something of it.
_RUNS_ON = re.compile(
    r"\s(?!(?:b4|before|after|past|nr|towards|facing|round"
    r"|dont|don't|do not|thats?|that's|near|by|x+|lol|haha|on the|if|opposite|next|behind|is (?:mine|ours|us"
    r"|where|my)|its"
    r"|it's|the (?:house|one)|pls"
    r"|please|btw|and|with|above|over|ok|innit|yeah|yh|mate|just|(?:(?:you |u )?got (?:it|that|all that))|as in"
    r"|like (?:the|a)"
    r"|for (?:the|our) (?:street|road|rest)|off|up|down|spel(?:t|led)|right|cheers|thanks|thx|ta|done)\b)[a-z]"
)
# "elder ave east ham", "pasture lane the street is": a town, or what it was, and no more.
_NO_MORE = re.compile(
    r"\s(?:(?:the|our|my) (?:street|road|lane|close)(?:'s| is)?|[a-z]{3,15}(?:\s[a-z]{3,15})?)\W{0,3}\Z"
)
# "attic flat", and in the next message "over the chippy on Elder Road".
_FLAT_ALONE = re.compile(
    r"\W{0,3}(?:(?:its|it's|we're|we are|im|i'm|in|at|on|the|a|my|ours is|mine is|live|we|i|and|ok|so)\s){0,5}"
    r"(?:(?:top|ground|first|second|third|basement|attic|upstairs|\d(?:st|nd|rd|th))\s(?:floor(?:\sflat)?|flat)"
    r"|flat(?:\s\w{1,3})?|bedsit|maisonette)\W{0,3}\Z"
)
BESIDE_SPOT = re.compile(
    r"\W{0,3}(?:(?:its|it's|just|right|thats|that's|and|is|the one)\s){0,3}(?P<place>(?:above|over|opposite"
    r"|on top of|behind"
    rf"|beside|across from|next (?:door )?to|upstairs from)\s(?:(?:the|that|a)\s)?(?:{_WORD}\s){{0,2}}?{LANDMARK}"
    rf"(?:\s(?:on|in|off|down)\s(?:the\s)?(?:{_WORD}\s){{0,2}}{_WORD})?)\W{{0,3}}\Z"
)
_ASIDE = 6


def split_addresses(folded: Folded, context: list[Folded]) -> list[Finding]:
    """The part of an address in this message whose other part stood in one of the last three."""
    words = split_three_words(folded, context)
    if words or not context:
        return words
    earlier = [message.text.strip() for message in context[-4:]]
    place = (
        _street_after(folded.text, earlier)
        or _kind_after(folded.text, earlier)
        or _number_after(folded.text, earlier)
        or _beside_after(folded.text, earlier)
    )
    return [Finding(*folded.span(*place), "ADDRESS", "split", "address")] if place else []


def _street_after(text: str, earlier: list[str]) -> tuple[int, int] | None:
    """A street or a block in a message that holds little else, after a house number or the name of a house."""
    match = STREET.match(text)
    if match is None or len(text) - match.end() > 30:
        return None
    if _RUNS_ON.match(text, match.end()) and not (_NO_MORE.match(text, match.end()) and NUMBER.match(earlier[-1])):
        return None
    if any(OTHER.search(message) for message in [*earlier[-3:], text]):
        return None
    aside = [message for message in earlier[-3:] if len(message.split()) <= _ASIDE]
    if any(len(message) <= 80 and NUMBER_TOLD.search(message) for message in earlier[-3:]):
        return match.span("place")
    sure = match["solid"] is not None or match["town"] is not None or match["place"].startswith(("top", "bottom"))
    coined = not all(map(usual, match["place"].split()[:-1]))
    for message in reversed(aside):
        number = NUMBER.match(message) or NUMBER_FIRST.match(message) or NUMBER_SEEN.match(message)
        if number is not None and (sure or TOLD.search(message) or message.strip(" .").isdigit() or coined):
            return match.span("place")
        if HOUSE.match(message) or _NAMED.match(message) or (match["solid"] and _SO_CALLED.match(message)):
            return match.span("place")
    return (
        match.span("place") if _ends_open(earlier[-1]) or (sure and any(map(_ENDS_ON_NUMBER.search, earlier))) else None
    )


_OPEN = re.compile(
    rf"(?:\b{_NUMBERED}\s?(?:is\s)?{FIGURES}|\b(?:at|live at|i'?m|we'?re|mine is|is)\s{FIGURES}"
    rf"|\b(?:house|home|place|live|i'm|im|we're)\s(?:(?!(?:an?|near|next|my|by)\b){_WORD}\s){{0,4}}(?:cottage"
    rf"|house|farm|lodge|villa|mill|grange|manor|court|tower))"
    r"(?:,\s(?:the\s)?[a-z]+)?\W{0,3}\Z"
)


# "I'd rather send it in bits. 18.", "where's home? 18", "the boat is kept at 18".
_ENDS_ON_NUMBER = re.compile(
    rf"(?:[.?!:;]|\b(?:kept|stored|parked|based|lives?|stays?|living|staying) at"
    rf"|\b(?:send|post|deliver|bring|drop)\b[^.?!]{{3,40}}\sto)\s{FIGURES}\W{{0,3}}\Z"
    rf"|\b(?:need|want|put|use)\s{FIGURES}\sfor the (?:house|door|number|first)\b"
)


def _ends_open(message: str) -> bool:
    """Does a message end on a house number or the name of a house that asks for its street?"""
    return len(message) <= 60 and _OPEN.search(message) is not None


def _kind_after(text: str, earlier: list[str]) -> tuple[int, int] | None:
    """ "grove, luton" after "orchard", and a number before or after that."""
    match = _KIND_FIRST.match(text)
    named = _PART_NAME.match(earlier[-1]) or (
        len(earlier[-1].split()) <= _ASIDE and _NUMBER_AND_NAME.search(earlier[-1])
    )
    if match is None or len(text) - match.end() > 40 or not named:
        return None
    numbered = _NUMBER_AND_NAME.search(earlier[-1]) is not None or any(
        len(message.split()) <= _ASIDE and NUMBER.match(message) for message in earlier[:-1]
    )
    if not numbered and not match["tail"]:
        return None
    return match.start("place"), match.end("tail")


def _beside_after(text: str, earlier: list[str]) -> tuple[int, int] | None:
    """What a home stands beside, in a message of its own after one that is no more than a flat or a floor."""
    match = BESIDE_SPOT.match(text)
    return match.span("place") if match and any(map(_FLAT_ALONE.match, earlier[-2:])) else None


_ASKS_NUMBER = re.compile(r"\b(?:guess|what|wot|which|number|and) (?:the |my |our )?(?:house|number|flat|door)\W*\Z")


def _number_after(text: str, earlier: list[str]) -> tuple[int, int] | None:
    """A message that is a house number, after a street or a block that is the writer's own or stood alone."""
    match = NUMBER.match(text) or NUMBER_FIRST.match(text) or NUMBER_SEEN.match(text)
    if match is None:
        return _number_and_more(text, earlier)
    told = (
        match.re is not NUMBER
        or TOLD.search(text) is not None
        or "," in text
        or _ASKS_NUMBER.search(earlier[-1]) is not None
    )
    for message in earlier[-3:]:
        if told and (_BLOCKS.search(message) or OWN_STREET.search(message) or CALLED.search(message)):
            return match.span("number")
        if told and len(message.split()) <= _ASIDE and (HOUSE.match(message) or STREET.match(message)):
            return match.span("number")
    last = earlier[-1]
    if told and len(earlier) > 1 and re.fullmatch(rf"{_WORD} (?:{SOLID})", " ".join(earlier[-3:-1])[-40:]):
        return match.span("number")
    if _ENDS_ON_STREET.search(last) and (told or len(last.split()) <= 4 or LIVING_ON.search(last)):
        return match.span("number")
    if len(earlier) > 1 and len(last.split()) <= 2:  # "we're on crane way", "gloucester", "118"
        last = earlier[-2] if OWN_STREET.search(earlier[-2]) and last.isalpha() else last
    own = OWN_STREET.search(last) and LIVING_ON.search(last) and len(last.split()) <= _ASIDE
    return match.span("number") if own else None


def _number_and_more(text: str, earlier: list[str]) -> tuple[int, int] | None:
    """The house number that opens a message which says more, where one of the last two says that its street is home."""
    match = _NUMBER_OPENS.match(text)
    if match is None or len(text) > 120 or OTHER.search(text):
        return None
    own = any(OWN_STREET.search(last) and LIVING_ON.search(last) and len(last.split()) <= 9 for last in earlier[-2:])
    return match.span("number") if own else None
