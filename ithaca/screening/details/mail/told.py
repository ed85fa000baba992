"""E-mail addresses whose name and provider are only said to belong together, or whose letters stand in scraps."""

from __future__ import annotations

import re

from ithaca.screening.details.handles.changed import PICKED
from ithaca.screening.lists.platforms import PLATFORM
from ithaca.screening.lists.usernames import INFLECTED, TIMEISH, usual

BRAND = (
    r"(?:gmail|g[ -]mail|googlemail|google'?s? mail|hot-?mail|outlook|yahoo|icloud|i[ -]cloud|eye cloud|aol|proton ?mail"
    r"|proton|btinternet"
    r"|bt internet|ymail|gmx|zoho|tutanota"
    r"|fastmail)"
)
_NAME = r"(?P<name>[a-z][a-z0-9._-]{2,40}[a-z0-9])"
_BETWEEN = (
    r"(?:\s?[,:;(=+>~/&-]{1,3}\s?|,?\s(?:is|its|it's|thats|that's|and|on|at|with|a|an|the|my|over|for|to|it|but|dot"
    r"|from|in|using|under|via|plus|then|me"
    r"|account|one|normal|usual|regular|standard|ordinary|just|still|old|other|same|da|n|as|goes|ends|ending|named|called"
    r"|name|address|addy|email"
    r"|apple|1|wiv|wit|wid|onn?|user|username)\b)"
)
# What may stand behind a provider: "as ever", "behind it", "place".
_TAIL = (
    r"(?:,?\s(?:obvs|obviously|ofc|of course|one|account|address|place|as (?:ever|always|usual|standard|per usual|normal)"
    r"|(?:behind|after|following) (?:it|that|this)|on the end|at the end)\b)?"
)
# "then the normal bit", "the British version": what stands behind a name or a provider, as everybody knows it.
AS_KNOWN = (
    r"(?:,? (?:(?:then|plus|and|n|with|its|it's) ){0,2}(?:(?:the|an?|da) )?(?:usual|normal|standard|ordinary|same|obvious|british"
    r"|english|uk|american|boring|default)(?: (?:dot com|uk))? (?:bit|ending|end|stuff|thing|things|suffix|tail"
    r"|version|kind|one|rest"
    r"|address|way)(?: (?:after(?:wards)?|on the end|at the end|behind|next|goes after|as always))?(?!\w))?"
)
# "ann.b07, gmail", "ann.b07 is my gmail", "ann.b07 and its a yahoo".
_NAME_FIRST = re.compile(
    rf"(?<![\w.@]){_NAME}{_BETWEEN}{{1,5}}\s?(?:{BRAND}(?![\w]))(?:,?\s?(?:dot|\.)\s?com|\s(?:co )?uk\b)?{_TAIL}{AS_KNOWN}"
)
# "outlook - ann.b07", "my icloud ann.b07", "the gmail one is ann.b07".
_BRAND_FIRST = re.compile(
    rf"(?<![\w@.])(?:my |the )?(?P<brand>{BRAND})s?(?:(?P<paused>\s?[,:]\s?)"
    rf"(?={_NAME.replace('?P<name>', '?:')}(?![\w@]))"
    rf"|(?: one| account| address| name)?{_BETWEEN}{{1,4}}\s?|\s){_NAME}(?![\w@])(?!\.\w){AS_KNOWN}"
)
# Scraps put together where an @ stands by itself: "le ah 07 @ gm ail . com".
_SCRAPS = re.compile(r"(?:[a-z0-9._-]{1,9}\s{1,2}){0,6}[a-z0-9._-]{1,30}\s?@\s?(?:[a-z0-9.-]{1,14}\s{0,2}){1,8}")
_WHOLE = re.compile(
    r"[\w.+-]{3,40}@(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|live|aol|proton|protonmail|sky|me|msn"
    r"|btinternet)\.?(?:com|couk|co\.uk|net|org"
    r"|me)\Z"
)
# "ann@ tin wor ks .exa mple": any other host, where the @ hangs on the name.
_OTHER_WHOLE = re.compile(r"[\w.+-]{3,40}@[a-z0-9-]{3,30}\.(?:com|co\.uk|org|org\.uk|net|example)\Z")
_FIGURED = re.compile(
    r"(?:year|yr|level|lvl|gcse|ks|ps|mp|word|office|windows|ios|unit|task|week|draft|v|cv|version|page|step|part"
    r"|iphone)[0-9._]+"
)


