"""Details whose parts are announced: "my address opens with ...", and in a later message "... and it closes with ..."."""

from __future__ import annotations

import re

from ithaca.screening.lists.platforms import PLATFORM
from ithaca.screening.lists.usernames import COUNTED, INFLECTED, TEXTISH, TIMEISH, shaped, usual
from ithaca.screening.sought import sought
from ithaca.screening.types import Finding
from ithaca.screening.views.fold import Folded

_OPENS = re.compile(
    r"\b(?:first (?:part|half|bit|piece|one)|part (?:one|1)|1st (?:part|half|bit)|starts?|begins?|opens?|type|half one"
    r"|beginning|front|(?:comes|goes|is) first)\b|\bfirst\W*\Z"
)
_GOES_ON = sought(
    r"\b(?:second|other|last|next|final|2nd|3rd|third) (?:part|half|bit|piece|one)\b|\bpart (?:two|three|four|[2-4])\b"
    r"|\b(?:part|bit|half|piece) (?:after|behind)\b|\b(?:finally|closes?|ends?|ending|finish(?:es)?|then add|then put"
    r"|stick|rest (?:is|of)|goes (?:before|after|in front"
    r"|on the end)|comes (?:before|after|second|next)|in front|on (?:the )?front|at the front|straight after|then)\b"
    r"|(?<!\S)[_][a-z0-9]"
)
_BACK = re.compile(r"\b(?:the|and|n) back(?: half| bit| part)? (?:is|its|goes)\b")
_PROVIDER = sought(
    r"(?<![\w@.])@?(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|live|aol|proton(?:mail)?|btinternet|sky|gmx|fastmail)\.(?:com|co\.uk|net"
    r"|me)(?![\w.]*\w)"
)
_ENDS_ON_PROVIDER = re.compile(r"\b(?:gmail|hotmail|outlook|yahoo|icloud|google ?mail|e-?mail)\W{0,3}\Z")
_MAIL = re.compile(
    r"\be-?mail\b|\baddress\b|\bgmail\b|\bhotmail\b|\boutlook\b|\byahoo\b|\bicloud\b|\bat sign\b|\bcurly\b|@"
    r"|\b(?:before|after|behind) (?:the|that) (?:sign|symbol|at)\b"
)
_REST_OF_HOST = re.compile(
    r"(?<![\w.])(?:\.(?:com|co\.uk|org|net|uk|io|example|gg|me)(?:/[\w./-]{1,60})?"
    r"|/[\w-]{3,60})(?![\w/])"
)
# "second part is at tinworks dot example"
_AT_HOST = re.compile(
    r"\W{0,3}(?:(?:then|and|n|the|its|it's|is|second|2nd|other|last|next|final|finally|rest|half|part|bit|piece|of|it|ends?"
    r"|ending|finish(?:es)?|with|add|put|plus|two|2) ){0,7}"
    r"(?P<host>(?:at |@ ?)[a-z0-9-]{2,40}(?:(?: dot | ?\. ?)[a-z0-9-]{2,30}){0,2}"
    r"(?: dot | ?\. ?)(?:com|org|net|uk|example|me)(?:(?: dot | ?\. ?)uk)?)(?![\w@]|\.\w)"
)
_WORD = re.compile(r"(?<![\w@.])@?(?P<name>[\w.-]{3,31})(?!\w)")


# "my name on there is ann.b"
_CALLED_THERE = re.compile(
    r"\b(?:name|user|username|it|mine|me)(?: (?:there|on there|on it|for it))?(?: is|'s|:| starts"
    r"| begins) [a-z]+[._][\w.-]{2,30}\W*\Z"
)


