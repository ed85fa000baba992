"""User names that somebody gives as their own in a sentence, or that stand by themselves beside an emblem."""

from __future__ import annotations

import re
import unicodedata

from ithaca.screening.lists.platforms import PLATFORM
from ithaca.screening.lists.usernames import INFLECTED, JOINERS, TEXTISH, TIMEISH, usual
from ithaca.screening.sought import sought
from ithaca.screening.types import Disguise
from ithaca.screening.views.fold import Folded, fold_char

_LONGEST = 40
_NAME = r"(?P<name>[a-z0-9_][\w.-]{3,30}[a-z0-9_])"
# Words by which somebody says what they are called there.
_GIVEN = sought(
    r"\b(?:i go by|go by|known as|as|under|nick(?:name)?(?:'s| is)?|tag(?:'s| is)|i'?m|i am|(?:my|the) (?:user)?name(?:'s"
    r"| is)|search(?: for| up)?"
    r"|look (?:up|for)|find|add|type(?: in)?|trainer|pen ?name|(?:it'?s|name'?s|user'?s)|called|named|mine'?s|mines?"
    r"|(?:message|msg|text|add) me,?"
    r"|dm me,?|follow me,?)"
    rf"(?: just| always| only)? @?{_NAME}(?=\s*(?:\Z|[,.!?;)\n](?!\w)|(?:on|over|there|in|lol|add|n|and|x+|haha|pls"
    rf"|please|if|but|msg|dm|hmu"
    r"|message|come|bring|lets|with|all|one word|no)\b|emo))"
)
_THERE = sought(
    rf"\b(?:i'?m|i am|am|it'?s|as|under|mine'?s|mine is|me is|me,?) @?{_NAME} (?:(?:on|for|across|over) )?(?:there|it|both"
    r"|everything|everywhere|every (?:app|site|game|platform)|all (?:of (?:them|em|it)|(?:the |my )?(?:apps|socials?|sites"
    r"|games|platforms))|most (?:things|apps|games|sites))(?!\w)"
)
_RATED = sought(
    rf"\bis @?{_NAME} (?:an? |too |really )?(?:\w+ ){{0,2}}(?:user ?name|handle|gamer ?tag|insta name|screen name"
    rf"|account name)\b"
)
# "epic is ann-bakes": where games are played, two words with a hyphen that are not both ordinary.
_GAMES = sought(
    r"\b(?:epic|psn|xbox|steam|roblox|fortnite|gamer ?tag|gt|riot|twitch)(?: name| tag| id| user| account)?"
    r"(?P<is> is|'s| ?:| ?=)? (?P<name>[a-z][a-z0-9]{2,15}(?:-[a-z0-9]{1,15}){1,3})(?![\w-]|\.\w)"
)
_CAPITAL_INSIDE = re.compile(r"[a-z][A-Z]|[a-z]-[A-Z][a-z]")
# "my insta annbakes has", "my scratch username annbakes shows".
_MY = sought(
    rf"\bmy (?:{PLATFORM}(?: (?:user ?name|user|handle|tag|account))?"
    rf"|(?:scratch|replit|kahoot|school|gaming) (?:user ?name|user|handle)) {_NAME} (?:is|has|had|got|looks|shows|n|and|with)\b"
)
# "my github is ann-builds", "my scratch username is ann-dev": where names are words with a hyphen.
_HYPHENED = sought(
    r"(?:\bmy |\A)(?:github|gitlab|git|scratch|replit|codepen|itch|linkedin|behance|dev|bandlab|soundcloud|wattpad"
    r"|letterboxd|strava|duolingo|vinted|depop|audiomack|storygraph|goodreads|bandcamp|mixcloud|lichess|ao3) "
    r"(?:user ?name |name |account |handle |profile )?(?:is |called |'s |- |: )?"
    r"(?P<name>[a-z][a-z0-9]{2,20}-[a-z][a-z0-9-]{0,20})(?!\w|\.\w)"
)
# "my twitch AnnPlays under skills", "took ann_bakes07 out of my cv".
_LISTED = re.compile(
    rf"\bmy {PLATFORM} {_NAME} (?:under|on|off|for|to|in|with|or|and|,)"
    rf"|\b(?:take|took|put|list|listed|leave|left|keep|kept|include|remove|removed|delete|add|added|change|changed) "
    r"(?P<other>[a-z][a-z0-9.]*_[\w.]{1,28}\w) (?:off|out of|on|in|from|to|under) (?:my|the|a) "
    r"(?:cv|form|application|profile|personal statement|statement|bio|letter|portfolio)\b"
)
# "ig ann.hxrt", "im on snap more, annb.11": names held by a dot, straight after a platform or with figures beside one.
_DOTTED = sought(
    r"(?:\b(?:ig|insta|instagram|sc|snap|snapchat|tt|tiktok)(?::| is"
    r"|'s)? (?P<name>[a-z]{3,15}(?:[._][a-z0-9]{2,15}){1,2}))(?![\w./@-])"
    rf"|(?<!\w){PLATFORM}(?!\w)[^.?!\n]{{0,16}}[, ](?P<figured>[a-z]{{3,15}}[._][a-z]{{0,10}}\d{{1,4}})(?![\w./@-])"
)
# "dm me ann.b10": who is to be written to.
_REACH_ME = sought(
    r"\b(?:dm|msg|message|add|follow|text|snap) me (?:@|at |on )?(?P<name>[a-z]{3,15}[._][a-z]{0,12}\d{1,4})"
    r"(?=\W*\Z|\W+(?:x+|lol|pls|please)\b)"
)
# "is annbakes ok as a github name", "would annbakes look childish as a username"
_JUDGED = sought(
    r"\b(?:is|would|does|do|will|should|could|can|did) @?(?P<name>[a-z][\w.-]{5,30})"
    r" (?:(?:look|sound|seem|be|come across|work|count|do|go|read) )?(?:(?:too|so|really|quite|a bit|ok|okay) )?"
    r"(?:[a-z]{2,14} )?(?:as|for) (?:an? |my |the )?"
    rf"(?:(?:{PLATFORM}|work|professional|public|online|e-?mail) (?:user ?)?(?:name|handle|account)|user ?name|handle|gamer ?tag"
    r"|screen ?name|account name)(?!\w)"
)
# "my epic is annslays"
_MY_GAME = sought(
    r"\bmy (?:epic|psn|xbox|steam|roblox|fortnite|riot|ign|gamer ?tag) (?:is|name is|user is) "
    r"(?P<name>[a-z][a-z0-9]{7,20})(?![\w.'-])"
)
_NEARBY = sought(rf"(?<!\w){PLATFORM}(?!\w)")
# "ann4.k add me": a name and nothing else before.
_ADD = sought(rf"\A\W*{_NAME} (?:add|follow|msg|message|dm|find) me\b")
# "insta l-e-a-h", "l/e/a/h on insta": letters with a sign between them.
_LETTERS = (
    r"(?P<name>@?[a-z](?P<sign>\s?[-.~*/,|_]\s?)[a-z0-9](?:(?P=sign)[a-z0-9_.]){2,28}+"
    r"(?:(?:\s?[._-]\s?|\s)[a-z0-9](?:(?P=sign)[a-z0-9]){1,28}+){0,2})"
)
_STRUNG = re.compile(rf"(?<!\w)(?:{PLATFORM}|dc|wa)(?:'s|\s(?:is|its|it's|name|user|me))?\W{{1,3}}{_LETTERS}(?![\w-])")
_STRUNG_BEFORE = re.compile(
    rf"(?<![\w@.]){_LETTERS}\s(?:is my|on my|on|for my|for|that'?s my|= my)\s(?:the\s)?{PLATFORM}(?!\w)"
)
# "ann dot bakes one one on insta", "search ann underscore the underscore vet": signs said as words.
_SAID = (
    r"(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|fifty"
    r"|double[- ]?u|ex|eff|see|kay|jay|dee"
    r"|double (?:oh|o|\d|[a-z]{3,5})|\d{1,4})"
)
_PART = rf"[a-z0-9-]{{1,20}}(?:\s{_SAID}){{0,5}}"
_SIGN = r"(?:then )?(?:an? |the |two )?(?:dot|underscores?|under score|dash|hyphen|full stop)(?: (?:dot|underscore))?(?: then)?"
_SIGNED = re.compile(
    rf"(?<![\w.])(?P<name>{_PART}(?:\s{_SIGN}\s{_PART}){{1,4}}(?:\s(?:then )?(?:an? )?underscores?)?)"
    rf"(?=,?\s(?:is me )?(?:over )?(?:on|for)\s(?:the |my )?(?:{PLATFORM}|there)(?!\w))"
    rf"|\b(?:search|search for|look (?:for|up)|find|add|im|i'm|its|it's|its at|user|name is) (?P<other>(?!{_SAID}\b)[a-z]{_PART}"
    rf"(?:\s(?:then )?(?:an? |two )?underscores?(?: underscore)?(?: then)?\s{_PART}){{1,4}})"
)
# "my user name is annbakes and the year i was born"
_WITH_YEAR = sought(
    r"\b(?:user ?name|handle|gamer ?tag|user|tag|name)(?: there| on there| on it)?(?: is|'s|:)(?: just"
    r"| only)? (?P<name>(?P<start>[a-z][a-z0-9_.]{3,20})"
    r",? (?:and|then|plus|with|followed by) (?:the |my )(?:year|date|day|age|number|house number|birth year|year of birth)"
    r"(?: i was born| i am| i live at| of my birth)?(?:,? ?\d{2,4}(?!\w))?)"
)
# What the two need: single letters with signs between them.
_SINGLE = re.compile(r"(?<![a-z0-9])[a-z]\s?[-.~*/,|_]\s?[a-z0-9]\s?[-.~*/,|_]")
# "add me on xbox slice of toast 07": several words and figures, and no time or place to meet in a game.
_ADDED = sought(
    rf"(?:\b(?:add|find|friend|follow|search(?: for)?|look for) me (?:up )?on (?:the |my )?(?!zoom|teams|strava"
    rf"|duolingo){PLATFORM}"
    rf"[,:]? |\bmy {PLATFORM} (?:user ?name|name|user|tag|id|handle|account)(?: is|'s|:) )(?:(?:as|its|it's|im|i'm"
    rf"|under) )?(?P<name>[a-z]{{3,14}}(?: [a-z]{{1,14}}){{1,4}} \d{{1,4}})"
    r"(?=\W*\Z|[.,!?\n](?!\w)| (?:lol|x+|pls|please)\b)"
)
_WHEN = re.compile(
    r"\b(?:at|around|about|after|before|by|from|till?|until|when|while|if|so|and|then|for|to(?:day|night|morrow)|later|now"
    r"|pls|please|thanks|year|level|lvl|season|round|game|match|chapter|part|room|group|class|server|channel|team|number"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|morning|evening|night|week|i|im|ill|we|you|u|my|your|in|on|with|or|not|is"
    r"|there|instead|jan|feb|march|april|may|june|july|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\b"
)
# "search ann other bakes on facebook": two or three words of no other use.
_WORDS = sought(
    r"\b(?:search(?: up| for)?|look (?:up|for)|find|add|type(?: in)?|im|i'm|under"
    r"|as) (?P<name>[a-z'-]{3,20}(?: [a-z]\.?)?(?: [a-z'-]{3,20}){1,2}) on (?:the )?"
    r"(?:facebook|fb|insta(?:gram)?|snap(?:chat)?|linkedin|tik ?tok|messenger|discord)(?!\w)"
)
_ONLY = re.compile(r"\W*(?P<name>[a-z_.]*[a-z][\w.]{3,30}\w)\W*")
_ENDING = re.compile(
    r"\.(?:pdf|docx?|png|jpe?g|py|js|com|net|org|co|uk|txt|csv|html?|css|java|pptx?|xlsx?)\Z|\A(?:test|cv|draft"
    r"|final)_|_(?:cv|final|v\d|draft)"
)
_LESSON = sought(
    r"\b(?:project|essay|brand|company|business plan|campaign|logo|marketing|module|case study|advert|slogan|lesson"
    r"|topic|article)\b"
)


