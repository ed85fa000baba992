"""Parts of an address among other words, after messages that hold the other part: "We're on Larch Mews." and then
"Number 8, in case you look", "house 8" and then "street is Inkerman", "you know the mill?" and then "ours is opposite it"."""

from __future__ import annotations

import re

from ithaca.screening.anywhere import anywhere
from ithaca.screening.details.places.across import (
    BESIDE_SPOT,
    CALLED,
    FIGURES,
    HOUSE,
    LIVING_ON,
    NO_NAME,
    NUMBER,
    NUMBER_FIRST,
    NUMBER_SEEN,
    NUMBER_TOLD,
    OTHER,
    OWN_STREET,
    STREET,
    TOLD,
)
from ithaca.screening.details.places.home_clauses import beside_it
from ithaca.screening.details.places.home_words import COLOUR, WITH
from ithaca.screening.details.places.no_homes import OTHERWISE, SITE
from ithaca.screening.lists.streets import SOLID, TOWN, TYPE
from ithaca.screening.lists.usernames import usual
from ithaca.screening.sought import sought
from ithaca.screening.types import Finding
from ithaca.screening.views.fold import Folded

_LONGEST = 120  # characters of a message that still answers another
_LEAD = (
    r"\W{0,3}(?:(?:and|so|then|yeah|its|it's|we're|we r|we are|were|n|the|i'm|im|at|ours is|mine is|mines|mine's|ours"
    r"|mine|i live|we live|live|in|on|look for|(?:you|u) (?:want|need)|ring|buzz|press|knock(?: on| at)?"
    r"|(?:ground|first|second|third|fourth|top|\d(?:st|nd|rd|th)) floor|the odds?"
    r"|the evens?|odds?|evens?|side)[\s:,]+){0,5}"
)
# "number 8, in case you look", "flat 8 dont ring the others": a number that says what it is.
_LABELLED = re.compile(
    rf"{_LEAD}(?P<number>(?:(?:house|door|flat)\s)?(?:number|no\.?|num|nr|flat|house|door|apartment|apt|plot|pitch)"
    rf"(?:'s|\s?[:=])?\s?(?:is\s)?{FIGURES})(?![\w%])(?=\s*(?:[,;.!]|\Z)|\s(?:should|if|in case|fyi|since|btw"
    rf"|by the way"
    rf"|as (?:you|u)"
    rf"|{WITH}|the one|buzz|ring|press|knock|bang|but|dont|don't|do not|cos|coz|cuz|because|give|when|ask"
    r"|is (?:us|me|ours|mine|home|where|the one)|on the (?:left|right|corner|end|gate|door|bin|wall|buzzer|panel|bell"
    r"|intercom|keypad)|opposite|next (?:door )?to"
    r"|behind|facing|for us|you|u|got (?:a|the)|has (?:a|the)|it'?s (?:got|the)|pls|please|thats|that's|shh+|lol|ok"
    r"|x+)\b)"
    # "you will want the number too: 8", "the house number, by the way, is 8"
    rf"|(?:[^.?!\d]{{0,40}}\s)?(?:house number|door number|number|no\.)\b[^.?!\d]{{0,24}}(?:\sis,?|:"
    rf"|=)(?:\sof course,)?"
    rf"\s(?P<last>{FIGURES})\W{{0,3}}\Z"
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
    r"|at|look for|ring|press|buzz)\s(?P<number>\d{1,4}[a-z]?)(?P<last>)(?:,?\s(?:(?:it's|its|the|that|thats"
    r"|that's)\s){0,2}"
    rf"(?:(?:one|house|door|hoose|yin|bungalow)\s)?(?:{WITH}|got|has)\s(?:(?:the|a|an|our"
    rf"|all)\s){{0,2}}(?:[a-z]+\s){{0,2}}?{_DOOR}\b"
    rf"|,?\s(?:(?:the|a)\s)?(?:[a-z]+\s)?{COLOUR}\s(?:front\s)?(?:door|gate|house|one|bungalow|car|van)\b"
    r"|,?\s(?:right\s)?(?:next (?:door )?to|opposite|behind) the |,?\son the (?:left|right|corner|end|buzzer|panel"
    r"|bell|intercom|keypad)\b"
    r"|,?\s(?:if (?:you|u|so)|in case (?:you|u)|should you|ring|knock|buzz|by the way|since you|fyi)\b)"
)
# "so you know Larch Mews?": a street somebody points to.
_POINTED = re.compile(
    r"\W{0,3}(?:(?:so|ok|well|right|and)\s)?(?:do\s)?(?:(?:u|you|ya|yous|ye)(?:'ll)?\s)?(?:know|kno|ken|remember"
    r"|recall|did (?:i|we) (?:say|mention|tell (?:you|u)))\s"
    r"(?:where\s)?(?:(?:the|that) (?:street|road|lane|close|avenue)(?: (?:i|we) [a-z]+(?: (?:you|u|about|before"
    r"|of)){0,3})?[,:]?\s)?"
)
_POINTED_ENDS = re.compile(
    r"(?:\s(?:is|right|yeah|innit|do(?:n't|nt) (?:you|u)|(?:we|i) live (?:on|in)"
    r"|(?:by|near|opposite|next to|behind|past|off|in|round)(?: [a-z]+){1,4}))?\W{0,3}\Z"
)
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


