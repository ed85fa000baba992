"""Homes described by their neighbours: "the end terrace behind the Co-op in Elm, with the green van outside"."""

from __future__ import annotations

import re

from ithaca.screening.details.places.landmarks import LANDMARK, SITE, STORY
from ithaca.screening.lists.streets import SOLID, TYPE
from ithaca.screening.sought import sought

# What people live in.
_HOME = (
    r"(?:flats?|house|cottage|bungalow|caravan|static|trailer|mobile home|chalet|lodge|narrow ?boat|house ?boat"
    r"|barge|boat"
    r"|terraced?(?: house)?|semi|detached(?: house)?|maisonette|bedsit|apartments?|penthouse|farm(?:house)?"
    r"|small ?holding"
    r"|barn(?: conversion)?|block|tower(?: block)?|high[- ]rise|tenement|hostel|refuge|annexe?|granny flat"
    r"|gate ?house|vicarage"
    r"|rectory|manse|studio|croft|houses|hoose|converted [a-z]+|signal box|(?:coach|station|school|police"
    r"|oast) ?house|chapel|(?:water ?|wind)?mill|forge|smithy|pub(?: house| flat)?|toll house|shed|yurt|portakabin)"
)
# What people live in and nothing else is made of.
_OWN_KIND = re.compile(
    r"\b(?:flat|cottage|bungalow|caravan|static|trailer|chalet|narrow ?boat|house ?boat|barge|terraced?|semi"
    r"|maisonette|bedsit"
    r"|apartment|farm(?:house)?|tower|high[- ]rise|annexe?|gate ?house|house|hostel|converted|barn conversion"
    r"|tenement|vicarage"
    r"|croft|hoose|(?:last|first|second|third|end|our|my) block)\b"
)
_WORD = r"[a-z0-9][a-z0-9'-]{0,20}"
_STRONG = (
    r"(?:above|over|on top of|opposite|across (?:the (?:road|street|way) )?from|next (?:door )?(?:to|tae)"
    r"|behind|besides?"
    r"|alongside|facing|in front of|underneath|overlooking|backing on ?to"
    r"|(?:round|at|on) the (?:back|side|front|corner|edge|end|far end|top|bottom) (?:of|by|near)"
    r"|(?:to the )?(?:left|right) of|(?:down|up|along) from"
    r"|(?:moored|parked) (?:by|at|near|opposite|next to|off|behind))"
)
_WEAK = r"(?:by|near|(?:just |right )?past|before|after|between|off|under)"
_BESIDE = rf"(?:{_STRONG}|{_WEAK})"
_THE_HOME = (
    rf"(?:(?:the|a|my|our|that|this|wee)\s(?:{_WORD},?\s){{0,3}}?"
    rf"|(?:very\s)?(?:last|first|second|third|end|top|bottom|corner|middle|only|next)\s(?:{_WORD}\s)?){_HOME}"
)
_SPOT = rf"(?:the|that|a|an|my|our|st\.?)?\s?(?:{_WORD}\s){{0,3}}?{LANDMARK}"
_STOP_WORD = (
    r"(?:so|but|because|cos|coz|cuz|if|when|where|its|it's|is|has|have|was|i|im|i'm|we|you|u|they|he|she|theres"
    r"|there's|thats|that's"
    r"|then|than|and (?:i|we|it|they|my|the)|for|since|who|which|whos|til|until|right|lol|haha|x|btw|pls|please)"
)
_ENDS = (
    rf"(?=\s*(?:[,.!?;:()\n]|\Z)|\s(?:with|wi|and|on|in|at|off|near|by|opposite|past|behind|down|along"
    rf"|{_STOP_WORD})\b)"
)
_PLACE = rf"(?!\d)(?:the\s|a\s)?(?:{_WORD}\s){{0,3}}?{_WORD}{_ENDS}"
_TIME = (
    r"(?:time|end of|way|weekend|summer|winter|morning|evening|looks?|book|minute|moment|exam|lesson|session"
    r"|meeting|rest)"
)
_NEIGHBOUR = rf"(?:{_STRONG}\s{_PLACE}|{_WEAK}\s(?:(?:the|a)\s(?!{_TIME}\b){_PLACE}|{_SPOT}))"
# Who says that it is theirs, or leads there.
_THEIRS = (
    r"(?:\b(?:mine|ours)(?:'s|\sis|\swas)?|\b(?:my|our|mi|me|nan'?s|gran'?s|dad'?s|mum'?s)\s(?:house|hoose|home"
    r"|place|flat|gaff"
    r"|address|caravan|farm|boat|bungalow|bedroom|room)?(?:\sis|'s)?|\bhome(?:'s|\sis)?|\b(?:i|we)\s(?:live|stay"
    r"|sleep|kip"
    r"|moved|moor)(?:\sup\shere)?"
    r"|\b(?:i'm|im|i am|we're|we are|were|am)|\b(?:you'?ll |you'?d |you can |u can )?(?:find|see|meet"
    r"|spot) (?:me|us|mine|ours)"
    r"|\blook (?:out )?for|\bcome (?:to|round to|over to|up to)|\b(?:it's|its|it is|that's|thats|tis)|\b(?:i've"
    r"|ive|we've|weve|i|we)"
    r"(?: have| got| rent)?|\bknock (?:at|on)|\bthen)"
)
_IN = r":?(?:(?:\s|,\s)(?:just|right|only|now|at|in|on|up|down|to|into|called|actually|still|currently))*\s"
# "Mine's the end terrace behind the Co-op": the home of somebody, beside whatever.
_OWNED = sought(rf"{_THEIRS}{_IN}(?P<place>{_THE_HOME}\s(?:{_WORD}\s){{0,4}}?{_NEIGHBOUR})\b")
# "my house is the one behind the scout hut"
_THE_ONE = sought(
    rf"\b(?:mine|ours|(?:my|our|mi) (?:house|hoose|home|place|flat|gaff|bungalow|caravan))(?:'s|\sis|\sthe)?{_IN}"
    rf"(?P<place>the\s(?:{_WORD}\s){{0,2}}?(?:one|yin|door|window|building|last|first"
    rf"|end)\s(?:{_WORD}\s){{0,2}}?{_NEIGHBOUR}"
    rf"|{_BESIDE}\s{_SPOT}(?=\s(?:in|on|at|off)\s{_WORD}))\b"
)
_THEN_MINE = sought(
    rf"\b(?P<place>{_THE_HOME}\s(?:{_WORD}\s){{0,3}}?{_NEIGHBOUR})"
    r"(?=(?:\sis|,?\s(?:that|it)'?s)(?:\s(?:been|now|still))?\s(?:ours|mine|me|us|home|where (?:i|we) (?:live|stay)"
    r"|my (?:house|home"
    r"|flat|place))\b)"
)
# A description that stands by itself: "second floor of the tower by the big tesco, door facing the lift".
_BARE = sought(
    rf"(?:^|[.!?]\s)(?:(?:it's|its|thats|that's|at|in|on|ok|so|right|the place is)\s)*(?P<place>(?:the\s|my\s|our\s)?"
    rf"(?:(?:{_WORD}\s)(?:floor\s)?(?:flat\s)?(?:of|in"
    rf"|on)\sthe\s)?(?:{_WORD},?\s){{0,3}}?{_HOME}\s(?:(?:at|on|in)\sthe\s(?:very\s)?(?:far\s)?(?:end|top|bottom|back"
    rf"|edge|side)\sof\sthe\s{_WORD},?\s)?(?:{_WORD}\s){{0,3}}?"
    rf"(?:{_BESIDE}|with)\s(?:{_SPOT}|(?:the\s)?(?:{_WORD}\s){{1,2}}{TYPE}))\b"
)
# "over the bookmaker's on Station Road, second bell": beside a spot, and which bell.
_WHICH = sought(
    rf"\b(?P<place>(?:(?:upstairs|downstairs)\s)?(?:above|over|on top of|opposite|next (?:door )?to|behind"
    rf"|beside|across from|by|at)\s"
    rf"(?:the\s|a\s)?(?:{_WORD}\s){{0,3}}?{_WORD}(?:\s(?:on|in|off|down)\s(?:the\s)?(?:{_WORD}\s){{0,2}}{_WORD})?,\s"
    rf"(?:(?:ring|press|use|its|it's|the)\s)*(?:{_WORD}\s){{0,2}}(?:bell|buzzer|doorbell|top floor|upstairs|side door"
    rf"|(?:blue|red|green|black|white|yellow|pink|purple|orange|grey|brown) (?:front )?door|flat \w{{1,4}}|floor))\b"
)
# "two doors down from St Lukes church on Bank Top"
_STEPS = sought(
    rf"\b(?:(?:one|two|three|four|five|six|seven|\d|a few|few|a couple of|couple of|next) (?:doors?|houses?|up"
    rf"|down|along|past|flats"
    r"|caravans|boats|moorings)(?: (?:(?:to the )?(?:left|right)|up|down|along|past|on))?(?: (?:from|past|after|of"
    rf"|to))?)\s{_SPOT}"
    rf"(?=\s(?:on|in|off|at|along)\s{_WORD}|,\s)"
)
# "I moor by the weir at Cotham", "we live on the third boat past the bridge": where a boat that is home lies.
_MOORED = sought(
    rf"(?:\b(?:(?:i|we)(?:'m|'re|\sam|\sare)?|im)\s(?:usually\s)?"
    rf"(?:moor|moored(?: up)?|tied up|berthed|tie up)"
    rf"|\b(?:i|we) live on (?:a|the|our|my) (?:boat|barge|narrow ?boat|house ?boat),?)\s(?:just\s)?"
    rf"(?P<place>(?:(?:one|two|three|four|five|six|\d|a few|a couple of|couple of) (?:boats?|moorings|berths|locks?)"
    rf" (?:(?:up|down|along)\s)?(?:from|past|after|before|below|above)"
    rf"|at|on|by|near|below|above|opposite|beside|next to|outside|behind)"
    rf"\s(?:the\s)?(?:{_WORD}\s){{1,3}}?(?:at|in|on|near|by)\s(?:the\s)?{_WORD})\b"
)
_CRUISE = re.compile(
    r"\b(?:holidays?|hols|trip|regatta|rac(?:e|ed|ing)|weekend|tonight|yesterday|hired?|cruis(?:e|ing)|sailing)\b"
)
# "across from the library in Selby, bungalow with the ramp thats where i am": what it stands beside, and whose it is.
_BESIDE_MINE = sought(
    rf"\b(?P<place>{_STRONG}\s{_SPOT}(?:\s(?:on|in|at|off)\s(?:the\s)?(?:{_WORD}\s)?{_WORD})?"
    rf"(?:,\s(?:the\s)?(?:{_WORD}\s){{0,2}}?(?:{_HOME}|one|door|gate)"
    rf"(?:\s(?:with|wi|wiv)\s(?:{_WORD}\s){{1,4}}?{_WORD})?)?)"
    r",?\s(?:that'?s|is)\s(?:me|us|mine|ours|home|my (?:house|home|flat|place)|our (?:house|home|flat|place)"
    r"|where (?:i|we) (?:am|are|live|stay))(?=\s*(?:[.,!?;\n]|\Z)|\s(?:lol|x+|haha|innit|now|btw)\b)"
)
# "ground floor over Crumbs on Fore Street, u can hear the oven from my room": the floor over a shop, and whose windows.
_FLOOR_OVER = sought(
    rf"(?:\A|[.!?\n]\s|\b(?:i'm|im|we're|ours is|mine is|live)\s(?:on\s|in\s|at\s)?(?:the\s)?)"
    rf"(?P<place>(?:the\s)?(?:top|first|second|third|1st|2nd|3rd|attic)\s(?:floor(?:\sflat)?|flat),?\s"
    rf"(?:above|over|on top of)\s(?:the\s)?(?:{_WORD}\s){{1,3}}?(?:in|on|at|off|down)\s(?:the\s)?"
    rf"(?:{_WORD}\s){{0,2}}?(?:{TYPE}|market(?:\s(?:square|place))?|precinct))\b"
    r"(?=[^\n]{0,80}\b(?:our|my|mine|ours|bell|buzzer|knock|ring)\b|\s*[.,!]?\s*(?:that'?s (?:me|us)\b|\Z))"
)
# "corner house where Ivy Street meets the canal"
_MEETS = sought(
    rf"\b(?:the\s)?(?:corner|end|last|first)\s(?:house|flat|shop flat|cottage|bungalow|one)\s(?:where|at|of"
    rf"|on)\s(?:the\s)?"
    rf"(?:{_WORD}\s){{1,2}}?(?:{TYPE}|canal|river)\s(?:meets?|joins?|crosses|and|hits|becomes"
    rf"|with)\s(?:the\s)?(?:{_WORD}\s){{0,2}}?"
    rf"(?:{TYPE}|canal|river|sea|park|main road|bridge|railway|track)\b"
)
# "ours is the pub house, the Black Swan in Aldbrough, upstairs": the name of a pub, a boat, a farm that is home.
_BY_NAME = sought(
    rf"(?:\b(?:mine|ours|home)(?:'s|\sis)|\b(?:my|our) (?:house|home|place|boat|flat)(?:'s|\sis)?|\b(?:i"
    rf"|we) (?:live|stay)|\b(?:we're|we are|i'm|im|we own|we run)){_IN}"
    rf"(?P<place>(?:(?:above|over|upstairs (?:at|in)|on)\s)?(?:the|a)\s(?:{_WORD}\s){{0,2}}?(?:pub|inn|house"
    rf"|farm(?:house)?|boat|barge"
    rf"|narrow ?boat|cottage|caravan|hotel|chalet|mill|lodge|chapel|school ?house|vicarage"
    rf"|croft)(?:\shouse)?,?\s(?:called\s|named\s)?"
    rf"(?:the\s)?(?:{_WORD}\s){{1,2}}?(?:in|on|at|near|by|outside)\s(?:the\s)?{_WORD})\b"
)
_UPSTAIRS = sought(
    rf"\b(?:(?:i|we) (?:live|stay)|my (?:room|flat|home) is|home is|mine is|ours is)\s(?P<place>(?:above|over"
    rf"|upstairs (?:at|in|from)"
    rf"|on top of)\sthe\s(?:{_WORD}\s){{1,7}}?(?:in|on|at)\s(?:the\s)?{_WORD}(?:\s{TYPE})?)\b"
)
# "the only semi on Larch Row, hens in front", "its the smallest cottage in tarn street": the one of its kind in a street.
_MOST = (
    r"(?:biggest|smallest|newest|oldest|tallest|narrowest|thinnest|widest|tiniest|largest|nicest|scruffiest|brightest"
    r"|poshest|messiest|wonkiest|pinkest)"
)
_ONE_OF_ITS_KIND = sought(
    rf"(?:(?:\A|[.!?\n]\s)\W{{0,2}}(?:(?:so|ok|yeah|yh|just|at|in)\s){{0,2}}|(?P<cue>\b(?:it's|its|that's|thats"
    rf"|we're|we are"
    rf"|i'm|im|i am|(?:mine|ours|home|(?:my|our) (?:house|place|home|flat))(?:'s|\sis)?|(?:i|we) live"
    rf"|look (?:out )?for|come to)\s(?:(?:in|at|just)\s)?))"
    rf"(?P<place>(?:the\s)?(?:(?:only|(?:very\s)?(?:last|first|end)|corner|middle|second|third)|(?P<most>{_MOST}))\s"
    rf"(?:[a-z]+\s){{0,2}}?(?:{_HOME}|(?:new )?build)\s(?:on|in|of|along|down|up|off|at)\s"
    r"(?:(?!(?:the|our|my|your|his|her|their|this|that|each|every|any|some|same|left|right|far|other|an?|front|back"
    r"|its|to"
    rf"|town|one)\s)[a-z][a-z'-]{{1,20}}\s){{1,2}}?(?:{SOLID}|court|place|way|hill|row|rise|view|walk|park|square|green"
    r"|brow|bank|wynd|brae|loan|croft|fold|vale|yard|quay|mount)"
    rf"(?P<sign>,\s(?!{_STOP_WORD}\b)(?:(?!{_STOP_WORD}\b)[a-z0-9'-]{{1,20}}\s){{0,6}}[a-z0-9'-]{{1,20}}"
    r"(?=\s*(?:[.,!?;\n]|\Z))|\s(?:with|wi|wiv)\s(?:all\s)?(?:the|a|our)\s(?:[a-z]+\s){0,2}[a-z]+(?=\s*(?:[.,!?;\n]"
    r"|\Z)))?)"
    r"(?=\s*(?:[,.!?;:\n]|\Z)|\s(?:with|wi|wiv|next|opposite|by|near|before|b4|after|past|behind|thats?|that's|got)\b)"
)
_GATE = sought(
    rf"\b{_BESIDE}\b|\b(?:corner|end|last|first) (?:house|flat|shop|cottage|bungalow|one)\b|\b(?:live|stay|ours"
    rf"|mine) |\b(?:only|middle|{_MOST}) "
)
# "a cottage near Otley" is one of many.
_VAGUE = re.compile(rf"a\s.*\b{_WEAK}\b")
# Where a "site" is one that people live on.
_PARK = re.compile(r"\b(?:caravan|chalet|static|trailer|mobile home|pitch|lodge|travellers?'?) ")
# A school, an office, a story, a sale: no home of the writer.
_ELSEWHERE = sought(
    r"\b(?:lesson|lab|class(?:room)?|department|exam|assembly|careers? fair|fair|depot|workshop|warehouse"
    r"|trainees?|apprentices?"
    r"|sold|for sale|(?:for|to) rent|rent(?:als?|s|ed out)|haunted|case study|exercise|survey|planning|built"
    r"|(?<!new )(?<!est )builds?"
    r"|building (?:site"
    r"|work)|drawing|draw"
    r"|design(?:ed)?|model|photo|poem|history|roman|victorian|used to|ago|once|grew up|as a (?:kid|child"
    r"|boy|girl)|when i was"
    r"|flooded|demolished|boat race|house style|block of code|header|footer|div|css)\b"
)
_GOES_ON = re.compile(
    r"\s(?:is|was|were|has|have|had|got|gets|needs?|takes?|offers?|hires?|employs?|pays?|makes?|grows?|keeps?|runs?"
    r"|does|looks?|sells?|wants?|opens?|closed?|shuts?|burnt|stands|who"
    r"|does|did|will"
    r"|can|should|costs?)\b"
)
_SENTENCE = re.compile(r"\b(?:is|are|was|were|has|have|had|do|does|your|which|what|who|any|every|most|some|each)\b")
_IS_MINE = re.compile(r"\s(?:is|has|was|are)\s(?:ours|mine|my|our|me|us|home|where (?:i|we)|the trampoline)\b")
_ON_PLACE = re.compile(
    rf"\s(?:on|in|at|off|down|along|near|by|past|behind|opposite|of"
    rf"|from)\s(?:the\s)?(?!{_STOP_WORD}\b)(?:{_WORD}\s){{0,2}}?{_WORD}"
    rf"(?:\s{TYPE})?{_ENDS}"
)
_WITH = re.compile(
    rf"(?:,?\s(?:with|wi|wiv|w)|\sthat has|,\sgot)\s(?:the\s|a\s|an\s)?(?!{_STOP_WORD}\b)(?:{_WORD}\s){{0,4}}?{_WORD}"
    rf"(?=\s*(?:[,.!?;\n]|\Z)|\s{_STOP_WORD}\b)"
)
_DETAIL = re.compile(
    rf",?\s(?:and\s)?(?!{_STOP_WORD}\b)"
    rf"(?:(?:the\s)?(?:one|house|hoose|flat|door|boat|caravan)\s(?:with|wi|wiv|w)\s(?:{_WORD}\s){{0,4}}?{_WORD}"
    rf"|the\s(?:{_WORD}\s){{0,3}}?(?:narrow ?boat|house ?boat|barge|boat|cruiser|caravan)\s(?:called|named)"
    rf"\s(?:{_WORD}\s)?{_WORD}"
    rf"|(?:number|no\.?|flat|pitch|plot|unit|berth|caravan|room|buzzer"
    rf"|bell)\s(?:{_WORD}\s){{0,2}}?{_WORD}"
    rf"|(?:{_WORD}\s){{0,2}}?(?:door|gate|window|balcony) (?:with|wi|marked) (?:{_WORD}\s){{0,3}}?{_WORD}"
    rf"|(?:{_WORD}\s){{0,4}}?(?:doors?|bell|buzzer|gates?|floor|windows?|lift"
    rf"|stairs|upstairs"
    r"|downstairs|landing|van|car|drive|caravan|fence|hull|shutters|curtains|flag|hedge|outside|out front|pitch|plot"
    r"|mooring|balcony|flat"
    r"|room|roof|left|right"
    rf"|side|end|above it)\b(?:\s(?:facing|by|next to|on|at|with|opposite|near|up|down|round)"
    rf"\s(?:the\s)?(?:side\s)?{_WORD})?"
    rf"|(?:across from|opposite|next (?:door )?to|behind|above|beside|before|just past|past|round the back of"
    rf"|near|facing|by)\s"
    rf"(?:the\s)?(?:{_WORD}\s){{0,3}}?{_WORD})(?:\s\w{{1,4}})?(?=\s*(?:[,.!?;\n]|\Z)|\s{_STOP_WORD}\b)"
)
_LEFT = re.compile(
    r"\b(?:the|my|our)\s(?:(?:only|first|last|end|corner|middle|big|little|old|new|small|tall|white|red|blue"
    r"|green|black|yellow|pink"
    r"|grey|brown|brick|stone|thatched|second|third|next|top|bottom|ground|floor)\s){0,3}\Z"
    r"|\b(?:my|our)\s(?:place|house|home|flat|gaff|hoose)\s\Z"
)


