"""Parts of an address among other words, after messages that hold the other part: "We're on Larch Mews." and then
"Number 8, in case you look", "house 8" and then "street is Inkerman", "you know the mill?" and then "ours is opposite it"."""

from __future__ import annotations

import re

from ithaca.screening.anywhere import anywhere
from ithaca.screening.details.places.across import (
    CALLED,
    HOUSE,
    LIVING_ON,
    NO_NAME,
    NUMBER,
    NUMBER_FIRST,
    NUMBER_TOLD,
    OTHER,
    OWN_STREET,
    STREET,
    TOLD,
)
from ithaca.screening.details.places.home_clauses import beside_it
from ithaca.screening.details.places.home_words import COLOUR, WITH
from ithaca.screening.details.places.no_homes import OTHERWISE, SITE
from ithaca.screening.lists.streets import NUMBER_WORD
from ithaca.screening.lists.usernames import usual
from ithaca.screening.sought import sought
from ithaca.screening.types import Finding
from ithaca.screening.views.fold import Folded

_LONGEST = 120  # characters of a message that still answers another
_FIGURES = rf"(?:\d{{1,4}}[a-z]?(?:\s?[/-]\s?\d{{1,3}})?|{NUMBER_WORD}(?:[ -]{NUMBER_WORD}){{0,3}})"
_LEAD = (
    r"\W{0,3}(?:(?:and|so|then|yeah|its|it's|we're|we r|we are|i'm|im|at|ours is|mine is|mines|mine's|ours|mine|i live"
    r"|we live|live|in|on|look for|the odds?|the evens?|odds?|evens?|side)[\s:,]+){0,5}"
)
# "number 8, in case you look", "flat 8 dont ring the others": a number that says what it is.
_LABELLED = re.compile(
    rf"{_LEAD}(?P<number>(?:(?:house|door|flat)\s)?(?:number|no\.?|num|nr|flat|house|door|apartment|apt|plot|pitch)"
    rf"\s?(?:is\s)?{_FIGURES})(?![\w%])(?=\s*(?:[,;.!]|\Z)|\s(?:should|if|in case|fyi|since|btw|by the way|as (?:you|u)"
    rf"|{WITH}|the one|buzz|ring|press|knock|bang|but|dont|don't|do not|cos|coz|cuz|because|give|when|ask"
    r"|is (?:us|me|ours|mine|home|where)|on the (?:left|right|corner|end|gate|door|bin|wall)|opposite|next (?:door )?to"
    r"|behind|facing|for us|you|u|got (?:a|the)|has (?:a|the)|pls|please|thats|that's)\b)"
)
_DOOR = (
    r"(?:doors?|gates?|ramp|van|car|fence|hedge|bell|buzzer|windows?|curtains|tree|flag|lights?|dog|trampoline"
    r"|swings?|slide"
    r"|shed|porch|steps|boat|caravan|bins?|garage|drive|wall|roof|bike|pram|gnomes?|hoop|goal|knocker|plants?|pots?"
    r"|sign"
    r"|skip|blinds|shutters|motorbike|sofa|balcony|chimney)"
)
# "im at 8 the one with the skip": a bare number, and how to know its door.
_BARE = re.compile(
    r"\W{0,3}(?:(?:and|so|then|yeah)\s){0,2}(?:it'?s|we're|we r|we are|(?:i'?m|i am|(?:i |we )?live) at|mine(?:'?s"
    r"| is)|ours(?: is)?"
    r"|at|look for)\s(?P<number>\d{1,4}[a-z]?)(?:,?\s(?:(?:it's|its|the|that|thats|that's)\s){0,2}"
    rf"(?:(?:one|house|door|hoose|yin|bungalow)\s)?(?:{WITH}|got|has)\s(?:(?:the|a|an|our"
    rf"|all)\s){{0,2}}(?:[a-z]+\s){{0,2}}?{_DOOR}\b"
    rf"|,?\s(?:(?:the|a)\s)?(?:[a-z]+\s)?{COLOUR}\s(?:front\s)?(?:door|gate|house|one|bungalow|car|van)\b"
    r"|,?\s(?:right\s)?(?:next (?:door )?to|opposite|behind) the |,?\son the (?:left|right|corner|end)\b"
    r"|,?\s(?:if (?:you|u)|in case (?:you|u)|should you|ring|knock|buzz|by the way|since you|fyi)\b)"
)
# "so you know Larch Mews?": a street somebody points to.
_POINTED = re.compile(
    r"\W{0,3}(?:(?:so|ok|well|right|and)\s)?(?:do\s)?(?:(?:u|you|ya|yous|ye)\s)?(?:know|kno|ken|remember)\s(?:where\s)?"
)
_POINTED_ENDS = re.compile(r"(?:\s(?:is|right|yeah|innit|do(?:n't|nt) (?:you|u)))?\W{0,3}\Z")
# Numbers of other things, and streets that are talked about.
_TALK = anywhere(
    sought(
        r"\b(?:questions?|worksheet|answers?|wrong|correct|sheet|homework|maths|list|exercise|chapter|film|movie|books?"
        r"|geography|history|doing|studying|learning|story|novel|charts?|queue|seed|team|shirt|squad|game|raffle"
        r"|ticket)\b"
    )
)
_NAME = rf"(?!{NO_NAME}\b)[a-z][a-z'-]{{3,20}}"
_KIND = r"(?:street|road|rd|avenue|ave|lane|close|drive|estate|terrace|crescent)"
# "street is Inkerman, Ostley", "Inkerman is our road": a street by its name alone.
_STREET_NAMED = re.compile(
    rf"\W{{0,3}}(?:(?:and|so|then|ok|the|my|our|me|mi)\s){{0,3}}{_KIND}(?: name)?(?:'?s|\sis|\s=|:)?(?:\s(?:called"
    rf"|named))?\s"
    rf"(?P<place>(?P<name>{_NAME}(?:\s(?!end|mid){_NAME})?)(?:,\s(?:in\s)?{_NAME})?)"
    r"(?=\s*(?:[.,!?;\n]|\Z)|\s(?:end|mid|top|bottom|corner|near|by|opposite|in|like|as|lol|ok)\b)"
    rf"|\W{{0,3}}(?:(?:and|so|then|ok)\s)?(?P<it>(?P<called>{_NAME}(?:\s{_NAME})?))\sis\s(?:the|my"
    rf"|our)\s(?:name of the\s)?{_KIND}"
    r"(?:\sname)?(?=\s*(?:[.,!?;\n]|\Z))"
)