def strung(text: str) -> list[tuple[int, int, Disguise]]:
    """User names beside a platform whose letters have signs between them."""
    patterns = (_STRUNG, _STRUNG_BEFORE) if _SINGLE.search(text) else ()
    return [(*match.span("name"), "disguised") for pattern in patterns for match in pattern.finditer(text)]


def told(folded: Folded, text: str) -> list[tuple[int, int, Disguise]]:
    """User names given in words in a message that names a platform; `text` is the folded text with platforms made plain."""
    places: list[tuple[int, int, Disguise]] = []
    if len(text.split()) > _LONGEST or _LESSON.search(text):
        return places
    places += [(*match.span("name"), "plain") for match in _WORDS.finditer(text) if _full_name(match["name"].split())]
    places += [(*match.span("name"), "plain") for match in _MY.finditer(text) if _own(folded, match)]
    places += [(*match.span("name"), "plain") for match in _HYPHENED.finditer(text) if _odd_parts(match["name"])]
    places += [
        (*match.span("name"), "plain")
        for match in _GAMES.finditer(text)
        if not all(map(usual, match["name"].split("-")))
        and (match["is"] or _CAPITAL_INSIDE.search(_written(folded, match)))
    ]
    places += [(*match.span("name"), "disguised") for match in _ADDED.finditer(text) if not _WHEN.search(match["name"])]
    places += [(*match.span("name"), "disguised") for match in _WITH_YEAR.finditer(text) if not usual(match["start"])]
    places += [
        (*match.span("name"), "plain") for match in _LISTED.finditer(text) if match["name"] and _drawn(folded, match)
    ]
    places += [(*match.span("name"), "plain") for match in _MY_GAME.finditer(text) if not usual(match["name"])]
    for match in _DOTTED.finditer(text):
        name = match["name"] or match["figured"]
        if not _ENDING.search(name) and not all(map(usual, re.split(r"[._]", name))):
            places.append((*match.span("name" if match["name"] else "figured"), "plain"))
    if _NEARBY.search(text):
        places += [
            (*match.span("name"), "plain")
            for match in _GIVEN.finditer(text)
            if _own(folded, match, shaped=_TOPIC.match(match.group()) is not None)
        ]
    return places