def split_announced(folded: Folded, context: list[Folded]) -> list[Finding]:
    """The part that this message holds of a detail whose other part was announced in one of the last three."""
    text, earlier = folded.text, [message.text.strip() for message in context[-3:]]
    if len(text) > 120 or not earlier:
        return []
    host = _PROVIDER.search(text)
    named_there = any(map(_CALLED_THERE.search, earlier)) and _MAIL.search(text)
    if (host and (_GOES_ON.search(text) or len(text.split()) <= 2) and any(map(_MAIL.search, earlier))) or (
        host and named_there
    ):
        return [Finding(*folded.span(*host.span()), "EMAIL", "split", "email")]
    named = any(map(_ALONE.fullmatch, earlier)) and any(map(_OPENS.search, earlier))
    if host and named and (_BACK.search(text) or _GOES_ON.search(text)):
        return [Finding(*folded.span(*host.span()), "EMAIL", "split", "email")]
    signed = _HOST_LAST.fullmatch(text) if _SIGN_ALONE.fullmatch(earlier[-1]) else None
    if signed:
        return [Finding(*folded.span(*signed.span("host")), "EMAIL", "split", "email")]
    alone = _ALONE.fullmatch(earlier[-1])
    if alone and len(text.split()) <= 5 and _ENDS_ON_PROVIDER.search(text) and TEXTISH.search(earlier[-1]):
        return [Finding(*folded.span(0, len(text.rstrip())), "EMAIL", "split", "email")]
    found = _path_of_host(folded, earlier) or _provider_of_name(folded, earlier)
    if found:
        return found
    found = _name_for_provider(folded, earlier) or _rest_of_name(folded, earlier)
    if found:
        return found
    after_sign = _after_sign(folded, earlier)
    if after_sign:
        return after_sign
    if not (_GOES_ON.search(text) and any(map(_announces, earlier))):
        return []
    if at_host := _AT_HOST.match(text):
        return [Finding(*folded.span(*at_host.span("host")), "EMAIL", "split", "email")]
    rest = _REST_OF_HOST.search(text)
    if rest:
        return [Finding(*folded.span(*rest.span()), "URL", "split", "link")]
    for match in _WORD.finditer(text):
        name = match["name"].strip(".-")
        if (
            TEXTISH.search(name)
            and not TIMEISH.match(name)
            and re.search("[a-z]", name)
            and not COUNTED.fullmatch(name)
        ):
            kind = "EMAIL" if any(map(_MAIL.search, earlier)) else "HANDLE"
            return [
                Finding(*folded.span(match.start("name"), match.start("name") + len(name)), kind, "split", "handle")
            ]
    return []


def _announces(message: str) -> bool:
    """Does a message open a detail, or hold only the name of a provider?"""
    return (
        _OPENS.search(message) is not None
        or (len(message.split()) <= 3 and _ENDS_ON_PROVIDER.search(message) is not None)
        or _PROVIDER.search(message) is not None
    )


_ALONE = re.compile(r"[a-z][\w.-]{3,40}")
_ENDS_ON_SIGN = re.compile(r"(?:^|\s)(?P<sign>dot|underscore|dash|hyphen|slash|_|\.)\W{0,2}\Z")
_PLATFORM = re.compile(rf"(?<!\w)(?:{PLATFORM}|user ?name|user|handle|gamer ?tag)(?!\w)")
_NEXT = re.compile(r"\W{0,3}(?:(?:then|and|its|it's|is)\s)*(?P<name>[\w.-]{2,30})")


def _after_sign(folded: Folded, earlier: list[str]) -> list[Finding]:
    """The next piece of a name after a message that ended on a sign said aloud ("underscore"), near a platform's name."""
    signs = [
        match["sign"] for message in earlier[-2:] if len(message) <= 60 and (match := _ENDS_ON_SIGN.search(message))
    ]
    if not signs or len(folded.text.split()) > 6:
        return []
    match = _NEXT.match(folded.text)
    if match is None or not (signs[-1] == "slash" or any(map(_PLATFORM.search, [*earlier, folded.text]))):
        return []
    return [Finding(*folded.span(*match.span("name")), "URL" if signs[-1] == "slash" else "HANDLE", "split", "handle")]


_ASKED = re.compile(
    r"\b(?:e-?mail|mail|gmail|hotmail|outlook|yahoo|icloud|googlemail)\b[^?]{0,24}(?:\b(?:at|on|is|it's|its|me|one|to"
    r"|end|ending|part|bit"
    r"|address|btw|this|ok)\b|[:=-])?\W{0,3}\Z|@(?:gmail|hotmail|outlook|yahoo|icloud|live|aol|proton)"
)
_NAMING = re.compile(
    r"\W{0,3}(?:(?:and|then|so|ok|its|it's|the|my|im|i'm|is|n|now|add|put|with|just|front|start|first|beginning|name"
    r"|bit|part|half|before|it|that"
    r"|goes|comes|user|username|of)\s){0,7}(?P<name>[a-z][\w.+-]{3,31})(?P<after>(?:\s(?:before|in front|first|goes"
    r"|comes|at|x+|lol|haha|ok|is|on"
    r"|the|front|start|beginning|it|that|there|btw|and|then|usual|one|word)){0,6})\W{0,3}\Z"
)


def _name_for_provider(folded: Folded, earlier: list[str]) -> list[Finding]:
    """The name of an address in a short message, after one that spoke of a provider or asked to be written to; one that ends
    on an @ after one with a host."""
    signed = _SIGNED_NAME.search(folded.text)
    if signed and any(map(_HOST.search, earlier)):
        return [Finding(*folded.span(*signed.span("name")), "EMAIL", "split", "email")]
    if not any(len(message.split()) <= 9 and _ASKED.search(message) for message in earlier[-2:]):
        return []
    match = _NAMING.match(folded.text)
    return (
        [Finding(*folded.span(*match.span("name")), "EMAIL", "split", "email")]
        if match and (shaped(match["name"]) or _first_part(match, earlier[-1]))
        else []
    )


