"""Postal addresses, written out, described by what stands beside them, or split."""

from __future__ import annotations

import re

from ithaca.screening.fold import Folded
from ithaca.screening.types import Disguise, Finding

_TYPE = (
    r"(?:road|rd|street|str|avenue|ave|lane|ln|drive|close|crescent|cres|court|terrace|place|way|grove|gardens|gdns|walk|hill"
    r"|mews|rise|row|parade|square|green|park|view|mount|queensway|kingsway|broadway|parkway|wharf|quay|yard|croft|fold|gate"
    r"|garth|bank|vale|villas|circus|embankment|estate|mill|heights|meadows?|meadow|drove|passage|alley|path|loan|brae|wynd)"
)
_SOLID = (
    r"(?:road|rd|street|avenue|ave|lane|ln|crescent|terrace|gardens|mews|grove|queensway|kingsway|broadway|parkway|drive"
    r"|close)"
)
_BLOCK = (
    r"(?:house|court|lodge|tower|towers|heights|mansions|apartments|point|building|cottage|farm|villa|villas|hall|mill)"
)
_NAME = r"(?:[a-z][a-z'.-]{1,24}\s){1,3}?"
_NOT_FIRST = (
    r"(?!(?:and|or|of|in|on|at|to|the|a|an|per|by|for|from|with|is|are|was|minute|minutes|min|mins|hour|hours|hr|mile|miles|km"
    r"|metre|metres|meter|meters|m|day|days|week|weeks|month|months|year|years|people|students|shops|cars|houses|steps|stops"
    r"|sides?|bed|star|point|percent|times?|way|lanes?|pages?|questions?|marks?|ways|left|right|more|other|different|big"
    r"|small|new|old\s(?:people|friends)|good|bad|great|pm|am|gb|kg|quid|pounds|pence|p|kids|lads|girls|boys|teams|jobs"
    r"|words|points|levels?|gcses?|grades?|second|seconds|sec|secs|out|off|up|down|x|v|vs|then|but|so|as|if|i|we|you|it)\b)"
)
_TOWN = (
    r"(?:,?\s(?:in\s)?(?:london|birmingham|manchester|leeds|sheffield|bristol|liverpool|derby|nottingham|leicester|coventry"
    r"|bradford|hull|york|stoke|wolverhampton|plymouth|southampton|reading|norwich|cardiff|swansea|newport|belfast|glasgow"
    r"|edinburgh|aberdeen|dundee|oxford|cambridge|exeter|bath|luton|slough|bolton|preston|sunderland|newcastle|middlesbrough"
    r"|portsmouth|brighton|huddersfield|blackpool|wigan|stockport|oldham|rochdale|rotherham|doncaster|barnsley"
    r"|wakefield|halifax"
    r"|lincoln|peterborough|ipswich|colchester|chelmsford|southend|croydon|watford|swindon|gloucester|cheltenham|worcester"
    r"|hereford|telford|dudley|walsall|solihull|northampton|bedford|milton keynes|crewe|chester|warrington|carlisle|lancaster"
    r"|durham|grimsby|scunthorpe|mansfield|burton|perth|inverness|stirling|derry|lisburn|newry|wrexham|bangor|barry))"
)
_STREET = re.compile(
    rf"(?<![\w.£$/:-])(?:(?:flat|apartment|apt|unit|room|suite)\s?\d{{1,4}}[a-z]?,?\s)?(?:no\.?\s?"
    rf"|number\s)?\d{{1,4}}[a-z]?(?:-\d{{1,4}})?,?\s"
    rf"(?:the\s{_TYPE}|{_NOT_FIRST}(?:{_NAME}{_TYPE}|queensway|kingsway|broadway|parkway))\b(?!\s(?:team|school|college"
    rf"|station|trip|project)){_TOWN}?"
)
_FLAT = re.compile(
    rf"\b(?:flat|apartment|apt|unit|room|floor)\s(?:\d{{1,4}}[a-z]?"
    rf"|[a-z]),?\s(?:\d{{1,4}}[a-z]?,?\s)?(?:the\s)?(?:{_NAME})?(?:{_BLOCK}|{_TYPE})\b"
    rf"(?:,?\s(?:{_NAME})?{_TYPE}\b)?{_TOWN}?"
)
_HOUSE = re.compile(
    rf"(?<![\w])(?:the\s)?(?:old\s)?(?:[a-z][a-z']{{2,20}}\s){{1,2}}?(?:house|cottage|farm|lodge|vicarage|rectory|villa|barn"
    rf"|bungalow|grange|manor|forge|chapel|stables|granary|mill(?=,)|court(?=,)|hall(?=,)|smithy),?\s"
    rf"(?:[a-z][a-z']{{2,20}}\s){{0,2}}(?:{_SOLID})\b{_TOWN}?"
)
_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    r"|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|and|oh)"
)
_WORDED = re.compile(
    rf"\b(?:(?:number|no|at|live at|flat)\s)?(?:(?:one|two|three|four|five|six|seven|eight|nine|oh|zero)\s){{0,2}}"
    rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[\s-]?)?"
    rf"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    rf"|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    rf"|ninety)\s{_NOT_FIRST}(?:st\.?\s)?(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}?{_SOLID}\b{_TOWN}?"
    rf"|\b(?:number|flat|house|live at)\s(?:{_NUMBER_WORD}[\s-]){{1,5}}(?:st\.?\s)?(?:the\s"
    rf"|(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}?){_TYPE}\b"
    rf"{_TOWN}?"
)
_NAMED_HOUSE = re.compile(
    rf"\b(?:The )?(?:Old )?(?:[A-Z][a-z']{{2,20}} ){{1,2}}?(?:House|Cottage|Farm|Lodge|Vicarage|Rectory|Villa|Barn"
    rf"|Bungalow|Grange|Manor|Forge)"
    rf", (?:St\.? )?(?:[A-Z][a-z']{{2,20}} ){{1,2}}(?i:{_TYPE})\b"
)
_W3W = re.compile(r"(?<![:\w/])/{2,3}\s?[a-z]{3,18}[.·][a-z]{3,18}[.·][a-z]{3,18}\b")
_W3W_CUED = re.compile(
    r"(?:what\s?(?:3|three)\s?words?|w3w)\W{0,3}(?:(?:is|are|its|it's|address|for|my|me|code|:|to|on|at|find)\s?){0,4}\W{0,3}"
    r"([a-z]{3,18}(?:[.·\s,]|\sdot\s){1,3}[a-z]{3,18}(?:[.·\s,]|\sdot\s){1,3}[a-z]{3,18})\b"
)
_LANDMARK = (
    r"(?:church|mosque|temple|gurdwara|pub|chippy|chip shop|fish shop|co-?op|tesco|asda|aldi|lidl|sainsbury'?s?|morrisons|spar"
    r"|greggs|station|school|park|post office|garage|shop|shops|bus stop|roundabout|library|petrol station|launderette"
    r"|bookies|betfred"
    r"|nisa|launder?ette|laundrette|primary|secondary|tower blocks?|doctors|dentists?|pharmacy|betting shop|corner shop"
    r"|cash and carry"
    r"|sports centre|leisure centre|community centre|fire station|police station|cemetery|graveyard|allotments|pond"
    r"|takeaway|kebab|barbers?|hairdressers?|nail bar|vape shop|surgery|chemist|boots|traffic lights|bridge|canal|green"
    r"|playground|rec|skate ?park|war memorial|post box|phone box|newsagents?|off licence|bakery|butchers|cafe|mcdonalds|kfc"
    rf"|(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}{_SOLID})"
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
_DESCRIBED = re.compile(
    rf"\b(?:{_HOME})\b[^.?!\n]{{0,60}}?\b(?:{_WHERE}\b[^.?!\n]{{0,24}}?\b{_LANDMARK}|(?:first|second|third|last|end|corner"
    rf"|1st|2nd|3rd)"
    rf"\b[^.?!\n]{{0,24}}?\b{_ALONG}\s(?:the\s)?(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}{_SOLID})\b"
    rf"(?:[^.?!\n,]{{0,40}}|,\s(?:the )?(?:[a-z]+ )?(?:gate|door|windows?|fence|curtains))?"
)
_NTH = re.compile(
    r"\b(?:first|second|third|fourth|fifth|last|end|corner|1st|2nd|3rd|4th)\s(?:house|flat|door|one|bungalow|block|cottage)\s"
    r"(?:on|along|down|past|after|from|up|in)\b[^.?!\n]{2,60}"
)
_DOOR = re.compile(
    r"\b(?:house|flat|bungalow|cottage|one)\swith\s(?:the|a)\s(?:[a-z]+\s)?(?:red|blue|green|black|white|yellow|pink|purple"
    r"|orange|grey"
    r"|gray|brown|broken)\s(?:door|gate|fence|windows?|garage|car outside)\b[^.?!\n]{0,60}"
)
_CASED = re.compile(rf"\b\d{{1,4}}[a-zA-Z]?,?\s(?:[A-Z][a-z'-]+\s){{1,3}}(?i:{_TYPE})\b")
_SITE = re.compile(
    r"\b(?:(?<!post )office|branch|employer|company|firm|site|factory|shop we|store we|museum|visit|trip)\b"
)


_SPOT = rf"(?:the |a |that )?(?:[a-z][a-z'-]{{2,20}} )?{_LANDMARK}"
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
    rf"\b(?:flat|apartment|apt|number|no|room|bedsit)\s(?:\d{{1,4}}[a-z]?|{_NUMBER_WORD}(?:[ -]{_NUMBER_WORD}){{0,3}})\s?,?\s"
    rf"(?:[^.?!\n]{{0,24}}\b)?{_BESIDE}\s{_SPOT}(?: (?:on|in|off) (?:[a-z]+ ){{1,2}}{_SOLID})?\b"
    rf"|\b{_BESIDE}\s{_SPOT},? (?:its |it's |im |i'm |we're )?(?:at )?(?:flat|number|no|door) (?:\d{{1,4}}[a-z]?"
    rf"|{_NUMBER_WORD})\b"
    rf"|\b{_STEPS}\s{_SPOT}(?: (?:on|in|off) (?:[a-z]+ ){{1,2}}{_TYPE})?\b"
    rf"|\b(?:house|bungalow|cottage|place|farm|flat|home)(?:'s| is|s)? (?:called|named"
    rf"|with the name) (?:the )?[a-z][a-z']{{2,20}}"
    rf"(?: [a-z][a-z']{{2,20}})?,? (?:on|at|in|off|along|(?:at )?(?:the )?(?:end|top|bottom|corner) of) (?:the )?"
    rf"(?:[a-z][a-z']{{1,20}} ){{1,2}}{_TYPE}\b"
    rf"|\b(?:the|a|with the|blue|red) (?:[a-z]+ )?(?:red|blue|green|black|white|yellow|pink|purple|orange|grey|brown) "
    rf"(?:front )?(?:door|gate|gates|house|cottage|bungalow|flat) (?:{_BESIDE}|{_STEPS}|on|along"
    rf"|down) (?:from )?{_SPOT}(?: (?:on|in"
    rf"|off) (?:[a-z]+ ){{1,2}}{_TYPE})?\b"
    rf"|\bon the corner (?:of|where) (?:[a-z']+ ){{1,2}}{_TYPE} (?:and|meets|with) (?:[a-z']+ ){{1,2}}{_TYPE}\b"
    rf"|\b(?:the )?(?:last|first|end|only|second|third) (?:house|flat|cottage|bungalow|door|farm)(?: on the (?:left|right))? "
    rf"(?:before|past|after|opposite|by|near|behind|next to|on|in|down|along) {_SPOT}(?: (?:on|in"
    rf"|off) (?:[a-z]+ ){{1,2}}{_SOLID})?\b"
)
# Words that make such a place a home; without one of them a shop or a site may stand there.
_DWELLING = re.compile(
    r"\b(?:my|our|ours|mine|we live|i live|we're|i'm (?:at|in)|im (?:at|in)|come to|flat|bungalow|cottage|front door"
    r"|bedsit|apartment"
    r"|house|home|buzzer|knock|ring the bell|find me at|number \d+|im just)\b|^(?:its |it's )?(?:the |just |on the "
    r"|a few |\w+ doors )"
)


