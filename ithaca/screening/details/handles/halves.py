"""The other half of a user name: an earlier message gave one beside a platform ("insta is tavi", "two words, sleepy"), or
by itself ("tavi_"), and this one holds the rest with what says so ("followed by .bakes", "bakes77 thats the whole insta")."""

from __future__ import annotations

import re

from ithaca.screening.lists.platforms import PLATFORM
from ithaca.screening.lists.usernames import COUNTED, INFLECTED, TEXTISH, TIMEISH, usual
from ithaca.screening.types import Finding
from ithaca.screening.views.fold import Folded

_MOST_WORDS = 12
_SIGN = r"(?:dot|full stop|underscore|under score|dash|hyphen)"
_WHERE = (
    rf"(?:{PLATFORM}|user ?name|user|handle|gamer ?tag|tag|ign|gt|@|(?:name|called) (?:on )?(?:there|here|it)|i go by"
    r"|(?:gaming|online|screen|display|player) name)"
)
_PART = r"(?:half|bit|part|piece|word|chunk)"
_ORDER = r"(?:second|2nd|other|last|final|next|first|1st)"
_PUT = r"(?:add|put|stick|whack|chuck|bung|pop|tack|slap)"
_ENDS = r"(?:ends?|ending|finish(?:es)?|closes?)"
_BEGINS = r"(?:starts?|begins?|opens?)"
_BITS = r"(?:bits|parts|halves|pieces|chunks)"
# "on insta look for tavi", "snap in 2 bits. cookie": a platform, and a piece at the end of the message.
_OPENING = re.compile(
    rf"(?<!\w)(?P<where>{_WHERE})(?:'?s)?(?!\w)(?P<between>[^?!\n]{{0,48}}?)(?<![\w.@-])@?(?P<half>[a-z0-9_.][\w.-]{{0,24}})"
    rf"(?:,? \(?(?:lol|haha|ok|x+|no caps|one word|(?:{_ORDER}|front) {_PART}))?"
    r"(?P<more> (?:n|and|then|and then|with|w|plus))?\W{0,3}\Z"
)
# What stands before that piece.
_LINK = re.compile(
    rf"(?:\A\W*|[:=,.>'\"(-]\s*|\b(?:is|it'?s|i'?m|i am|{_BEGINS}|{_ENDS}|with|w|goes|for|search(?: up)?|look (?:for|up)|find"
    r"|add|as|under|called|name|user|id|at|then|and|first|last|half|bit|part|pt|word|one|two|[12]|off|me|type) ['\"(]?)\Z"
)
# "on discord with tavi", "teams with tavi": people that one is with, unless a name is spoken of.
_WITH = re.compile(r"\b(?:with|w|for|to|at|me|and|then|off) ['\"(]?\Z")
_OF_A_NAME = re.compile(
    rf"\b(?:{_BEGINS}|{_ENDS}|search|look|find|type|first|half|go(?:es)?|name|user|tag|handle|@)\b|[:=]"
)
# Names of other things too.
_AMBIGUOUS = re.compile(
    r"(?:teams|zoom|line|switch|signal|steam|hoop|threads|halo|tag|ea|epic|apex|clash|hinge|smule)\Z"
)
# "tavi on snap", "tavi is my insta"
_HALF_FIRST = re.compile(
    rf"\W*(?:(?:it'?s|i'?m|add|search|find) )?@?(?P<half>[a-z][\w.-]{{1,24}}),? (?:is my|is me on|over on|on my|on|for|thats my)"
    rf" (?:the )?{_WHERE}\W*"
)
# "add me tavi", "search tavi"
_INVITED = re.compile(
    r"\W*(?:(?:ok|so|u|you|just|n|then|and|go|its) ){0,3}(?:(?:add|find|search|follow|dm|msg) me(?:,? (?:im|its|as|at))?"
    r"|search(?: up| for)?|look (?:for|up)|type(?: in)?) @?(?P<half>[a-z][\w.-]{1,24})\W*"
)
# "first half tavi", "1. tavi": no platform, and so it may be a half of a match too.
_FIRST_ONE = re.compile(
    rf"\W*(?:the |my )?(?:(?:first|1st) {_PART}|(?:part|pt|bit|half) ?(?:one|1)|1(?=[.):]))"
    r"(?: is|'s)?[.):,]{0,2} ['\"]?(?P<half>[a-z][\w.-]{1,24})\W*"
)
# "my snap is in two bits"
_IN_BITS = re.compile(rf"\b(?:two|2|three|3|few|in) (?:{_BITS}|words|goes|msgs|messages)\b")
# What says that a piece is one of several.
_ANNOUNCED = re.compile(
    rf"\b(?:{_ORDER}|opening|front|back) (?:{_PART}|letters)\b|\bhalf\b|\b(?:{_BEGINS}|{_ENDS})\b"
    rf"|\b(?:pt|part|bit|half) ?(?:1|one)\b|\b(?:goes|comes) first\b|{_IN_BITS.pattern}"
)
_ENDS_ON_PLATFORM = re.compile(
    rf"(?<!\w){_WHERE}(?:'?s)?(?: (?:is|its|it's|im|name|user|me|add|coming|incoming))*\W{{0,4}}\Z"
)
_PIECE = r"(?:[a-z0-9][\w.-]{0,24}|#\s?(?:\d{3,6}|[a-z]{2,4}\d{0,2})|[._-][a-z0-9][\w.-]{0,24}|[._-])"
_ALONE = re.compile(
    rf"(?:\W{{0,3}}emo[a-z]{{3,8}}\s)?\W{{0,3}}?(?:(?:then|and|n|its) )?(?P<half>@?{_PIECE}|{_SIGN})\s*"
)
# Words before the rest of a name, and after it.
_LEADS = (
    r"(?:(?:and|then|n|a|an|so|ok|but|its|it's|is|the|just|now|u|you|to|of|that|thats|that's|it|my|rest|remaining|plus|type|write"
    rf"|{_PUT}|{_ORDER}|{_PART}|pt|(?:pt|part|bit)[1-3]|two|2|three|3|{_ENDS}|{_BEGINS}|continues|carries on|front"
    r"|beginning|with|w|in|on|by|oh|sorry|missed|forgot|need|needs|also|birth|year|age|lucky|fave?|shirt|house|followed|follows|after|afterwards|before|straight|right|directly|comes|goes|finally|end|name|numbers?|user)[,:=.)]?\s)"
)
_TRAILS = (
    r"(?:[,:]?\s(?:(?:on|for|is|=|n|and|thats|that's|my|the|whole|full|thing|over|of) ){0,6}"
    rf"(?:{_WHERE}|there|app|site|name)(?!\w)"
    r"|[,:.]?\s(?:on|at|to|in) (?:the )?(?:end|front|start|back|beginning|it)\b|[,:]? to finish\b"
    r"|,? \(?(?:all )?(?:together|joined(?: (?:on|up|together))?|(?:one|1) word|no (?:spaces?|gaps?)|altogether"
    r"|(?:stuck|squashed) (?:on|together))\b|,? (?:and|with) nothing (?:in )?between(?: them)?\b"
    r"|[,:]? (?:put|stick|join|shove|smush) (?:em|them|both|the two|it) together\b"
    r"|,? (?:goes |comes |is |straight |right |directly )*(?:after|before|behind|in front)(?: of)?(?: (?:it|that|this))?\b"
    rf"|,? (?:goes|comes|is) (?:{_ORDER}|on)\b|,? (?:added|tacked on|boom|there u go)\b"
    rf"|,? (?:is |thats |that's )?(?:the )?(?:{_ORDER} {_PART}|rest)\b|,? (?:part|pt) (?:two|2|three|3)\b"
    r"|,? (?:thats|that's) (?:it|all|all of it|the lot|me|everything|the whole (?:thing|name|one))\b|,? too\b"
    r"|[,.]? (?:(?:now )?(?:search|add|find)(?: me| it| that| for (?:it|that))?|lol|haha|x+|ok|btw|hmu|pls|please)\b)"
)
_REST = re.compile(
    rf"(?:\W{{0,3}}emo[a-z]{{3,8}}\s)?\W{{0,3}}?(?P<lead>{_LEADS}{{0,8}})['\"(]?"
    rf"(?P<name>(?:(?:double|two|2) )?{_SIGN}s?,?(?: (?:and |then )?{_SIGN})?(?: [a-z0-9]{{1,16}}){{1,2}}"
    rf"|{_PIECE}(?: {_SIGN} [a-z0-9]{{1,16}}){{0,2}})"
    rf"(?:(?:,? (?:and then|and|then|n|plus))? (?P<figures>\d{{1,4}}))?['\")]?(?P<trail>{_TRAILS}{{0,5}})\W{{0,3}}"
)
# What says that it is the rest, before it and after it.
_SECOND = rf"{_ORDER}(?: {_PART})?|(?:pt|part|bit|half) ?(?:2|two|3|three)"
_TOLD = re.compile(
    r"\b(?:then|plus|(?:and|the|n) numbers?|forgot|missed|needs?|continues|carries on|rest|remaining"
    rf"|followed|follows|finally|after|before|{_ENDS}|{_PUT}|{_BEGINS}|{_SECOND})(?!\w)"
)
_FIRMLY = re.compile(
    rf"\b(?:followed by|the word|rest|it ends|{_ENDS} (?:it )?(?:with|in|off)|(?:then|and) {_PUT}|{_SECOND})(?!\w)"
)
_JOINED = re.compile(
    rf"\b(?:end|after|before|front|together|altogether|joined|spaces?|gaps?|{_PART}|rest|between|tacked|added|whole|to finish"
    rf"|(?:goes|comes) (?:on|{_ORDER}))\b"
)
# "no gaps": pieces are to be put together.
_SHUT = re.compile(r"\b(?:together|altogether|joined|word|spaces?|gaps?)\b")
# "u know my surname": a half that is not written.
_KNOWN = re.compile(
    r"\b(?:my (?:(?:first|last|full|middle|sur|nick|real|portal) ?name|initials|dog'?s name|cat'?s name)"
    r"|(?:what|how) (?:they|u|you|everyone) calls? me)(?: (?:right|yeah|ok|first|then|and|is first|goes first|to start))?\W*\Z"
)
# 'look up "tavi" on insta but thats only half'
_ONLY_HALF = re.compile(
    r"\b(?:only|just) (?:the )?(?:first |1st |one )?(?:half|part|bit|start|beginning)\b|\bnot (?:all|the whole|the end) of it\b"
)
_WORD = re.compile(r"(?<![\w@.'-])[a-z][\w.-]{1,24}\w")
# "no wait theres more", between two pieces.
_MORE = re.compile(
    r"\W*(?:(?:no|wait|hang|hold|on|theres|there's|more|sec|one|a|1|min|ready|u|you|still|there|got|it|that|nearly|not|done|finished"
    r"|yet|ok|and|but|so|lol|next|bit|coming|incoming)\W+){1,7}"
)
# "thats the first bit of my insta", after the bit itself.
_SAYS_HALF = re.compile(
    rf"\W*(?:(?:that'?s|is|its) )?(?:only |just )?(?:the )?(?:(?:{_ORDER} )?{_PART}|first|start|beginning|front|end|back)"
    rf" (?:of|for|to) (?:my )?{_WHERE}(?: name)?\W*"
)
# "tt name: ona": a word given as a name, whatever it is.
_AS_NAME = re.compile(r"\b(?:name|user|handle|tag|ign)(?: is|'s| ?[:=])? ?[\w.-]{2,24}\W*\Z")
_PLATFORM_LAST = re.compile(rf"(?<!\w){_WHERE}(?!\w)")
_NO_NAMES = frozenset(
    word
    for line in (
        "ok okay yes yeah yep no nope nah lol haha hahaha thanks thx ty cool great sorry bye hi hey hello done good",
        "nice fine sure what why when who how wait later soon tomorrow today please pls idk maybe same true oops ready tho",
        "and so rest next bit part half me it that this there here down up off on dot underscore dash hyphen",
        "private broken dead gone shut banned locked deleted hacked slow bad fun boring new old mine yours theirs",
    )
    for word in line.split()
)
_SLANG = re.compile(
    r"(?:l+o+l+[sz]?|l+m+f*a+o+|rofl|omg+|p?h+e+w+|a+y+e*|y+[hx]*|ngl|tbh|brb|gtg|g2g|idc|idek|nvm|smh|wdym|fr+|ikr|tysm"
    r"|t+y+|so+z+|ya+s+|wo+|ya+y+|m*h+m+|u+[hm]+|u+g+h+|a+w+|e+h+|o+[hf]+|a+h+|o+p+s*|wo+w+|bru+h+|bro+|jk|k+|yu+p+|xd+"
    r"|w[bh]u|hbu|(?:ha|he|ja)+h?|(\w)\1{2,})"
)
_FILE = re.compile(r"\.(?:com|net|org|uk|pdf|docx?|pptx?|xlsx?|png|jpe?g|js|py|html?|csv|txt)\Z")


