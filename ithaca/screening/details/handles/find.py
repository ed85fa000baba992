"""User names, gamertags, pages and payment handles: after an @, near the name of a platform, or spelled out."""

from __future__ import annotations

import re

from ithaca.screening.allow import AllowList
from ithaca.screening.anywhere import anywhere
from ithaca.screening.details.handles.cased import COURSE, capitalised
from ithaca.screening.details.handles.changed import changed
from ithaca.screening.details.handles.formed import formed
from ithaca.screening.details.handles.letters import lettered
from ithaca.screening.details.handles.marked import CODE_ONLY, coded, marked, tagged
from ithaca.screening.details.handles.spelled import said_from, said_on, spelled
from ithaca.screening.details.handles.stated import stated
from ithaca.screening.details.handles.told import by_themselves, strung, told
from ithaca.screening.lists.named_things import OF_PROGRAMS, OF_STORIES
from ithaca.screening.lists.platforms import DRAWN, NOUN, PLAIN_LETTERS, PLATFORM
from ithaca.screening.lists.usernames import AT_WORDS, LED, TEXTISH, TIMEISH, is_name, stands_alone, usual
from ithaca.screening.sought import sought
from ithaca.screening.types import Disguise, Finding, Taken
from ithaca.screening.views.fold import Folded, fold_char

