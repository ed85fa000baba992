"""User names whose platform was named in an earlier message of the same sender."""

from __future__ import annotations

import re

from ithaca.screening.fold import Folded
from ithaca.screening.platforms import PLATFORM
from ithaca.screening.types import Finding
from ithaca.screening.usernames import COUNTED, INFLECTED, TEXTISH, TIMEISH, common_words


def split_handles(folded: Folded, context: list[Folded]) -> list[Finding]:
    """A user name sent after a message that ended with the name of a platform ("my snap is", then the name)."""
    words = folded.text.split()
    if not words or len(words) > 6 or not _opened(context):
        return []
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
    rf"|then|account|acc"
    rf"|n|the))*\W{{0,4}}\Z"
    rf"|\b(?:user ?name|handle|gamer ?tag|ign|my @|my user|my tag|my id|my gt)(?:\s(?:is|its|it's))?\W{{0,4}}\Z"
)
