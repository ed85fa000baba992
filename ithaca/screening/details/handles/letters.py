"""User names spelled in the names of letters: "snap aitch ay zed zed underscore ten", "tee ess kay oh on tiktok"."""

from __future__ import annotations

import re

from ithaca.screening.lists.numbers import SAID
from ithaca.screening.lists.platforms import PLATFORM
from ithaca.screening.lists.usernames import usual

# Names of letters that are hardly ever words of a sentence.
_SURE = (
    r"(?:tee|ess|h?aitch|zed|zee|kay|jay|dee|gee|cee|pee|cue|queue|vee|eff?|ell?|em|en|ar|bee|ay|ee|ecks|eks|wye"
    r"|double[ -]?(?:u|you)|dubya|alpha|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliett?|kilo|lima|mike|november"
    r"|oscar|papa|quebec|romeo|sierra|tango|uniform|victor|whiske?y|x-?ray|yankee|zulu)"
)
_OTHER = (
    rf"(?:{SAID}|see|sea|are|you|why|be|tea|eye|ex|ewe|yew|arr|aye|dot|underscore|under score|dash|hyphen"
    r"|(?:capital |big |little |small )?[a-z]|\d{1,4})"
)
_TOKEN = rf"(?:(?:double|treble|triple) )?(?:{_SURE}|{_OTHER})"
_ROW = re.compile(rf"(?<![\w'-]){_TOKEN}(?:[ ,-]{{1,2}}(?:then |and )?{_TOKEN}(?![\w'])){{3,30}}")
_SURE_ONE = re.compile(rf"(?<![\w'-]){_SURE}(?![\w'])")
_THREE = re.compile(rf"(?<![\w'-]){_SURE}[ ,-]{{1,2}}")
_OPENING = re.compile(
    rf"(?<!\w)(?:{PLATFORM}|user ?name|user|handle|gamer ?tag|tag|ign|screen name)(?!\w)[^.?!\n]{{0,24}}\Z"
)
_CLOSING = re.compile(
    rf",? (?:(?:is|for|over|me|that'?s) )?(?:on |my |me on )?(?:the |my )?(?:{PLATFORM}|there|everything|[a-z]+ app)"
    rf"(?!\w)"
)
_LESSON = re.compile(r"\b(?:letters?|alphabet|phonics|spelling|notes?|chords?|grades?|initials?|vowels?|scrabble)\b")


def lettered(text: str) -> list[tuple[int, int]]:
    """Where names of letters in a row, three of them unmistakable, are a user name by the platform beside them."""
    if _THREE.search(text) is None or _LESSON.search(text):
        return []
    places = []
    for match in _ROW.finditer(text):
        word = _WORD_LAST.match(text, match.end()) if _SIGN_LAST.search(match.group()) else None
        start, end = match.start(), word.end() if word else match.end()
        more = _SYLLABLE.match(text, end)
        if more is not None and not usual(more["part"]) and not _IS_PLATFORM.fullmatch(more["part"]):
            end = more.end()
        beside = _OPENING.search(text, max(0, start - 48), start) or _CLOSING.match(text, end)
        if beside and _is_spelled(match.group()):
            places.append((start, end))
    return places


# "tee ess kay underscore" and then "bakes".
_SIGN_LAST = re.compile(r"\b(?:dot|underscore|under score|dash|hyphen)\Z")
_WORD_LAST = re.compile(r" [a-z0-9]{2,15}(?!\w)")


# "tee ess kay" and then "ree ell oh": a syllable of the name among its letters.
_SYLLABLE = re.compile(rf" (?P<part>[a-z]{{2,6}})(?:[ ,-]{{1,2}}{_TOKEN}(?![\w'])){{1,12}}")
_IS_PLATFORM = re.compile(PLATFORM)
# Letters by themselves that are no words and stand for none.
_BARE = re.compile(r"(?<![\w'-])[d-hjl-mopqst-tv-wyz](?![\w'-])")


# "Dee, Kay and Em on teams": letters by which people are called.
_PEOPLE = frozenset("dee jay kay em bee ell vee charlie mike oscar victor juliet romeo india sierra".split())  # noqa: SIM905


def _is_spelled(row: str) -> bool:
    """Are three names of letters in the row unmistakable, and is it no list of people?"""
    sure = _SURE_ONE.findall(row)
    told = len(sure) >= 3 or (len(sure) > 0 and len(_BARE.findall(row)) >= 3)
    return told and not (("," in row or " and " in row) and _PEOPLE.issuperset(sure))