_CHARS = r"[a-z0-9_][\w.-]{1,30}[a-z0-9_]"
_LINK = (
    r"(?:(?:\s{0,2}(?:\?|is|its|it's|:|=|-{1,3}>?|>|»|→|➡|~|—|@|\(|\"|'|,|are|as|called|named|under|me|my|on|at|add|for|user|app"
    r"|username|name|id|tag"
    r"|handle|just|acc|account|page|profile|shop|store|channel|code|i'm|im|i am|find|search|there|here|to))\s?){0,5}?\s{0,4}"
)
_NAME_TAIL = r"(?:\s?#\s?\d{3,5})?"
_NEAR = sought(
    rf"(?<![\w@]){PLATFORM}(?:s\b|\b)(?P<link>(?:'s)?{_LINK})(?<![a-z0-9])@?"
    rf"(?!emo|{PLATFORM}(?![\w.-])|(?:is|its|it's|im|i'm|me|my|on|at|add|username|name|under|called|as|for"
    rf"|there|profile|account|acc|page|shop|store|channel|handle|user|tag|code|app)\b)(?P<name>{_CHARS}{_NAME_TAIL})(?![\w@])"
)
_NOUNED = sought(
    rf"(?<!\w){NOUN}(?: there| on there| on it| on here)?(?P<link>\s?(?:'s|is|its|it's|:|=|->|—)\s?(?:just "
    rf"|probably |still )?"
    rf"|\s)@?(?P<name>{_CHARS}{_NAME_TAIL})(?![\w@])"
)
_BEFORE = sought(
    rf"(?<![\w@.])@?(?P<name>{_CHARS}{_NAME_TAIL})(?P<link>\s(?:is my|on my|on|is me on|over on|for my|thats my|that's my|my"
    rf"|(?:,|-|=|is|=>?|<-+)\s?(?:thats|that's|its|it's|is)?\s?my|\(|-)"
    rf"\s?(?:the )?)(?P<where>{PLATFORM})\b"
)
_AT = sought(r"(?<![\w.@])@(?P<name>[a-z0-9_][\w.-]{1,29})(?![\w@]|\.[a-z])")
# "@ a n n b _ 7 there"
_AT_LETTERS = sought(r"(?<![\w.])@ [a-z0-9_.](?: [a-z0-9_.]){3,29}(?![\w@'])")
# "at ann draws all one word on tiktok", "insta is at ann bakes zero nine": the sign of a user name said first.
_AT_FIRST = sought(
    rf"\A\W*(?:(?:it'?s|i'?m|mine is|(?:my )?{PLATFORM}(?: is|'s"
    rf"|:)?) )?(?P<name>at [a-z][a-z0-9]*(?: [a-z0-9]+){{0,6}}?)"
    rf"(?P<one>,? (?:all )?(?:one word|no (?:gaps?|spaces?)))?,? (?:(?:the )?same )?(?:(?:on|for|across) (?:the |my )?"
    rf"(?:{PLATFORM}|gram|tok|page|photo app|app|everything|everywhere|all of (?:them|it|my apps)|all (?:the |my )?apps"
    rf"|every app|both)|everywhere"
    rf"|(?:that'?s|is) (?:me|my|the) ?(?:page|handle|insta|user ?name|account|name)?)(?!\w)"
    r"|\A\W*(?:it'?s|i'?m|mine is|search(?: for)?|find|look (?:for|up)|add) (?P<signed>at [a-z][a-z0-9]*(?: [a-z0-9]+){1,5}?),?"
    r" (?:with |and )?(?:an? )?(?:underscores?|dots?|dash(?:es)?|hyphens?) (?:between|for|instead of|in between|where) "
    rf"|\A\W*(?:my )?{PLATFORM}(?: is|'s|:)? (?P<said>at [a-z][a-z0-9]*(?: [a-z0-9]+){{0,4}})\W*\Z"
)
_HASHED = re.compile(
    rf"(?<!\w){PLATFORM}\b[^.?!\n]{{0,16}}?(?:\bis\b|its|it's|:|=|\s)\s?"
    r"(?P<name>[\w.-]{2,20}(?:\s[\w.-]{1,20}){0,3}?\s(?:hash ?tag|hash)\s\d{2,5})"
)
_AT_SPACED = re.compile(rf"(?<![\w.]){PLATFORM}\b.{{0,12}}@\s(?P<name>{_CHARS})(?!\w)")
# "ann _ bakes _ 0 7 remove gaps"
_GAPPED = re.compile(
    r"(?<![\w@.])(?P<name>[a-z0-9]{2,15}(?: [._-] [a-z0-9]{1,15}){1,4}(?: [a-z0-9](?!\w)){0,6}"
    r"|(?!(?:i?m|its|my|is|on|add|find|insta|snap|discord) )(?:[a-z0-9]{1,6} ){0,4}[a-z0-9]{1,6}_(?: [a-z0-9]{1,6}){1,4}"
    r"|(?:[a-z0-9]{1,6} ){1,4}_[a-z0-9]{1,6}(?: [a-z0-9]{1,6}){0,4}),?"
    r" \(?(?:remove|no"
    r"|take out|without|minus"
    r"|lose|ignore|skip|forget) (?:the |all )?(?:gaps?|spaces?)\b"
)
# "k a i 0 9 on snap": spelled out in front of the platform.
_SPACED_BEFORE = re.compile(
    rf"(?<![\w.])(?P<name>[a-z](?:\s{{1,3}}[a-z0-9_.-]){{3,29}})\s{{1,3}}(?:\(|is my|on my|on the|on|for my|for|that'?s me"
    rf"|that'?s my)\s(?:on )?(?:the )?{PLATFORM}(?!\w)"
)
_SPACED = re.compile(
    rf"(?<!\w)(?:{PLATFORM}|account|user ?name|user|handle|ign|gamer ?tag"
    rf"|tag)\b{_LINK}(?P<name>(?:[a-z0-9_.#-]\s{{1,3}}){{3,29}}[a-z0-9_.])(?!\w)"
)
# "i'm a-n-n-b on there": letters with one sign between them.
_DASHED = re.compile(
    r"\b(?:i'm|im|i am|it's|its|is|search|find|add|follow"
    r"|look up)\s(?P<name>[a-z](?P<sign>[-.~*/,|])[a-z0-9](?:(?P=sign)[a-z0-9]){2,28})(?![\w-])"
    r"|(?<![\w|])(?P<bare>[a-z](?P<mark>[-.~*/,|_])[a-z0-9_.](?:(?P=mark)[a-z0-9_.]){3,28})(?=\W+(?:[a-z]{2,9}\W+)?(?:no|without|minus|ignore"
    r"|take out) (?:the )?"
    r"(?:lines?|dash(?:es)?|dots?|gaps?|spaces?|slash(?:es)?|stars?|commas?|hyphens?)\b)"
)
# "my first name then underscore then the year i was born on insta": a name that is only told.
_TOLD = (
    r"(?:(?:the )?same (?:name )?as\b|same name\b|my (?:first|last|full|sur|middle|portal|real|nick|dog'?s"
    r"|cat'?s) ?name|(?:first|last|middle) name\b"
    r"|surname\b|(?:my )?(?:sister|brother|mum|dad|nan|dog|cat)'?s name\b|the name of my [a-z]{3,10}"
    r"|my name\b(?= (?:then|\+|plus|and))|my rank\b"
    r"|the \w+ i (?:make|do|play|have|like|own)\b|my initials|my name (?:then|plus|and|with|but|followed)"
    r"|my nickname|[a-z]{3,15}(?: backwards| reversed| in reverse)?"
    r"(?:,? (?:an? )?(?:dot|underscore|dash|hyphen))?,? (?:plus|then|and then) (?:my|the|what"
    r"|how)\b)"
)
_TOLD_AFTER = sought(
    rf"(?<!\w){PLATFORM}\b(?!,? (?:dot|underscore)\b)[^.!\n]{{0,24}}?(?P<name>{_TOLD}[^.?!\n]{{2,90}})"
)
_TOLD_BEFORE = sought(
    rf"(?P<name>{_TOLD}(?:[^.?!\n]|\.(?=[a-z0-9])){{2,60}}?),?\s(?:that'?s|is|on|for|for my"
    rf"|on my)\s(?:my\s)?(?:the\s)?{PLATFORM}\b"
)
# "under my full name, you'll see my dog": no user name, unless the words say how it is made.
_BARE = re.compile(
    r"my (?:first|last|full|sur|middle|real) ?name(?:,? (?:it|so|cos|because|if|and|but|there|i|i'm|you|u|we|lol|haha"
    r"|x+"
    r"|pls|please|ok|when|where)\b|,|'s\b)"
)
_MADE_OF = re.compile(
    r"\d|\b(?:then|plus|dots?|underscores?|dash|hyphen|with|followed|backwards?|initials?|year|number|without|no|one"
    r"|minus"
    r"|surname|last|middle|letters?|and (?:my|the|a|an))\b"
)
# "you know my surname and the shop": words that are no user name, as nothing says how they become one.
_KNOWN = re.compile(r"\b(?:know|knows|knew|remember|recognise|forgot|forget|heard) \Z")
_SIGNED = re.compile(
    r"\d|\b(?:then|plus|dots?|underscores?|dash|hyphen|followed|backwards?|one word|no (?:gaps?|spaces?))\b"
)
_SPELLED = sought(
    rf"(?<!\w)(?:{PLATFORM}|user ?name|gamer ?tag|handle|ign)\b{_LINK}(?P<name>[a-z][a-z0-9_.]{{1,20}}(?:\s(?:(?:then "
    rf"|and )?(?:a )?(?:dot|underscore"
    rf"|under score|dash|hyphen|full stop)(?: then)?)"
    rf"\s[a-z0-9]{{1,20}}|\s(?:then |and )?(?:zero|nought|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    rf"|twelve|thirteen|double|\d{{1,4}}|x)\b(?!\.\d)){{1,8}})"
)
# "my roblox user is ann slays 09, no gaps": several words that are one name.
_JOINED = sought(
    rf"(?<!\w)(?:{PLATFORM}|user ?name|user|gamer ?tag|handle|ign|tag)\b[^.?!\n]{{0,24}}?(?:\bis\b|\bits\b|it's|:|="
    rf"|->|—|»)\s?"
    r"(?P<name>[\w.-]{1,20}(?:\s[\w.-]{1,20}){1,5}?)"
    r",?\s\(?(?:(?:with )?no (?:gaps?|spaces?)|(?:all )?(?:as )?(?:one|1) word|without (?:the |any )?(?:gaps?|spaces?)"
    r"|all (?:together|joined|one)"
    r"|joined (?:up|together)|together|put together|run together|squashed)\b"
)


