"""Postal addresses, written out, described by what stands beside them, or split."""

from __future__ import annotations

import re

from ithaca.screening.dwellings import find_dwellings, to_the_end
from ithaca.screening.fold import Folded
from ithaca.screening.homes import described
from ithaca.screening.house_names import named_houses
from ithaca.screening.landmarks import SITE as _SITE
from ithaca.screening.landmarks import find_homes
from ithaca.screening.place_extent import whole
from ithaca.screening.premises import LABEL, enveloped, in_words
from ithaca.screening.street_words import BLOCK, FLOOR, NAME, NOT_FIRST, NUMBER_WORD, SHORT, SOLID, TOWN, TYPE
from ithaca.screening.three_words import find_three_words
from ithaca.screening.types import Disguise, Finding

_STREET = re.compile(
    rf"(?<![\w.£$/:-])(?:(?:flat|apartment|apt|unit|room|suite)\s?\d{{1,4}}[a-z]?,?\s)?(?:no\.?\s?"
    rf"|number\s)?\d{{1,4}}[a-z]?(?:[-/]\d{{1,4}}[a-z]?)?,?\s{FLOOR}"
    rf"(?:the\s{TYPE}|{NOT_FIRST}(?:(?:queensway|kingsway|broadway|parkway)|{NAME}(?:{TYPE}|{SHORT})))\b(?!\s(?:team"
    rf"|school|college"
    rf"|station|trip|project|shops?|stores?|banks?|branches|retailers|fashion|brands|bus|buses|tram|stop"
    rf"|practice|systems?)\b){TOWN}?"
)
_FLAT = re.compile(
    rf"\b(?:(?:flat|apartment|apt)\s(?:\d{{1,4}}[a-z]?"
    rf"|{NUMBER_WORD}(?:[ -]{NUMBER_WORD}){{0,2}}|[a-z]),?\s(?:\d{{1,4}}[a-z]?,?\s)?(?:the\s)?(?:{NAME})?"
    rf"|(?:unit|floor|studio|warehouse|office|suite|workshop|caravan|chalet|block|plot"
    rf"|pitch)\s(?:\d{{1,4}}[a-z]?|[a-z]),?\s"
    rf"(?:\d{{1,4}}[a-z]?,?\s)?(?:the\s)?{NAME})(?:{BLOCK}|{TYPE})\b"
    rf"(?:,?\s(?:{NAME})?{TYPE}\b)?{TOWN}?"
)
_HOUSE = re.compile(
    rf"(?<![\w])(?:the\s)?(?:old\s)?(?:[a-z][a-z']{{2,20}}\s){{1,2}}?(?:house|cottage|farmhouse|farm|lodge|vicarage"
    rf"|manse|schoolhouse|rectory|villa|barn"
    rf"|bungalow|grange|manor|forge|chapel|stables|granary|mill(?=,)|court(?=,)|hall(?=,)|smithy),?\s"
    rf"(?:[a-z][a-z']{{2,20}}\s){{0,2}}(?:{SOLID})\b{TOWN}?"
)
_WORDED = re.compile(
    rf"\b(?:(?:number|no|at|live at|flat)\s)?(?:(?:one|two|three|four|five|six|seven|eight|nine|oh|zero)\s){{0,2}}"
    rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[\s-]?)?"
    rf"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    rf"|seventeen|eighteen"
    rf"|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    rf"|ninety),?\s(?!{NUMBER_WORD}\s){NOT_FIRST}(?:st\.?\s)?(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}?{SOLID}\b{TOWN}?"
    rf"|\b(?:number|flat|house|live at)\s(?:{NUMBER_WORD},?[\s-]){{1,5}}{FLOOR}(?:st\.?\s)?(?:the\s"
    rf"|(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}?){TYPE}\b"
    rf"{TOWN}?"
)
_NAMED_HOUSE = re.compile(
    rf"\b(?:The )?(?:Old )?(?:[A-Z][a-z']{{2,20}} ){{1,2}}?(?:House|Cottage|Farmhouse|Manse|Schoolhouse|Gatehouse|Farm|Lodge"
    rf"|Vicarage|Rectory|Villa|Barn"
    rf"|Bungalow|Grange|Manor|Forge)"
    rf", (?:St\.? )?(?:[A-Z][a-z']{{2,20}} ){{1,2}}(?i:{TYPE})\b"
)
# "elmwood drive, number 33", "rose cottage on church lane": the number behind, a house by its name and what it stands on.
_COUNT = rf"(?:\d{{1,4}}[a-z]?|{NUMBER_WORD}(?:[ -]{NUMBER_WORD}){{0,4}}(?: [a-d](?= ))?)"
_BEHIND = re.compile(
    rf"\b(?P<street>(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}?(?:{SOLID}|rd\.|court|rise|way|row"
    rf"|hill)){TOWN}?[,.]?\s(?:(?:and|at|the|it's|its|im|i'm"
    rf"|we're|my|our|is)\s){{0,3}}(?:house )?(?:number|no\.?|flat|house|door)\s(?:number |no\.? )?(?:is\s)?{_COUNT}\b"
    rf"|\b(?:house|door|flat|number|no\.?)\s(?:number\s|no\.?\s)?(?:is\s)?{_COUNT},?\s(?:is |it's |its )?(?:on|in"
    rf"|down|along|off)\s(?:the\s)?"
    rf"(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}?{SOLID}\b{TOWN}?"
    rf"|\b(?:(?:number|no|flat) )?(?!and "
    rf"|hundred )(?:{NUMBER_WORD}[ -]){{1,6}}(?:[a-d] )?(?!{NUMBER_WORD}\b){NOT_FIRST}(?:[a-z][a-z'-]{{2,20}}\s"
    rf"(?:{SOLID})|[a-z][a-z'-]{{2,20}}\s[a-z][a-z'-]{{2,20}}\s(?!close|drive)(?:{SOLID}))\b{TOWN}?"
)
_HOUSE_ON = re.compile(
    rf"\b(?:live|living|lives|stay|staying|we're|i'm|im|(?:house|home|place|flat|address|mine) is|called"
    rf"|named)\s(?:at\s|in\s)?(?P<name>(?:the\s)?(?:old\s)?(?:[a-z][a-z']{{2,20}}\s){{1,2}}?"
    rf"(?:house|cottage|farm|lodge|farmhouse|manse|schoolhouse|gatehouse"
    rf"|vicarage|rectory|villa|barn|bungalow|grange|manor|forge|stables|mill|court)\s(?:on"
    rf"|off|down|along|in)\s"
    rf"(?:[a-z][a-z']{{2,20}}\s){{1,2}}?{SOLID}{TOWN}?)\b"
)
_NO_HOUSE_NAME = re.compile(
    r"(?:the |a |an |my |our |your |his |her |their |this |that |old |big |new |nice |open "
    r"|full |same |whole |care |court )+(?:house|cottage|farm|barn|bungalow|mill|court)\b"
)
# "Thistle Croft, Shore Street": a house by its name alone, where the words speak of a home or an address.
_CALLED = re.compile(
    rf"\b(?:The )?[A-Z][\w'-]+(?: [A-Z][\w'-]+){{0,2}}, (?:[A-Z][\w'-]+ ){{1,2}}(?i:{SOLID})\b(?:, [A-Z][a-z]+)?"
)
_CALLED_ANY = re.compile(
    rf"\b(?:The )?[A-Z][\w'-]+(?: [A-Z][\w'-]+){{0,2}}, (?:[A-Z][\w'-]+ ){{1,2}}(?i:{TYPE})\b(?:, [A-Z][a-z]+)?"
)
_POSTAL = re.compile(r"\b(?:address|post (?:my|it|the|this|them)|study is|student finance|(?:i|we) live)\b")
_AT_HOME = re.compile(
    r"\b(?:(?:i'm|im|we're) (?:at|in)|my|our|home|house|live|lives|aunt's|nan's|gran's|mum's|dad's|uncle's|post ?man"
    r"|number|mine)\b"
)
# Letters that stand apart, closed up: "33elmwooddrive"; letters drawn as figures: "33 elmw00d dr1ve".
_TIGHT = re.compile(
    r"(?<![\w.])\d{1,4}[a-z]?[ ,]{0,2}[a-z]{3,20}(?:road|street|avenue|drive|lane|close|crescent|court"
    r"|terrace|gardens|grove)(?![a-z])"
)
_DRAWN = re.compile(r"(?<=[a-z])[0134]{1,2}(?=[a-z])")
_LETTER = str.maketrans("0134", "oiea")
# "my home address is Ty Gwyn, Heol y Felin": names in capitals where somebody says that they live there.
_SAID = re.compile(
    r"(?i:\b(?:home address is|address is|(?:i|we) live at|(?:i'm|im|we're) at home at|post (?:it|them|this) to"
    r"|post for (?:[a-z]+ ){1,3}goes to)) "
    r"(?P<name>(?:[A-Z][\w'-]+ ){0,3}[A-Z][\w'-]+, (?:[A-Z][\w'-]+ (?:y |yr |the |of "
    r"|upon )?){0,3}[A-Z][\w'-]+(?:, [A-Z][\w'-]+)?)"
)
_WELSH = re.compile(r"\b\d{1,4}[a-z]? (?:heol|stryd|ffordd|lon|rhodfa|maes|ystad|clos)(?: (?:y|yr|[a-z]{3,15})){1,3}\b")
# "5 Glebe Cottages", "8 Sea View Cottages": kinds of place that need capitals, or words about living there.
_RARE = (
    r"(?:cottages|maltings|paddocks?|almshouses|hollow|orchard|side|quayside|steps|leys?|leas?|fields?|glen"
    r"|glade|ridge|knoll|strand|moor"
    r"|brook|common|ings|bungalows|flats|crofts|folds|rise|dale|haven|cliff|links|gates|hey|rigg|garths?|arcade"
    r"|centre|estate|park|yard|grounds)"
)
_RARE_CASED = re.compile(
    rf"(?<![\w.£$/:-])\d{{1,4}}[a-zA-Z]?,?\s(?:The\s(?i:{_RARE})|(?:[A-Z][a-z'’-]+\s){{1,3}}{_RARE.title()})\b"
)
# "live at 17 Sandside": a street by its name alone.
_BARE_SAID = re.compile(r"\b(?:live|lives|living|stay|staying) at (?P<place>\d{1,4}[a-z]? [A-Z][a-z]{4,20})(?![\w'])")
_RARE_SAID = re.compile(
    rf"\b(?:live|lives|living|stay|moved to|address is|home is|house is|we're|i'm|im) (?:at |in |to |now )?"
    rf"(?P<place>\d{{1,4}}[a-z]?,?\s(?:the\s|{NAME}){_RARE})\b"
)
# A number in words, and a kind of place that many other words share: "Four, Chapel Fold", "ten the green".
_COUNT = rf"(?:a\s|{NUMBER_WORD}[ -])*{NUMBER_WORD}(?:\s[a-d])?"
_WORDED_WIDE = re.compile(
    rf"(?:\A|\b(?:at|to|is|it's|its|address|live|mine|ours|come to"
    rf"|flat \w+,?)\s)\W{{0,2}}(?P<place>{_COUNT}(?P<comma>,)?\s{FLOOR}{NOT_FIRST}"
    rf"(?:the\s|(?:st\.?\s)?(?!{NUMBER_WORD}\b){NAME})(?:{TYPE}|{_RARE}|{BLOCK}|st)\b(?P<town>{TOWN}"
    rf"|,\s[a-z]{{3,20}})?)"
    r"(?P<after>\s*(?:[.,!?;)\n]|\Z)|,?\s(?:that'?s|is) (?:me|my|mine|ours?|us|where (?:i|we))\b)?"
)
# Homes that everybody knows from books, films and the news.
_KNOWN = re.compile(
    r"(?:(?:10|11|ten|number 10) downing street|221 ?b? baker street|4 privet drive|742 evergreen terrace"
    r"|1600 pennsylvania avenue"
    r"|12 grimmauld place|32 windsor gardens|62 west wallaby street|42 wallaby way|17 cherry tree lane"
    r"|84 charing cross road|52 festive road"
    r"|29 acacia road|31 spooner street|77 sunset|25 cromwell street|124 conch street|64 zoo lane"
    r"|101 coronation street"
    r"|\d{1,4} (?:any|some|example|sample|your|fake|imaginary|pretend|nowhere|test) (?:street|st|road|lane|avenue))\b"
)
_FICTION = re.compile(
    r"\b(?:sherlock|holmes|harry potter|dursleys?|paddington|homer|simpsons?|fictional|made up|monopoly|novels?"
    r"|sitcom|"
    r"(?:in|for|of) (?:the|my|our|a|this|that) (?:film|book|play|story|show|series|game|novel|source|question|extract|level|comic"
    r"|minecraft|roblox|sims?|map|world))\b"
)


