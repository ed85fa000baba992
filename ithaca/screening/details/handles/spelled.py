"""User names that are said rather than written, where the words around say that one is coming: letters that stand apart,
signs and figures as words ("chef, dot, ann", "ann, two exs, then oh nine", "the word chef followed by nine")."""

from __future__ import annotations

import re

from ithaca.screening.lists.numbers import SAID
from ithaca.screening.lists.platforms import PLATFORM
from ithaca.screening.lists.usernames import COUNTED, INFLECTED, usual
from ithaca.screening.sought import sought

_UNIT = rf"(?:{SAID}|nil|hundred|double|treble|triple|\d{{1,4}})"
_FIGURE = r"(?:zeroe|one|two|three|four|five|sixe|seven|eight|nine)"
_LETTER = r"(?:double[ -]?(?:u|you)|ex|eff|kay|jay|dee|tee|gee|aitch|pee|cue|ess|vee|zed|em|en|el|ell|ar|bee|why)"
_SIGN = r"(?:dots?|underscores?|under score|dash|hyphen|full stop|fullstop|point|slash|underline)"
# A platform, or what stands for one: "the photo app", "the usual one", "X" behind "on".
_WHERE = (
    rf"(?:{PLATFORM}|(?:(?:yellow|blue|big|little) )?(?:usual|photo|pic(?:ture|s)?|video|ghost|gaming|game|chat"
    rf"|music|dance|short video|blue|yellow"
    rf"|camera|bird"
    r"|tune|selfie|streaks?) (?:one|app|place|site)|(?:site|app|place|one) (?:that |which )?(?:used to be|formerly|once|was)"
    rf"(?: called| known as)? {PLATFORM}|there|x)"
)
_OFTEN = (
    r"(?:user ?names?|user ?id|user|handle|gamer ?tag|tag|ign|gt|screen name|online name|player name|nick(?:name)?|account"
    r"|profile|page|channel|name on (?:there|it|here)|@)"
)
_BEFORE = re.compile(
    rf"(?:(?<!\w){PLATFORM}|\bon x|\bmy x name|\bon there|(?<!\w){_OFTEN})(?:'s)?(?:\s(?:me|mine))?(?:\s(?:user ?name"
    rf"|name|user|handle|tag|id"
    rf"|account))?"
    r"(?:,?\s(?:i'?m|i am|im|i appear as|i go by|i show up as|i come up as|appears? as|goes by|is|its|it's|it is|was"
    r"|reads|runs|under"
    r"|as|called|is called|there|(?:has|knows|lists|shows|got|finds|gets|calls) me(?: down)?|find me|search|stretched(?: out)?"
    r"|spaced(?: out)?|spelled|spelt|letter by letter|in full|just|add"
    r"|out|name|at|minus the gaps|without the gaps|no gaps|no spaces|spaced with gaps|has spaces in it|with gaps"
    r"|broken up|slowly|split up|in bits|me)){0,4}"
    r"(?:,\s[a-z' ]{2,28}(?=:))?\s?[:=>,-]{0,2}>?\s?(?:at )?\Z"
)
_OWN = re.compile(r"\bmy\b|\bmine\b|\bi'?m\b|\bi (?:am|appear|go|show|come)\b|\bonline\b|\bon there\b|\bscreen\b")
_AFTER = re.compile(
    rf",?\s(?:over )?(?:(?:in|into) the search(?: ?bar| box)? on|is my|is me on|is what i go by on|is what i use on"
    rf"|is what i am on|is my name on|is mine on|thats me on"
    rf"|that's me on|thats my|that's my|is me,? on|me on|on my|on the|on|for my|for the|for|= my|is|=)\s(?:my |the |that "
    rf"|our )?{_WHERE}(?![\w])"
)
_NO_NAME = re.compile(
    r"\b(?:answers?|initials?|grades?|spell(?:ing)?|poster|stands for|acronym|notes?|chords?|keys?|letters? of"
    r"|options?|morse"
    r"|code for|equation|vector|points?|graph|axis|line)\b"
)
# Letters and figures that stand apart, with signs said between them or written: "a n n dot d", "a.n.n underscore 0.9".
_STRUNG = r"(?:[a-z0-9](?:[.,/~*|-][a-z0-9]){1,25}|[a-z0-9])"
_APART = re.compile(
    rf"(?<![\w@.'])(?P<name>{_STRUNG}(?:,?\s{{1,3}}(?:and |then )?(?:{_STRUNG}|{_SIGN}|{_UNIT}|[._#/|~-])(?![\w'])){{1,30}}"
    rf"|[a-z](?:\.[a-z0-9]){{4,25}}"
    r"|[a-z](?:-[a-z0-9]){4,25})(?![\w@])"
)
# Words with signs and figures said between them.
_ITEM = (
    r"(?:my (?:(?:first|last|middle|sur|pet|dog'?s|cat'?s|mum'?s|nan'?s) ?name|initials?|town|birthday|birth year|age)"
    r" (?!(?:on|in|and|then|for|is|with|plus|but|no|all|followed|dot|underscore|my)\b)[a-z0-9'-]{2,20}"
    r"|(?:the word )?[a-z0-9][a-z0-9'-]{0,20})"
)
_THEN = r"(?:,?\s(?:and\s)?(?:then\s|followed by\s|plus\s|with\s)?(?:an?\s|the\s)?)"
_SAID = sought(
    rf"(?<![\w@.'])(?P<name>{_ITEM}(?:{_THEN}{_SIGN}(?:,\s|\s)(?:and\s)?(?:then\s)?{_STRUNG}(?:\s[a-z0-9]){{1,8}}(?![\w'])"
    rf"|{_THEN}{_SIGN}(?:\s{_SIGN})?(?:,\s|\s)(?:and\s(?!{_SIGN}\b))?(?:then\s)?{_ITEM}"
    rf"|{_THEN}(?:one|two|three|four|double|triple|a couple of) ?(?:[a-z]{{1,3}}|zed|zee|ell|aitch|{_FIGURE})'?s(?![\w'])"
    r"|,? (?:spelled |spelt )?with an? [a-z](?![\w'])"
    rf"|{_THEN}(?:(?:number|figure|digit)s? )?(?!one word){_UNIT}(?:[\s-]{_UNIT}){{0,6}}(?![\w'])"
    rf"|,?\s(?:and\s)?(?:then|followed by|plus)\s(?:an?\s)?{_ITEM}){{1,7}})(?![\w@])"
)
_MARKS = re.compile(
    rf"\b{_SIGN}\b|\bthe (?:word|numbers?|figures?)\b|\bfollowed by\b|\b(?:two|three|four|double"
    rf"|triple) ?(?:[a-z]{{1,2}}|zed|zee|ell|{_FIGURE})'?s\b"
)
_COUNTS = re.compile(rf"\b(?:then|plus|with)\s(?:an?\s)?{_UNIT}(?![\w'])")
_SIGNS_SAID = re.compile(rf"\b{_SIGN}\b")
_NUMBER = re.compile(rf"{_UNIT}\Z")
_HINT = sought(
    rf"{_SIGN}|the word|the number|the figure|followed by|then|plus|(?:two|three|four|double|triple) ?[a-z]{{1,2}}'?s\b"
)
_SINGLES = re.compile(r"(?<![a-z0-9'])[a-z0-9](?:\s?[.,/~*|_-]\s?|\s)[a-z0-9](?![a-z0-9'])")
# "its otter, then the bird with big eyes, then 8 on discord": a name told bit by bit.
_BIT_BY_BIT = sought(
    rf"\b(?:it'?s|i'?m|mine'?s|mine is|search|find|add"
    rf"|{PLATFORM} is) (?P<name>(?P<first>[a-z]{{2,15}}),? then [^.!?\n]{{2,40}}?,? then"
    rf" (?:the (?:number|figure) )?(?:\d{{1,4}}|{SAID})(?:,? (?:all )?(?:one word|together|no gaps))?),? on (?:the )?"
    rf"(?!zoom|teams|youtube|spotify|duolingo|quizlet){PLATFORM}(?!\w)"
)
_LONGEST = 400