def find_handles(folded: Folded, allow: AllowList) -> list[Finding]:
    """Every user name, gamertag, page or payment handle in one message."""
    text = folded.text
    places: list[tuple[int, int, Disguise]] = []
    if "@" in text:
        for match in _AT.finditer(text):
            name = match.group("name").rstrip(".-")
            if name in AT_WORDS or TIMEISH.match(name) or len(name) < 3 or name.isdigit() or _for_an_a(name):
                continue
            places.append((match.start(), match.start() + 1 + len(name), "plain"))
    if "@" in text:
        places += [(*match.span(), "disguised") for match in _AT_LETTERS.finditer(text)]
    if "at " in text:
        places += [
            (*match.span(next(name for name in ("name", "signed", "said") if match[name])), "disguised")
            for match in _AT_FIRST.finditer(text)
            if _no_words(match)
        ]
    shown = DRAWN.sub(lambda match: match.group().translate(PLAIN_LETTERS), text)
    places += [*coded(text), *((*place, "plain") for place in marked(folded))]
    places += [(*place, "disguised") for place in [*lettered(shown), *changed(folded), *tagged(text), *spelled(shown)]]
    places += stated(folded)
    if _MAYBE.search(shown) or _STRUNG.search(shown):
        places += _near_platform(folded, shown)
    places += _introduced(folded)
    places += [(*place, "plain") for place in _joined_up(text)]
    places += by_themselves(folded)
    if "gap" in text or "space" in text:
        places += [(*match.span("name"), "disguised") for match in _GAPPED.finditer(text)]
    if "hash" in text:
        places += [(*match.span("name"), "disguised") for match in _HASHED.finditer(text)]
    places += formed(folded)
    found: list[Finding] = []
    taken = Taken(len(folded.original))
    for start, end, disguise in places:
        if disguise == "disguised":
            start, end = said_from(text, start, end), said_on(text, start, end)
        name = text[start:end]
        first, last = folded.span(start, end)
        if allow.handle(name) or not taken.take(first, last):
            continue
        rule = "friend code" if CODE_ONLY.fullmatch(name) else "handle"
        found.append(Finding(first, last, "HANDLE", disguise if folded.plain(first, last) else "disguised", rule))
    return found


