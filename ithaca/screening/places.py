"""Postal addresses and full postcodes, written out, described, spelled or split."""

from __future__ import annotations

import re
from itertools import pairwise

from ithaca.screening.digits import _TEENS, _UNITS
from ithaca.screening.fold import Folded
from ithaca.screening.types import Disguise, Finding

_AREAS = (
    "ab al b ba bb bd bf bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh en ex fk fy g gl "
    "gu gy ha hd hg hp hr hs hu hx ig im ip iv ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw ol ox pa pe "
    "ph pl po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv "
    "yo ze"
)
_AREA = "(?:" + "|".join(sorted(_AREAS.split(), key=len, reverse=True)) + ")"
_IN = r"\d[abd-hjlnp-uw-z]{2}"
_OUT = rf"{_AREA}\d(?:\d|[a-hjkp-uw-y])?"
_POSTCODE = re.compile(rf"(?<![a-z0-9]){_OUT}(?:\s{{0,2}}|\s?[-.,/_*]\s?){_IN}(?![a-z0-9])")
_WHOLE = re.compile(rf"{_OUT}{_IN}\Z")
_UNIT = re.compile(r"\d(?:st|nd|rd|th|gb|tb|lb|ft|pt|px|hr|hz|ep|ed)\Z")
_NAMES = {
    **dict(zip("ay bee cee dee ee eff gee aitch eye jay kay el em en oh pee queue ar ess tee you vee ex why zed".split(),  # noqa: SIM905
               "abcdefghijklmnopqrstuvxyz", strict=True)),
    "eh": "a", "be": "b", "see": "c", "sea": "c", "haitch": "h", "kaye": "k", "ell": "l", "cue": "q", "kew": "q", "are": "r",
    "es": "s", "tea": "t", "yew": "u", "doubleyou": "w", "zee": "z", "ef": "f", "jee": "g", "pea": "p", "vie": "v",
}  # fmt: skip
_NATO = (
    "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo sierra "
    "tango uniform victor whiskey xray yankee zulu alfa juliett whisky"
)
_SPELL = {**{word: word[0] for word in _NATO.split()}, **_NAMES, **_UNITS, **_TEENS, "twenty": "20", "double-u": "w"}
_PIECE = re.compile(r"double[- ]?(?:u|you)\b|[^\W_]+")
_DEVICE = re.compile(r"\b(?:figure|fig|table|exhibit|slide|component|part|model|bus|room|seat|grid|cell|version)\s\Z")


def find_postcodes(folded: Folded) -> list[Finding]:
    """Every full postcode in one message."""
    text = folded.text
    found: list[Finding] = []
    for match in _POSTCODE.finditer(text):
        start, end = folded.span(*match.span())
        words = folded.original[start:end]
        if _UNIT.search(match.group()) and (not words.isupper() or words.endswith(("GB", "TB"))):
            continue
        if (
            not words.isupper()
            and re.search(r"\d\s\d", words)
            and _DEVICE.search(text[max(0, match.start() - 12) : match.start()])
        ):
            continue
        plain = words.isascii() and re.fullmatch(r"[A-Za-z0-9]+\s?[A-Za-z0-9]{3}", words)
        found.append(Finding(start, end, "POSTCODE", "plain" if plain else "disguised", "postcode"))
    return found or _look_alike(folded) or (_spelled(folded, []) if _FIGURES.search(text) else [])


_FIGURES = re.compile(
    r"\d|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty)\b"
)


def _look_alike(folded: Folded) -> list[Finding]:
    """Letters for figures: "CFll 9LL", "LSl 6JR", "M1A O5B" is none. Capitals or the word postcode must say so."""
    found: list[Finding] = []
    cued = "post" in folded.text
    for match in _LOOKS_LIKE.finditer(folded.text):
        outward, inward = match.group(1, 2)
        letters = 2 if outward[1] not in _AS_FIGURE else 1
        plain = outward[:letters] + outward[letters:].translate(_TO_FIGURE)
        start, end = folded.span(*match.span())
        written = folded.original[start:end]
        capital = sum(char.isupper() for char in written) >= 3 and any(char.isdigit() for char in written)
        if _UNIT.search(inward) or not any(char.isdigit() for char in outward + inward[0]):
            continue
        if (cued or capital) and _WHOLE.match(plain + inward[0].translate(_TO_FIGURE) + inward[1:]):
            found.append(Finding(start, end, "POSTCODE", "disguised", "postcode"))
    return found


_AS_FIGURE = "0123456789oilsz"
_TO_FIGURE = str.maketrans("oilsz", "01152")
_LOOKS_LIKE = re.compile(
    r"(?<![a-z0-9])([a-z]{1,2}[0-9oilsz]{1,2})\s?[-.]?\s?([0-9oilsz][abd-hjlnp-uw-z]{2})(?![a-z0-9])"
)


# Characters at the end of a message that hold its last word and more.
_LAST_WORDS = 60


def split_postcodes(folded: Folded, context: list[Folded]) -> list[Finding]:
    """A postcode whose first half stood in an earlier message."""
    opening = _PIECE.search(folded.text)
    if opening is None or not _pieces(opening.group())[0][0]:
        return []  # it opens with an ordinary word, which no postcode reaches over
    closing = _pieces(context[-1].text[-_LAST_WORDS:]) if context else []
    if closing and not closing[-1][0]:
        return []  # and so does the end of the message before
    for count in range(1, min(3, len(context)) + 1):
        before = [piece for message in context[-count:] for piece in _pieces(message.text)][-7:]
        found = _spelled(folded, [(char, -1, -1) for char, _, _ in before])
        if found:
            return found
    return []


