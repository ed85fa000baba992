"""Houses by any name and where they stand: "Heather Bield, the last cottage before the loch at Kinbrae"."""

from __future__ import annotations

import re

from ithaca.screening.details.places.home_words import AROUND, DWELLING, HOMELY_KIND
from ithaca.screening.details.places.no_homes import DAY_OUT, SITE, STORY
from ithaca.screening.lists.usernames import usual
from ithaca.screening.sought import sought

_WORD = r"[a-z0-9][a-z0-9'-]{1,20}"
# Who says that it is home, or asks to be found there.
_CUE = (
    r"(?:\b(?:i'm|im|i am|we're|we are|were|am)(?: now| still| just)?(?: at| in| up at| down at)?"
    r"|\b(?:i|we) (?:live|stay|bide)(?: at| in| up at| over at)?|\b(?:home|mine|ours|address|home address)(?:'s"
    r"| is)(?: at| now)?"
    r"|\b(?:my|our|me|the|mi) (?:house|hoose|home|place|cottage|farm|bungalow|croft|gaff)(?:'s"
    r"|s)?(?: is)?(?: name is)?(?: called| named| at)*"
    r"|\b(?:house|cottage|bungalow|farm|croft) (?:called|named)|\bask (?:anyone |anybody |in the shop |them )?(?:for"
    r"|where)"
    r"|\blook (?:out )?for|\b(?:you'?ll |you can |you'?d |u can |u'?ll )?find (?:me|us) at|\bcome (?:round )?to"
    r"|\bround (?:to|at)"
    r"|\b(?:post|send|deliver|bring) (?:it|them|this|stuff|anything|everything) to|\b(?:it's|its|that's|thats|tis))"
)
_NAME = rf"(?:the |y |yr |ty |tan |old )?(?:{_WORD} ){{0,2}}?{_WORD}"
_ENDS = (
    r"(?=\s*(?:[,.!?;:()\n]|\Z)|\s(?:the one|everyone|everybody|with|thats|that's|its|it's|so|but|and|where|pls"
    r"|please|lol|x+)\b|\s(?:if|when|you|u|anyone)\b)"
)
_PLACE = rf"(?!the end|least|all|once|first|last|home|school|work|night)(?:the )?(?:{_WORD} ){{0,2}}?{_WORD}"
_HOME = rf"(?:{DWELLING}|villa|one|hame|place)"
_WAY = (
    r"(?:hill|brae|lane|track|road|drive|bank|street|village|glen|valley|loan|wynd|close|path|loch|lake|beach|bay"
    r"|pier|hamlet"
    r"|avenue|cliff|steps|quay|green|ridge|farm track|dirt track|shore|harbour|field|fell|moor|wood|woods)"
)
_BESIDE = rf"(?:{AROUND}|below|on)"
# Where a house stands that its name alone does not say.
_POSITION = (
    r"(?:(?:the |at the |its the |it's the )?(?:very )?(?:last|first|second|third|only|end|next|white|pink|stone|big"
    r"|wee|little|old)"
    rf" (?:{_WORD} )?{_HOME} {_BESIDE} (?:the |a )?(?:{_WORD} ){{0,3}}?{_WORD}"
    r"|(?:the |at the |right at the |up at the )?(?:top|bottom|end|foot|head|far end) (?:of|o|o'|ov) (?:the |yr "
    rf"|our )?(?:{_WORD} ){{0,2}}?{_WAY}"
    rf"|(?:up|down|along|off|halfway up|half way up|halfway down) (?:the |yr )?(?:{_WORD} ){{0,2}}?{_WAY}"
    rf"|(?:in|on|down|up) the (?:{_WORD} )?{_WAY} {_BESIDE} (?:the )?(?:{_WORD} ){{0,2}}?{_WORD}"
    rf"|first (?:on|to) the (?:left|right)(?: (?:over|after|past|before) (?:the )?(?:{_WORD} ){{0,2}}?{_WORD})?"
    rf"|(?:just |right |straight )?{_BESIDE} the (?:{_WORD} ){{0,2}}?{_WORD}"
    rf"|(?:the )?{_HOME} (?:{_BESIDE}|with) the (?:{_WORD} ){{0,2}}?{_WORD})"
)
_TOWN = rf"(?: (?:at|in|near|outside|above|below|on) {_PLACE})"
_PLACED = sought(rf"(?P<cue>{_CUE}) (?P<place>{_NAME}, ?(?P<where>{_POSITION}){_TOWN}){_ENDS}")
# "we're at the fair, next to the river in Bath": where somebody is just now, and no home.
_JUST_NOW = re.compile(r"(?:i'm|im|i am|we're|we are|were|am)\b.*\bat\Z")
_ONLY_BESIDE = re.compile(rf"(?:just |right |straight )?{_BESIDE} ")
# The same without anything that says so, at the beginning of a message: "rowanlea, top o the brae in balgarth".
_OPENING = sought(rf"\A\W{{0,2}}(?P<place>(?P<name>{_NAME}), ?{_POSITION}{_TOWN}){_ENDS}")
# "thornlea, up gallow brae past the pond": the name of the lane, and what it leads past.
_UP_A_LANE = sought(
    rf"\A\W{{0,2}}(?P<place>(?P<name>(?:the |ty |tan )?[a-z]{{6,16}}), ?(?:(?:just|right|halfway|half way) )?"
    rf"(?:up|down|(?:top|bottom|end|foot|head) (?:of|o)) (?!(?:the|a|my|our|your|that|this)\b)"
    rf"(?:{_WORD} ){{1,2}}?(?:hill|brae|lane|track|bank|glen|loan|wynd|close|path|beach|pier|fell|moor|ridge|brow"
    rf"|row|hollow)"
    rf" (?:past|before|after|beyond|above|below|by) (?:the |a )?{_WORD}(?: {_WORD})?){_ENDS}"
)
# "larkhill farm, past the kiln, satnav gets lost": a house that nothing else leads to.
_LOST = sought(
    r"\b(?:sat ?-?nav|google maps|no (?:house |door )?number|no street (?:name|number)|post(?:ie|man|woman|lady)"
    r"|taxis?|couriers?)\b"
)
_HARD_TO_FIND = sought(
    rf"(?:\A|[.!?\n]\s)\W{{0,2}}(?:(?:it's|its|we're|we r|im|i'm|at|so|just|ok)\s){{0,2}}"
    rf"(?P<place>(?!(?:put|write|send|use|says?|try|ask|we|i|you)\b)(?:the )?(?:{_WORD} ){{1,2}}?"
    rf"(?:{HOMELY_KIND}|farm|barn|lodge|villa|grange|house|mill),? (?:(?:just|right|up|down|along|off|the|track"
    rf"|lane) ){{0,3}}?"
    rf"(?:{AROUND}|below|up|down|along) (?:the )?(?:{_WORD} ){{0,2}}?{_WORD}(?: (?:past|beyond|behind|near"
    rf"|by) (?:the )?{_WORD})?)"
    r"(?=\s*[.,!?;\n])"
)
_STRETCHED = re.compile(r"([a-z])\1\1")
_NO_NAME = re.compile(
    r"(?:the |a |an |my |our |your )*(?:back|front|last|first|top|bottom|same|other|open|full|care|bus|train|next|old"
    r"|new|big|small|local|town"
    r"|village|park|hotel|shop|cafe|museum|library|gym|pool|cinema|castle|station|office|school|college|church"
    r"|bus stop|car park|room|class"
    r"|here|there|home|sure|sorry|ready|going|late|early|lost|stuck|not|so|just|still|now|in|at|on|out|off|about|what"
    r"|where|who|how|why"
    r"|him|her|them|me|us|it|you|help|yes|no|ok|okay|hi|hello|hey|thanks)\b(?! (?:bank|field|wood|brae|croft|lea|ings"
    r"|hill|view|side|rigg|end|garth)\b)"
)


def placed_houses(text: str) -> list[tuple[int, int]]:
    """Houses in a folded text that are told by their name and by where they stand, where somebody says they live there."""
    places = [
        match.span("place")
        for pattern in (_PLACED, _OPENING, _UP_A_LANE)
        for match in pattern.finditer(text)
        if not _NO_NAME.match(match["place"]) and (_lived_in(match) if pattern is _PLACED else _coined(match["name"]))
    ]
    if _LOST.search(text):
        places += [m.span("place") for m in _HARD_TO_FIND.finditer(text) if not _NO_NAME.match(m["place"])]
    if places and (STORY.search(text) or SITE.search(text) or DAY_OUT.search(text)):
        return []
    return places


def _coined(name: str) -> bool:
    """Is there a word in it that the language does not have, and that nobody has only stretched?"""
    return not all(map(usual, name.split())) and _STRETCHED.search(name) is None


def _lived_in(match: re.Match[str]) -> bool:
    return _JUST_NOW.match(match["cue"]) is None or _ONLY_BESIDE.match(match["where"]) is None