def find_closed_up(folded: Folded) -> list[Finding]:
    """Streets in a view whose single letters were put together."""
    return [
        Finding(*folded.span(*match.span()), "ADDRESS", "disguised", "address")
        for match in _TIGHT.finditer(folded.text)
    ]


def find_addresses(folded: Folded) -> list[Finding]:
    """Every postal address in one message: street and number, house name, flat by its landmarks, what3words."""
    text = folded.text
    found: list[Finding] = []

    def add(start: int, end: int, disguise: Disguise) -> None:
        if LABEL.search(text, max(0, start - 16), start):
            return
        first, last = whole(folded, start, end, plain=disguise == "plain")
        if not any(first < other.end and other.start < last for other in found):
            found.append(Finding(first, last, "ADDRESS", disguise, "address"))

    if _ADDRESSY.search(text):
        for pattern in (_FLAT, _STREET):
            for match in pattern.finditer(text):
                if pattern is _FLAT and _UNIT_ONLY.fullmatch(match.group()):
                    continue
                if _street_like(folded, *match.span()) and not _made_up(text, *match.span()):
                    add(*match.span(), "plain")
    for match in _RARE_SAID.finditer(text):
        add(*match.span("place"), "plain")
    cased = folded.cased()
    for match in _BARE_SAID.finditer(cased):
        add(*match.span("place"), "plain")
    for match in _RARE_CASED.finditer(cased):
        if not _SMALL.search(match.group().lower()):
            add(*match.span(), "plain")
    for start, end in enveloped(cased):
        open_ = folded.plain(*folded.span(start, end)) and not in_words(text[start:end])
        add(start, end, "plain" if open_ else "disguised")
    if "," in text:
        places = [match.span() for match in _CALLED_ANY.finditer(cased)] if _POSTAL.search(text) else []
        if _AT_HOME.search(text) and _SITE.search(text) is None:
            places += [match.span() for match in _CALLED.finditer(cased)]
        for place in [*places, *(match.span("name") for match in _SAID.finditer(cased))]:
            add(*place, "plain")
    for match in _WELSH.finditer(text):
        add(*match.span(), "plain")
    if _DRAWN.search(text) and any(char.isdigit() for char in text):
        drawn = _DRAWN.sub(lambda match: match.group().translate(_LETTER), text)
        for match in _STREET.finditer(drawn):
            if drawn[slice(*match.span())] != text[slice(*match.span())] and _SOLID_END.search(drawn, *match.span()):
                add(*match.span(), "disguised")
    for start, end in sorted(
        [*described(text), *find_homes(text), *find_dwellings(text), *named_houses(text)],
        key=lambda home: (home[0], -home[1]),
    ):
        add(*to_the_end(text, start, end), "disguised")
    for start, end in find_three_words(text):
        add(start, end, "disguised")
    if _ADDRESSY.search(text):
        for pattern in (_BEHIND, _HOUSE_ON):
            for match in pattern.finditer(text):
                place = match.span("name") if pattern is _HOUSE_ON else match.span()
                if not _NO_HOUSE_NAME.match(text, *place) and not (
                    pattern is _BEHIND and match["street"] and _SMALL.search(match["street"])
                ):
                    add(*place, "disguised")
        for match in _WORDED.finditer(text):
            if not _SMALL.search(_IN_TOWN.sub("", _COUNTED.sub("", match.group())).split(",")[0]):
                add(*match.span(), "disguised")
        for match in _WORDED_WIDE.finditer(text):
            if _worded(folded, match):
                add(*match.span("place"), "disguised")
        for match in _NAMED_HOUSE.finditer(folded.original) if folded.original.isascii() else ():
            add(*match.span(), "plain")
        for match in _HOUSE.finditer(text):
            if not re.search(r"\b(?:open|full|in|the) house\b", match.group()):
                add(*match.span(), "disguised" if folded.original.islower() else "plain")
    return found


