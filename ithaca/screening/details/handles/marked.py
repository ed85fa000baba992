"""User names known by the signs in or beside them: emblems inside a name, tags of games, pages for payments, names on X."""

from __future__ import annotations

import re
from bisect import bisect_left

from ithaca.screening.anywhere import anywhere
from ithaca.screening.lists.platforms import PLATFORM
from ithaca.screening.lists.usernames import COUNTED, INFLECTED, TEXTISH, TIMEISH, usual
from ithaca.screening.sought import sought
from ithaca.screening.types import Disguise
from ithaca.screening.views.fold import Folded, fold_char

_EMBLEM = "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff]"
# "ann🌻plants🌻08", in the original: what is folded has spaces for emblems.
_DRAWN_IN = re.compile(rf"(?<!\w)@?[A-Za-z][\w.]{{0,60}}(?:{_EMBLEM}{{1,6}}[\w.]{{1,60}}){{1,5}}")
_LEADS = re.compile(
    rf"(?:(?<!\w){PLATFORM}|\b(?:user ?name|user|handle|tag|gamer ?tag|name))\s{{0,3}}(?:(?:is|its|it's|im|i'm|me|name"
    rf"|user|add|=|:|-|>|->|=>)"
    r"\s{0,3}){0,3}\Z"
)
_FOLLOWS = re.compile(rf"\s(?:on|is my|thats my|for)\s(?:my |the )?\s?{PLATFORM}(?!\w)")
# "the hearts are dots", "swap the emojis for underscores", "dots not flowers": what the emblems in a name stand for.
_SIGNS = r"(?:dots?|full stops?|underscores?|dash(?:es)?|hyphens?|lines?|gaps?|spaces?)"
_EXPLAINED = anywhere(
    re.compile(
        rf"\b(?:[a-z]{{3,12}} (?:is|are|r|=|means?|stands? for|for|instead of|not|as|being) (?:an? |the |all )?{_SIGNS}"
        rf"|{_SIGNS} (?:for|instead of|where|not|in place of) (?:the )?[a-z]{{3,12}}"
        r"|(?:swap|replace|change|turn|take out|ignore|skip|without|w/out|w/o|minus|no) (?:out )?(?:the |all the |any )?"
        r"(?:emojis?|pictures?|symbols?|flowers?|leaf|leaves|hearts?|stars?))\b"
    )
)
# Tags of games: "ann#euw3", "ann sk#0417".
_RIOT = re.compile(
    r"\b(?:riot|valorant|val|lol|league|tft|discord|disc|battle ?net|brawl ?stars|clash|ign|tag|gamer ?tag|id|user|add)\b"
)
_HASHED = re.compile(r"(?<![\w#])(?P<name>[a-z0-9][\w.]{1,30}#(?:[a-z]{2,5}\d{0,2}|[a-z0-9]{3,5}|\d{3,6}))(?!\w)")
# "riot id Ann Bee hashtag EUW3", "fortnite name ANN hash 30", "disc ann bee # 33 20": a tag apart.
_GAME = (
    r"(?:riot|valorant|valo|val|league|lol|tft|fortnite|discord|disc|dc|battle ?net|overwatch|brawl ?stars|clash"
    r"|minecraft"
    r"|roblox|epic|apex|cod|warzone|activision|xbox|gamer ?tag|ign)"
)
_TAG_APART = re.compile(
    rf"(?<!\w){_GAME}(?P<lead>(?: (?:id|name|tag|user ?name|user|account|is|its|it's|im|i'm|me"
    rf"|add)){{0,5}}'?s?\s?[:=>-]{{0,2}}\s?)"
    rf"(?<![a-z0-9])(?!(?:id|name|tag|user|is|its|im|me|add|server|channel|post|my|on|use|with|the|or|and)\b)"
    r"(?P<name>[a-z0-9][\w.-]{1,24}(?: [a-z0-9][\w.-]{0,15}){0,2}?"
    r",?(?: (?:and |then )?(?:the |a )?(?:hash ?tag|hash|pound sign)|\s#) ?"
    r"(?P<tag>\d{2,6}(?: \d{1,3}){0,4}|\d(?: \d{1,3}){2,5}|(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)"
    r"(?: (?:zero|oh|one|two|three|four|five|six|seven|eight|nine)){2,5}|[a-z]{2,4}\d{0,2}))(?!\w)"
)
_SAID_LEAD = re.compile(r"\w|[:=>-]")
# "live colon ann hyphen other": the name that Skype gives.
_LIVE = sought(
    r"\b(?P<name>live colon,? \.?[a-z0-9]{2,20}(?:,? (?:dot|underscore|hyphen|dash|full stop),? [a-z0-9]{1,20}){0,4})(?!\w)"
)
# "monzo me slash ann", "paypal dot me slash ann", "dollar sign ann07".
_PAID = sought(
    r"(?<!\w)(?P<name>(?:monzo|paypal|pay pal|revolut|revolut|venmo|ko-?fi|cash)(?:\s?(?:dot|\.|,)\s?|\s)(?:me|app"
    r"|com)\s?,?\s?(?:(?:forward )?slash"
    r"|/|stroke),?\s?(?:dollar sign |\$)?[a-z][\w.-]{2,30}(?:\s(?:\d{1,4}|zero|oh|one|two|three|four|five|six|seven|eight"
    r"|nine)){0,4})(?!\w)"
)
_DOLLAR = re.compile(
    r"\b(?:cash ?app|cash ?tag|cash)\b[^.?!\n]{0,24}?\b(?P<name>dollar(?: sign)?,? (?:then )?[a-z][\w.-]{2,24})(?!\w)"
)
_LESSON = anywhere(re.compile(r"\b(?:lesson|budgeting|worksheet|task|unit|quiz)\b"))
_NAME = r"@?(?P<name>[a-z0-9_][\w.-]{3,30}[a-z0-9_])(?![\w@])"
_ON_X = re.compile(
    r"\bon x,?\s(?:i'?m|i am|im|it'?s|my (?:name|handle|user|tag)(?: is|'s)|i go by|i appear as|as|under|find me(?: as"
    r"| under)?|me:|me is"
    rf"|search(?: for)?|follow|add|=|:)\s{_NAME}"
    rf"|(?:\b(?:i'?m|i am|im|it'?s|me:|follow|add|search(?: for)?|find me(?: as| under)?|as|mine'?s"
    rf"|mine is)\s@?(?P<other>[a-z0-9_][\w.-]{{3,30}}[a-z0-9_]) on x)(?![\w-])"
)


