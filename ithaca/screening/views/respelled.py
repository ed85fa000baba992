"""The view in which what an address is broken into or said with is put together: "d o t", "ya hoo", ", full stop,", "colon
slash slash". It is read for e-mail addresses and links only."""

from __future__ import annotations

import re

from ithaca.screening.sought import sought
from ithaca.screening.views.fold import Folded


def _broken(word: str) -> str:
    return r"\s?".join(word)


# Words of addresses that may stand in pieces, longest first.
_WORDS = [
    word
    for line in (
        "googlemail protonmail btinternet instagram snapchat soundcloud whatsapp linktree facebook",
        "outlook hotmail tinyurl discord example youtube tiktok linktr icloud",
        "paypal spotify telegram twitch gmail yahoo youtu https http",
        "www dot org net com uk at gg ee",
        "ly",
    )
    for word in line.split()
]
_PIECES = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(map(_broken, _WORDS))})(?![a-z0-9])")
# "aitch tee tee pee ess colon slash slash", "h ttps : //", "https colon double slash".
_START = sought(
    r"(?<![a-z0-9])(?:(?:aitch|haitch|h)[\s,-]{0,2}(?:double[\s-](?:tee|t)|(?:tee|t)[\s,-]{0,2}(?:tee"
    r"|t))[\s,-]{0,2}(?:pee|p)"
    r"(?P<ess>[\s,-]{0,2}(?:ess|s))?)"
    r"[\s,]{0,2}(?:colon|:)[\s,]{0,2}(?:and )?(?:(?:(?:forward )?slash|/)[\s,]{0,2}(?:and )?(?:(?:forward )?slash|/)"
    r"|(?:double|two) (?:forward )?slash(?:es)?)[\s,]{0,2}"
)
_W = r"(?:double[ -]?(?:u|you)|dub|w)"
_WWW = sought(
    rf"(?<![a-z0-9])(?:{_W}[\s,-]{{0,2}}{_W}[\s,-]{{0,2}}{_W}|(?:three|triple|treble) (?:double[ -]?)?(?:u|you|w)'?s?)"
    r"[\s,]{0,2}(?:full stop|stop|dot|point|\.)[\s,]{0,2}"
)
_ENDED = re.compile(r"(?<![a-z])(?:com|org|net|uk|example|wales|scot|cymru|london|gov|io|app|dev|co)(?![a-z])")
# Words of addresses drawn with figures and signs: "4t gm4il d0t c0m".
_DRAWABLE = "gmail hotmail outlook yahoo icloud googlemail example discord instagram snapchat dot com org at".split()  # noqa: SIM905
_FIGURES = str.maketrans("013457$", "oieasts")
_DRAWN = sought(r"(?<![a-z0-9])(?=[a-z]{0,8}[013457$])[a-z013457$]{2,10}(?![a-z0-9])")


def _drawn(word: str) -> str | None:
    """The word of an address that this one draws; an i may be drawn as a 1, and so may an l."""
    plain = word.translate(_FIGURES)
    return next((form for form in (plain, word.replace("1", "l").translate(_FIGURES)) if form in _DRAWABLE), None)


