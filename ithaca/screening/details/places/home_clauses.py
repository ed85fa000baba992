"""Homes told by what stands beside them: a clause that says somebody lives there and pins the place down."""

from __future__ import annotations

import re

from ithaca.screening.details.places.home_words import BESIDE, BRAND, COLOUR, COUNT, DWELLING, MARK, NTH, OUR_HOME, WITH
from ithaca.screening.details.places.no_homes import OTHERWISE, SITE
from ithaca.screening.lists.streets import SOLID, TYPE
from ithaca.screening.sought import sought

_STREET = (
    r"(?<![a-z'])(?!(?:the|a|an|my|our|his|her|their|this|that|each|one|same|right|left|other|far|back|front|on|at|in"
    r"|of|and|to|from|which|its|it's"
    rf"|main|busy|long|quiet|big|can|could|will|would|must)\s)[a-z][a-z'-]{{2,20}}\s(?:(?!(?:can|could|will|would"
    rf"|and)\s)[a-z][a-z'-]{{2,20}}\s)?{TYPE}\b"
)
_THE_MARK = rf"(?:the|that|this|where the) (?:[a-z'-]+ ){{0,3}}?{MARK}\b|\b{BRAND}\b|\b[a-z]{{3,15}}'s {MARK}\b"
_PIN = re.compile(
    rf"\b(?:{BESIDE}|on the corner|corner|between|doors? (?:down|along|up|from|past)|half ?way (?:down|up|along))\b"
)
_RELATED = re.compile(r"\b(?:past|beyond|after|before|by|near|on|off|along|down|up|in|at|from|where|of|into|with|to)\b")
_COUNTED = re.compile(
    rf"\b(?:the one(?= (?:past|after|before|by|near|with|on)\b)|{NTH}"
    r"|end|only|corner|middle|top|bottom|tall|tallest|(?:ground|top|[a-z0-9]+) floor"
    rf"|(?:number|no\.?|flat|door|buzzer) (?:\d+[a-z]?|[a-z]+)|{COLOUR} (?:front )?"
    r"(?:door|gate|house|cottage|bungalow|fence|garage|curtains|windows?))\b"
)
_DWELLING = rf"(?:{DWELLING}|one|door|building|yin)"
_CUE = sought(
    rf"\b(?:(?:{OUR_HOME}|(?:my|our) (?:room|bedroom window|window|front door))(?:'s| is|s)?"
    rf"|(?:i|we) (?:live|stay|sleep|rent(?= (?:the|an?) (?:[a-z]+ )?{DWELLING}\b))|you(?:'d|'ll|d|ll| will| can"
    r"| would)? find (?:me|us|my house|our house)|home is"
    r"|(?:i'm|im|we're|we are|we r|i am)(?= (?:at|in|the|above|over|opposite|next|behind|two|three|on the corner))"
    r"|come to)\b(?: just)?(?: at| in)?\s"
)
_WEAK = sought(
    rf"(?:\A(?:so )?|\b(?:it'?s|it:|that'?s|look for|knock on|house is|home'?s) )(?P<place>(?:the "
    rf"|a )?(?:[a-z]+ ){{0,2}}?{_DWELLING}\b|next door to\b|corner\b)"
)
# "u know the baths on Cole Street? we live 2 doors up from it": the mark in one sentence, the home beside it in the next.
_TOLD_BEFORE = sought(
    r"(?:\b(?:(?:u|you|ya|ye|yous)(?:'ll)? (?:know|kno|no|ken|seen|remember)|there'?s|theres|find|go to|get to"
    r"|get off at|see)|\A(?:so )?(?:know|kno|remember))"
    rf" (?:(?:that|the|a|where the) (?:[a-z'-]+ ){{0,3}}?{MARK}|{BRAND}|(?:[a-z][a-z'-]{{2,20}} ){{1,2}}{SOLID})\b"
    r"[^.?!\n]{0,40}[.?!,\n]{1,3}\s?(?:(?:well|so|ok|right|then|and|yeah|basically|ha|lol)\s){0,2}"
    rf"(?P<cue>(?:(?:i|we) (?:live|stay)|{OUR_HOME}(?:'s|s)?(?: is)?"
    r"|(?P<here>i'm|im|i am|we're|were|we are|we r|it's|its))\s(?:(?:in|at)\s)?)?"
    r"(?:(?:just|right|literally|like|only|directly|straight)\s){0,2}"
    rf"(?P<place>(?:{COUNT} (?P<doors>doors?|houses?|flats|streets?|roads?)"
    r" ?(?:(?:up|down|along|past|over|on|(?:to the )?(?:left|right)) ?)?(?:from|past|after|of|fae|frae|to|behind)?"
    rf"|(?P<home>the (?:[a-z]+ )?(?:{DWELLING}|one|door) (?:(?:just|right|directly|straight) )?)?{BESIDE})"
    rf" (?:it|that|there|them)\b(?P<which>,? (?:(?:its|it's|at|in|the|on|ring|press|and)\s){{0,2}}"
    r"(?:(?:buzzer|bell|flat|door|number|no\.?|house)(?: number)? (?:\d{1,4}[a-z]?|[a-z])\b"
    rf"|(?:[a-z]+ )?{COLOUR} (?:front )?(?:door|gate|house)\b|(?:top|ground|first|second|third|\d(?:st|nd|rd"
    rf"|th)) floor\b"
    rf"|(?:house|hoose|one|flat|door|bungalow)\s{WITH}\s(?:the|a|an)\s(?:[a-z]+\s)?[a-z]+(?:\s(?:in|on|out"
    rf"|at)\s(?:the\s)?"
    r"[a-z]+)?\b))?)(?=\s*(?:[.,!?;:\n]|\Z)|\s(?:lol|x+|with|wiv|the one|(?P<mine>(?:is|thats|that's)"
    r" (?:mine|ours|us|me|my|our))|thats|that's)\b)"
)
# "get off at the pub on Cole Road, mine is the house right across with the blue gate": a mark, and the house seen from it.
_SEEN_FROM = sought(
    rf"\b(?:stand(?:ing)?|stood|get off|wait(?:ing)?|turn|go|walk|come|look|fac(?:e|ing)|back to|from|past"
    rf"|at)\b[^.?!\n]{{0,20}}?"
    rf"\b(?:{MARK}|(?:bus )?(?:shelter|stop)|phone box|bench|gates?)\b(?:\s(?:on|in|at"
    rf"|off)\s{_STREET})?[^.?!\n]{{0,30}}?[,.]?\s"
    r"(?:(?:i'm|im|i am|we're|we are|mine is|mines|mine's|ours is|(?:i|we) live)\s)(?:(?:in|at)\s)?"
    rf"(?P<place>(?:the|that)\s(?:(?!way\b)[a-z]+\s){{0,2}}?(?:{DWELLING}|door)\s"
    r"(?:(?:straight|directly|right|just|bang|dead|slap)\s)?(?:across|opposite|facing|ahead|over the (?:road|street"
    r"|way)"
    r"|in front|behind|on (?:your|ur|the) (?:left|right))(?:\s(?:of|from|to)?\s?(?:you|u|it|there|the (?:road|street"
    r"|way)))?"
    rf"(?:,?\s(?:{WITH}|that has|got)\s(?:the|a|an)\s(?:[a-z]+\s){{0,2}}?(?:door|gates?|garage|fence|windows?|curtains"
    r"|van|car|hedge|tree|roof|flag|bins?|wall|steps|ramp|trampoline|porch|shutters|bell|light))?)"
    rf"(?=\s*(?:[.,!?;\n]|\Z)|\s(?:{WITH}|but|so|and|lol|x+|innit|thats|that's)\b)"
)
# "my house is opposite the bank": without its noun the clause would begin in the middle.
_NOUN = re.compile(r"(?:house|hoose|flat|place|home|bungalow|caravan|block|cottage|building)\b.*")
_STOP = re.compile(
    r"[.?!\n;]|,? (?:so|but|because|cos|coz|if|lol|haha|which|when|and (?:i|we|it|you|u)|come|innit|tho|though|ring"
    r"|thats|that's|there'?s|you can'?t|u can'?t|can'?t miss|see you|see u|x+)\b|,? emo"
)
_LONGEST = 110


def described(text: str) -> list[tuple[int, int]]:
    """Clauses of a folded text by which somebody's home can be found."""
    if SITE.search(text) or OTHERWISE.search(text):
        return []
    places: list[tuple[int, int]] = []
    for match in _CUE.finditer(text):
        start, end = match.end(), _clause_end(text, match.end())
        if _pinned(text[start:end]):
            noun = _NOUN.search(match.group()) if _PIN.match(text, start) else None
            places.append((match.start() + noun.start() if noun else start, end))
    places += beside_it(text)
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


def beside_it(text: str) -> list[tuple[int, int]]:
    """Homes told by how they stand to what was pointed out in the sentence before."""
    return [
        match.span("place")
        for match in _TOLD_BEFORE.finditer(text)
        if match["which"]
        or match["mine"]
        or (match["cue"] and (not match["here"] or match["doors"] is not None or match["home"] is not None))
        or (match["cue"] and match["place"].startswith(("above", "over ", "next door", "upstairs")))
    ]
