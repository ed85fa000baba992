"""User names, gamertags, pages and payment handles: after an @, near the name of a platform, or spelled out."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from ithaca.screening.allow import AllowList
from ithaca.screening.fold import Folded, fold_char
from ithaca.screening.meaning import lexicon
from ithaca.screening.types import Disguise, Finding, Taken

PLATFORM = (
    r"(?:instagram|insta gram|insta|gram|snapchat|snap chat|snap|snp|sc|tik ?tok|tt|discord|disc|telegram|tele|kik|psn"
    r"|playstation|ps[45]|xbox|xbl|gamer ?tag"
    r"|steam"
    r"|roblox|rblx|fortnite|twitter|threads|facebook|fb|messenger|whatsapp|skype|signal|wechat|viber|be ?real|twitch|reddit"
    r"|linkedin|pinterest|vsco|yubo|wizz|hoop|zoom|teams|paypal|cash ?app|monzo|revolut|venmo|onlyfans|youtube|yt|spotify|epic"
    r"|minecraft|nintendo|switch|depop|vinted|tumblr|tellonym|soundcloud|github|bluesky|mastodon|google chat|imessage"
    r"|activision"
    r"|warzone|valorant|riot|clash|chess ?com|duolingo|strava|letterboxd|wattpad|ig|emoghost|emocamera|emoselfie"
    r"|emogame|emonote|emobird"
    r"|(?:blue )?bird app|yellow app|ghost app|clock app|camera app|line|vk|starling)"
)
# A platform drawn with digits and signs: d1sc0rd, sn@p.
_DRAWN = re.compile(
    r"(?<![a-z0-9@])(?=[a-z]{0,12}[@013457$!])(?:[i1!]n[s5$]t[a4@](?:gr[a4@]m)?|gr[a4@]m|[s5$]n[a4@]p(?:ch[a4@]t)?"
    r"|t[i1!]k ?t[o0]k"
    r"|d[i1!][s5$]c[o0]rd|t[e3]l[e3]gr[a4@]m|wh[a4@]t[s5$][a4@]pp|r[o0]bl[o0]x|f[a4@]c[e3]b[o0][o0]k|tw[i1!]tch|xb[o0]x"
    r"|[s5$]te[a4@]m"
    r"|f[o0]rtn[i1!]te|k[i1!]k|b[e3]r[e3][a4@]l|p[s5$]n|y[o0]utub[e3]|m[e3]ss[e3]ng[e3]r|tw[i1!]tt[e3]r)(?![a-z0-9@])"
)
_PLAIN_LETTERS = str.maketrans("@013457$!", "aoieastsi")
_NOUN = (
    r"(?:user ?name|user ?id|user|handle|tag|gamer ?tag|gt|nickname|nick|ign|in game name|account|acc|page|profile|channel|id"
    r"|name|code|friend code|at|add|screen name|@)"
)
_CHARS = r"[a-z0-9][\w.-]{1,30}[a-z0-9_]"
_LINK = (
    r"(?:(?:\s?(?:\?|is|its|it's|:|=|-+>?|>|»|→|➡|~|—|@|\(|\"|'|,|are|as|called|named|under|me|my|on|at|add|for|user"
    r"|username|name|id|tag"
    r"|handle|just|acc|account|page|profile|code|i'm|im|i am|find|search|there|here|to|-))\s?){0,5}?\s{0,4}"
)
_NAME_TAIL = r"(?:\s?#\s?\d{3,5})?"
_NEAR = re.compile(
    rf"(?<![\w@]){PLATFORM}\b(?:'s)?(?P<link>{_LINK})(?<![a-z0-9])@?"
    rf"(?!(?:is|its|it's|im|i'm|me|my|on|at|add|username|name|under|called|as|for"
    rf"|there)\b)(?P<name>{_CHARS}{_NAME_TAIL})(?![\w@])"
)
_NOUNED = re.compile(
    rf"(?<!\w){_NOUN}(?P<link>\s?(?:is|its|it's|:|=|->|—)\s?(?:just |probably |still )?"
    rf"|\s)@?(?P<name>{_CHARS}{_NAME_TAIL})(?![\w@])"
)
_BEFORE = re.compile(
    rf"(?<![\w@.])@?(?P<name>{_CHARS}{_NAME_TAIL})(?P<link>\s(?:is my|on my|on|is me on|over on|for my|thats my|that's my|my"
    rf"|\(|-)"
    rf"\s?(?:the )?)(?P<where>{PLATFORM})\b"
)
_AT = re.compile(r"(?<![\w.@])@(?P<name>[a-z0-9_][\w.]{1,29})(?![\w@]|\.[a-z])")
_HASHED = re.compile(
    rf"(?<!\w){PLATFORM}\b[^.?!\n]{{0,16}}?(?:\bis\b|its|it's|:|=|\s)\s?"
    r"(?P<name>[\w.-]{2,20}(?:\s[\w.-]{1,20}){0,3}?\s(?:hash ?tag|hash)\s\d{2,5})"
)
_AT_SPACED = re.compile(rf"(?<![\w.]){PLATFORM}\b.{{0,12}}@\s(?P<name>{_CHARS})(?!\w)")
_CASH = re.compile(r"(?<![\w])[$£](?P<name>[a-z][\w-]{2,20})(?!\w)")
_PAYS = re.compile(r"\b(?:cash ?app|cash ?tag|send|pay|paypal|monzo|tip|owe|money)\b")
_TAGGED = re.compile(r"(?<![\w#])(?P<name>[a-z][\w.]{1,30}#\d{4})(?!\d)")
# "k a i 0 9 on snap": spelled out in front of the platform.
_SPACED_BEFORE = re.compile(
    rf"(?<![\w.])(?P<name>[a-z](?:\s[a-z0-9_.-]){{3,29}})\s(?:is my|on my|on the|on|for my|for)\s(?:the )?{PLATFORM}(?!\w)"
)
_SPACED = re.compile(rf"(?<!\w){PLATFORM}\b{_LINK}(?P<name>(?:[a-z0-9_.-]\s){{3,29}}[a-z0-9_.])(?!\w)")
_SPELLED = re.compile(
    rf"(?<!\w)(?:{PLATFORM}|user ?name|gamer ?tag|handle|ign)\b{_LINK}(?P<name>[a-z][a-z0-9]{{1,20}}(?:\s(?:dot|underscore"
    rf"|under score|dash|hyphen|full stop)"
    rf"\s[a-z0-9]{{1,20}}|\s(?:then |and )?(?:zero|nought|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    rf"|twelve|thirteen|double|\d{{1,4}}|x)\b){{1,8}})"
)
# "my roblox user is ann slays 09, no gaps": several words that are one name.
_JOINED = re.compile(
    rf"(?<!\w)(?:{PLATFORM}|user ?name|user|gamer ?tag|handle|ign|tag)\b[^.?!\n]{{0,24}}?(?:\bis\b|\bits\b|it's|:|=|->|—|»)\s?"
    r"(?P<name>[\w.-]{1,20}(?:\s[\w.-]{1,20}){1,5}?)"
    r",?\s\(?(?:no (?:gaps?|spaces?)|(?:all )?(?:as )?one word|without (?:the |any )?(?:gaps?|spaces?)"
    r"|all (?:together|joined|one)"
    r"|joined (?:up|together)|together|put together|run together|squashed)\b"
)
_REAL_NAME = re.compile(
    rf"(?i:\b{PLATFORM}\b[^.?!\n]{{0,30}}?\b(?:i'?m|i am|as|under|it'?s|called|name is|for"
    rf"|me:)\s)(?P<name>[A-Z][a-z]+(?:\s[A-Z][a-z'-]+){{1,3}})"
    rf"|(?P<other>\b[A-Z][a-z]+(?:\s[A-Z][a-z'-]+){{1,3}})(?i:\son\s(?:the\s)?{PLATFORM}\b)"
)
_INVITE = re.compile(r"\b(?:add|find|search|look|follow|message|dm|reach|get|friend|hit|connect)\b", re.IGNORECASE)
_TEXTISH = re.compile(r"[a-z]\d|\d[a-z]|[a-z0-9][._-][a-z0-9]|_|[a-z]#\d")
_CAMEL = re.compile(r"[a-z][A-Z]|[A-Za-z]\d|[A-Z]{2,}[a-z]")
_TIMEISH = re.compile(
    r"\d{1,2}(?:[.:]\d{2})?(?:am|pm|ish|st|nd|rd|th|p|k|m|s|x|gb|mins?|hrs?|h)?\Z|(?:20|19)\d\d\Z|(?:ps|mp|v|h|b|level|gcse"
    r"|year|yr|ks)\d+\Z|\d+[a-z]{0,2}\Z"
)
_AT_WORDS = frozenset(
    word
    for line in (
        "home school work college uni lunch break everyone here all the my me a an office gym church midnight noon night least",
        "once first last property override media param return import staticmethod classmethod test author since see deprecated",
        "input output component injectable entity autowired app dataclass charset keyframes layer font-face mixin include",
    )
    for word in line.split()
)


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Ordinary words that may follow the name of a platform and are no user names (data/common_words.txt)."""
    return frozenset((Path(__file__).parent / "data" / "common_words.txt").read_text("utf-8").split())


