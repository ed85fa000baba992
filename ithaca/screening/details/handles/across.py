"""User names whose platform was named in an earlier message of the same sender."""

from __future__ import annotations

import re

from ithaca.screening.details.handles.halves import other_half
from ithaca.screening.lists.platforms import PLATFORM
from ithaca.screening.lists.usernames import COUNTED, INFLECTED, TEXTISH, TIMEISH, common_words, usual
from ithaca.screening.types import Finding
from ithaca.screening.views.fold import Folded


def split_handles(folded: Folded, context: list[Folded]) -> list[Finding]:
    """A user name sent after a message that ended with the name of a platform ("my snap is", then the name)."""
    return _after_platform(folded, context) or other_half(folded, context)


def _after_platform(folded: Folded, context: list[Folded]) -> list[Finding]:
    words = folded.text.split()
    if not words or len(words) > 6:
        return []
    if tail := _tail(folded, context):
        return tail
    if context and _SIGN_LAST.search(context[-1].text) and (after := _AFTER_SIGN.fullmatch(folded.text)):
        return [Finding(*folded.span(*after.span("name")), "HANDLE", "split", "handle")]
    here = _SIGNED_HERE.fullmatch(folded.text)
    if here is not None and context and re.fullmatch(r"\W*[a-z][\w.]{2,20}\W*", context[-1].text):
        return [Finding(*folded.span(*here.span("name")), "HANDLE", "split", "handle")]
    if context and (more := _rest_of_real_name(folded, context[-1]) or _tag_alone(folded, context[-1])):
        return more
    rest = _REST_ON.fullmatch(folded.text) if context and _AT_ALONE.fullmatch(context[-1].text) else None
    if rest is not None and rest["name"] not in _REPLIES and not usual(rest["name"]):
        return [Finding(*folded.span(*rest.span("name")), "HANDLE", "split", "handle")]
    if not _opened(context):
        return []
    if signed := _SIGNED_WHOLE.fullmatch(folded.text):
        return [Finding(*folded.span(*signed.span("name")), "HANDLE", "split", "handle")]
    match = re.match(
        r"\W{0,3}(?:(?:its|it's|is|just|as|@|mines|mine's|mine is|mine|im|i'm|under|my user is|user is|name is|called"
        r"|ok|and|add)\s){0,3}"
        r"@?([\w.-]{3,31}(?:#\w{2,8})?)",
        folded.text,
    )
    if match is None or not match.group(1).strip("._-"):
        return []
    name = match.group(1).rstrip(".-")
    if (
        name in common_words()
        or (INFLECTED.search(name) and name.isalpha())
        or TIMEISH.match(name)
        or COUNTED.fullmatch(name)
    ):
        return []
    if not (TEXTISH.search(name) or (len(words) <= 2 and name.isalnum() and len(name) >= 5)):
        return []
    return [Finding(*folded.span(match.start(1), match.start(1) + len(name)), "HANDLE", "split", "handle")]


# "Facebook: Ann", and in the next message "Other, goat picture".
_GIVEN_NAME = re.compile(
    rf"\W*(?i:(?:my |on )?{PLATFORM}(?:'s| is| as| under|\s?[:=,-])? (?:i'?m |its |it's )?)(?P<given>[A-Z][a-z]{{1,14}})\W*"
)
_REST_OF_NAME = re.compile(
    r"\W*(?P<name>[A-Z][a-z'-]{1,15}(?: [A-Z][a-z'-]{1,15}){0,2})"
    r"(?:,? (?:with |the |\()?[^.?!\n]{0,30}\b(?:pic|picture|photo|dp|profile|one)\W*|\W*)"
)


def _rest_of_real_name(folded: Folded, before: Folded) -> list[Finding]:
    """The family name, after a message that held a platform and a first name."""
    rest, given = _REST_OF_NAME.fullmatch(folded.cased()), _GIVEN_NAME.fullmatch(before.cased())
    if rest is None or given is None or usual(given["given"].lower()):
        return []
    first = rest["name"].split()[0].lower()
    if usual(first) or INFLECTED.search(first) or first in _REPLIES:
        return []
    return [Finding(*folded.span(*rest.span("name")), "HANDLE", "split", "handle")]


