"""Links of which more is said than their end: a start read aloud, a host of several words, a path of several words."""

from __future__ import annotations

import re

from ithaca.screening.lists.numbers import SAID
from ithaca.screening.lists.usernames import INFLECTED, usual
from ithaca.screening.sought import sought

_ENDING = (
    r"(?:com|net|org|uk|io|gg|edu|gov|info|biz|eu|ie|tv|ly|ee|gl|fm|example|dev|xyz|wales|scot|london|cymru|app|ai|co|me"
    r"|page|link"
    r"|site|online|blog|shop|cafe|studio|art)"
)
_DOT = r"(?:\s?\.\s?|\s?dot(?=(?:com|org|net)\b)|\s?[\[({<]?\b(?:dot|stop)\b[\])}>]?\s?)"
_LABEL = r"[a-z0-9][a-z0-9-]{0,40}"
_SLASH = r"(?:\s?/\s?|\s?[\[({<]\s?/\s?[\])}>]\s?|\s?[\[({<]?\b(?:(?:forward )?slash|stroke)\b[\])}>]?\s?)"
_STEP = r"[\w@~%?=&.+-]{1,60}"
_PATH = rf"(?:{_SLASH}{_STEP}){{0,4}}"
# "https://ann draws dot example slash me": behind a start several words may be the name of the host.
_STARTED = sought(
    rf"(?<![a-z0-9])(?:https?://\s?|www(?:\s?\.|\sdot\b)\s?){_LABEL}(?:(?:\s|{_DOT}|\s(?:dash"
    rf"|hyphen|-)\s){_LABEL}){{0,6}}?{_DOT}{_ENDING}"
    rf"(?![a-z0-9])(?:{_DOT}(?:{_ENDING}|uk)(?![a-z0-9]))?{_PATH}"
)
# "brightloom . example / press": a host in pieces with a path.
_SPACED = sought(
    rf"(?<![\w@.])(?P<name>[a-z0-9][a-z0-9-]{{1,40}})(?:\s\.\s?|\.\s|\s?\[\.\]\s?"
    rf"|\s?\(\.\)\s?)(?:{_LABEL}(?:\s?\.\s?)){{0,2}}(?:com|co|org|net|io|gg|example|uk|dev)"
    rf"(?![a-z0-9])(?:{_SLASH}{_STEP}){{1,4}}"
)
# A step of a path that is no word: "hms-bio-7".
_ODD_STEP = re.compile(rf"{_SLASH}(?=[\w@~%?=&.+-]*[\d_-])[\w@~%?=&.+-]{{4,60}}")
# "annbakes point example stroke prices": a dot said as it is read in numbers.
_POINTED = sought(
    rf"(?<![\w.@])(?P<name>[a-z0-9][a-z0-9-]{{2,40}}) (?:point|period|full stop) (?:(?:co|org|ac) (?:point|period"
    rf"|full stop) uk|com|org|net"
    rf"|example|io|me|ee|ly|gg)(?![a-z0-9])(?:{_SLASH}{_STEP}){{1,4}}"
)
# "bit ly slash goats9", "tinyurl com slash ann": a shortener whose dot is left out.
_DOTLESS = sought(
    r"(?<![\w.])(?:bit(?: point |[ _*,-])ly|tiny ?url(?: point)? com|linktr(?: point |[ _*,-])ee|discord(?: point "
    r"|[ _*,-])gg|chat whatsapp com"
    r"|youtu(?: point |[ _*,-])be|(?:t|wa)(?: point |[ _*,-])me|link ?tree|calendly|paypal me"
    r"|ko-?fi|patreon|tinyurl)"
    r"\s?(?:/|\b(?:forward )?slash\b)\s?[\w@~%?=&.+-]{3,60}"
    r"|(?<![\w.])snap ?chat (?:dot )?com (?:slash )?add (?:slash )?(?!me\b|friends?\b|people\b|someone\b)[\w.-]{4,30}\w"
    r"|(?<![\w.])(?:(?:t|wa) ?\. ?m ?e|disc[o0]rd ?\. ?gg|zoom ?\. ?us)(?: ?/ ?[\w@~%?=&+-]{1,60}){1,3}"
)
_FINISHED = re.compile(rf"{_DOT}{_ENDING}(?![a-z0-9])")
_PATH_AHEAD = re.compile(
    r"(?P<more>(?:\s[a-z0-9-]{2,20}){1,4}?)(?:,?\s(?:sub|subscribe|follow|lol|haha|x+|pls|please|thx|thanks|innit"
    r"|btw|(?:type|put|pop|bung|stick) (?:it|that) in(?:to (?:google|chrome|safari))?|(?:check|search|look) (?:it"
    r"|that) (?:out|up)"
    r"|(?:have|take|av) a look|(?:click|tap|try|google|open) (?:it|that)|(?:no|without|minus the) (?:spaces?"
    r"|gaps?)|(?:all )?(?:one|1) word|all together|joined up)){0,3}\W*\Z"
)
_SAID_LAST = re.compile(r"(?:\b(?:slash|stroke)[\])}>]?|\s/)\s(?P<at>at\s)?[a-z0-9-]{1,30}\Z")