def find_handles(folded: Folded, allow: AllowList) -> list[Finding]:
    """Every user name, gamertag, page or payment handle in one message."""
    text = folded.text
    places: list[tuple[int, int, Disguise]] = []
    if "@" in text:
        for match in _AT.finditer(text):
            name = match.group("name").rstrip(".")
            if name not in _AT_WORDS and not _TIMEISH.match(name) and len(name) >= 3 and not name.isdigit():
                places.append((match.start(), match.start() + 1 + len(name), "plain"))
    shown = _DRAWN.sub(lambda match: match.group().translate(_PLAIN_LETTERS), text)
    if _MAYBE.search(shown):
        places += _near_platform(folded, shown)
    places += _introduced(folded)
    if "hash" in text:
        places += [(*match.span("name"), "disguised") for match in _HASHED.finditer(text)]
    if "#" in text:
        places += [(*match.span(), "plain") for match in _TAGGED.finditer(text)]
    if ("$" in text or "£" in text) and _PAYS.search(text):
        places += [(*match.span(), "plain") for match in _CASH.finditer(text)]
    found: list[Finding] = []
    taken = Taken(len(folded.original))
    for start, end, disguise in places:
        name = text[start:end]
        first, last = folded.span(start, end)
        if allow.handle(name) or not taken.take(first, last):
            continue
        found.append(Finding(first, last, "HANDLE", disguise if folded.plain(first, last) else "disguised", "handle"))
    return found


