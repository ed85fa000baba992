"""Details whose parts are announced: "my address opens with ...", and in a later message "... and it closes with ..."."""

from __future__ import annotations

import re

from ithaca.screening.fold import Folded
from ithaca.screening.types import Finding
from ithaca.screening.usernames import TEXTISH, TIMEISH

_OPENS = re.compile(
    r"\b(?:first (?:part|half|bit|piece|one)|part (?:one|1)|1st (?:part|half|bit)|starts?|begins?|opens?|type|half one|beginning|front|(?:comes|goes) first)\b"
)
_GOES_ON = re.compile(
    r"\b(?:second|other|last|next|final|2nd|3rd|third) (?:part|half|bit|piece|one)\b|\bpart (?:two|three|four|[2-4])\b"
    r"|\b(?:closes?|ends?|ending|finish(?:es)?|then add|then put|stick|rest (?:is|of)|goes (?:before|after|in front|on the end)|comes (?:before|after|second|next)|in front|straight after|then)\b"
)
_PROVIDER = re.compile(
    r"(?<![\w@.])@?(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|live|aol|protonmail|btinternet)\.(?:com|co\.uk|net|me)(?![\w.]*\w)"
)
_ENDS_ON_PROVIDER = re.compile(r"\b(?:gmail|hotmail|outlook|yahoo|icloud|google ?mail|e-?mail)\W{0,3}\Z")
_MAIL = re.compile(r"\be-?mail\b|\baddress\b|\bgmail\b|\bhotmail\b|\boutlook\b|\byahoo\b|\bicloud\b|\bat sign\b|\bcurly\b|@")
_REST_OF_HOST = re.compile(r"(?<![\w.])(?:\.(?:com|co\.uk|org|net|uk|io|example|gg|me)(?:/[\w./-]{1,60})?|/[\w-]{3,60})(?![\w/])")
_WORD = re.compile(r"(?<![\w@.])@?(?P<name>[\w.-]{3,31})(?!\w)")


def split_announced(folded: Folded, context: list[Folded]) -> list[Finding]:
    """The part that this message holds of a detail whose other part was announced in one of the last three."""
    text, earlier = folded.text, [message.text.strip() for message in context[-3:]]
    if len(text) > 120 or not earlier:
        return []
    host = _PROVIDER.search(text)
    if host and (_GOES_ON.search(text) or len(text.split()) <= 2) and any(map(_MAIL.search, earlier)):
        return [Finding(*folded.span(*host.span()), "EMAIL", "split", "email")]
    if not (_GOES_ON.search(text) and any(map(_announces, earlier))):
        return []
    rest = _REST_OF_HOST.search(text)
    if rest:
        return [Finding(*folded.span(*rest.span()), "URL", "split", "link")]
    for match in _WORD.finditer(text):
        name = match["name"].strip(".-")
        if TEXTISH.search(name) and not TIMEISH.match(name) and not name.replace(".", "").isdigit():
            kind = "EMAIL" if any(map(_MAIL.search, earlier)) else "HANDLE"
            return [Finding(*folded.span(match.start("name"), match.start("name") + len(name)), kind, "split", "handle")]
    return []


def _announces(message: str) -> bool:
    """Does a message open a detail, or hold only the name of a provider?"""
    return _OPENS.search(message) is not None or (len(message.split()) <= 3 and _ENDS_ON_PROVIDER.search(message) is not None) or _PROVIDER.search(message) is not None