# "ann.b is the bit before the gmail part", "put ann.b in front of the yahoo ending", "ann.b with the gmail bit after".
_IN_FRONT = re.compile(
    rf"(?<![\w.@])(?P<told>{_NAME},? (?:(?:is |it'?s |its )?(?:what(?:'?s| is)?|the (?:bit|part|name|thing)|comes?|goes"
    r"|that goes|that comes) )?(?:(?:that )?(?:comes?|goes|is) )?(?:b4|before|in front of|infront of|ahead of"
    r"|to the left of)"
    rf" (?:the |that |my |an? )?(?:usual |normal |standard )?{BRAND}(?:'s)?(?!\w)"
    r"(?: (?:address|e-?mail|mail|one|account))?(?: (?:ending|end|bit|part|thing|stuff|domain|suffix|tail|sign))?"
    rf"|{_NAME.replace('name', 'first')},? (?:and |then )?(?:with |plus |add |and )(?:the |that |an? )?(?:usual "
    rf"|normal )?{BRAND}"
    r" (?:bit|part|thing|ending|end|stuff|one|address|tail)(?: (?:after(?:wards)?|on the end|at the end|behind|next"
    r"|added"
    r"|following|stuck on))?)(?!\w)"
)


def joined(text: str) -> list[tuple[int, int]]:
    """Names and providers of a folded text that the words put together."""
    places = []
    for match in _NAME_FIRST.finditer(text):
        if _user(match["name"]):
            places.append(match.span())
    for match in _BRAND_FIRST.finditer(text):
        if _user(match["name"]):
            paused = match["paused"] is not None
            places.append((match.start("brand") if paused else match.start("name"), match.end()))
    for match in _IN_FRONT.finditer(text):
        name = match["name"] or match["first"]
        if _user(name) or (name.isalpha() and len(name) >= (5 if match["name"] else 7) and _odd(name)):
            places.append(match.span("told"))
    places += [match.span("told") for match in _BRAND_ALONE.finditer(text) if _odd(match["name"] or match["other"])]
    places += [(match.start("name"), match.end()) for match in _NAME_ALONE.finditer(text) if _odd(match["name"])]
    if "(" in text or "[" in text:
        places += [
            match.span("told") for match in _IN_BRACKETS.finditer(text) if _user(match["name"]) or _longer(match)
        ]
    if "letter" in text or "every" in text:
        places += [match.span("name") for match in _PICKED.finditer(text)]
    return places


# "ann.b07 at the sky one", "annbakes on the bt one", "07annb @ the google one".
_THE_ONE = re.compile(
    rf"(?<![\w.@])(?P<name>[a-z0-9][a-z0-9._-]{{2,40}}[a-z0-9])(?:,?\s(?:(?:it'?s|its|is|and|but|over|thats)\s)?(?:on|at"
    rf"|with|via|using)|\s?@)\s"
    r"(?:the |my |a )(?:usual |old |good old |microsoft |google |apple )?"
    rf"(?:{BRAND}|bt|sky|live|msn|talktalk|talk talk|virgin(?: media)?|google|ntl|apple|microsoft)\s(?:one|account"
    rf"|address|e-?mail|mail|inbox)"
    r"(?!\w)"
)


# "annsbakery, the microsoft outlook one".
_COMMA_ONE = re.compile(
    rf"(?<![\w.@]){_NAME}, (?:the |my )(?:usual |old |good old )?(?:microsoft |google |apple )?{BRAND}"
    r" (?:one|account|address|e-?mail|mail|inbox)(?!\w)"
)