def _tag_alone(folded: Folded, before: Folded) -> list[Finding]:
    """The tag of a game ("#3390"), after a message that held one word of no other use."""
    tag, name = _TAG_ONLY.fullmatch(folded.text), _ONE_NAME.fullmatch(before.text)
    if tag is None or name is None or usual(name["name"]) or name["name"] in _REPLIES:
        return []
    return [Finding(*folded.span(*tag.span("name")), "HANDLE", "split", "handle")]


_TAG_ONLY = re.compile(
    r"\s*(?:(?:then|and|n) )?(?P<name>(?:#|(?:hash ?tag|hash) )(?!(?:19|20)\d\d(?!\d))\d{4,5})\W*(?:(?:lol|x+|add"
    r"|add me|pls)\W*)?"
)
_ONE_NAME = re.compile(r"\W*(?!\w*(\w)\1\1)(?P<name>[a-z][a-z_.]{2,20})\d{0,4}\W*")


# The whole name in a message, its signs said: "ann then a dot then bakes7".
_SIGNED_WHOLE = re.compile(
    r"\W{0,3}(?:(?:its|it's|im|i'm|is) )?(?P<name>[a-z][\w-]{1,20}(?:,? (?:then |and )?(?:an? )?(?:dot|underscore"
    r"|under score|dash|hyphen)"
    r"(?: then)? [\w-]{1,20}){1,3})\W{0,3}"
)
# "ann", and in the next message "dot bakes on insta".
_SIGNED_HERE = re.compile(
    rf"\W{{0,3}}(?:then |and )?(?P<name>(?:dot|underscore|under score|dash) [a-z0-9]{{1,16}}),?"
    rf" (?:on|for|is my|that'?s my|= my) (?:the |my )?"
    rf"(?:{PLATFORM}|[a-z]+ app)\W{{0,3}}"
)


# "@ann", and in the next message "bakesalot insta xx".
_AT_ALONE = re.compile(r"\W{0,3}@[a-z][\w.]{1,20}\W{0,3}")
_REST_ON = re.compile(
    r"\W{0,3}(?:(?:then|and|n) )?(?P<name>[a-z0-9_.][\w.]{1,20}),? (?:(?:on|over on|is my|thats my|for|my|the) ){0,2}"
    rf"{PLATFORM}(?: (?:x+|lol|haha|ok|btw|add|add me|pls)){{0,2}}\W{{0,3}}"
)


# "I'm ann dot", and in the next message "bakes7 on there".
_SIGN_LAST = re.compile(
    r"\b(?:i'm|im|i am|its|it's|is|name|user) [a-z0-9]{2,20} (?:dot|underscore|under score|dash|hyphen)\W*\Z"
)
_AFTER_SIGN = re.compile(
    r"\W{0,3}(?:then )?(?P<name>[a-z0-9][\w.]{2,20}) (?:on|over) (?:there|here|[a-z ]{2,12})\W{0,3}"
)


def _opened(context: list[Folded]) -> bool:
    """Did an earlier message end on the name of a platform, with nothing but scraps of a name since?"""
    for count in range(1, min(5, len(context)) + 1):
        message = context[-count].text.strip()
        if _ENDS_ON_PLATFORM.search(message) or (count == 1 and _ENDS_ON_PLATFORM.search(_last_two(context))):
            return True
        if len(message) > 24 or len(message.split()) > 2:
            return False
    return False


def _last_two(context: list[Folded]) -> str:
    return " ".join(message.text.strip() for message in context[-2:])


_ENDS_ON_PLATFORM = re.compile(
    rf"\b{PLATFORM}(?:\s(?:is|its|it's|im|i'm|name|username|user|handle|tag|id|called|me|at|add|on|as|there|instead"
    rf"|coming|incoming|next"
    rf"|then|account|acc"
    rf"|n|the))*\W{{0,4}}\Z"
    rf"|\b(?:user ?name|handle|gamer ?tag|ign|my @|my user|my tag|my id|my gt)(?:\s(?:is|its|it's))?\W{{0,4}}\Z"
)