def spelled(text: str) -> list[tuple[int, int]]:
    """Where user names are said in a folded text."""
    if len(text) > _LONGEST:
        return []
    places = [match.span("name") for match in _BIT_BY_BIT.finditer(text) if not usual(match["first"])]
    if _UNITS.search(text):
        places += [match.span("name") for match in _COUNTED.finditer(text) if _called(text, match)]
    if _SINGLES.search(text):
        places += [place for match in _APART.finditer(text) if (place := _letters(text, match)) is not None]
    if " my " in text and _HAS_SIGN.search(text):
        places += [match.span("name") for match in _EDGED.finditer(text) if _edged(match["name"])]
    if _HINT.search(text):
        places += [_whole(text, *match.span("name")) for match in _SAID.finditer(text) if _told(text, match)]
    return places


_GOES_ON = re.compile(
    rf"(?:,? (?:{_UNIT}|(?:double|triple|treble) [a-z0-9]{{1,5}}|{_LETTER}|[b-hj-wyz]"
    rf"|{_SIGN} [a-z0-9]{{1,15}})(?![\w'-])){{1,8}}"
)
_LETTERS_ONLY = re.compile(r"[a-z0-9](?:[ .,-]{1,2}[a-z0-9]){2,24}")
_WORDS_ON = re.compile(
    r"(?:,? (?:and |then |and then |followed by |plus )(?:an? )?(?:the word [a-z]{2,15}"
    rf"|(?:the numbers? |the figures? |{_SIGN} )?{_UNIT}(?: {_UNIT}){{0,5}}|{_SIGN}(?: [a-z0-9]{{1,15}})?)(?![\w'])){{1,5}}"
)
_HAS_SIGN = sought(rf"\b{_SIGN}\b")
# "kay two" before "eye dnb": names of letters and figures with what else belongs to the name, at the end of a message.
_ROW_ONLY = re.compile(rf"(?:{_LETTER}|{_UNIT})(?: (?:{_LETTER}|{_UNIT})){{1,8}}")
_REST_OF_ROW = re.compile(
    rf"(?: (?:{_LETTER}|{_UNIT}|eye|see|you|are|oh|ay)(?!\w)){{1,6}}(?: [a-z]{{2,8}})?(?=\W*\Z|[.,!?])"
)
_CUT_LAST = re.compile(r" (?:double|triple|treble)\Z")


