"""Places given by three words (what3words), in any spelling, in one message or over several."""

from __future__ import annotations

import re

from ithaca.screening.sought import sought
from ithaca.screening.types import Finding
from ithaca.screening.views.fold import Folded

_SLASHED = sought(r"(?<![:\w/])/{2,3}\s?[a-z]{3,18}\s?[.·]\s?[a-z]{3,18}\s?[.·]\s?[a-z]{3,18}\b")
# The service by name, or three words that are said to lead somewhere.
_NAMED = sought(
    r"\bwhat\s?-?(?:3|three)\s?-?words?\b|\bw3w\b|\b(?:3|three)[ -]words? (?:app|place|thing|address|map)\b"
)
_LEADS = sought(r"\b(?:3|three) words?\b.*\b(?:app|map|find (?:me|us|it)|my (?:door|house|home|flat|place|gate))\b")
_SIGN = r"(?:\s?(?:[.·/_|,;+-]|\(\s?(?:dot|\.)\s?\)|\[\s?(?:dot|\.)\s?\])\s?|\s(?:dot|full stop|point|stop|then)\s)"
_WORD = r"[a-z]{3,18}"
_SIGNED = re.compile(
    rf"(?:w3w\s?[:.=]?\s?)?(?<![\w.])(?P<first>{_WORD})(?P<sign>{_SIGN})(?P<second>{_WORD})(?:(?P=sign)"
    rf"|{_SIGN})(?P<third>{_WORD})"
    r"(?![\w.]*\w)"
)
_AFTER = re.compile(
    rf"(?:what\s?(?:3|three)\s?words?|w3w)(?:\W{{0,3}}\b(?:is|are|its|it's|app|address|for|my|our|me|code|to|on"
    rf"|at|find|house"
    rf"|home|flat|place|puts?|innit)\b){{0,4}}\W{{1,3}}(?P<place>{_WORD}\s{_WORD}\s{_WORD})\b"
)
_BEFORE = re.compile(
    rf"\b(?P<place>{_WORD}\s{_WORD}\s{_WORD})\s(?:(?:on|in|into|is|for|my|our|the)\s){{1,3}}"
    r"(?:what\s?(?:3|three)\s?words?|w3w)\b"
)
# Words that talk about the service instead of naming a place.
_TALK = re.compile(
    r"\b(?:you|your|would|should|could|use|used|uses|the|and|for|put|are|does|did|was|were|with|have|has|that"
    r"|this|from|what"
    r"|who|how|why|which|describe|best|good|about|when|app|word|words|dot|full|stop|point|then|type|com|www"
    r"|http|https)\b"
)


def find_three_words(text: str) -> list[tuple[int, int]]:
    """Places in a folded text given by three words: "///a.b.c", "a dot b dot c on what 3 words"."""
    if "//" not in text and "w3w" not in text and "word" not in text:
        return _unsigned(text)
    places = [_with_service(text, *match.span()) for match in _SLASHED.finditer(text)]
    named, leads = _NAMED.search(text) is not None, _LEADS.search(text) is not None
    if (not named and not leads) or "describe" in text:
        return places
    for match in _SIGNED.finditer(text):
        listed = match["sign"].strip() in (",", ";", "then")
        if not _TALK.search(" ".join(match.group("first", "second", "third"))) and (leads or not listed or _said(text)):
            places.append(_with_service(text, *match.span()))
    if not places:
        spaced = [match.span("place") for pattern in (_AFTER, _BEFORE) for match in pattern.finditer(text)]
        places = [(start, end) for start, end in spaced if not _TALK.search(text, start, end)]
    return places