def marked(folded: Folded) -> list[tuple[int, int]]:
    """Where such user names stand in the folded text of a message."""
    text = folded.text
    places: list[tuple[int, int]] = []
    if not folded.original.isascii():
        places += _with_emblems(folded)
    if "#" in text and _RIOT.search(text):
        places += [match.span("name") for match in _HASHED.finditer(text) if _tagged(match["name"])]
    if "slash" in text or "/" in text or "stroke" in text:
        places += [match.span("name") for match in _PAID.finditer(text) if not _LESSON(text)]
    places += [match.span("name") for match in _LIVE.finditer(text)]
    if "dollar" in text:
        places += [match.span("name") for match in _DOLLAR.finditer(text) if not usual(match["name"].split()[-1])]
    if "on x" in text:
        for match in _ON_X.finditer(text):
            if _odd(match["name"] or match["other"]):
                places.append(match.span("name" if match["name"] else "other"))
    return places


def _odd(name: str) -> bool:
    """No time, sum or word of the language?"""
    if TIMEISH.match(name) or COUNTED.fullmatch(name):
        return False
    if TEXTISH.search(name) and sum(map(str.isalpha, name)) >= 3:
        return True
    return name.isalpha() and len(name) >= 6 and not usual(name) and not INFLECTED.search(name)


def _tagged(found: str) -> bool:
    """A name before the tag, and no heading or chord ("chapter#3")?"""
    name, _, tag = found.partition("#")
    return len(name) >= 3 and not name.isdigit() and (len(tag) >= 3 or not usual(name))


def tagged(text: str) -> list[tuple[int, int]]:
    """Where names stand whose tag is said or set apart."""
    if "#" not in text and "hash" not in text and "pound sign" not in text:
        return []
    return [match.span("name") for match in _TAG_APART.finditer(text) if _apart(text, match)]