def _for_an_a(name: str) -> bool:
    """Is the sign before it the first letter of a word ("@bs0lute")?"""
    plain = name.translate(PLAIN_LETTERS)
    return not usual(plain) and usual(f"a{plain}")


_MAYBE = sought(rf"(?<!\w)(?:{PLATFORM}s?|{NOUN}|emobook)(?!\w)|\b(?:search|find|add|follow|look up) me\b")
_STRUNG = re.compile(r"(?<![a-z])[a-z](?P<sign>[-.~*/,|_])[a-z0-9](?P=sign)[a-z0-9](?P=sign)[a-z0-9]")
# What the patterns behind it need somewhere, as quick looks that never miss.
_BY_NEED = (
    (re.compile(r"[a-z0-9_.#-]\s{1,3}[a-z0-9_.#-]\s{1,3}[a-z0-9_.#-]\s"), (_SPACED, _SPACED_BEFORE)),
    (sought(r"@\s"), (_AT_SPACED,)),
    (sought(r"\b(?:gaps?|spaces?|one|together|joined|squashed)\b"), (_JOINED,)),
)
_STROKES = re.compile(r"[a-z](?P<sign>[-.~*/,|_])[a-z0-9_.](?P=sign)[a-z0-9_.](?P=sign)")


# "im kai_sk8s": an underscore says that this is a user name, whatever the platform.
_SELF = sought(
    r"(?<!\w)(?:i'm|im|i am|am|look up|hmu|(?:add|find|follow|search|dm|msg|message|text)(?: me,?(?: at| on| as)?)?|as"
    r"|under|called|is|user"
    r"|name) @?(?P<name>[a-z0-9.]+_[\w.]{1,28}\w)(?![\w@(=/])"
)


_FILE_NAME = re.compile(r"\.[a-z]{1,5}\Z|\Atest_|_test\Z|_(?:id|name|list|data|file|count|total|size|key|value)\Z")