# A name given beside a platform in an earlier message, and what may follow it by itself: "#3390", "hash 4417", ".w08".
_HALF = re.compile(
    rf"(?<!\w)(?:{PLATFORM}|user ?name|user|handle|gamer ?tag|tag|ign)(?:'s|\s(?:name|user|id|tag|handle|account))*"
    r"(?:\s?[:=-]+>?\s?|\s(?:(?:is|its|it's|im|i'm|starts?|begins?|opens|with|goes|first|1st|half|bit|part|pt|1:?|one:?"
    r"|the|at|as"
    r"|me|just|so|:|=|-)"
    r"\s){0,6})@?(?P<half>[a-z][\w.-]{1,24})\W{0,3}(?:\s(?:n|and|then|lol|ok|haha|no caps|all lower ?case|lower ?case"
    r"|one word|x+)){0,2}\W{0,3}\Z"
)
_FIRST = re.compile(
    r"\b(?:first|1st|starts?|begins?|opens|beginning|front) ?(?:half|bit|part|one|with)?\b|\bhalf\b|\b(?:pt|part|bit) (?:1|one)\b"
)
# "first bit of my insta: ann"
_FIRST_OF = re.compile(
    r"\b(?:(?:first|1st|opening|front) (?:half|bit|part|piece|few letters)|(?:half|bit|part|pt) (?:1|one)) (?:of|for)\b"
)
_TAG = re.compile(
    r"\W{0,3}(?:(?:then|and|n|its|it's|the|tag|number|plus|add|is|with|num|code|after|bit|last|second|part|half|end|ends"
    r"|in)\s){0,4}"
    r"(?P<name>#\s?\d{3,6}|#[a-z]{2,4}\d{0,2}|(?:hash ?tag|hash) (?:\d{3,6}|(?:\d ){2,5}\d)|(?:hash ?tag|hash)(?: (?:zero"
    r"|oh|one|two|three|four|five|six|seven"
    r"|eight|nine|double|treble)){3,6})(?:\s(?:lol|haha|x+|ok|btw|add|add me|on the end|after|at the end"
    r"|goes after)){0,2}\W{0,3}"
)
_TAGGED_PLACES = re.compile(
    r"\b(?:discord|disc|dc|riot|valorant|val|league|battle ?net|brawl ?stars|clash|tag|gamer ?tag|overwatch|ign|user)\b"
)
_SIGNED_END = re.compile(
    r"\W{0,2}(?:(?:then|and|n|its|it's|the|rest|plus|add|is|with|straight|right|directly|after|it|that|comes|goes"
    r"|follows"
    r"|followed|by|next|finally|on|end|put|second|2nd|half|bit|part|pt|(?:2|two)(?: ?[:=])?)\s){0,6}"
    r"(?P<name>[._-][a-z0-9][\w.]{0,16}|(?:dot|underscore|under score|dash) [a-z0-9]{1,16})"
    r"(?:,?\s(?:lol|haha|x+|ok|no (?:spaces?|gaps?))){0,2}\W{0,3}"
)
# What says that pieces are to be put together.
_SHUT = r",? \(?(?:all )?(?:together|joined(?: up)?|(?:one|1) word|no (?:gaps?|spaces?)|without (?:a |the )?(?:gaps?|spaces?))"
_ONE_WORD = re.compile(
    r"\W{0,2}(?:(?:then|and|n|its|it's|the|rest|second|other|half|bit|part|last|plus|add|is|ends?|with|in"
    r"|finish(?:es)?|pt|2:?|two:?)\s){0,5}(?P<name>[a-z0-9][\w.]{1,18})"
    rf"(?P<shut>{_SHUT})?\W{{0,3}}"
)
# The first half ends in a sign: "followed by of_oz".
_FOLLOWED = re.compile(
    r"\W{0,2}(?:(?:then|and|n|its|it's|the|rest|plus|add|is|with|straight|right|after|it|that|comes|goes|follows"
    r"|followed"
    r"|by|next|finally|ends?|put|second|other|last|half|bit|part)\s){1,6}(?P<name>[a-z0-9][\w.]{1,18})\W{0,3}"
)
_REPLIES = frozenset(
    word
    for line in (
        "ok okay yes yeah yep no nope nah lol haha hahaha thanks thx ty cool great sorry bye hi hey hello done good",
        "nice fine sure what why when who how wait later soon tomorrow today please pls idk maybe same true oops ready",
        "and then so rest next",
    )
    for word in line.split()
)