# "my gate is paddle.crisp.lantern on the app": three plain words held by dots, said to find somebody's home.
_DOTTED = sought(r"[a-z]\.[a-z]{3,18}\.[a-z]")
_PLAIN = re.compile(rf"(?<![\w.@/:#-]){_WORD}\.{_WORD}\.{_WORD}(?![\w@/:(=-]|\.\w)")
_FINDING = re.compile(
    r"\b(?:app|satnav|sat nav|(?:3|three) ?m(?:etre)? square|square"
    r"|(?:find|finds|finding|found) (?:me|us|it|our|my|the (?:house|gate|door))"
    r"|couriers?|ambulance|delivery|drivers?|location|pin|map|maps)\b"
)
_HOMES = re.compile(
    r"\b(?:house|home|cottage|flat|farm(?:house)?|bungalow|caravan|boat|(?:front |back )?(?:door|gate)|drive"
    r"|(?:find|finds|gets? to) (?:me|us)"
    r"|where (?:i|we) (?:am|are|live|stay)|ours|mine|(?:we|i)(?:'re| are|'m| am) at)\b"
)
# What leads to such words, or takes them up: no sentence whose spaces somebody wrote as dots ("walk.more.please").
_TOLD_BEFORE = re.compile(
    r"(?:\b(?:is|are|its|it's|at|as|to|on|use|type|put|pop|enter|try|search|under)|[:=])\s?[\"']?\Z"
)
_TOLD_AFTER = re.compile(r"[\"']?\s(?:in|on|into|takes|gets|finds|lands|brings|leads|is (?:us|me|our|my|where|the))\b")
# Code, addresses of pages and games hold words by dots too.
_CODE = re.compile(
    r"\b(?:imports?|modules?|packages?|python|java|javascript|code|coding|class|function|method|object|variable|config"
    r"|settings|games?|gaming|level|minecraft|roblox|song|album|story"
    r"|domains?|websites?|web site|server|files?|folders?|urls?|links?|emails?|usernames?|log ?in|database"
    r"|debug|error|bug|com|net|org|www|html|json|django|react|unity|api)\b"
)


def _unsigned(text: str) -> list[tuple[int, int]]:
    """Three words held by dots where neither a sign nor the service is named, beside words about finding a home."""
    if not _DOTTED.search(text) or not _FINDING.search(text) or not _HOMES.search(text) or _CODE.search(text):
        return []
    return [
        match.span()
        for match in _PLAIN.finditer(text)
        if not _TALK.search(match.group())
        and (
            _TOLD_BEFORE.search(text, max(0, match.start() - 10), match.start()) or _TOLD_AFTER.match(text, match.end())
        )
    ]


def _with_service(text: str, start: int, end: int) -> tuple[int, int]:
    """The three words with the name of the service straight in front of them."""
    service = _SERVICE_BEFORE.search(text, max(0, start - 24), start)
    return service.start() if service else start, end


# "what three words is a, b, c", but no "what three words describe you: ...": the service, not a question.
_ASKS = re.compile(r"\bwhat (?:3|three) words? (?:would|should|could|do|did|does|can|best|describe|to|sum)\b")


def _said(text: str) -> bool:
    return _ASKS.search(text) is None and "describe" not in text


_SERVICE_BEFORE = re.compile(r"\b(?:what\s?-?(?:3|three)\s?-?words?|w3w)\s?[:=]?\s?\Z")
_REPLY = re.compile(
    r"(?:thanks?|thx|cool|okay|yes|yeah|yep|nope|lol|haha|nice|great|sure|same|what|really|sorry|wow|hello|bye)"
)
_SINGLE = re.compile(
    rf"\W{{0,3}}(?:(?:(?:and|then|the|its|it's|n|first|second|third|1st|2nd|3rd|last|next|final) ){{1,3}}"
    rf"(?:(?:word|one|bit|is|was|its|it's) ){{0,3}})?({_WORD}(?:{_SIGN}{_WORD}){{0,2}})\W{{0,3}}\Z"
)


def split_three_words(folded: Folded, context: list[Folded]) -> list[Finding]:
    """A word of a place whose service was named up to three messages before, with only such words between."""
    alone = _SINGLE.match(folded.text)
    if alone is None or _TALK.search(alone[1]) or _REPLY.fullmatch(alone[1]):
        return []
    for message in reversed(context[-3:]):
        if _NAMED.search(message.text) and _said(message.text) and len(message.text.split()) <= 7:
            return [Finding(*folded.span(*alone.span(1)), "ADDRESS", "split", "address")]
        if _SINGLE.match(message.text) is None:
            break
    return []