def _odd_parts(name: str) -> bool:
    """Are the words that hyphens hold together no term of the language ("half-term", "on-off")?"""
    parts = name.split("-")
    if not JOINERS.isdisjoint(parts[1:-1]):
        return False
    return not all(len(part) < 3 or part == "ish" or usual(part) for part in parts)


def _full_name(words: list[str]) -> bool:
    """Do two or three words look like somebody's name: the first no word, and at most one of the others?"""
    odd = [not usual(word) and not INFLECTED.search(word) for word in words]
    return odd[0] and sum(odd) >= len(words) - 1


# People search for topics too.
_TOPIC = re.compile(r"search|look|type|find|add")


def by_themselves(folded: Folded) -> list[tuple[int, int, Disguise]]:
    """A user name beside emblems with nothing else said, and one "on there"."""
    text = folded.text
    places: list[tuple[int, int, Disguise]] = [
        (*match.span("name"), "plain") for match in _THERE.finditer(text) if _own(folded, match, shaped=True)
    ]
    if "dot" in text or "underscore" in text or "dash" in text or "hyphen" in text:
        places += [(*match.span("name" if match["name"] else "other"), "disguised") for match in _SIGNED.finditer(text)]
    if " me " in text:
        places += [
            (*match.span("name"), "plain") for match in _REACH_ME.finditer(text) if not _ENDING.search(match["name"])
        ]
    places += [(*match.span("name"), "plain") for match in _ADD.finditer(text) if TEXTISH.search(match["name"])]
    if "_" in text:
        places += [
            (*match.span("other"), "plain")
            for match in _LISTED.finditer(text)
            if match["other"] and not _ENDING.search(match["other"])
        ]
    if "name" in text or "handle" in text or "tag" in text:
        places += [(*match.span("name"), "plain") for match in _RATED.finditer(text) if _own(folded, match)]
        places += [
            (*match.span("name"), "plain")
            for match in _JUDGED.finditer(text)
            if _own(folded, match) and len(match["name"]) >= 9
        ]
    if len(text) <= _LONGEST and not folded.original.isascii():
        bare = re.sub(r"\bemo[a-z]+\b", lambda match: " " * len(match.group()), text)
        match = _ONLY.fullmatch(bare)
        drawn = any(unicodedata.category(char) == "So" for char in folded.original)
        pointed = "emo" in text and _POINTED.search(folded.original) is not None
        beside = _BESIDE_EMBLEM.fullmatch(text)
        if match and drawn and (_own(folded, match, shaped=not pointed) or (beside and _run_together(match["name"]))):
            places.append((*match.span("name"), "disguised"))
    return places


