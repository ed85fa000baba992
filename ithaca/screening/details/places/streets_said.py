"""Streets whose number is said in words or stands behind them, and houses by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ithaca.screening.lists.streets import (
    BLOCK,
    FLOOR,
    LETTER,
    LONE,
    NAME,
    NOT_FIRST,
    NUMBER_WORD,
    RARE,
    SMALL,
    SOLID,
    TOWN,
    TYPE,
)
from ithaca.screening.lists.usernames import usual
from ithaca.screening.sought import sought
from ithaca.screening.views.fold import Folded

_HOUSE = sought(
    rf"(?<![\w])(?:the\s)?(?:old\s)?(?:[a-z][a-z']{{2,20}}\s){{1,2}}?(?:house|cottage|farmhouse|farm|lodge|vicarage"
    rf"|manse|schoolhouse|rectory|villa|barn|bungalow|grange|manor|forge|chapel|stables|granary|smithy"
    rf"|(?:mill|court|hall|dairy|croft|parsonage|byre|steading|bothy|oast|(?:coach|toll|lock|bake|malt"
    rf"|school) ?house)(?=,)),?\s"
    rf"(?:[a-z][a-z']{{2,20}}\s){{0,2}}(?:{SOLID})\b{TOWN}?"
)
_WORDED = sought(
    rf"\b(?:(?:number|no|at|live at|flat)\s)?(?:(?:one|two|three|four|five|six|seven|eight|nine|oh|zero)\s){{0,2}}"
    rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[\s-]?)?"
    rf"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    rf"|seventeen|eighteen"
    rf"|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty"
    rf"|ninety),?\s(?!{NUMBER_WORD}\s){NOT_FIRST}(?:st\.?\s)?(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}?{SOLID}\b"
    rf"(?!\s(?:shops?|stores?|banks?|branches|retailers|brands)\b){TOWN}?"
    rf"|\b(?:number|flat|house|live at|(?:i'?m|we'?re) at)\s(?:{NUMBER_WORD},?[\s-]){{1,5}}{FLOOR}(?:st\.?\s)?(?:the\s"
    rf"|(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}?){TYPE}\b"
    rf"{TOWN}?"
)
_NAMED_HOUSE = sought(
    rf"\b(?:The )?(?:Old )?(?:[A-Z][a-z']{{2,20}} ){{1,2}}?(?:House|Cottage|Farmhouse|Manse|Schoolhouse|Gatehouse"
    rf"|Farm|Lodge"
    rf"|Vicarage|Rectory|Villa|Barn|Smithy|Dairy|Croft|Parsonage|Byre|Steading|Bothy|Granary|Oast"
    rf"|Bungalow|Grange|Manor|Forge)"
    rf", (?:St\.? )?(?:[A-Z][a-z']{{2,20}} ){{1,2}}(?i:{TYPE})\b"
)
# "elmwood drive, number 33", "rose cottage on church lane": the number behind, a house by its name and what it stands on.
_COUNT = rf"(?:\d{{1,4}}[a-z]?|{NUMBER_WORD}(?:[ -]{NUMBER_WORD}){{0,4}}(?: [a-d](?= ))?)"
_BEHIND = sought(
    rf"\b(?P<street>(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}?(?:{SOLID}|rd\.|court|rise|way|row"
    rf"|hill)){TOWN}?[,.]?\s(?:(?:and|at|the|it's|its|im|i'm"
    rf"|we're|my|our|is)\s){{0,3}}(?:house )?(?:number|no\.?|flat|house|door)\s(?:number |no\.? )?(?:is\s)?{_COUNT}\b"
    rf"|\b(?:house|door|flat|number|no\.?)\s(?:number\s|no\.?\s)?(?:is\s)?{_COUNT},?\s(?:is |it's |its )?(?:on|in"
    rf"|down|along|off)\s(?:the\s)?"
    rf"(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}?{SOLID}\b{TOWN}?"
    rf"|\b(?:(?:number|no|flat) )?(?!and "
    rf"|hundred )(?:{NUMBER_WORD}[ -]){{1,6}}(?:{LETTER} )?(?!{NUMBER_WORD}\b){NOT_FIRST}(?:[a-z][a-z'-]{{2,20}}\s"
    rf"(?:{SOLID})|[a-z][a-z'-]{{2,20}}\s[a-z][a-z'-]{{2,20}}\s(?!close|drive)(?:{SOLID}))\b"
    rf"(?!\s(?:shops?|stores?|banks?|branches|retailers|brands)\b){TOWN}?"
)
_HOUSE_ON = sought(
    rf"\b(?:it'?s|live|living|lives|stay|staying|we're|i'm|im|(?:house|home|place|flat|address|mine) is|called"
    rf"|named)\s(?:at\s|in\s)?(?P<name>(?:the\s)?(?:old\s)?(?:[a-z][a-z']{{2,20}}\s){{1,2}}?"
    rf"(?:house|cottage|farm|lodge|farmhouse|manse|schoolhouse|gatehouse"
    rf"|vicarage|rectory|villa|barn|bungalow|grange|manor|forge|stables|mill|court),?\s(?:on"
    rf"|off|down|along|in)\s"
    rf"(?:[a-z][a-z']{{2,20}}\s){{1,2}}?{SOLID}{TOWN}?)\b"
    rf"|\b(?:live|lives|living|stay|staying|we're|i'm|im)\s(?:at\s|in\s)(?P<block>(?:[a-z][a-z']{{2,20}}\s){{1,2}}?"
    rf"(?:house|lodge|mansions|court|towers?|point|heights)\s(?:number|flat|no\.?|door)\s{_COUNT})\b"
)
# "door number is 9 and the street is Inkerman", "road is called Inkerman, we're number 9": the name alone.
_SAYS_STREET = (
    r"(?:the\s|my\s|our\s)?(?:street|road|lane|close|avenue|drive|terrace|estate)(?: name)?(?:'?s|\sis|:)?"
    r"(?:\s(?:called|named))?"
)
_STREET_TOLD = sought(
    rf"\b(?:(?:house|door|flat|hoose)(?:\s(?:number|num|no\.?|nr))?|number|num|no\.?)(?:'?s|\sis|:|\s=)?\s"
    rf"(?P<place>(?:number\s)?{_COUNT}(?:,|\sand|,\sand|\sn)\s{_SAYS_STREET}\s(?P<name>[a-z][a-z'-]{{3,20}}))\b(?!')"
    rf"|\b{_SAYS_STREET}\s(?P<turned>(?P<named>[a-z][a-z'-]{{3,20}})(?:,|\sand|,\sand|\sn)\s"
    r"(?:(?:the|my|our|i'm|im|we're|it's|its|at|is|i live at|we live at)\s){0,3}(?:house|door|flat|number|no\.?)"
    rf"(?:\s(?:number|num|no\.?|nr))?(?:'?s|\sis|:)?\s{_COUNT})\b"
)
_NO_HOUSE_NAME = re.compile(
    r"(?:the |a |an |my |our |your |his |her |their |this |that |old |big |new |nice |open "
    r"|full |same |whole |care |court )+(?:house|cottage|farm|barn|bungalow|mill|court)\b"
)
# A number in words, and a kind of place that many other words share: "Four, Chapel Fold", "ten the green".
_COUNT_SAID = rf"(?:a\s|(?:double|treble|triple)\s|{NUMBER_WORD}[ -])*{NUMBER_WORD}(?P<letter>\s[a-d])?"
_WORDED_WIDE = sought(
    rf"(?:\A|\b(?:at|to|is|it's|its|address|live|mine|ours|come to"
    rf"|flat \w+,?|(?P<stair>(?:slash|stroke) \w+,?)|(?:we(?:'?re| r| are)|i'?m|i am)(?= (?:double|treble"
    rf"|triple)\b))\s)"
    rf"\W{{0,2}}(?P<place>(?:number\s)?{_COUNT_SAID}(?P<comma>,)?\s{FLOOR}{NOT_FIRST}"
    rf"(?:the\s|(?:st\.?\s)?(?!{NUMBER_WORD}\b){NAME})(?:{TYPE}|{RARE}|{BLOCK}|st)\b(?!\s{SOLID}\b)(?P<town>{TOWN}"
    rf"|,\s[a-z]{{3,20}})?)"
    r"(?P<after>\s*(?:[.,!?;)\n]|\Z)|,?\s(?:that'?s|is) (?:me|my|mine|ours?|us|where (?:i|we))\b"
    r"|\s(?:flat|house|door|the one)\s(?:w|with|wiv|wi)\b|\s(?:co[sz]|cu[sz]|because|dont tell|don't tell|lol|innit"
    r"|btw|pls|please|mate)\b)?"
)
# "double four, elm bank": nothing but a number is said so.
_TWICE = re.compile(r"(?:double|treble|triple)\b")
_SEVERAL = re.compile(rf"{NUMBER_WORD}[ -]{NUMBER_WORD}\b")
_IN_TOWN = re.compile(rf"{TOWN}\Z")
_COUNTED = re.compile(
    rf"\A(?:(?:number|no|at|live at|flat|house|the|double|treble|triple|{NUMBER_WORD})\b[,\s-]*)+(?:[a-d]\b)?"
)


# "thirty-A Lowergate", "9 Ropewalk", "flat two, six ropewalk": streets of one word, whose number stands in front.
_LONE = re.compile(
    rf"(?<![\w.£$/:-])(?P<cue>(?:(?:flat|apartment|apt|number|no\.?|house|live at|living at)\s(?:\w{{1,6}},\s)?)?)"
    rf"(?P<place>(?:\d{{1,4}}|{NUMBER_WORD}(?:[ -]{NUMBER_WORD}){{0,4}})(?:[ -]?{LETTER})?\s(?:the\s)?(?P<name>{LONE})"
    rf"\b(?!['-]|\s(?:team|schools?|college|station|trip|project|students?|pupils|fans|players"
    rf"|fines?|scandal|shops?|stores?|trains?|tube|line|match|episodes?|branch|hospital|shows?|musicals?"
    rf"|theatres?|tickets?|songs?)\b){TOWN}?)"
)
_LONE_SIGNS = ("gate", "ropewalk", "shambles", "cheapside", "sway", "adway", "rkway", "rnway")


def of_one_word(text: str, cased: str) -> Iterator[tuple[int, int]]:
    """Streets whose name is one word, with a number: its capital must say so, or words about a flat or a home."""
    if any(sign in text for sign in _LONE_SIGNS):
        for match in _LONE.finditer(text):
            if match["cue"] or cased[match.start("name")].isupper():
                yield match.span("place")


def said(folded: Folded) -> Iterator[tuple[int, int]]:
    """Streets with the number behind or in words, in characters of the folded text."""
    text = folded.text
    for match in _BEHIND.finditer(text):
        if not _NO_HOUSE_NAME.match(text, *match.span()) and not (match["street"] and SMALL.search(match["street"])):
            yield match.span()
    for match in _STREET_TOLD.finditer(text):
        if not usual(match["name"] or match["named"]):
            yield match.span("place" if match["name"] else "turned")
    for match in _HOUSE_ON.finditer(text):
        place = match.span("name" if match["name"] else "block")
        if not _NO_HOUSE_NAME.match(text, *place):
            yield place
    for match in _WORDED.finditer(text):
        name = _IN_TOWN.sub("", _COUNTED.sub("", match.group())).split(",")[0]
        if not SMALL.search(name):
            yield match.span()
    yield from (match.span("place") for match in _WORDED_WIDE.finditer(text) if _worded(folded, match))


def named(cased: str) -> Iterator[tuple[int, int]]:
    """Houses by their names, with the street they stand in, in a folded text with its capitals put back."""
    return (match.span() for match in _NAMED_HOUSE.finditer(cased))


def small(text: str) -> Iterator[tuple[int, int]]:
    """Houses by their names in any letters, in characters of the folded text."""
    for match in _HOUSE.finditer(text):
        if not _OPEN_HOUSE.search(match.group()):
            yield match.span()


_OPEN_HOUSE = re.compile(r"\b(?:open|full|in|the) house\b")


def _worded(folded: Folded, match: re.Match[str]) -> bool:
    """A number in words before what may be a street: a comma, capitals, a town or a word of home must say so."""
    several, words = _SEVERAL.match(match["place"]) is not None, match["place"].split()
    alone = match["after"] == ""
    odd = alone and several and len(words) == 4 and not usual(words[2])  # "forty two marbridge rise", and no more
    if SMALL.search(_COUNTED.sub("", match["place"].replace(" and ", " ").replace("a hundred", "hundred"))) or not (
        match["after"] or match["town"] or match["stair"] or odd or (alone and _TWICE.match(match["place"]))
    ):
        return False
    if match["place"].startswith("one ") and not match["comma"] and not (several and match["letter"]):
        return False  # "one decimal place"
    start, end = folded.span(*match.span("place"))
    capitals = sum(word[0].isupper() for word in folded.original[start:end].split()[1:] if word)
    said = (
        match.start("place") > 0
        or match["town"] is not None
        or "'s" in (match["after"] or "")
        or "thats" in (match["after"] or "")
        or (match["letter"] is not None and (several or bool(match["after"])))
    )
    return match["comma"] is not None or capitals >= 2 or said or odd or words[1:2] == ["the"]