def at_the_one(text: str) -> list[tuple[int, int]]:
    """Names said to be found on "the BT one" and the like, where the name can be no word of the sentence."""
    places = [match.span() for match in _THE_ONE.finditer(text) if _user(match["name"]) or _odd_name(match["name"])]
    return [*places, *(match.span() for match in _COMMA_ONE.finditer(text) if _user(match["name"]) or _longer(match))]


def _longer(match: re.Match[str]) -> bool:
    """Beside a provider with nothing that joins the two: is the name too long for a term, above all one of Outlook's?"""
    return _odd_name(match["name"]) and len(match["name"]) >= (12 if "outlook" in match.group() else 9)


def _odd_name(name: str) -> bool:
    return name.isalpha() and len(name) >= 7 and _odd(name)


# "ann.b07 before the at, icloud after", "ann.b07 is the first bit, then the google one hotmail": each part and its place.
_EACH_PLACE = re.compile(
    rf"(?<![\w.@]){_NAME},? (?:(?:is|it'?s|thats|that's|goes|comes|as) )?(?:(?:before|in front of|b4) (?:the |that )?(?:at|@)"
    r"(?: sign| symbol| thing)?|(?:the |my )?(?:start|beginning|front|name|first (?:bit|part|half|piece)|bit (?:before|first)))"
    r",? (?:(?:and|then|n|with|plus|the|its|it's|an?) ){0,4}(?:(?:apple|google|microsoft|usual|normal) (?:one |mail )?)?"
    rf"(?:{BRAND})(?!\w)(?:,? (?:is |goes |comes )?(?:after(?:wards)?|behind|on the end|at the end|last|second|next))?"
    r"(?: (?:it|that))?"
)


def each_in_place(text: str) -> list[tuple[int, int]]:
    """Names and providers of which the words say where each stands."""
    return [match.span() for match in _EACH_PLACE.finditer(text) if _user(match["name"])]


# Short messages that are a provider and one word of no other use, in either order.
_BRAND_ALONE = re.compile(
    rf"\A\W*(?:my |its |it's )?(?P<told>{BRAND}(?:(?:,? (?:and |n |with )?(?:my |the )?(?:user ?)?name(?:'s| is"
    rf"| of)?:? |\s?[-:=,]\s?)(?P<name>[a-z]{{7,30}})"
    r"|(?:'s|\sis)\s(?P<other>[a-z]{9,30})))"
    r"(?:,? (?:obvs|obviously|ofc|lol|haha|x+|ok|btw|innit|(?:u|you|ya) (?:know|get|can guess) (?:the rest|it"
    r"|what i mean)|(?:u|you|ya) know)){0,3}"
    r"\W*\Z"
)
_LED_TO = (
    r"(?:\A|\b(?:its|it's|just|im|i'm|use|put|mine is|me is|do|try|email|mail|write to|contact|reach|guess it:|to|with|so"
    r"|(?:(?:sur|last |first |full )?name|surname|initials?)(?: and (?:my )?(?:(?:first )?initials?|first name|surname|name))?,"
    rf"|(?:{PLATFORM}|user) ?(?:name|handle|tag|one|user ?name)(?: is)?|same (?:name )?as (?:my |on |for )?(?:my )?{PLATFORM}:?,?"
    r"|(?:account|address|e-?mail|inbox|mail)(?: is|'s|:)(?: (?:simply|just|still|now|only))?)\s)"
)
_NAME_ALONE = re.compile(
    rf"{_LED_TO}(?P<name>[a-z]{{7,30}})"
    rf"(?:,?\s(?:at|on|over|with|but|and|then|plus|its|it's|the|a|usual|old|followed by|swirly|curly|squiggly|round|sign"
    rf"|symbol|same (?:provider|one|mail|kind|host|place) as (?:yours|you|mine|everyone|school"
    rf"|most people))){{0,6}},?\s{BRAND}(?:'?s mail)?"
    rf"(?:\s(?:obvs|obviously|ofc|one|account|address)\b)?{AS_KNOWN}(?=\s*(?:\Z|[,.!?]|is (?:mine|me)\b|btw|lol|haha|x\b|thats|ok"
    r"|uk\b|send|no dots|obvs|u know"
    r"|ending|all one|if|for|innit|address|pls|please|comes|goes))"
)