def said_on(text: str, start: int, end: int) -> int:
    """Where a name with signs said in it ends when letters and figures follow: "ann underscore double r oh nine", and one of
    letters that stand apart when words do: "k a i then the word bakes"."""
    if _LETTERS_ONLY.fullmatch(text, start, end) and (more := _WORDS_ON.match(text, end)) is not None:
        return more.end()
    if not _HAS_SIGN.search(text, start, end):
        more = _REST_OF_ROW.match(text, end) if _ROW_ONLY.fullmatch(text, start, end) else None
        return end if more is None else more.end()
    if _LITTLE_LAST.search(text, start, end) and (phrase := _PHRASE_ON.match(text, end)) is not None:
        return phrase.end()
    cut = _CUT_LAST.search(text, start, end)
    more = _GOES_ON.match(text, cut.start() if cut is not None else end)
    end = more.end() if more is not None else end
    rest = _AFTER_LETTER.match(text, end) if _LETTER_LAST.search(text, start, end) else None
    return rest.end() if rest is not None and not usual(rest["rest"]) else end


# "ann underscore by" and then "the sea": a phrase behind the sign.
_LITTLE_LAST = re.compile(rf"\b{_SIGN} (?:on|in|of|by|from|at|for|the|and|n)\Z")
_PHRASE_ON = re.compile(
    rf"(?! (?:the |my )?{PLATFORM}(?!\w))(?: the| my| a| da)?(?: [a-z0-9]{{2,15}}){{1,2}}?"
    rf"(?=\W*\Z|[.,!?\n]| (?:on|for) (?:the |my )?{PLATFORM}(?!\w)| (?:add|lol|x+|pls)\b)"
)
# "ann underscore jay mac": the rest of a word that began with the name of a letter.
_LETTER_LAST = re.compile(rf" (?:{_LETTER}|see|sea|tea|be|are|you|oh|ay)\Z")
_AFTER_LETTER = re.compile(r" (?P<rest>[a-z]{2,10})(?=\W*\Z|[.,!?)]| (?:on|over|x+|lol)\b)")