# ", full stop," and ", then the at sign, then": signs said between pauses.
_SIGNS = {
    "full stop": "dot", "fullstop": "dot", "stop": "dot", "point": "dot", "dot": "dot", "hyphen": "hyphen", "dash": "hyphen",
    "underscore": "underscore", "slash": "slash", "forward slash": "slash", "at": "at", "at sign": "at", "at symbol": "at",
}  # fmt: skip
_PAUSED = sought(
    r"(?:,\s?(?:and )?(?:then )?(?:an? |the |my )?(?P<one>full stop|fullstop|stop|point|dot|hyphen|dash|underscore"
    r"|forward slash|slash"
    r"|at sign|at symbol|at)(?:,\s?(?:and )?(?:then )?|\s(?=then ))(?:then )?"
    r"|\sthen (?:an? |the )?(?P<two>full stop|dot|hyphen|dash|underscore|slash|at sign|at symbol|at)(?:,| then|, then)?\s)"
)
# "ann (the a with a tail) gmail", "ann, that a in a ring, gmail": what the sign looks like.
_LOOKS = sought(
    r"(?<=[a-z0-9])\s?[,(\[]{0,2}\s?(?:then )?(?:(?<=[(\[])|the |that |an? |with |(?=little |small ))(?:little "
    r"|small )?(?:letter )?(?:a (?:with|wearing|that has)"
    r" (?:an? |the )?(?:tail|ring|circle|loop|swirl|curl|curly tail|hoop|halo)(?: (?:round|around) it)?"
    r"|a (?:in|inside) (?:an? |the )?(?:circle|ring|loop|swirl)|(?:circled|encircled|ringed|curly|swirly|squiggly|tailed) a"
    r"|monkey'?s? tail)(?: (?:sign|symbol|thing))?\s?[,)\]]{0,2}\s(?:then )?(?=[a-z0-9])"
)
_FULL_STOP = sought(r"(?<=[a-z0-9])\s(?:full stop|fullstop)\s(?=[a-z0-9])")
# The signs in other languages and as they sound: "ann malpa wp kropka pl", "ann aat wp doht com". The words for the dot
# are others too, so they count only beside one for the at.
_AT_SAID = re.compile(
    r"(?<![\w'])(?:malpa|klammeraffe|klammeraffen|chiocciola|arroba|arobas|arobase|apenstaartje|apestaartje|malwen|zavinac"
    r"|kukac|sobaka|alfakrull|aat|ah{1,2}t|atte|att)(?![\w'])"
)
_DOT_SAID = sought(
    r"(?<![\w'])(?:kropka|kropa|punkt|punto|ponto|punt|punct|tecka|tochka|dotyn|doht|dott|daht|dawt)(?![\w'])"
)
_AT_LIKE = re.compile(rf"@|(?<![\w'])at(?![\w'])|{_AT_SAID.pattern}")
_AS_ONE = sought(
    r"(?<![\w@.'])(?P<name>[a-z][a-z'-]{1,20}(?:\s[a-z0-9][a-z0-9'-]{0,20}){1,4}),?\s\(?(?:all )?(?:as )?(?:one word"
    r"|no gaps?|no spaces?|joined up"
    r"|run together|all together|together)\)?,?(?=\s)"
)
_LEADING = frozenset(
    word
    for line in (
        "my is its it's it to at me email mail e-mail mine find add write im i'm i am the addy address on use try",
        "contact under as would you and or a be that's thats send just get reach",
    )
    for word in line.split()
)
# Several spaces between the pieces of an address, or pieces on lines of their own.
_WIDE = re.compile(r"(?<=\S)\s{2,6}(?=\S)")
_MAYBE = sought(
    r"@|\ba ?t\b|\b4t\b|d0t|c0m|(?<![a-z])d ?o ?t(?![a-z])|stop|slash|: ?/|colon|\s\.\s?[a-z]|[a-z]\s?\.\s[a-z]"
    r"|\bon the\b|/|\ba (?:with|wearing|that has|in|inside) |\w(?:ed|ly) a\b|\bmonkey"
    rf"|{_AT_SAID.pattern}"
)
_WORTH = re.compile(
    r"a ?t\b|\b4t\b|d0t|c0m|\b(?:gmail|outlook|hotmail|yahoo|icloud|bt|sky)\b|d ?o ?t\b|stop|colon|: ?/ ?/"
    r"|\.\s?[a-z]|slash|\bgoogle ?mail\b|\baol\b|\bproton"
    rf"|{_DOT_SAID.pattern}"
)


def respelled(folded: Folded) -> Folded | None:
    """The view; None where nothing is to be put together."""
    text = folded.text
    if len(text) > 600 or not _MAYBE.search(text) or not _WORTH.search(text):
        return None
    changes = _changes(text)
    return put(folded, changes) if changes else None


def put(folded: Folded, changes: list[tuple[int, int, str]]) -> Folded:
    """The view of a text with something else in some places, which come in order, none over another."""
    text = folded.text
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, new in [*changes, (len(text), len(text), "")]:
        out.append(text[at:start] + new)
        starts += [*folded.starts[at:start], *([folded.starts[start]] * len(new) if new else [])]
        ends += [*folded.ends[at:start], *([folded.ends[end - 1]] * len(new) if new else [])]
        at = end
    return Folded(folded.original, "".join(out), starts, ends)


def _changes(text: str) -> list[tuple[int, int, str]]:
    """What to put for which part of the text, in order, none over another."""
    found: list[tuple[int, int, str]] = []
    for match in _START.finditer(text):
        found.append((*match.span(), "https://" if match["ess"] else "http://"))
    found += [
        (*match.span(), "www.")
        for match in _WWW.finditer(text)
        if match.group() != "www." and _ENDED.search(text, match.end(), match.end() + 100)
    ]
    found += [_joined(match) for match in _AS_ONE.finditer(text)]
    for match in _PAUSED.finditer(text):
        found.append((*match.span(), f" {_SIGNS[match['one'] or match['two']]} "))
    found += [(*match.span(), " dot ") for match in _FULL_STOP.finditer(text)]
    found += [(*match.span(), " @ ") for match in _LOOKS.finditer(text)]
    if _DOT_SAID.search(text) and _AT_LIKE.search(text):
        found += [(*match.span(), "dot") for match in _DOT_SAID.finditer(text)]
        found += [(*match.span(), "at") for match in _AT_SAID.finditer(text)]
    for match in _DRAWN.finditer(text):
        if (word := _drawn(match.group())) is not None:
            found.append((*match.span(), word))
    for match in _PIECES.finditer(text):
        if any(map(str.isspace, match.group())):
            found.append((*match.span(), re.sub(r"\s", "", match.group())))
    if "@" in text:
        found += [(*match.span(), " ") for match in _WIDE.finditer(text)]
    return in_order(found)


def in_order(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Changes from the first to the last, those over another left out."""
    found.sort(key=lambda change: (change[0], -change[1]))
    kept: list[tuple[int, int, str]] = []
    for change in found:
        if not kept or change[0] >= kept[-1][1]:
            kept.append(change)
    return kept


def _joined(match: re.Match[str]) -> tuple[int, int, str]:
    """A name of several words that is said to be one: the words that only lead up to it left out."""
    words = match["name"].split()
    lead = 0
    while lead < len(words) - 1 and words[lead] in _LEADING:
        lead += 1
    start = match.start("name") + sum(len(word) + 1 for word in words[:lead])
    return start, match.end(), "".join(words[lead:])