# "annbakes (hotmail)", "it's ann.b07 (the gmail one)".
_IN_BRACKETS = re.compile(
    rf"{_LED_TO}(?P<told>{_NAME}\s?[(\[](?:(?:at|on|@|its|it's|the|my|a) ?){{0,3}}{BRAND}(?: (?:one|account|address))?[)\]])"
)
# "first letter of each word: big owls bring bread, at google's mail".
_PICKED = re.compile(
    rf"(?P<name>{PICKED}[\w'-]{{1,20}}(?: [\w'-]{{1,20}}){{2,11}}?,? (?:at|@|on|with|then) (?:the |a |my )?{BRAND}"
    r"(?: (?:one|account|address))?)(?!\w)"
)


def _odd(name: str) -> bool:
    return not usual(name) and not INFLECTED.search(name)


# "a.n.n.@.m.a.i.l...c.o.m", "a-n-n @ m-a-i-l . c-o-m": letters with signs between them on both sides of the @.
_APART = r"[\s._*~/-]{1,4}"
_STRUNG = re.compile(
    rf"(?<![\w@])[a-z0-9]{{1,2}}(?:{_APART}[a-z0-9]{{1,2}}){{2,30}}(?:{_APART})?@(?:{_APART})?[a-z0-9](?:{_APART}[a-z0-9]{{1,2}}){{3,30}}(?![\w@])"
)
_ENDED = re.compile(r"[a-z0-9]{3,30}@[a-z0-9]{2,28}(?:com|couk|net|org|acuk|orguk|me|edu)\Z")


def scraps(text: str) -> list[tuple[int, int]]:
    """Addresses at a known provider whose letters stand in scraps, or anywhere if all stand apart by signs."""
    places = [
        match.span()
        for match in _STRUNG.finditer(text)
        if _ENDED.match(re.sub(r"[^a-z0-9@]", "", match.group())) and re.search(r"[._*~/-]", match.group())
    ]
    for match in _SCRAPS.finditer(text):
        pieces = [
            (piece.start() + match.start(), piece.end() + match.start()) for piece in re.finditer(r"\S+", match.group())
        ]
        at = next(place for place, (start, end) in enumerate(pieces) if "@" in text[start:end])
        for last in range(len(pieces), at, -1):
            first = at
            while first and _scrap(text[slice(*pieces[first - 1])]):
                first -= 1
            whole = "".join(text[start:end] for start, end in pieces[first:last])
            name, _, host = text[slice(*pieces[at])].partition("@")
            hung = name and (host or last - at > 3) and _OTHER_WHOLE.fullmatch(whole)
            if last - first > 1 and (_WHOLE.fullmatch(whole) or hung):
                places.append((pieces[first][0], pieces[last - 1][1]))
                break
    return places


def _scrap(piece: str) -> bool:
    """May this be part of a word in scraps rather than a word of the sentence?"""
    return piece not in _LITTLE if len(piece) <= 2 else not usual(piece)


_LITTLE = frozenset({"is", "me", "at", "on", "my", "to", "it", "im", "so", "or", "in", "us"})


def _user(name: str) -> bool:
    """Is it shaped like a user name (figures or signs), and no time, course or file?"""
    if TIMEISH.match(name) or _FIGURED.fullmatch(name) or re.search(r"\.(?:com|net|org|uk|pdf|docx?|js|py)\Z", name):
        return False
    stem = re.sub(r"[\d._-]+\Z", "", name)
    shaped = re.search(r"\d|[a-z][._][a-z]|_", name) is not None
    return (
        shaped
        and len(stem) >= 3
        and ("_" in name or "." in name or not usual(stem))
        and not ("." in name and all(usual(part) or INFLECTED.search(part) for part in name.split(".")))
    )