_EDGE = r"(?:dot|underscore|full stop|dash|hyphen)"
# "dot ann dot bakes dot is my priv": signs also before and behind, and an account that only friends see.
_EDGED = re.compile(
    rf"(?<![\w@.'])(?P<name>(?:{_EDGE} )?[a-z0-9]{{2,15}}(?: {_EDGE} [a-z0-9]{{1,15}}){{1,4}}(?: {_EDGE})?),?"
    r" (?:is|=|thats|that's|for) (?:my|me on my) (?:new |old |other )?"
    rf"(?:{PLATFORM}|priv|private (?:acc|account|page|one)|finsta|(?:main|spam|alt|second|burner) (?:acc|account|page|insta))"
    r"(?!\w)"
)


def _edged(name: str) -> bool:
    """Is it no term with one sign said in it ("dash cam"): several signs, or a word of no other use?"""
    words = re.split(rf"\b{_EDGE}\b", name)
    return len(words) > 2 or not all(usual(word.strip()) for word in words)


# "as" before "at ann dot bakes": the sign of the name said first.
_AT_BEFORE = re.compile(
    r"(?:\b(?:as|is|it'?s|under|called|i'?m|user ?name|handle|look (?:for|up)|find|search(?: for)?|follow|add)|[:=])"
    r" (?P<at>at )\Z"
)


def said_from(text: str, start: int, end: int) -> int:
    """Where a name with signs said in it begins when its at is said too."""
    led = _AT_BEFORE.search(text, max(0, start - 20), start) if _HAS_SIGN.search(text, start, end) else None
    return led.start("at") if led is not None else start


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A name said with signs, with the one or two words of it that stand before: "i'm old rob underscore sixty"."""
    before = text[max(0, start - 80) : start]
    if (named := _NAMED_FIRST.search(before) or _LETTERS_FIRST.search(before)) is not None:
        start -= len(named["more"])
    elif (first := _JOINED_TO.search(before)) is not None and _BEFORE.search(before[: first.start()]):
        start -= len(first.group())
    if _IN_WORDS.search(text, start, end) and (shut := _CLOSED_UP.match(text, end)) is not None:
        end = shut.end()
    opener = _OPENER.search(text, max(0, start - 48), start)
    return (opener.start("more"), end) if opener is not None else (start, end)


_OPENER = re.compile(
    r"\b(?:i'?m|i am|im|it'?s|its|find|search|add|type|look up|message|msg|follow) "
    r"(?P<more>(?:(?!the\b|me\b|my\b)[a-z-]{1,12} ){1,2})\Z"
)
# "ann rae zero nine on snap", "snap: ann p oh seven": a name and figures or names of letters, with no sign said.
_UNITS = re.compile(rf"\b(?:{_UNIT}|{_LETTER}) (?:{_UNIT}|{_LETTER})\b")
_COUNTED = re.compile(
    rf"(?<![\w@.'])(?P<name>(?!(?:{PLATFORM}|its|it's|im|find|search|add|type|mine|is|follow|under|as|my|user"
    rf"|name)\b)[a-z]{{2,14}}(?: (?!(?:is|on|and|then|the|at|in|are"
    rf"|to)\b)[a-z]{{1,14}}){{0,2}}? (?:{_LETTER} ){{0,5}}(?:{_UNIT} ){{0,4}}"
    rf"(?:{_UNIT}|{_LETTER})(?! ?[\w'-]*(?:pm|am|%)))(?![\w@])"
)


def _called(text: str, match: re.Match[str]) -> bool:
    """Is a name with figures after it, and no sign between, given as one's own on a platform?"""
    words, (start, end) = match["name"].split(), match.span("name")
    said = [word for word in words if _SAID_UNIT.fullmatch(word)]
    names = words[: len(words) - len(said)]
    if len(said) < 2 or any(word in _NO_FIRST for word in names):
        return False
    if any((usual(word) and len(word) > 1) or INFLECTED.search(word) for word in names):
        firm = _FIRM.search(text, max(0, start - 40), start) is not None
        if not firm or said[0] not in _NOUGHT_FIRST or not _NO_NAMES.isdisjoint(names):
            return False
    if not names and not any(_SAID_LETTER.fullmatch(word) for word in said[:2]):
        return False
    before = text[max(0, start - 80) : start]
    if _AFTER.match(text, end) is not None:
        return _OWN_LEAD.search(before) is not None
    lead = _BEFORE.search(before)
    return (
        lead is not None
        and not before.endswith(("'s ", " out "))
        and re.match(r"\s*(?:\Z|[,.!?](?!\w)|x+\b|lol|add|hmu)", text[end:]) is not None
    )