def _tail(folded: Folded, context: list[Folded]) -> list[Finding]:
    """The end of a name whose beginning an earlier message gave beside the name of a platform."""
    earlier = [message.text.strip() for message in context[-3:]]
    if chain := _chain(folded, earlier):
        return chain
    halves = [match for message in earlier if len(message.split()) <= 9 and (match := _HALF.search(message))]
    if not halves:
        return []
    text, half = folded.text, halves[-1]
    match = _TAG.fullmatch(text) if any(map(_TAGGED_PLACES.search, earlier)) else None
    if match is None and (half["half"] not in common_words() or _FIRST.search(half.group())):
        match = _SIGNED_END.fullmatch(text)
    odd = not usual(half["half"]) and not INFLECTED.search(half["half"])
    opens = _FIRST.search(half.group()) or (odd and _FIRST_OF.search(half.string))
    if match is None and opens and _FIRST.fullmatch(half["half"]) is None:
        match = _ONE_WORD.fullmatch(text)
        if match is not None and (match["name"] in _REPLIES or TIMEISH.match(match["name"])):
            match = None
    if match is None and odd and (shut := _ONE_WORD.fullmatch(text)) is not None and shut["shut"]:
        match = shut if TEXTISH.search(shut["name"]) and not TIMEISH.match(shut["name"]) else None
    if match is None and half["half"].endswith(("_", "-")):
        match = _FOLLOWED.fullmatch(text)
    return [] if match is None else [Finding(*folded.span(*match.span("name")), "HANDLE", "split", "handle")]


_ONE_OF_IT = re.compile(
    rf"\W*(?:(?:the )?(?:first|1st) (?:bit|half|part) (?:of |is )?)?(?:my |mine on |add me |im on |on )?(?:{PLATFORM}"
    rf"|user ?name|user|handle|gamer ?tag)(?:'s| name| user| is|\W)*(?P<half>[a-z0-9_.]{{0,20}})\W*"
)
_PIECE = re.compile(r"\W*(?P<then>(?:then|and|n) )?(?P<piece>[a-z0-9_.]{2,20}|underscore|dot|dash)\W*")
_OWN_HALF = re.compile(
    r"\bmy (?:name|user|tag|handle|@)(?: on)?(?: there| here)? "
    r"(?:starts?|begins?|opens|is|goes)(?: with)? (?P<half>[a-z0-9.]+_)\W*\Z"
)


def _chain(folded: Folded, earlier: list[str]) -> list[Finding]:
    """One piece of a name a message: "snap is ann", "moss", "07"; or what follows a first half that ends in a line."""
    match = _SIGNED_END.fullmatch(folded.text) or _WITH_SIGN.fullmatch(folded.text)
    if match is None:
        return []
    lined = (
        len(earlier) > 1
        and re.fullmatch(r"[a-z0-9.]+_\w+", earlier[-2])
        and re.fullmatch("underscore|dot|dash", earlier[-1])
    )
    if _OWN_HALF.search(earlier[-1]) or lined:
        return [Finding(*folded.span(*match.span("name")), "HANDLE", "split", "handle")]
    for count in range(1, min(3, len(earlier)) + 1):
        opened = _ONE_OF_IT.fullmatch(earlier[-count])
        if opened is None:
            piece = _PIECE.fullmatch(earlier[-count])
            if piece is None or piece["piece"] in _REPLIES or (piece["piece"] in common_words() and not piece["then"]):
                return []
        else:
            digits = match["name"].isdigit() and (count < 2 or not opened["half"])
            then = folded.text.lstrip().startswith("then ") and earlier[-1].startswith("then ")
            known = opened["half"] in _REPLIES or (
                opened["half"] in common_words() and opened["half"] != "" and not then
            )
            bare = count == 1 and not opened["half"]
            return (
                []
                if digits or known or bare
                else [Finding(*folded.span(*match.span("name")), "HANDLE", "split", "handle")]
            )
    return []


_WITH_SIGN = re.compile(
    r"\W{0,2}(?:(?:then|and|n|its|plus|add)\s){0,3}(?P<name>\d{2,4}(?:[b-ln-rt-z]{1,2})?(?<!pm|th|st|nd|rd)"
    r"|[a-z0-9]+_\w{1,16}"
    r"|[a-z]{2,12}\d{1,4})(?:\s(?:lol|x+)){0,2}\W{0,3}"
)