# What points from the emblem of a platform to the name: a hand, an arrow, "=".
_POINTED = re.compile("[=:\U0001f449\u261e\u2192\u27a1\u279c\u27a4\u25b6]|->|[\U0001f447\u2b07]")


# The emblem of a platform and one long word run together: "👻 annbakesbread".
_BESIDE_EMBLEM = re.compile(
    r"\s*(?:emo(?:note|ghost|camera|selfie|plane|purple|bird|game|cash)\s+){1,3}(?!\w*(\w)\1\1)[a-z]{10,30}(?:\s+emo[a-z]+){0,3}\s*"
)


def _run_together(name: str) -> bool:
    """May a long word be several in one: is it no word of the language, nor formed like one?"""
    return not usual(name) and re.search(r"(?:ing|ed|ly|ness|tions?|ments?|ity|ism|ists?|able|ful)\Z", name) is None


def _own(folded: Folded, match: re.Match[str], *, shaped: bool = False) -> bool:
    """Is this shaped like a user name, or (unless `shaped` is asked) at least no word of any other use?"""
    name = match["name"].rstrip(".-")
    if TIMEISH.match(name) or _ENDING.search(name) or re.fullmatch(PLATFORM, name):
        return False
    stem = re.sub(r"[\d._-]+\Z", "", name)
    written = _written(folded, match)
    if TEXTISH.search(name) and len(stem) >= 3:
        return "_" in name or not usual(stem) or any(char in name for char in ".-") or len(name) - len(stem) >= 2
    if re.search(r"[a-z][A-Z]", written):
        return not shaped
    return (
        not shaped
        and name.isalpha()
        and written.islower()
        and len(name) >= 7
        and not usual(name)
        and (not INFLECTED.search(name) or (len(name) >= 10 and name.endswith(("er", "ish"))))
    )


def _drawn(folded: Folded, match: re.Match[str]) -> bool:
    """Is this a user name by its shape: figures and signs, or capitals inside?"""
    return _own(folded, match, shaped=True) or re.search(r"[a-z][A-Z]", _written(folded, match)) is not None


def _written(folded: Folded, match: re.Match[str]) -> str:
    """The name as it stands in the original, what nobody sees left out."""
    return "".join(filter(fold_char, folded.original[slice(*folded.span(*match.span("name")))]))