def _found_by(folded: Folded) -> list[tuple[int, int]]:
    """A description by which a home can be found: "three doors down from the chippy"."""
    text = folded.text
    if _DWELLING.search(text) is None or _SITE.search(text) is not None:
        return []
    return [match.span() for match in _FOUND_BY.finditer(text) if not _TALE.search(text)]


_INSIDE = re.compile(r"\b(?:reception|corridor|canteen|classroom|stairs|lobby|foyer|main entrance|sign in)\b")
_TALE = re.compile(
    r"\b(?:novel|film|story|book|play|game|set|poem|chapter|character|scene|essay|project|drew|drawing|painted)\b"
)


def find_addresses(folded: Folded) -> list[Finding]:
    """Every postal address in one message: street and number, house name, flat by its landmarks, what3words."""
    text = folded.text
    found: list[Finding] = []

    def add(start: int, end: int, disguise: Disguise) -> None:
        first, last = folded.span(start, end)
        if house := _HOUSE_BEFORE.search(folded.original, max(0, first - 60), first):
            first = house.start()
        if town := _NAMED_TOWN.match(folded.original, last):
            last = town.end()
        if not any(first < other.end and other.start < last for other in found):
            found.append(Finding(first, last, "ADDRESS", disguise, "address"))

    if _ADDRESSY.search(text):
        for pattern in (_FLAT, _STREET):
            for match in pattern.finditer(text):
                if _street_like(folded, *match.span()) and not _PUBLIC.match(match.group()):
                    add(*match.span(), "plain")
    if _HOMELY.search(text):
        for match in _DESCRIBED.finditer(text):
            if not _SITE.search(match.group()):
                add(*match.span(), "disguised")
        for pattern in (_NTH, _DOOR):
            for match in pattern.finditer(text):
                if _TALE.search(match.group()) or _INSIDE.search(text):
                    continue
                if re.search(rf"\b{_LANDMARK}\b|\b{_TYPE}\b|\bdoor|gate\b", match.group()):
                    add(*match.span(), "disguised")
    if _ADDRESSY.search(text):
        for match in _WORDED.finditer(text):
            add(*match.span(), "disguised")
        for match in _NAMED_HOUSE.finditer(folded.original) if folded.original.isascii() else ():
            add(*match.span(), "plain")
        for match in _HOUSE.finditer(text):
            if not re.search(r"\b(?:open|full|in|the) house\b", match.group()):
                add(*match.span(), "disguised" if folded.original.islower() else "plain")
    if _FINDABLE.search(text):
        for start, end in _found_by(folded):
            add(start, end, "disguised")
    if "//" in text or "w3w" in text or "words" in text:
        for match in _W3W.finditer(text):
            add(*match.span(), "disguised")
        for match in _W3W_CUED.finditer(text):
            add(*match.span(1), "disguised")
    return found


