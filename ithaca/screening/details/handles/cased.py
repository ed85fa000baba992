"""Names written with capitals beside a platform: "Find me on Facebook as Ann Other", "Xbox is Ann Other 07"."""

from __future__ import annotations

import re

from ithaca.screening.lists.named_things import OF_PROGRAMS, OF_STORIES
from ithaca.screening.lists.platforms import PLATFORM
from ithaca.screening.sought import sought
from ithaca.screening.types import Disguise
from ithaca.screening.views.fold import Folded

# "xbox is Sam Kx 0709": a gamertag of several words that ends in figures.
_GAMER = sought(
    r"(?i:\b(?:xbox(?: live)?|xbl|psn|ps[45]|gamer ?tag|gt|playstation|nintendo|epic|fortnite|steam)\b(?: (?:name|user"
    r"|tag|account|id))?"
    r"(?: is|'s|:| =|,)?) (?P<name>[A-Z][A-Za-z]{1,14}(?: [A-Z][A-Za-z]{0,14}){0,2} ?\d{2,5})(?!\w)"
    r"|(?i:\b(?:gamer ?tag|gt|psn id|psn name|xbox name|xbox tag|epic name)(?: is|'s"
    r"| ?:| ?=) ?)(?P<worded>[A-Z][a-z]{1,14}(?: (?:(?:[xX]{1,2}|vs?|n|of|the|da) )?[A-Z][A-Za-z]{0,14}){1,2})(?!\w)"
    r"|(?i:\b(?:gamer ?tag|gt|psn|xbox|epic)(?: name| tag| id)?(?: is|'s| ?:"
    r"| ?=)?) (?P<loud>[A-Z]{3,14}(?: (?:[A-Z]{2,14}|vs|of|the"
    r"|x)){1,3}(?<=[A-Z]))(?!\w)"
)
_REAL_NAME = re.compile(
    rf"(?i:\b{PLATFORM}\b[^.?!\n]{{0,30}}?\b(?:i'?m|i am|as|under|it'?s|called|name(?: there| on there"
    rf"| on it)?(?: is|'?s)?|search(?: for)?|find|look up|type"
    rf"|for|me:)\s|\b{PLATFORM}\b(?: me)?(?:\s?[,:=-]\s?|\s(?=(?:[A-Z][a-z]+ ){{1,2}}[A-Z][a-z]*(?: add| msg| message| dm"
    rf"|\Z))))(?P<name>[A-Z][a-z]+(?:\s[A-Z](?:[A-Za-z'-]+|\.)?){{1,3}})"
    rf"|(?P<other>\b[A-Z][a-z]+(?:\s[A-Z](?:[A-Za-z'-]+|\.)?){{1,3}})(?i:,?\s(?:on|into)\s(?:the\s)?{PLATFORM}\b)"
)
# "facebook: Ann Other" and no more.
_LABELLED = re.compile(rf"\W*{PLATFORM}\s?[:=]\s?[a-z'-]+(?: [a-z'.-]+){{1,2}}\W*\Z")
_INVITE = sought(
    r"\b(?:add|find|search|look|follow|message|msg|text|call|ring|chat|dm|reach|get|friend|hit|connect|request|name"
    r"|under|(?:i'm|im"
    r"|i am) on|(?:i'm|im|i am)(?= [A-Z])|mine|my|messenger|whatsapp)\b",
    re.IGNORECASE,
)
# Where a platform is a subject of lessons.
COURSE = sought(
    r"\b(?:project|essay|brand|company|business plan|campaign|logo|marketing|module|case study|advert"
    r"|slogan)\b"
)


# "fb Ann Other, the one with a goat", "📘 Ann Other, the picture with the van", "Facebook: Ann Other, Bath, dp of a goat"
_PICTURED = sought(
    rf"(?i:(?:(?P<book>emobook)|(?<!\w){PLATFORM})(?:'s| is| as| under| me as)?\s?[:,=-]?\s{{0,3}}(?:(?:i'?m|it'?s|as|under) )?)"
    r"(?<!\w)(?P<name>[A-Z][a-z]+(?: [A-Z][A-Za-z'-]+){1,2}(?:, [A-Z][a-z]+(?=,))?)"
    r"(?i:,? \(?(?:(?:the|my|with|its|it's|has|a|an|in) ){0,3}(?:one (?:with|of|in|holding|where)"
    r"|(?P<pic>picture|photo|pic|pfp|dp|avatar)|(?:profile|display|cover) (?:picture|photo|pic))\b)"
)


# "on twitch, GertLushGamer", "xbox GoldOtter x7": a name run together, straight after a platform.
_RUN_ON = sought(
    rf"(?i:(?<!\w){PLATFORM}(?: (?:board|page|channel|account|name|tag|user|id))?(?:'s| is)?(?:,|:| =)?"
    rf"(?: (?:under|as|is|called))?|(?<!\w)(?:{PLATFORM}|gamer ?tag)(?: tag| name)?,?"
    r" (?:my|which|the one|that|i)\b[^.?!:\n]{2,40}:)"
    r" (?P<name>[A-Z][a-z]{2,}(?:[A-Z][a-z]{2,}){1,3}(?: [xX]{1,2}\d{1,4}| \d{2,5}|\d{0,4}))(?![\w@(/]|\.[a-z])"
)


# "Minecraft's where I unwind, AnnBakes74": two capitals and figures at the end; "xXDarkOtterXx", which nothing else is.
_CAMEL = re.compile(
    r"(?<![\w./@-])(?:[A-Z][a-z]+(?:[A-Z][a-z]+)+\d{1,4}(?![\w./-]*\w)|[xX]{2}_?[A-Za-z0-9]{3,20}?_?[xX]{2}(?!\w))"
)
_MADE_UP = sought(rf"\b(?:{OF_PROGRAMS}|{OF_STORIES}|character)\b")
# What every pattern above needs somewhere.
_TWO_CAPITALS = re.compile(r"[A-Z][A-Za-z]{1,64}\s[A-Z\d]|[a-z]{2}[A-Z]|[A-Z]{3}")


def capitalised(folded: Folded) -> list[tuple[int, int, Disguise]]:
    """Names in capitals, which are put back for this, where they stand in the folded text and how they are written."""
    cased = folded.cased()
    if _TWO_CAPITALS.search(cased) is None:
        return []
    invited = _INVITE.search(folded.text) is not None or _LABELLED.match(folded.text) is not None
    matches = _REAL_NAME.finditer(cased) if invited else ()
    found: list[tuple[int, int, Disguise]] = [
        (*match.span(str(match.lastgroup)), "plain") for match in _GAMER.finditer(cased)
    ]
    if COURSE.search(folded.text):
        return found
    found += [
        (*match.span("name"), "disguised" if match["book"] else "plain")
        for match in _PICTURED.finditer(cased)
        if match["book"] or not match["pic"] or invited or match.start() == 0
    ]
    found += [(*match.span("name"), "plain") for match in _RUN_ON.finditer(cased)]
    if _MADE_UP.search(folded.text) is None:
        found += [(*match.span(), "plain") for match in _CAMEL.finditer(cased)]
    return [*found, *((*match.span("name" if match.group("name") else "other"), "plain") for match in matches)]