_MAYBE = re.compile(rf"(?<!\w)(?:{PLATFORM}|{_NOUN})(?!\w)")


# "im kai_sk8s": an underscore says that this is a user name, whatever the platform.
_SELF = re.compile(
    r"(?<!\w)(?:i'm|im|i am|add|find|search|follow|look up|add me,?|find me,?) @?(?P<name>[a-z0-9.]+_[\w.]{1,28}\w)(?![\w@(=/])"
)


def _introduced(folded: Folded) -> list[tuple[int, int, Disguise]]:
    if "_" not in folded.text:
        return []
    return [(*match.span("name"), "plain") for match in _SELF.finditer(folded.text)]


def _near_platform(folded: Folded, text: str) -> list[tuple[int, int, Disguise]]:
    """User names by the name of a platform; `text` is the folded text with drawn platforms made plain."""
    original, short = folded.original, len(text.split()) <= _SHORT_MESSAGE
    places: list[tuple[int, int, Disguise]] = []
    for pattern in (_SPACED, _SPACED_BEFORE, _SPELLED, _AT_SPACED, _JOINED):
        places += [(*match.span("name"), "disguised") for match in pattern.finditer(text) if not _dated(match["name"])]
    for pattern in (_NEAR, _NOUNED, _BEFORE):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            first, last = folded.span(start, end)
            if _is_name(
                match.group("name"),
                "".join(filter(fold_char, original[first:last])),
                match.group("link"),
                text,
                start,
                end,
                pattern is _NOUNED,
            ) or (
                short
                and (pattern is not _NOUNED or _USER_NOUN.match(match.group()))
                and _bare(match.group("name"), text, match.end() if pattern is _BEFORE else end)
                and (pattern is not _BEFORE or _LED.search(text[: match.start()]))
            ):
                drawn = (
                    "emo" in match.group()
                    or text[match.start() : match.end()] != folded.text[match.start() : match.end()]
                )
                places.append((start, end, "disguised" if drawn else "plain"))
    return [*places, *_real_names(folded)]


def _real_names(folded: Folded) -> list[tuple[int, int, Disguise]]:
    """ "Find me on Facebook as Ann Other": a real name that leads to a page. Capitals are needed, so they are put back."""
    if not _INVITE.search(folded.text):
        return []
    cased = "".join(
        char.upper() if folded.original[start].isupper() else char
        for char, start in zip(folded.text, folded.starts, strict=True)
    )
    matches = _REAL_NAME.finditer(cased) if len(cased) == len(folded.text) else ()
    return [(*match.span("name" if match.group("name") else "other"), "plain") for match in matches]


def _dated(name: str) -> bool:
    """An ordinary word and figures ("in 2012"): no user name."""
    word, _, rest = name.partition(" ")
    return rest.isdigit() and _usual(word)


_SHORT_MESSAGE = 9
# What may stand before or after a user name that is only known by its place.
_LED = re.compile(
    r"(?:\A|[.,!?:]|\b(?:so|mine|im|i'm|i am|search|look up|add|find|follow|its|it's|me|me as|name|just|is))\s*\Z"
)
_BARE_ENDS = re.compile(
    r"\s*(?:\Z|[,!)\n]|[.?](?!\w)|(?:x+|lol|haha|add|if|ok|hmu|dont|don't|thats|that's|is my|then|spelled|spelt|with"
    r"|msg|dm|pls|please|tho|btw)\b|emo)"
)
_USER_NOUN = re.compile(r"user ?name|user|handle|gamer ?tag|gt|ign|screen name")
_ENDINGS = frozenset(
    word
    for line in ("com net org uk io tv gg me ly js py app dev gov pdf doc docx png jpg edu info html css php cs vb",)
    for word in line.split()
)