def said(text: str) -> list[tuple[int, int]]:
    """Where such links stand in a folded text (or a view of one)."""
    places = []
    if "www" in text or "://" in text:
        places += [match.span() for match in _STARTED.finditer(text) if _named(match.group())]
    if "/" in text or "slash" in text or "stroke" in text or " com add" in text:
        places += [
            (match.start(), path_end(text, *match.span()))
            for match in _SPACED.finditer(text)
            if not usual(match["name"]) or _ODD_STEP.search(match.group())
        ]
        places += [(match.start(), path_end(text, *match.span())) for match in _DOTLESS.finditer(text)]
        places += [
            (match.start(), path_end(text, *match.span()))
            for match in _POINTED.finditer(text)
            if not usual(match["name"])
        ]
    return places


def _named(found: str) -> bool:
    """More than a start and one ending: "www dot com" and "www.me" are talk about links."""
    body = re.sub(r"\A(?:https?://\s?|www(?:\s?\.|\sdot\b)\s?)", "", found)
    return _FINISHED.match(body) is None and re.match(r"(?:is|and|or|was|at|means|the)\b", body) is None


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """A link of words with the rest of its host before it and, where its path is said at the end of a message, of its path."""
    words = [(match.start(), match.group()) for match in _WORDS.finditer(text, max(0, start - 40), start)]
    led = _HOST_LED.search(text, max(0, start - 60), start)
    if led is not None and led["word"] not in _SHORT and not _BEGINS.match(text, start):
        return led.start("word"), path_end(text, start, end)
    opening = text[:start].split()
    if len(opening) == 1 and " . " in text[start:end] and opening[0].isalpha() and opening[0] not in _SHORT:
        start = text.index(opening[0])
        words = []
    while words and text[words[-1][0] : start].strip() == words[-1][1] and _piece(words[-1][1]):
        start, last = words.pop()
        if len(last) <= 2 and words and words[-1][1] not in _SHORT and len(words[-1][1]) <= 6:
            start = words.pop()[0]  # "rust y", "mud dy": the piece before may well be a word
    return start, path_end(text, start, end)


def path_end(text: str, start: int, end: int) -> int:
    """Where a link ends whose path is said in words, letters and figures."""
    while said_sign := _SIGN_IN_PATH.match(text, end):
        end = said_sign.end()
    if (last := _SAID_LAST.search(text, start, end)) is not None:
        if (spelled := _SPELLED_ON.match(text, end)) is not None:
            end = spelled.end()
        rest = _PATH_AHEAD.match(text, end)
        furthest = 4 if last["at"] else 2  # "slash at three ducks one pond": a name, told as one
        if rest is not None and rest["more"].count(" ") <= furthest and not _TALK.search(rest["more"]):
            end = rest.end("more")
    return end


# "... slash malcolm hyphen hirst"; the code of a call, "/ kxr - tpmq - vno"
_SIGN_IN_PATH = re.compile(
    r" (?:hyphen|dash|underscore|under score) [a-z0-9]{1,30}(?![\w'])|(?: ?- ?[a-z]{3,4}){2}(?![\w'-])"
)
# "... slash nine q double two": letters and figures said one by one, with what else belongs to a number.
_SPELLED_ON = re.compile(
    rf"(?:,? (?:(?:double|treble|triple) )?(?:{SAID}|hundred|thousand|[b-hj-z]|\d{{1,5}})(?![\w'])){{1,24}}"
)
# "visit copper kettle" before "dot example", or at the beginning of a message: a host of two words.
_BEGINS = re.compile(r"h ?t ?t ?p|w ?w ?w")
_HOST_LED = re.compile(
    r"(?:\A\W*|\b(?:visit|type(?: in)?|go to|goto|site is|website is|link is|link:|it'?s|try|called"
    r"|my (?:blog|site|website|page|shop|portfolio)(?: is|:)?)\s(?:the\s)?)"
    r"(?P<word>[a-z0-9-]{2,15}) \Z"
)
_WORDS = re.compile(r"(?<![\w.'@])[a-z0-9]{1,20}(?=\s)")
_SHORT = frozenset(
    word
    for line in (
        "a i x u n r is it its on at to my me so go in of or an as be by do he if no up us we am the and for see are",
        "was has had but not you our his her get try use put add this that here link site page visit check type im",
        "http https enter google click tap load browse open",
    )
    for word in line.split()
)
_TALK = re.compile(
    r"\b(?:is|it|its|if|for|please|pls|lol|haha|thanks|when|where|has|and|or|to|the|x+|ok|if|btw|thats|that|there|works?"
    r"|then|with"
    r"|has|in|on|at|by|my|me|you|u|now|today)\b"
)


def _piece(word: str) -> bool:
    """May this be a piece of a name rather than a word of the sentence?"""
    if len(word) <= 3:
        return word not in _SHORT and not (len(word) == 3 and usual(word))
    return not usual(word) and not INFLECTED.search(word)