_FINDABLE = re.compile(
    r"\b(?:flat|apartment|number|door|doors|corner|house|houses|bungalow|cottage|called|behind|opposite|up|down)\b"
)
_HOUSE_BEFORE = re.compile(
    r"\b(?:[A-Z][a-z']+ ){1,2}(?:House|Court|Lodge|Tower|Towers|Mansions|Building|Mill|Hall|Farm|Cottage|Centre|Works),? \Z"
)
# A town after a comma, with its capital: known by its place, so that no list has to name it.
_NAMED_TOWN = re.compile(
    r",\s(?:in\s)?[A-Z][a-z]+(?:[ -](?:[A-Z][a-z]+|on|upon|under|by|le|the|super|in)){0,4}"
    r"(?=\s*(?:[.,!?;)\n]|\Z|[A-Z]{1,2}\d|\s[a-z]))"
)
_SMALL = re.compile(
    r"\b(?:each|with|of|a|to|and|or|per|in|on|is|was|for|from|more|than|that|this|your|my|our|their|no|not|one|every|by"
    r"|as|if)\b"
)
_SOLID_END = re.compile(rf"\b(?:{_SOLID}|{_BLOCK}|court|close|place)\b")
_LIVING = re.compile(
    r"\b(?:live|lives|living|at|address|come to|flat|house|number|home|stay|moved to|round to|mine is|ours is|(?:house"
    r"|home|place) is"
    r"|delivered to|we're|its|it's|im|i'm)\W+\Z"
)


