"""Does a word look like a user name, by its shape and by what stands around it?"""

from __future__ import annotations

import re
from functools import lru_cache

from ithaca.screening.lists.platforms import PLATFORM
from ithaca.screening.made_of import DATA
from ithaca.screening.meaning.lexicon import lexicon

TEXTISH = re.compile(r"[a-z]\d|\d[a-z]|[a-z0-9][._-][a-z0-9]|_|[a-z]#\d")
_CAMEL = re.compile(r"[a-z][A-Z]|[A-Za-z]\d|[A-Z]{2,}[a-z]")
TIMEISH = re.compile(
    r"\d{1,2}(?:[.:]\d{2})?(?:am|pm|ish|st|nd|rd|th|p|k|m|s|x|gb|mins?|hrs?|h)?\Z|(?:20|19)\d\d\Z|(?:ps|mp|v|h|b|level|gcse"
    r"|year|yr|ks)\d+\Z|\d+[a-z]{0,2}\Z"
    r"|(?:wuu2|wu2|wubu2|wbu2|wud2|hru2|me2|u2|cu2|gr8|m8s?|l8r?s?|l8rz|h8|w8|d8|str8|b4n?|4eva|4ever|2moro|2mrw|2morrow"
    r"|2nyt|2day|2geva|2gether|every1|some1|sum1|any1|no1)\Z"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?:one|two|three|four|five|six|seven|eight|nine)(?:ish)?\Z"
)
AT_WORDS = frozenset(
    word
    for line in (
        "home school work college uni lunch break everyone here all the my me a an office gym church midnight noon night least",
        "once first last property override media param return import staticmethod classmethod test author since see deprecated",
        "miss sir mr mrs teacher teachers everybody team group class mentor mentors",
        "input output component injectable entity autowired app dataclass charset keyframes layer font-face mixin include",
    )
    for word in line.split()
)


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Ordinary words that may follow the name of a platform and are no user names (data/common_words.txt)."""
    return frozenset((DATA / "common_words.txt").read_text("utf-8").split())


# What may stand before or after a user name that is only known by its place.
LED = re.compile(
    r"(?:\A|[.,!?:]|\b(?:so|mine|im|i'm|i am|search(?: for)?|look (?:up|for|at)|check out|check|watch|sub(?:scribe)? to"
    r"|type(?: in)?|add|find|follow|its|it's|me|me as|name|just|is))\s*\Z"
)
_BARE_ENDS = re.compile(
    r"\s*(?:\Z|[,!()\n]|[.?](?!\w)|(?:x+|lol|haha|add|if|ok|hmu|come|same|dont|don't|thats|that's|is my|then|spelled|spelt|with"
    r"|msg|dm|pls|please|tho|btw|u|you)\b|emo)"
)
# "roblox annsbakery ive got a shop": what begins anew after a name; after a plural it tells which ("the mods ive got").
_BEGINS_ANEW = re.compile(r" (?:ive|i've|i have|im|i'm|i am|weve|we've|got|lemme|wanna)\b")
_ENDINGS = frozenset(
    word
    for line in ("com net org uk io tv gg me ly js py app dev gov pdf doc docx png jpg edu info html css php cs vb",)
    for word in line.split()
)


def stands_alone(name: str, text: str, end: int, least: int = 7) -> bool:
    """In a short message, right by a platform: a word of no other use, like "inkbyjade" or "kai.dubz"?

    `least` is how many characters it must have.
    """
    rest = text[end : end + 16]
    if TIMEISH.match(name) or re.fullmatch(PLATFORM, name):
        return False
    if _BARE_ENDS.match(rest) is None and (len(name) < 9 or name.endswith("s") or _BEGINS_ANEW.match(rest) is None):
        return False
    parts = name.split(".")
    if len(parts) == 2 and all(part.isalpha() for part in parts):
        return parts[1] not in _ENDINGS and not (usual(parts[0]) and (usual(parts[1]) or len(parts[1]) < 3))
    formed = INFLECTED.search(name) is not None and not (len(name) >= 12 and name.endswith("er"))
    return name.isalnum() and len(name) >= least and not usual(name) and not formed


# First names that phrases of the lexicons hold: in a user name they are what is expected, not words of the language.
FIRST_NAMES = frozenset(
    word
    for line in (
        "leah marcus sam jade amy alex ali ben beth callum chloe dan daniel dave ella ellie emily emma ethan eva "
        "george hannah harry isla",
        "jack jake james jamie jess joe john josh kai katie kate kyle lauren lewis liam lily lucy luke lola maisie "
        "max megan mia mike molly",
        "nathan noah oliver olivia owen phoebe rachel rebecca ryan sara sarah sophie steve tom tyler zara zoe "
        "mohammed aisha fatima omar jude arthur henry aaron dominic hassan",
    )
    for word in line.split()
)


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    return (common_words() | lexicon().vocabulary.known) - FIRST_NAMES


def usual(word: str) -> bool:
    """Is this a word of the language (or its plural), as far as the lexicons know it, perhaps stretched ("pleaseee")?"""
    known = _vocabulary()
    if word in known or (word.endswith("s") and word[:-1] in known):
        return True
    return len(word) > 3 and word[-1] == word[-2] == word[-3] and word.rstrip(word[-1]) + word[-1] in known


def is_name(name: str, written: str, link: str, text: str, start: int, end: int, nouned: bool) -> bool:
    """Does this word look like a user name rather than the next word of a sentence?"""
    if TIMEISH.match(name) or COUNTED.fullmatch(name) or re.fullmatch(PLATFORM, name) or name in AT_WORDS:
        return False
    if re.search(r"\.(?:pdf|docx?|png|jpe?g|py|js|com|net|org|co)\b", name) or text[end : end + 2] in ("@", ".c"):
        return False
    if re.fullmatch(r"[a-z]{0,2}-?\d[\d-]*", name):
        return False
    if name.replace("-", "").isalpha() and "-" in name:
        gamer = not written.islower() and re.search(r"psn|playstation|xbox|gamer|ps[45]|epic|steam", text) is not None
        return (
            name.count("-") > 1
            and JOINERS.isdisjoint(name.split("-"))
            and ("linkedin" in text or "github" in text or gamer)
        )
    if nouned and not re.search(r"is|its|it's|:|=|->|—", link):
        noun = text[max(0, start - 24) : start].rstrip(" @").rsplit(" ", 1)[-1]
        if noun in _LOOSE_NOUNS or not (TEXTISH.search(name) and re.search(r"[a-z]", name)):
            return False
    if (
        TEXTISH.search(name)
        and re.search(r"[a-z]", name)
        and (
            not re.fullmatch(r"[a-z]+\.[a-z]{1,4}", name)
            or (
                name.partition(".")[2] not in _ENDINGS
                and not nouned
                and re.search(r"\bis\b|'s|:|=|its|name|user|tag", link)
            )
        )
    ):
        return not nouned or len(name) >= 6 or "_" in name
    if re.search(r"[A-Z][a-z]+[A-Z][a-z]", written) and re.search(r"is|'s|name|:|=|user|i'm|im\b|called|as\b", link):
        return True
    if nouned:
        return _CAMEL.search(written) is not None and len(name) >= 5
    linked = re.search(r"is|its|it's|:|=|->|@|called|under|as\b|user|name|my|i'm|im\b", link) is not None
    rest = text[end : end + 16]
    ends = _ENDS.match(rest) is not None or (len(name) >= 9 and _GOES_ON.match(rest) is not None)
    form = INFLECTED.search(name) is not None and not (len(name) >= 10 and name.endswith(("er", "live")))
    return linked and ends and len(name) >= 5 and name.isalnum() and not usual(name) and not form


# Little words that hyphens hold between others: "up-to-date".
JOINERS = frozenset(("to", "of", "the", "and", "in", "on", "by", "for", "a"))
# What goes on after a longer name of no other use.
_GOES_ON = re.compile(r"\s(?:im|i'm|sh+|come|just|at|when|after|every|most|hmu|lvl|level|send|u)\b")


_ENDS = re.compile(
    r"\s*(?:$|[.,!?)\n]|x+\b|if|add|lol|haha|so|and add|ok\b|hmu|:|\(|emo"
    r"|(?:but|with|and|then|plus|all|no|n|spelled|spelt|ending|minus|except|u|you|its|it's|btw|obvs|tho|pls|please|dm"
    r"|msg|message"
    r"|follow|search|there|underscore|capital|lower|the|in case|for|dont|don't|thats|that's|is my|on)\b)"
)
_LOOSE_NOUNS = frozenset({"at", "id", "code", "page", "name", "account", "acc", "profile", "channel", "nick"})
INFLECTED = re.compile(r"(?:ing|ed|er|est|ly|able|ful|ous|ive|less|ness|tion|ment|ity|ism|ist|ish|al|ic)\Z")


COUNTED = re.compile(
    r"(?:year|yr|grade|level|lvl|gcse|ks|ps|mp|word|office|windows|ios|unit|task|week|draft|v|cv|version|page|step|part"
    r"|half|chapter|ch|half|question|q"
    r"|day|set|room|block|paper|co|round|covid|test|stage|page|p|no|iphone|option|book|act|scene|class|group)[0-9._]+"
)


def shaped(name: str) -> bool:
    """Is it a user name by its shape alone, and no time, no file and no word with a figure ("year11", "v2.1")?"""
    stem = re.sub(r"[\d._-]+\Z", "", name)
    return (
        TEXTISH.search(name) is not None
        and not TIMEISH.match(name)
        and not COUNTED.fullmatch(name)
        and len(stem) >= 3
        and ("_" in name or "." in name.strip(".") or not usual(stem))
        and re.search(r"\.(?:com|net|org|uk|pdf|docx?|js|py)\Z", name) is None
    )