# What has a name too: parts of a program, people of a story.
_THING = re.compile(
    rf"\b(?:{OF_PROGRAMS}|{OF_STORIES}|reference|ref|counter"
    r"|(?:course|module|subject|unit|paper|exam|qualification|lesson|timetable|room|part|product|order|class|error|ucas"
    r"|discount|voucher|promo|tracking|booking)(?= ?codes?))\b"
)
_OWN_LEAD = re.compile(r"i'm|im|i am|add|find|search|follow|look up|hmu|dm|msg|message|text")


# Beside a platform a word with an underscore is a name, and so is one of three parts and more on sites for work.
_UNDERSCORED = re.compile(r"(?<![\w@./-])(?P<name>[a-z0-9]+(?:\.[a-z0-9]+)*_[\w.]*[a-z0-9])(?![\w@(=/-]|\.[a-z])")
_FOR_WORK = sought(r"\b(?:linked ?in|git ?hub|git ?lab|portfolio|user ?name|screen name)\b")
_HYPHENED = re.compile(r"(?<![\w@./-])(?P<name>(?![aektuvx]-)[a-z]+(?:-[a-z0-9]{2,}){2,4})(?![\w@(=/-]|\.[a-z])")
_OF_ACCOUNT = re.compile(
    r"\b(?:account|profile|page|user ?name|handle)(?: name)?(?: is|'s"
    r"|:)? (?P<name>[a-z]{3,}-[a-z0-9]{2,})(?![\w@(=/-]|\.[a-z])"
)
_BETWEEN = frozenset({"of", "the", "to", "in", "on", "and", "by", "up", "at", "for", "year", "old", "olds"})


def _no_words(match: re.Match[str]) -> bool:
    """Is what follows a spoken at no ordinary phrase ("at school")?"""
    words = (match["name"] or match["said"] or match["signed"]).split()[1:]
    return (
        match["one"] is not None
        or match["signed"] is not None
        or (words[0] not in AT_WORDS and not all(map(usual, words)))
    )


def _joined_up(text: str) -> list[tuple[int, int]]:
    """Names held together by underscores or hyphens, in a message that speaks of a platform."""
    places: list[tuple[int, int]] = []
    if "_" in text and _ANY_PLATFORM(text):
        places += [
            match.span("name")
            for match in _UNDERSCORED.finditer(text)
            if not _FILE_NAME.search(match["name"])
            and _THING.search(text, max(0, match.start() - 48), match.start()) is None
        ]
    if "-" in text and _FOR_WORK.search(text):
        places += [
            match.span("name")
            for match in _HYPHENED.finditer(text)
            if not all(usual(part) for part in match["name"].split("-") if len(part) > 1)
            and _BETWEEN.isdisjoint(match["name"].split("-"))
        ]
        places += [match.span("name") for match in _OF_ACCOUNT.finditer(text)]
    return places


def _of_a_thing(text: str, start: int) -> bool:
    """Is what begins there the name of a thing the words before speak of, with no platform beside it?"""
    return _THING.search(text, max(0, start - 48), start) is not None and not _ANY_PLATFORM(text)


_ANY_PLATFORM = anywhere(sought(rf"(?<!\w){PLATFORM}(?!\w)"))


def _introduced(folded: Folded) -> list[tuple[int, int, Disguise]]:
    text = folded.text
    return [
        (*match.span("name"), "plain")
        for match in (_SELF.finditer(text) if "_" in text else ())
        if not _FILE_NAME.search(match["name"])
        and not _of_a_thing(text, match.start("name"))
        and (
            _OWN_LEAD.match(match.group())
            or not all(usual(part) for part in re.split(r"[\W\d_]+", match["name"]) if part)
        )
    ]