_IN_TOWN = re.compile(rf"{TOWN}\Z")
_SMALL = re.compile(
    r"\b(?:each|with|of|a|to|and|or|per|in|on|is|was|for|from|more|than|that|this|your|my|our|their|no|not|one"
    r"|every|by"
    r"|as|if)\b"
)
_SOLID_END = re.compile(rf"\b(?:{SOLID}|{BLOCK}|court|close|place)\b")
_LIVING = re.compile(
    r"\b(?:live|lives|living|at|address|come to|flat|house|number|home|stay|moved to|round to|mine is|ours is"
    r"|(?:house"
    r"|home|place) is"
    r"|delivered to|we're|its|it's|im|i'm)\W+\Z"
)


def _street_like(folded: Folded, start: int, end: int) -> bool:
    """A street as people write it: capitals, or an unmistakable kind of street, or words about living there."""
    capitals = any(folded.original[folded.starts[place]].isupper() for place in range(start, end))
    if capitals and not _SMALL.search(_NO.sub("", folded.text[start:end])):
        return True
    if _SMALL.search(_NO.sub("", folded.text[start:end].split(",")[0])):
        return False
    return (
        _SOLID_END.search(folded.text, start, end) is not None
        or _LIVING.search(folded.text[max(0, start - 16) : start]) is not None
    )