def _pieces(text: str) -> list[tuple[str, int, int]]:
    """Letters and figures that may be part of a spelled postcode, with their places; '' for any other word."""
    out = []
    for match in _PIECE.finditer(text):
        word = match.group()
        if word.startswith("double") and len(word) > 6:
            plain = "w"
        elif word in _SPELL and len(word) != 1:
            plain = _SPELL[word]
        elif len(word) <= 2 or (len(word) <= 7 and any(char.isdigit() for char in word)):
            plain = word
        else:
            plain = ""
        out.append((plain, match.start(), match.end()))
    return out


def _spelled(folded: Folded, before: list[tuple[str, int, int]]) -> list[Finding]:
    pieces = [*before, *_pieces(folded.text)]
    for first in range(len(pieces)):
        if before and first >= len(before):
            break
        joined = ""
        for last in range(first, min(first + 8, len(pieces))):
            piece, _, end = pieces[last]
            joined += piece
            if not piece or len(joined) > 7:
                break
            if (
                last > first
                and end >= 0
                and _WHOLE.match(joined)
                and _meant(pieces[first : last + 1], joined, bool(before))
            ):
                start = max(pieces[first][1], pieces[len(before)][1] if before else 0)
                disguise: Disguise = "split" if before else "disguised"
                return [Finding(*folded.span(start, end), "POSTCODE", disguise, "postcode")]
    return []


def _meant(pieces: list[tuple[str, int, int]], joined: str, split: bool) -> bool:
    """Enough parts that chance is out of the question, and not an ordinal or a size at the end."""
    if _UNIT.search(joined):
        return False
    if any(later[1] - earlier[2] > 3 for earlier, later in pairwise(pieces) if earlier[2] >= 0):
        return False
    return (
        split
        or len(pieces) >= 4
        or (len(pieces) == 3 and all(len(piece[0]) >= 1 for piece in pieces) and len(joined) >= 6)
    )


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
    r"|portsmouth|brighton|huddersfield|blackpool|wigan|stockport|oldham|rochdale|rotherham|doncaster|barnsley|wakefield|halifax"
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
_WORDED = re.compile(
    rf"\b(?:(?:number|no|at|live at|flat)\s)?(?:(?:one|two|three|four|five|six|seven|eight|nine|oh|zero)\s){{0,2}}"
    rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[\s-]?)?"
    rf"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    rf"|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    rf"|ninety)\s{_NOT_FIRST}(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}?{_SOLID}\b{_TOWN}?"
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
    r"|nisa|takeaway|kebab|barbers?|hairdressers?|nail bar|vape shop|surgery|chemist|boots|traffic lights|bridge|canal|green"
    r"|playground|rec|skate ?park|war memorial|post box|phone box|newsagents?|off licence|bakery|butchers|cafe|mcdonalds|kfc"
    rf"|(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}{_SOLID})"
)
_WHERE = (
    r"(?:above|opposite|next (?:door )?to|behind|across from|beside|round the back of|down from|facing|in front of"
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
_SITE = re.compile(r"\b(?:office|branch|employer|company|firm|site|factory|shop we|store we|museum|visit|trip)\b")


def find_addresses(folded: Folded) -> list[Finding]:
    """Every postal address in one message: street and number, house name, flat by its landmarks, what3words."""
    text = folded.text
    found: list[Finding] = []

    def add(start: int, end: int, disguise: Disguise) -> None:
        first, last = folded.span(start, end)
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
                if re.search(r"\b(?:novel|film|story|book|play|game|set|poem|chapter)\b", match.group()):
                    continue
                if re.search(rf"\b{_LANDMARK}\b|\b{_TYPE}\b|\bdoor|gate\b", match.group()):
                    add(*match.span(), "disguised")
    if _ADDRESSY.search(text):
        for match in _WORDED.finditer(text):
            add(*match.span(), "disguised")
        for match in _HOUSE.finditer(text):
            if not re.search(r"\b(?:open|full|in|the) house\b", match.group()):
                add(*match.span(), "disguised" if folded.original.islower() else "plain")
    if "//" in text or "w3w" in text or "words" in text:
        for match in _W3W.finditer(text):
            add(*match.span(), "disguised")
        for match in _W3W_CUED.finditer(text):
            add(*match.span(1), "disguised")
    return found


# A town after a comma, with its capital: known by its place, so that no list has to name it.
_NAMED_TOWN = re.compile(
    r",\s(?:in\s)?[A-Z][a-z]+(?:[ -](?:[A-Z][a-z]+|on|upon|under|by|le|the|super|in)){0,4}"
    r"(?=\s*(?:[.,!?;)\n]|\Z|[A-Z]{1,2}\d|\s[a-z]))"
)
_SMALL = re.compile(
    r"\b(?:each|with|of|a|to|and|or|per|in|on|is|was|for|from|more|than|that|this|your|my|our|their|no|not|one|every|by|as|if)\b"
)
_SOLID_END = re.compile(rf"\b(?:{_SOLID}|{_BLOCK}|court|close|place)\b")
_LIVING = re.compile(
    r"\b(?:live|lives|living|at|address|come to|flat|house|number|home|stay|moved to|round to|mine is|delivered to)\W+\Z"
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
    rf"\W{{0,3}}((?:of\s)?(?:(?:[a-z][a-z'-]{{2,20}}),?\s){{1,4}}?(?:{_TYPE}|{_BLOCK})\b(?:,?\s[a-z]+\s?{_TYPE}\b)?{_TOWN}?)"
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