def _first_part(match: re.Match[str], before: str) -> bool:
    """Is it said to be the front of an address whose host stands in the message before, and no word?"""
    name = match["name"]
    said = _IN_FRONT.search(match.string) is not None and "@" in before
    return said and name.replace(".", "").isalpha() and not usual(name) and len(name) >= 7


_IN_FRONT = re.compile(r"\b(?:front|start|first|beginning|before)\b")
# "put ann.b@ in front of it": a name that ends on its sign, after a host.
_SIGNED_NAME = re.compile(r"(?<![\w@.])(?P<name>[a-z][\w.+-]{1,40}@)(?!\S)")
_HOST = re.compile(
    r"(?<![\w@])[a-z0-9-]{2,40}\s?(?:\.|\bdot\b)\s?(?:[a-z0-9-]{2,30}\s?(?:\.|\bdot\b)\s?){0,2}(?:com|org|net|uk|example"
    r"|gg|ee|ly|io|co|app"
    r"|dev|tv|be|fm|me)(?![a-z0-9])"
)
_PATH_ALONE = re.compile(
    r"\W{0,3}(?:(?:then|and|n|add|plus|put|type|with|it'?s|its|ends?|end|the rest is|rest is|followed by|after that)\s){0,4}"
    r"(?P<path>(?:/\s?[\w@~%?=&.+-]{2,60}){1,4}|(?:(?:forward )?slash|stroke)\s[\w@~%?=&.+-]{3,60}(?:\s(?:slash|dash"
    r"|hyphen|underscore|dot)"
    r"\s[\w-]{2,40}){0,3})"
    r"(?:,?\s(?:goes|comes|after|on|at|the|end|afterwards|next|it|that|of|lol|haha|x+|ok|last|finishes|is|second|bit|part"
    r"|rest|no|spaces?|gaps?)){0,6}"
    r"\W{0,3}"
)


def _path_of_host(folded: Folded, earlier: list[str]) -> list[Finding]:
    """The path of a link alone ("/ann-bakes", "slash ann-bakes"), after a message that gave its host."""
    if not any(len(message.split()) <= 12 and _HOST.search(message) for message in earlier):
        return []
    match = _PATH_ALONE.fullmatch(folded.text)
    if match is None or _NO_PATH.search(folded.text):
        return []
    return [Finding(*folded.span(*match.span("path")), "URL", "split", "link")]


_NO_PATH = re.compile(r"/\s?\d{1,3}(?!\w)|\bslash and\b|is (?:the|an?) (?:path|route|page)")
_CALLED = re.compile(
    r"\b(?:e-?mail|mail|addy|address|inbox)\b[^?]{0,16}?\b(?:is|it's|its|me (?:at|on)|at|:"
    r"|=)\s?(?P<name>[a-z][\w.-]{4,31}|[a-z][\w.-]{1,20}(?: [a-z0-9][\w.-]{0,20}){1,2})(?:\s(?:lol|x+|ok))?\W{0,3}\Z"
)
_FIRST_NAMED = re.compile(
    r"\W*(?:(?:the )?(?:first|1st) (?:bit|half|part)(?: of it)?(?: is|'s|:)?"
    r"|(?:mine|my (?:one|e-?mail|address|addy))(?: (?:starts?|begins?|opens?)|'s)(?: off)?(?: with| is"
    r"| as)?|(?:write down|note down|jot down|my name (?:there|on there|on it) is|(?:the )?(?:start|front|beginning"
    r"|name)(?: is|'s|:)))"
    r" (?P<name>[a-z][\w.-]{1,20}(?: dot [a-z][\w-]{1,20}|[\w.-]{3,11}))\W*"
    r"|\W*(?P<told>[a-z][\w.-]{4,31}) (?:is|thats|that's|goes|comes|as) (?:the |its )?(?:start|beginning|front"
    r"|first (?:bit|half|part)"
    r"|name|before (?:the )?(?:at|@))(?: (?:bit|part|half))?(?: of (?:it|my (?:e-?mail|address)))?\W*"
)
# "its ann.bakes07" and nothing else.
_SHAPED_ALONE = re.compile(
    r"\W*(?:(?:it'?s|mine is|mine'?s|just|ok|so|(?:the |my )?name is|name's|use|put|try) ){0,2}(?P<name>[a-z][\w.-]{4,31})"
    r"(?: (?:is|thats|that's) (?:mine|me|my (?:one|name)))?\W*"
)
_THEIRS = re.compile(
    r"\W{0,3}(?:(?:n|and|its|it's|is|on|at|the|that|thats|that's|a|an|with|then|using|usual|old|good|just|my|obvs"
    r"|obviously|for|but|provider|host"
    r"|by|mail|over|second|other|last|next|rest|half|bit|part)\s){0,5}(?P<brand>gmail|googlemail|google ?mail"
    r"|hotmail|outlook|yahoo|icloud|aol|proton ?mail"
    r"|btinternet|live|sky)"
    r"(?P<rest>,?\s?(?:\b(?:obvs|obviously|and|then|n|so) ?){0,3}(?:\.|dot)?\s?(?:com|co\s?(?:\.|dot|\s)\s?uk|net)(?![a-z]))?"
    r"(?: with an? (?:at|@)(?: sign)?(?: in (?:the middle|between)| before it)?)?(?:\s(?:obvs|obviously|btw|lol|haha"
    r"|x+|one|ok|innit|of course|as usual|like everyone|account|address|the normal way"
    r"|is where|bit|after|though"
    r"|tho)){0,3}\W{0,3}"
)
# "the at sign", and in the next message "and then tinworks.example".
_HOST_LAST = re.compile(
    r"\W*(?:(?:then|and|finally|last(?:ly)?|next|the|rest|is|with|it|ends?|it's|plus|add|put|after|that) ){0,5}"
    r"(?P<host>[a-z0-9-]{2,40}(?:\s?(?:\.|\bdot\b)\s?[a-z0-9-]{2,30}){1,3})\W*"
)
_SIGN_ALONE = re.compile(r"\W*(?:(?:then|and|the|a|an)\s)*(?:at|@|at sign|at symbol|curly a)\W*")