# "between the mill" ... "and the Bay Horse": the second of two neighbours.
_OTHER_SIDE = re.compile(rf"\sand\s(?:the|a)\s(?:{_WORD}\s){{0,2}}?{_WORD}{_ENDS}")


def to_the_end(text: str, start: int, end: int) -> tuple[int, int]:
    """The place with what belongs to it: "the only" in front; town, bell, door and neighbours behind."""
    left = _LEFT.search(text, max(0, start - 40), start)
    between = text.rfind("between ", start, end)
    if between >= 0 and " and " not in text[between:end] and (other := _OTHER_SIDE.match(text, end)):
        end = other.end()
    for _ in range(3):
        more = next((found for pattern in (_ON_PLACE, _WITH, _DETAIL) if (found := pattern.match(text, end))), None)
        if more is None or more.end() - end > 60:
            break
        end = more.end()
    return left.start() if left else start, end


def find_dwellings(text: str) -> list[tuple[int, int]]:
    """Homes in a folded text told by their neighbours, by a bell, by a crossing or by the name of a pub or boat."""
    if _GATE.search(text) is None or STORY.search(text) or _ELSEWHERE.search(text):
        return []
    found: list[tuple[int, int]] = []
    site = SITE.search(text) is not None and _PARK.search(text) is None
    for pattern in (
        _OWNED,
        _THE_ONE,
        _THEN_MINE,
        _BY_NAME,
        _UPSTAIRS,
        _BARE,
        _MEETS,
        _WHICH,
        _STEPS,
        _MOORED,
        _BESIDE_MINE,
        _FLOOR_OVER,
        _ONE_OF_ITS_KIND,
    ):
        if site and pattern in (_OWNED, _WHICH, _STEPS, _BARE, _MOORED, _BESIDE_MINE, _FLOOR_OVER, _ONE_OF_ITS_KIND):
            continue
        for match in pattern.finditer(text):
            if pattern is _ONE_OF_ITS_KIND and match["most"] and not (match["cue"] or match["sign"]):
                continue  # "the oldest house on Church Lane": more often told of a town than of a home
            if pattern is _MOORED and _CRUISE.search(text):
                continue
            start, end = match.span("place") if "place" in match.groupdict() else match.span()
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