# "we are at number 8, should you write", "our place is called Otter Barn": a home in a sentence that says more.
_AT_NUMBER = re.compile(
    rf"\b(?:(?:we're|we are|i'm|i am|(?:i|we) live) at|(?:my|our) (?:home|house|flat|place)(?: number)? is(?: an?)?"
    rf"|ours is"
    rf"|mine is|the (?:house |door |flat )?number[,:])\s(?:(?:number|no\.?|house|flat)\s)?{FIGURES}(?=\s*(?:[,.;!?]"
    rf"|\Z)|\s(?:if|should|in case)\b)"
)
_AT_HOUSE = re.compile(
    r"\b(?:look (?:out )?for|ask for|(?:my|our|the) (?:house|home|place|cottage)(?:'s|\sis)(?:\s(?:called|named"
    r"|known as))?"
    r"|(?:we|i) call (?:it|the house|our house|home)|(?:we're|we are|i'm|i am"
    r"|live) at)\s(?:the\s)?(?:old\s)?(?:[a-z][a-z'-]{2,20}\s){1,2}?"
    r"(?:house|cottage|farm|lodge|farmhouse|manse|vicarage|rectory|villa|barn|bungalow|grange|manor|forge|dairy|croft"
    r"|mill)\W{0,3}\Z"
)
# "it stands on Birch Avenue, Ostley", "the last on Kirk Lane": the street of what was told before.
_STANDS_ON = re.compile(
    rf"\b(?:it|that|this|which|that'?s|its|we're|we are)\b[^.?!\d]{{0,40}}?\b(?:on|in|off|along|down|up|of)\s(?:the\s)?"
    rf"(?P<place>(?:(?!(?:main|busy|high|{NO_NAME})\b)[a-z][a-z'-]{{2,20}}\s){{1,2}}{SOLID}\b"
    rf"(?:{TOWN}|,?\sin(?:\s[a-z][a-z'-]{{3,20}}){{1,2}}(?=\s*(?:[,.;!?]|\Z))|,\s[a-z][a-z'-]{{3,20}}(?=\s*(?:[.;!?]"
    rf"|\Z)))?)"
    rf"|\b(?:street|road|lane|avenue|close)(?:'s|\sis)\s(?P<it>(?:[a-z][a-z'-]{{2,20}}\s){{1,2}}{TYPE})\b"
)
# "left side after the postbox", "fourth on the right past the shop": where in the street.
_ON_SIDE = re.compile(
    r"\W{0,3}(?:(?:its|it's|we're|were|on|at|the|and|then|so|is|just|ours is"
    r"|mine is)\s){0,4}(?P<place>(?:(?:very\s)?(?:first|second|third"
    r"|fourth|fifth|last|end|corner|middle|next|\d{1,2}(?:st|nd|rd|th))(?:\s(?:house|one|door|gate|bungalow|cottage"
    r"|flat|block))?"
    r"(?:\son (?:the|your|ur) (?:left|right))?|(?:left|right)(?:[ -]?hand)?(?: side)?)"
    r"\s(?:after|before|past|opposite|by|next to|from|near"
    r"|behind)\s(?:the\s)?[a-z'-]{3,20}(?:\s[a-z'-]{3,20})?)\W{0,3}\Z"
)


def answered_addresses(folded: Folded, context: list[Folded]) -> list[Finding]:
    """The part of an address in this message that answers one of the last three."""
    if len(folded.text) > _LONGEST:
        return []
    earlier = [message.text.strip() for message in context[-3:]]
    text = folded.text
    place = _number_among_words(text, earlier) or _street_named(folded, earlier) or _beside_it(text, earlier)
    place = place or _stands_on(text, earlier) or _where_in_street(text, earlier)
    return [Finding(*folded.span(*place), "ADDRESS", "split", "address")] if place else []


def _number_among_words(text: str, earlier: list[str]) -> tuple[int, int] | None:
    """The house number that opens a message, after a street or a block that is home or was pointed out."""
    match = _BARE.match(text) or _LABELLED.match(text)
    if match is None or _TALK(text) or OTHER.search(text):
        return None
    for message in reversed(earlier):
        if _a_street(message):
            return match.span("number" if match["number"] else "last")
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
        and (
            NUMBER_FIRST.match(message)
            or NUMBER_SEEN.match(message)
            or (NUMBER.match(message) and (TOLD.search(message) or message.strip(" .").isdigit()))
        )
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


def _stands_on(text: str, earlier: list[str]) -> tuple[int, int] | None:
    """The street on which a house stands that one of the last two messages told."""
    match = _STANDS_ON.search(text)
    if match is None or _TALK(text) or OTHER.search(text) or SITE.search(text):
        return None
    told = any(
        (_AT_NUMBER.search(message) or _AT_HOUSE.search(message) or (match["it"] and NUMBER.match(message)))
        and not (_TALK(message) or OTHER.search(message))
        for message in earlier[-2:]
    )
    return match.span("place" if match["place"] else "it") if told else None


def _where_in_street(text: str, earlier: list[str]) -> tuple[int, int] | None:
    """Where in a street that is home a house stands, or what it stands above."""
    if match := _ON_SIDE.match(text):
        own = any(_a_street(message) and OWN_STREET.search(message) for message in earlier)
        return match.span("place") if own else None
    match = BESIDE_SPOT.match(text)
    numbered = any(len(message.split()) <= 5 and NUMBER.match(message) for message in earlier)
    return match.span("place") if match and numbered and _a_street(earlier[-1]) else None