def answered_addresses(folded: Folded, context: list[Folded]) -> list[Finding]:
    """The part of an address in this message that answers one of the last three."""
    if len(folded.text) > _LONGEST:
        return []
    earlier = [message.text.strip() for message in context[-3:]]
    place = (
        _number_among_words(folded.text, earlier) or _street_named(folded, earlier) or _beside_it(folded.text, earlier)
    )
    return [Finding(*folded.span(*place), "ADDRESS", "split", "address")] if place else []


def _number_among_words(text: str, earlier: list[str]) -> tuple[int, int] | None:
    """The house number that opens a message, after a street or a block that is home or was pointed out."""
    match = _LABELLED.match(text) or _BARE.match(text)
    if match is None or _TALK(text) or OTHER.search(text):
        return None
    for message in reversed(earlier):
        if _a_street(message):
            return match.span("number")
        if len(message.split()) > 4:
            return None
    return None


def _a_street(message: str) -> bool:
    """Does a message say no more than which street or block is home, or point to one?"""
    if len(message.split()) > 9 or _TALK(message) or OTHER.search(message):
        return False
    if OWN_STREET.search(message) and (LIVING_ON.search(message) or CALLED.search(message)):
        return True
    if CALLED.search(message) or HOUSE.match(message):
        return True
    pointed = _POINTED.match(message)
    street = STREET.match(message, pointed.end() if pointed else 0)
    return street is not None and _POINTED_ENDS.match(message, street.end()) is not None


def _street_named(folded: Folded, earlier: list[str]) -> tuple[int, int] | None:
    """A street by its name alone, after the number of a house."""
    match = _STREET_NAMED.match(folded.text)
    if match is None:
        return None
    name = "name" if match["name"] else "called"
    first, last = folded.span(*match.span(name))
    if all(map(usual, match[name].split())) and (first == 0 or not folded.original[first:last].istitle()):
        return None
    numbered = any(
        len(message.split()) <= 6
        and (NUMBER.match(message) or NUMBER_FIRST.match(message))
        and (TOLD.search(message) or NUMBER_FIRST.match(message) or message.strip(" .").isdigit())
        for message in earlier
    )
    told = numbered or any(len(message) <= 80 and NUMBER_TOLD.search(message) for message in earlier)
    return match.span("place" if match["place"] else "it") if told else None


_IT = re.compile(r"\b(?:it|that|there|them)\b")


def _beside_it(text: str, earlier: list[str]) -> tuple[int, int] | None:
    """How a home stands to what the message before pointed out."""
    if _IT.search(text) is None or SITE.search(text) or OTHERWISE.search(text):
        return None
    for message in reversed(earlier[-2:]):
        before = message.rstrip(" .?!,")[-_LONGEST:] + ". "
        for start, end in beside_it(before + text):
            if start >= len(before):
                return start - len(before), end - len(before)
    return None