def _near_platform(folded: Folded, text: str) -> list[tuple[int, int, Disguise]]:
    """User names by the name of a platform; `text` is the folded text with drawn platforms made plain."""
    original, short = folded.original, len(text) <= 1000 and len(text.split()) <= _SHORT_MESSAGE
    places = strung(text)
    for pattern in (_TOLD_AFTER, _TOLD_BEFORE):
        places += [
            (*match.span("name"), "disguised")
            for match in pattern.finditer(text)
            if not _of_a_course(text)
            and not match["name"].endswith((" but", " and"))
            and (_BARE.match(match["name"]) is None or _MADE_OF.search(match["name"]))
            and (
                _KNOWN.search(text, max(0, match.start("name") - 16), match.start("name")) is None
                or _SIGNED.search(match["name"])
            )
        ]
    for form in [_SPELLED, *(pattern for need, group in _BY_NEED if need.search(text) for pattern in group)]:
        places += [(*match.span("name"), "disguised") for match in form.finditer(text) if not _dated(match["name"])]
    if _STROKES.search(text):
        places += [(*match.span("name" if match["name"] else "bare"), "disguised") for match in _DASHED.finditer(text)]
    for pattern in (_NEAR, _NOUNED, _BEFORE):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            if pattern is _NOUNED and _of_a_thing(text, start):
                continue
            first, last = folded.span(start, end)
            if is_name(
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
                and _ARTICLE.search(text, max(0, match.start() - 4), match.start()) is None
                and stands_alone(
                    match.group("name"),
                    text,
                    match.end() if pattern is _BEFORE else end,
                    5 if "emo" in match.group() or _MINE.search(text[: match.start()]) or _REACH(text) else 7,
                )
                and (pattern is not _BEFORE or _led(text[: match.start()], match.group("where")))
            ):
                drawn = (
                    "emo" in match.group()
                    or text[match.start() : match.end()] != folded.text[match.start() : match.end()]
                )
                places.append((start, end, "disguised" if drawn else "plain"))
    if _TURNED.search(text):
        places += [
            (*match.span("name"), "disguised")
            for match in _ANY_NAME.finditer(text)
            if not _TURNED.search(match["name"])
            and (TEXTISH.search(match["name"]) or (short and len(match["name"]) >= 6 and not usual(match["name"])))
        ]
    return [*places, *told(folded, text), *capitalised(folded)]


# "snap: ebojmas backwards": any word by a platform is a user name where the words say that it is turned round.
_TURNED = sought(
    r"\b(?:backwards?|back to front|in reverse|reversed?|flip(?:ped)?|(?:other|wrong) way (?:round|around)|(?:spin|turn"
    r"|swing|flip) (?:it|this|that)"
    r" (?:round|around|about|over|back)|mirror(?:ed| of| image of)|from the (?:back|end)|start(?:ing)? (?:at"
    r"|from) (?:the )?end)\b"
)
_ANY_NAME = re.compile(r"(?<![\w@.])@?(?P<name>[a-z0-9][\w.]{3,30})(?![\w@])")


def _led(before: str, platform: str) -> bool:
    """Do the words before a name say that it is one? Where people look for topics, searching says nothing."""
    lead = LED.search(before)
    return lead is not None and not (_TOPICS.match(platform) and _SEARCHING.search(lead.group()))


_TOPICS = re.compile(r"youtube|yt|pinterest|reddit|linkedin|spotify|github")
_SEARCHING = re.compile(r"search|look|check|watch|type|find")


_LITTLE = frozenset(
    word
    for line in (
        "between with for in of and from over after about has had was these those all only got by the at on is called like than",
        "or",
    )
    for word in line.split()
)


def _dated(name: str) -> bool:
    """An ordinary word and figures ("in 2012", "series x"): no user name."""
    word, _, rest = name.partition(" ")
    if word in _LITTLE:
        return True
    return (rest.isdigit() or rest in ("x", "s")) and usual(word)


# "an apex hunter", "a line drawing": a word that is also a platform's name, before a noun.
_ARTICLE = re.compile(r"\ban? \Z")
_SHORT_MESSAGE = 9
_of_a_course = anywhere(COURSE)
_REACH = anywhere(sought(r"\b(?:add|msg|message|dm|find|follow|hmu|text|snap|friend) me\b"))
_MINE = re.compile(r"(?:\b(?:add|follow|find|hmu|mine|im|i'm)(?: me)?(?: on| up)?|\Amy)\W+\Z|\A\W*\Z")
_USER_NOUN = re.compile(r"user ?name|user|handle|gamer ?tag|gt|ign|screen name")