def _bare(name: str, text: str, end: int) -> bool:
    """In a short message, right by a platform: a word of no other use, like "inkbyjade" or "kai.dubz"?"""
    if _TIMEISH.match(name) or re.fullmatch(PLATFORM, name) or _BARE_ENDS.match(text[end : end + 16]) is None:
        return False
    parts = name.split(".")
    if len(parts) == 2 and all(part.isalpha() for part in parts):
        return parts[1] not in _ENDINGS and not (_usual(parts[0]) and (_usual(parts[1]) or len(parts[1]) < 3))
    return name.isalnum() and len(name) >= 7 and not _usual(name) and not _INFLECTED.search(name)


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    return _common() | lexicon().vocabulary.known


def _usual(word: str) -> bool:
    known = _vocabulary()
    return word in known or (word.endswith("s") and word[:-1] in known)


def _is_name(name: str, written: str, link: str, text: str, start: int, end: int, nouned: bool) -> bool:
    """Does this word look like a user name rather than the next word of a sentence?"""
    if _TIMEISH.match(name) or re.fullmatch(PLATFORM, name) or name in _AT_WORDS:
        return False
    if re.search(r"\.(?:pdf|docx?|png|jpe?g|py|js|com|net|org|co)\b", name) or text[end : end + 2] in ("@", ".c"):
        return False
    if name.replace("-", "").isalpha() and "-" in name:
        return name.count("-") > 1 and "linkedin" in text
    if nouned and not re.search(r"is|its|it's|:|=|->|—", link):
        noun = text[max(0, start - 24) : start].rstrip(" @").rsplit(" ", 1)[-1]
        if noun in _LOOSE_NOUNS or not (_TEXTISH.search(name) and re.search(r"[a-z]", name)):
            return False
    if _TEXTISH.search(name) and re.search(r"[a-z]", name) and not re.fullmatch(r"[a-z]+\.[a-z]{1,4}", name):
        return not nouned or len(name) >= 6 or "_" in name
    if nouned:
        return _CAMEL.search(written) is not None and len(name) >= 5
    linked = re.search(r"is|its|it's|:|=|->|@|called|under|as\b|user|name|my|i'm|im\b", link) is not None
    ends = _ENDS.match(text[end : end + 16]) is not None
    return (
        linked and ends and len(name) >= 5 and name.isalnum() and name not in _common() and not _INFLECTED.search(name)
    )


_ENDS = re.compile(
    r"\s*(?:$|[.,!?)\n]|x+\b|if|add|lol|haha|so|and add|ok\b|hmu|:|\(|emo"
    r"|(?:but|with|and|then|plus|all|no|n|spelled|spelt|ending|minus|except|u|you|its|it's|btw|obvs|tho|pls|please|dm"
    r"|msg|message"
    r"|follow|search|there|underscore|capital|lower|the|in case|for|dont|don't|thats|that's|is my|on)\b)"
)
_LOOSE_NOUNS = frozenset({"at", "id", "code", "page", "name", "account", "acc", "profile", "channel", "nick"})
_INFLECTED = re.compile(r"(?:ing|ed|er|est|ly|able|ful|ous|ive|less|ness|tion|ment|ity|ism|ist|ish|al|ic)\Z")


def split_handles(folded: Folded, context: list[Folded]) -> list[Finding]:
    """A user name sent after a message that ended with the name of a platform ("my snap is", then the name)."""
    words = folded.text.split()
    if not words or len(words) > 6 or not _opened(context):
        return []
    match = re.match(r"\W{0,3}(?:(?:its|it's|is|just|as|@)\s)?@?([\w.-]{3,31})", folded.text)
    if match is None or not match.group(1).strip("._-"):
        return []
    name = match.group(1).rstrip(".-")
    if name in _common() or (_INFLECTED.search(name) and name.isalpha()) or _TIMEISH.match(name):
        return []
    if not (_TEXTISH.search(name) or (len(words) <= 2 and name.isalnum() and len(name) >= 5)):
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
    rf"\b{PLATFORM}(?:\s(?:is|its|it's|name|username|user|handle|tag|id|called|me|at|add|on|as|there|instead|then|account|acc"
    rf"|n|the))*\W{{0,4}}\Z"
    rf"|\b(?:user ?name|handle|gamer ?tag|ign|my @|my user|my tag|my id|my gt)(?:\s(?:is|its|it's))?\W{{0,4}}\Z"
)