def other_half(folded: Folded, context: list[Folded]) -> list[Finding]:
    """The rest of a user name in this message, whose beginning (or end) one of the last four held."""
    text = folded.text
    if not context or len(text) > 120 or len(text.split()) > _MOST_WORDS:
        return []
    match = _REST.fullmatch(text)
    if match is None:
        return []
    half = _half(context, _PLATFORM_LAST.search(match["trail"]) is not None)
    if half is None or not _fits(match, *half):
        return []
    end = match.end("figures") if match["figures"] else match.end("name")
    name = text[match.start("name") : end].rstrip(".-")
    return [Finding(*folded.span(match.start("name"), match.start("name") + len(name)), "HANDLE", "split", "handle")]


def _half(context: list[Folded], placed: bool) -> tuple[str, int] | None:
    """The half that an earlier message gave, and how firm it is: 0 a word of any use, 1 one of no other use by a platform,
    2 announced as a half. Between the two there are scraps only. `placed`: this message names the platform."""
    scraps: list[str] = []
    announced = False
    for message in reversed(context[-4:]):
        text = message.text.strip()
        if len(text) > 100 or len(text.split()) > _MOST_WORDS:
            return None
        opening = _OPENING.search(text)
        found = opening if opening and _LINK.search(opening["between"]) else None
        found = found or _HALF_FIRST.fullmatch(text) or _INVITED.fullmatch(text)
        if found is not None and _is_half(found["half"]):
            firm = _firmness(text, found["half"], scraps, found is opening or placed)
            if found is opening and firm == 1 and not _OF_A_NAME.search(text):
                firm = int(not (_WITH.search(opening["between"]) or _AMBIGUOUS.match(opening["where"])))
            return found["half"], 3 if firm and found is opening and opening["more"] else firm
        if first := _FIRST_ONE.fullmatch(text):
            return (first["half"], 2 if placed else 0) if _odd(first["half"]) else None
        if scraps and _ENDS_ON_PLATFORM.search(text):
            return scraps[-1], int(_odd(scraps[-1]))
        if _KNOWN.search(text):
            return text, 2 if placed else 1
        if _ONLY_HALF.search(text) and _PLATFORM_LAST.search(text):
            return next(((word, 2) for word in _WORD.findall(text) if _odd(word) or "." in word), None)
        if _MORE.fullmatch(f"{text} "):
            continue
        if _SAYS_HALF.fullmatch(text):
            placed = announced = True
            continue
        alone = _ALONE.fullmatch(text)
        if alone is None:
            break
        scraps.append(alone["half"])
    marked = [scrap for scrap in scraps if len(scrap) > 2 and _MARKED.search(scrap)]
    if marked and (placed or marked[0].endswith(("_", ".", "-"))):
        return marked[0], 1
    odd = [scrap for scrap in scraps if _odd(scrap) and len(scrap) > 2]
    if announced and scraps:
        return scraps[0], 2
    joined = len(odd) > 1 or not _JOINERS.isdisjoint(scraps)
    return (odd[0], 3 if joined else 0) if placed and odd else None