_NO = re.compile(r"\bno\.? ?(?=\d)")


def _made_up(text: str, start: int, end: int) -> bool:
    """Is it an address that everybody knows, or one in a story, that nobody says to be their own?"""
    if _KNOWN.search(text, start, end):
        return _AT.search(text, max(0, start - 40), start) is None
    return _FICTION.search(text) is not None and not _LIVED_IN.search(text)


_AT = re.compile(r"\b(?:my|our|(?:i|we) live|come to|post (?:it|them|this) to|address)\b")
_LIVED_IN = re.compile(
    r"\b(?:my|our|i|we|us|me|mine|ours|i'm|im|we're)\b(?! (?:game|story|book|level|comic|novel|world|map|made|built"
    r"|did|read|saw|watched|chose|like|love|think|wrote"
    r"|said|got))"
)


def _worded(folded: Folded, match: re.Match[str]) -> bool:
    """A number in words before what may be a street: a comma, capitals, a town or a word of home must say so."""
    if _SMALL.search(_COUNTED.sub("", match["place"].replace(" and ", " ").replace("a hundred", "hundred"))) or not (
        match["after"] or match["town"]
    ):
        return False
    if match["place"].startswith("one ") and not match["comma"]:
        return False  # "one decimal place"
    start, end = folded.span(*match.span("place"))
    capitals = sum(word[0].isupper() for word in folded.original[start:end].split()[1:] if word)
    said = (
        match.start("place") > 0
        or match["town"] is not None
        or "'s" in (match["after"] or "")
        or "thats" in (match["after"] or "")
    )
    return match["comma"] is not None or capitals >= 2 or said or match["place"].split()[1:2] == ["the"]


_COUNTED = re.compile(rf"\A(?:(?:number|no|at|live at|flat|house|the|{NUMBER_WORD})\b[,\s-]*)+(?:[a-d]\b)?")
_UNIT_ONLY = re.compile(r"(?:unit|room|floor) \w+ \w+")  # "Unit 5 Drive systems"
_ADDRESSY = re.compile(rf"\b(?:{TYPE}|{BLOCK}|{SHORT})\b")
