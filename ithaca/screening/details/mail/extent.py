"""Where the name of an e-mail address begins: what a pattern took along left out, what it missed taken in."""

from __future__ import annotations

import re

from ithaca.screening.details.postcodes.find import LETTER_NAMES
from ithaca.screening.lists.usernames import FIRST_NAMES, usual

NOT_NAMES = frozenset(
    word
    for line in (
        "register apply visit enrol book read more details info online website page site link form forms guide again",
        "works work working worked is am was are be look looking meet me job jobs the a an it its file files calendar folder",
        "him her them us you email emails mail account accounts up log logged login sign signed in on at to from by for",
        "inbox address back go going got had has have my your our free new use using used better open opened set team",
        "someone friend sister brother mum dad role apprentice apprenticeship placement internship training course based",
        "interview meeting day hq office available search searched app called and or but not still stuck good best only",
        "down here there send sent reach contact him find found get attach attachment document docs save saved than over",
        "via with like about when while what where put typed type adverts stay live just do did does check checked start",
        "microsoft",
    )
    for word in line.split()
)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out words before the name that the pattern took along ("is leah", "to leah"), and where a message begins
    with one or two words of no other use take those along ("sam kx zero seven at ...")."""
    while (letter := _LETTER_BEFORE.search(text, max(0, start - 24), start)) is not None:
        start = letter.start()
    said = _SAID_BEFORE.search(text, max(0, start - 80), start)
    start = said.start() if said is not None else start
    if (lines := _LINES_BEFORE.search(text, max(0, start - 60), start)) is not None and "\n" in text[start:end]:
        start = lines.start("name")
    while (name := _NAME_BEFORE.search(text, max(0, start - 24), start)) is not None and not usual(name[1]):
        start = name.start()  # "its ann other oh six at ...": a first name before the last
    if (named := _FIRST_NAMED.match(text, start)) is not None and named["first"] in FIRST_NAMES:
        called = _WORD_BEFORE.search(text, max(0, start - 24), start)
        if called is not None and called[1] not in NOT_NAMES and called[1] not in _NOW:
            start = called.start()
    if (led := _LED.search(text, max(0, start - 60), start)) is not None and _SAID_SIGN.match(text, start):
        words = led["words"].split()
        if NOT_NAMES.isdisjoint(words) and _NOW.isdisjoint(words):
            start = led.start("words")
    opening = text[:start].split()
    odd = bool(opening) and not usual(opening[0]) and NOT_NAMES.isdisjoint(opening) and _NOW.isdisjoint(opening)
    if odd and len(opening) <= 2 and text[:start].replace(" ", "").isalpha():
        start = len(text[:start]) - len(text[:start].lstrip())
    while True:
        word, _, rest = text[start:end].partition(" ")
        if word not in NOT_NAMES or not rest or _SIGN_NEXT.match(rest):
            return start, end
        start += len(word) + 1


# "email me old ann" before "dot bakes at ...": words of a name behind what leads up to it.
_LED = re.compile(
    r"\b(?:e-?mail|mail|write to|contact|message|reach|addy|address|(?:my|the) one|mine'?s?)(?: me| is| it)?(?: at| on| is|:)? "
    r"(?P<words>[a-z][a-z'-]{1,12} (?:[a-z][a-z'-]{1,12} )?)\Z"
)
_SAID_SIGN = re.compile(r"[a-z0-9'-]{1,20} (?:dot|underscore|hyphen|dash) ")
_NOW = frozenset(
    ("today", "tomorrow", "tonight", "later", "instead", "then", "soon", "please", "pls", "or", "it", "is")
)
# "digger" before "tom ninety at ...": what a first name is called by, where a figure is said after it.
_WORD_BEFORE = re.compile(r"(?<=[a-z] )([a-z]{2,14}[a-rt-z]) \Z")
_FIRST_NAMED = re.compile(
    r"(?P<first>[a-z]{2,12}) (?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]{3,5}teen"
    r"|[a-z]{3,5}ty|hundred|thousand|and|double|\d{1,4}) ){1,6}at "
)
_SIGN_NEXT = re.compile(r"[\[({<]\s?(?:at|a|@)\s?[\])}>]")
# "ann dot farm" before "girl at ...": a name of several words with a sign said in it.
_SAID_BEFORE = re.compile(
    r"(?<![\w.@'])[a-z0-9][\w'-]{0,20}\s(?:(?:dot|underscore|hyphen|dash)\s[a-z0-9]{1,20}\s){1,3}(?:[a-z0-9]{1,20}\s){0,2}\Z"
)
# "ann" and "bakes" on lines of their own before "@gmail": the name in pieces, one a line.
_LINES_BEFORE = re.compile(r"(?:\A|\n)[^\S\n]*(?P<name>(?:[a-z0-9_.-]{1,20}\s?\n[^\S\n]*){1,4})\Z")
_NAME_BEFORE = re.compile(r"(?<![\w.@'])([a-z]{3,20}) \Z")
# The name of a letter or a sign said aloud, before what was found: "kay eye ee are ay en at ...", "kai double a nine
# at ...", "a for apple nn at ...".
_SPOKEN = sorted(set(LETTER_NAMES) - {"be", "see", "sea", "tea", "es"}, key=len, reverse=True)
_LETTER_BEFORE = re.compile(
    rf"(?<![\w'])(?:(?:double|treble|triple) [a-z]|(?P<letter>[a-z]) (?:for|as in) (?P=letter)[a-z]{{2,12}}"
    rf"|{'|'.join(_SPOKEN)}|double[ -]u|[b-hj-z]|[ai](?=,)|zero|nought|oh|one|two|three|four|five|six|seven|eight|nine"
    r"|hundred|thousand|(?:hundred|thousand) and|ten|twenty|dot|underscore|dash)[\s,]{1,2}(?:(?:then|and) )?\Z"
)