def _provider_of_name(folded: Folded, earlier: list[str]) -> list[Finding]:
    """The provider in a short message, after one that gave the name of an address or ended on an at."""
    match = _THEIRS.fullmatch(folded.text)
    if match is None:
        return []
    names = [
        next(filter(None, map(found.groupdict().get, ("name", "told"))))
        for message in earlier
        if (found := _CALLED.search(message) or _FIRST_NAMED.fullmatch(message)) is not None
    ]
    named = any(
        shaped(name.replace(" ", "")) or (" " not in name and not usual(name) and not INFLECTED.search(name))
        for name in names
    )
    if not named and (lone := _SHAPED_ALONE.fullmatch(earlier[-1])) is not None:
        named = shaped(lone["name"].rstrip("."))
    if not named and not (_SIGN_ALONE.fullmatch(earlier[-1]) or re.search(r"\bat sign\W*\Z", earlier[-1])):
        return []
    start = match.start("brand") - (3 if match.string[: match.start("brand")].endswith("at ") else 0)
    end = match.end("rest") if match["rest"] else match.end("brand")
    return [Finding(*folded.span(start, end), "EMAIL", "split", "email")]


_HALF_NAMED = re.compile(
    r"\b(?:starts?|begins?|opens?|first|part|half|user(?:name)? is|tag is|handle is|goes"
    r"|is)\b.*?\W(?P<half>@?[a-z][\w.-]{1,20})\W{0,2}\Z"
)
_REST = re.compile(
    r"\W{0,3}(?:(?:and|then|ends?|finish(?:es)?|with|rest|second|last|next|other|half|part|bit|the|is|it's|its|of|it"
    r"|add|plus|after|that|on the end)\s){0,6}"
    r"(?P<name>[\w.-]{2,31})(?P<where>\s(?:on|is my|for|on my)\s(?:the\s)?[a-z ]{2,12})?(?:\s(?:lol|haha|x+|ok"
    r"|thats me|btw)){0,2}\W{0,3}\Z"
)


def _rest_of_name(folded: Folded, earlier: list[str]) -> list[Finding]:
    """The rest of a user name: the message before ended on its first half, and one of the two names a platform."""
    before, match = earlier[-1], _REST.match(folded.text)
    if match is None or len(before.split()) > 7:
        return []
    half = _HALF_NAMED.search(before) or re.fullmatch(r"\W*(?P<half>@?[a-z][\w.-]{2,20})\W*", before)
    if not any(map(_NAMES_ONE.search, [*earlier[-3:], folded.text])):
        return []
    if half is None and not re.fullmatch(r"_[a-z0-9_.]{2,20}", match["name"]):
        return []
    first, rest = half["half"] if half else "", match["name"]
    if (
        first.endswith("_")
        or rest.startswith("_")
        or ((shaped(first) or shaped(first + rest)) and any(map(str.isdigit, rest)))
    ):
        return [Finding(*folded.span(*match.span("name")), "HANDLE", "split", "handle")]
    return []


_NAMES_ONE = re.compile(rf"(?<!\w)(?:{PLATFORM}|user ?name|user|handle|gamer ?tag)(?!\w)")