_JOINERS = frozenset(("plus", "then", "and", "n", "dot", "underscore", "dash", "hyphen"))


_SIGN_SAID = re.compile(rf"(?:(?:double|two|2) )?{_SIGN}s?,? |#")
_MARKED = re.compile(r"_|[a-z]\.|\A[.@]")


def _firmness(text: str, half: str, scraps: list[str], beside: bool) -> int:
    """How firm a half is that stands at the end of `text`, with `scraps` since."""
    if _IN_BITS.search(text) or (_ANNOUNCED.search(text) and half.endswith("_")):
        return 3
    if scraps and beside and not _NO_NAMES.issuperset(scraps) and (_odd(half) or _odd(scraps[0])):
        return 3
    if _ANNOUNCED.search(text):
        return 2
    return int((_odd(half) and beside) or (len(scraps) > 0 and _AS_NAME.search(text) is not None))


def _is_half(half: str) -> bool:
    return half not in _NO_NAMES and re.fullmatch(PLATFORM, half) is None and not TIMEISH.match(half)


def _odd(word: str) -> bool:
    """A word of no other use?"""
    word = word.removeprefix("@")
    if word in _NO_NAMES or usual(word) or INFLECTED.search(word) or _SLANG.fullmatch(word):
        return False
    return any(map(str.isalpha, word))