# "my xbox is blue heron double oh seven": even ordinary words, where figures follow that begin with a nought.
_FIRM = re.compile(rf"(?:\bmy |\A\W*){PLATFORM}(?: (?:name|user|user ?name|tag|id))?(?: is| ?[:=]|'s) \Z")
_NOUGHT_FIRST = frozenset(("oh", "zero", "nought", "double", "triple"))
_NO_NAMES = frozenset("like about around from since until till by after before only just back down off out".split())  # noqa: SIM905
_SAID_UNIT = re.compile(rf"{_UNIT}|{_LETTER}|you|u")
_SAID_LETTER = re.compile(_LETTER)
_OWN_LEAD = re.compile(
    r"(?:\A|\b(?:it'?s|its|i'?m|im|i am|find|search|add|mine'?s|mine is|follow|under|as|type|look up)) ?\Z"
)


def _letters(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """The place of letters that stand apart, if they are a user name by what stands around them."""
    start, end = match.span("name")
    while (opener := _TOOK.match(text, start, end)) is not None:
        start = opener.end()
    while (closer := _TOOK_LAST.search(text, start, end)) is not None:
        end = closer.start()
    singles = re.findall(r"(?<![a-z0-9])[a-z0-9](?![a-z0-9])", text[start:end])
    letters = {char for char in singles if char.isalpha()}
    if len(singles) < 4 or len(letters) < 3 or not text[start].isalnum() or usual("".join(singles)):
        return None
    if _ITSELF.match(text, start, end):
        return start, end
    before = text[max(0, start - 80) : start]
    if _NO_NAME.search(before):
        return None
    lead, follow = _BEFORE.search(before), _AFTER.match(text, end) or _POSTS.match(text, end)
    if lead is not None and (
        re.search(rf"(?<!\w){PLATFORM}(?!\w)|\buser|\bhandle|\bgamer", lead.group()) or _OWN.search(before)
    ):
        return (start, end) if not letters <= set("abcdefg") or re.search(_SIGN, match.group()) else None
    if follow is None and len(text.split()) - len(text[start:end].split()) <= 2:
        follow = _AT_THE_END.match(text, end)
    return (start, end) if follow is not None and not letters <= set("abcdefg") else None


# "a n n _ d is where i post"
_POSTS = re.compile(
    r",? (?:is|thats|that's) where (?:i|we) (?:post|put|upload|share|stream|sell|draw|play|go live|am)\b"
)
_AT_THE_END = re.compile(rf",?\s{{1,4}}(?:emo[a-z]{{1,12}}\s{{1,3}}){{0,2}}{PLATFORM}\W*\Z")


# "a.n.n.i.e underscore 0.9": nothing else is said like this.
_ITSELF = re.compile(r"[a-z](?:[.-][a-z]){2,20},?\s(?:then )?(?:underscore|under score|dot|hyphen|dash)\s")
# "i" and "a" that belong to the sentence, not to the name.
_TOOK = re.compile(r"(?:a|i|x)\s(?=[a-z]{2})|(?:and|then|point|full stop|dot|one)\s")
_TOOK_LAST = re.compile(r"\s(?:a|i)\Z(?=\s[a-z]{2})|,?\s(?:and|then)\Z")


def _told(text: str, match: re.Match[str]) -> bool:
    """Is a row of words with signs said between them a user name by what stands around it?"""
    name, (start, end) = match["name"], match.span("name")
    marks = _MARKS.search(name)
    first = re.split(r"[\s,]", name.removeprefix("the word "), maxsplit=1)[0]
    if _NUMBER.match(first) or (marks is None and (_COUNTS.search(name) is None or usual(first))):
        return False
    if first in _NO_FIRST or COUNTED.fullmatch(first) or re.search(_NO_LAST, name):
        return False
    before = text[max(0, start - 80) : start]
    if _NO_NAME.search(before):
        return False
    first_of = _JOINED_TO.search(before)
    lead = _BEFORE.search(before) or _NAMED_FIRST.search(before)
    if lead is None and first_of is not None and first_of["first"] not in _NO_FIRST:
        lead = _BEFORE.search(before[: first_of.start()])
    if lead is None and (letters := _LETTERS_FIRST.search(before)) is not None:
        lead = _BEFORE.search(before[: letters.start()])
    follow = _AFTER.match(text, end)
    if follow is None and not name.endswith((" on", " for")) and len(_SIGNS_SAID.findall(name)) > 1:
        follow = _AT_THE_END.match(text, end)
    if follow is not None:
        return marks is not None or not usual(first)
    return lead is not None and (lead.group().startswith("on x") is False or _OWN.search(before) is not None)


# "insta ann" before "bakes underscore ex": a first name before the word with the sign.
_NAMED_FIRST = re.compile(
    rf"(?<!\w){PLATFORM}(?: is| name is|'s|:)? "
    r"(?P<more>(?!is |it |and |or |for |as |at )[a-z]{3,15} |at (?:[a-z]{2,12} ){1,2})\Z"
)
# "tee jay" before "kay underscore bakes": names of letters that stand before the one with the sign.
_LETTERS_FIRST = re.compile(rf"(?<![\w'@.])(?P<more>(?:(?:{_LETTER}|{_UNIT}) ){{1,6}})\Z")
# "ann and" before "bakes, underscore, u k": a word before the one with the sign.
_JOINED_TO = re.compile(
    r"(?<![\w'@.])(?!(?:goes|go|known|called|listed|comes)\b)(?P<first>[a-z]{2,15})(?:,| and| n| of| by|,? the) \Z"
)
# A name of which more is told than said, and what tells how it is written.
_IN_WORDS = re.compile(r"\bthe (?:word|numbers?|figures?)\b")
_CLOSED_UP = re.compile(
    r",? \(?(?:with )?(?:(?:all )?(?:joined(?: up| together)?|one word|together|run together)|no (?:gaps?|spaces?))(?!\w)"
)
_NO_FIRST = frozenset(
    word
    for line in (
        "a an the and or me then with for of in on at to is was it its it's i'm im i you we he she they full point dot",
        "dash slash put use type write add first next say press that this is if so but limit count",
        "isbn issn ean upc asin take leave lose remove minus ignore without drop delete forget skip keep",
    )
    for word in line.split()
)
_NO_LAST = re.compile(r"\b(?:comma|colon|full stop|reason|sentence|paragraph|point|noun|verb|clause)\W*\Z")