def _apart(text: str, match: re.Match[str]) -> bool:
    """Is a tag that stands apart no heading or topic: announced, or after an odd word, or all there is?"""
    tag = match["tag"]
    if not tag[-1].isdigit() and usual(tag) and " " not in tag:
        return False
    words = re.split(r",? (?:and |then |the |a )*(?:hash|pound)|\s?#", match["name"])[0].split()
    odd = any(not usual(word) and not INFLECTED.search(word) for word in words)
    whole = match.start() == 0 and not text[match.end() :].strip(" .!?x") and len(tag) >= 4
    return odd or _SAID_LEAD.search(match["lead"]) is not None or whole


_CASH = re.compile(r"(?<![\w])[$£](?P<name>[a-z][\w-]{2,20})(?!\w)")
_PAYS = sought(r"emocash|\b(?:cash ?app|cash ?tag|send|pay|paypal|monzo|tip|owe|money)\b")
# "ann#1234", "ann09#euw"; tags of games that use fourteen characters only.
_TAGGED = re.compile(
    r"(?<![\w#])[a-z][\w.]{1,30}#\d{4,8}(?!\d)|(?<![\w#])[a-z][\w.]{2,30}\d#[a-z]{2,4}\d?(?!\w)"
    r"|(?<!\w)live:[a-z0-9._]{4,30}[a-z0-9]|(?<![\w&#])#(?=[a-z]*\d)(?=\d*[a-z])[0289pylqgrjcuv]{7,10}(?!\w)"
    r"|(?<=tag )#[0289pylqgrjcuv]{1,8}(?: [0289pylqgrjcuv]{1,8}){1,4}(?!\w)|(?<![\w./])u/[a-z0-9][\w-]{2,19}(?![\w/])"
)
# Codes by which friends are added.
_FRIEND_CODE = sought(
    r"\bfriend ?code(?: is|'s|:| =|,)?(?: (?:its|it's))? (?P<name>(?:[a-z]{2}[- ])?\d{3,4}(?:[- ]?\d{3,4}){1,4})(?!\w)"
    r"|\b(?:switch|nintendo|3ds|ds) (?:fc|code)(?: is|'s|:| =|,)? (?P<given>\d{4}(?:[- ]?\d{4}){2})(?!\w)"
    r"|(?<!\w)(?P<other>sw[- ]?\d{4}[- ]?\d{4}[- ]?\d{4}"
    r"|sw(?:[- ]{1,3}(?:\d{1,4}|zero|oh|one|two|three|four|five|six|seven|eight|nine|double|treble)){3,14}"
    r"|(?<=uid )\d{8,10}|(?<=uid is )\d{8,10}"
    r"|(?<=trainer code )\d{4} ?\d{4} ?\d{4})(?!\w)"
)
CODE_ONLY = re.compile(r"sw[- ]?\d{4}[- ]?\d{4}[- ]?\d{4}|[1-9]\d{3}(?:[- ]?\d{4}){2}")


def coded(text: str) -> list[tuple[int, int, Disguise]]:
    """Where codes by which friends are added stand, names with the tag of a game, and payment handles."""
    places: list[tuple[int, int, Disguise]] = []
    if "friend" in text or "sw" in text or "ds" in text or "nintendo" in text or "uid" in text or "trainer" in text:
        places += [(*match.span(str(match.lastgroup)), "disguised") for match in _FRIEND_CODE.finditer(text)]
    if "#" in text or "live:" in text or "u/" in text:
        places += [(*match.span(), "plain") for match in _TAGGED.finditer(text)]
    if ("$" in text or "£" in text) and _PAYS.search(text):
        places += [(*match.span(), "plain") for match in _CASH.finditer(text)]
    return places


def _with_emblems(folded: Folded) -> list[tuple[int, int]]:
    seen = [place for place, char in enumerate(folded.original) if fold_char(char)]
    places: list[tuple[int, int]] = []
    for match in _DRAWN_IN.finditer("".join(folded.original[place] for place in seen)):
        begins, ends = seen[match.start()], seen[match.end() - 1] + 1
        first, last = bisect_left(folded.starts, begins), bisect_left(folded.starts, ends)
        if first >= last:
            continue
        name = match.group()
        if _led(folded.text[max(0, first - 40) : first], name) or (
            (_FOLLOWS.match(folded.text, last) or _EXPLAINED(folded.text)) and name.islower()
        ):
            places.append((first, last))
    return places


def _led(before: str, name: str) -> bool:
    """Is a name with emblems in it given beside a platform?"""
    return _LEADS.search(before) is not None and (name.islower() or any(map(str.isdigit, name)))