def _street_like(folded: Folded, start: int, end: int) -> bool:
    """A street as people write it: capitals, or an unmistakable kind of street, or words about living there."""
    capitals = any(folded.original[folded.starts[place]].isupper() for place in range(start, end))
    if capitals and not _SMALL.search(folded.text[start:end]):
        return True
    if _SMALL.search(folded.text[start:end].split(",")[0]):
        return False
    return (
        _SOLID_END.search(folded.text, start, end) is not None
        or _LIVING.search(folded.text[max(0, start - 16) : start]) is not None
    )


_PUBLIC = re.compile(r"\b(?:10|11|ten|number 10) downing street")
_ADDRESSY = re.compile(rf"\b{_TYPE}\b|\b{_BLOCK}\b")
_HOMELY = re.compile(
    r"\b(?:house|flat|home|place|live|stay|bungalow|caravan|mine|ours|block|door|gaff|maisonette|bedsit|cottage|one (?:with"
    r"|along|past|on))\b"
)
_ENDS_OPEN = re.compile(
    r"(?:\b(?:flat|apartment|apt|number|no|house number|door number|door)\s?(?:is\s)?\d{1,4}[a-z]?|(?:^"
    r"|\s)\d{1,4}[a-z]?)\W{0,3}\Z"
)
_ENDS_ON_HOUSE = re.compile(
    rf"\b(?:house|home|place|flat|live|i'm|im|we're)\b.{{0,12}}\b(?:{_BLOCK}|{_TYPE}|grange|manor)\W{{0,3}}\Z|^(?:the |old )*"
    r"(?:[a-z']+ ){1,2}(?:house|cottage|farm|lodge|villa|vicarage|rectory)\W{0,3}\Z"
)
_STARTS_STREET = re.compile(
    rf"\W{{0,3}}((?:of\s)?(?:st\.?\s)?(?:(?:[a-z][a-z'-]{{2,20}}),?\s){{1,4}}?(?:{_TYPE}"
    rf"|{_BLOCK})\b(?:,?\s[a-z]+\s?{_TYPE}\b)?{_TOWN}?)"
)


def split_addresses(folded: Folded, context: list[Folded]) -> list[Finding]:
    """A street or house whose number stood in the message before."""
    match = _STARTS_STREET.match(folded.text)
    before = context[-1].text.strip() if context else ""
    if not match or len(folded.text) - match.end() > 30:
        return []
    if len(before) <= 40 and (_ENDS_OPEN.search(before) or _ENDS_ON_HOUSE.search(before)):
        return [Finding(*folded.span(*match.span(1)), "ADDRESS", "split", "address")]
    return []