def _fits(match: re.Match[str], half: str, firm: int) -> bool:
    """May what this message holds be the rest of a name of which `half` is known, and how firmly?"""
    name, lead, trail = match["name"], match["lead"], match["trail"]
    told = _TOLD.search(lead) is not None or _JOINED.search(trail) is not None
    placed = _PLATFORM_LAST.search(trail) is not None
    if (
        name in _NO_NAMES
        or re.fullmatch(PLATFORM, name.rstrip("0123456789"))
        or (name[0].isalnum() and _FILE.search(name))
    ):
        return False
    if _SIGN_SAID.match(name):
        return firm > 0 or told or placed
    if name.isdigit():
        return len(name) <= 4 and not match["figures"] and firm > 0 and (told or placed)
    if name[0] in "._-":
        return firm > 0 or told or placed or not usual(half)
    if TIMEISH.match(name) or COUNTED.fullmatch(name):
        return False
    if TEXTISH.search(name):
        return (firm > 0 or told or placed) and not all(usual(part) for part in re.split(r"[._-]", name))
    if not name.isalpha() or match["figures"]:
        return (firm > 0 and told and _odd(name)) or _SHUT.search(trail) is not None
    if firm == 0 or _SLANG.fullmatch(name):
        return False
    if (half.endswith("_") or half.startswith("@")) and (told or placed):
        return True
    if _FIRMLY.search(lead) or _JOINED.search(trail):
        return not INFLECTED.search(name)
    return (firm > 2 and not lead and (placed or not trail)) or (
        _odd(name) and len(name) > 1 + (not placed) and (told or placed or not (lead or trail))
    )
