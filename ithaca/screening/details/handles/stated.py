"""User names stated plainly, with words between them and what they are for: "my beats are under annbakes07", "the username
for our game is AnnBakes", "add me on snap ann-rse"; and tags of games in several words."""

from __future__ import annotations

import re
from collections.abc import Callable

from ithaca.screening.lists.named_things import OF_PROGRAMS
from ithaca.screening.lists.platforms import PLATFORM
from ithaca.screening.lists.usernames import COUNTED, INFLECTED, TIMEISH, shaped, usual
from ithaca.screening.sought import Sought, sought
from ithaca.screening.types import Disguise
from ithaca.screening.views.fold import Folded

_NAME = r"@?(?P<name>[a-z0-9_][\w.-]{3,30}[a-z0-9_])(?![\w@(=/-]|\.[a-z])"
_I_MAKE = (
    r"\bi (?:post|upload|publish|share|stream|draw|write|play|sell|make|do|go|sing|produce|code|mod|build|record|release|blog"
    r"|vlog|podcast|tweet|review|paint|knit|sketch|animate)"
)
# "i review crisps as annbakesbread on medium": a long word of no other use and the place.
_AS_ON = sought(
    rf"{_I_MAKE} (?:[a-z'-]{{2,20}} ){{0,5}}?(?:as|under)(?: the name)? {_NAME}"
    rf"(?=,? (?:(?:over )?on (?:medium|substack|wordpress|blogger|(?:my|a|the) (?:blog|forums?)|{PLATFORM})|online)(?!\w))"
)
# "my beats are all under annbakes07", "i post my maps as annbakes07", "ive put it up under ann.b07".
_UNDER = sought(
    r"\b(?:(?:my|our) (?:[a-z'-]{2,20} ){1,6}?(?:is|are|r|was|were|comes? up|go(?:es)? up|shows? up|(?:is|are) (?:up|on"
    r"|posted|uploaded)) (?:all |still |up |on there |there )?"
    rf"|{_I_MAKE} (?:[a-z'-]{{2,20}} ){{0,5}}?"
    r"|\b(?:put|posted|uploaded|published) (?:it|them|that|those|everything) (?:up |on there |there )?)"
    r"(?:under|as|by) (?:the (?:name|user ?name|user|handle|tag|account|alias) )?"
    rf"{_NAME}"
)
# "the username for our game is AnnBakes", "gamertag on there will be annbakes07".
_OF_IT = sought(
    r"\b(?:user ?name|screen ?name|gamer ?tag|handle|user)(?: (?:for|on|in|at|of|across) [^.?!,:\n]{2,40}?) ?(?:is|will be|was|:"
    rf"|=|is going to be|ended up (?:as|being)) (?:just |now |still )?{_NAME}"
)
# "my scratch is annbakes07", "kahoot name: annbakes": places whose names are words of other things too.
_ELSEWHERE = sought(
    r"(?:\bmy |\bon |\A\W*)(?:scratch|dc|kahoot|blooket|gimkit|quizizz|fc ?2\d|ea ?fc|among us|geometry dash|stumble guys"
    r"|fall guys|mc|val|pubg|sims|tinkercad|hypixel|lunar|rec net|gorilla tag|pokemon|codecademy|freecodecamp|kaggle)"
    r"(?:(?P<named> (?:user ?name|user|name|id|account|acc|tag|handle))(?: is|'s| ?[:=])?|(?: is|'s| ?[:=]|,? i'?m)) "
    rf"(?:just |still )?{_NAME}(?=\W*\Z|[,.!?](?!\w)| (?:x+|lol|if|add|pls|please|btw|but|and|on|ok)\b)"
)
# "my online name is annbakes", "same handle everywhere: annbakes", "changed my user to annbakes".
_CALLED = sought(
    r"\b(?:(?:my|our|same|new) (?:new |old |own |gaming |online |usual )?(?:user ?name|handle|gamer ?tag|screen ?name|online name"
    r"|gaming name|display name|user)(?: (?:on|for|across) [^.?!,:\n]{2,30}?)?(?: (?:there|everywhere|online|now))?"
    r"(?: ?[:,=-]| is| was| will be|'s)"
    r"|(?:changed|switched|swapped|updated|set) my (?:user ?name|user|handle|tag|name on (?:there|it)|insta|snap|tiktok"
    r"|discord|acc name) to"
    r"|(?:everyone|everybody|people|they|most people) (?:knows?|calls?) me(?: as)?"
    r"(?= \S{5,32} (?:online|on (?:there|the server|stream)))"
    r"|i (?:stream|post|upload|publish) as|i go by(?= \S{5,32} (?:online|on (?:most|all|every|there)|everywhere)))"
    rf"(?: (?:just|still|now))? {_NAME}"
    r"(?=\W*\Z|[,.!?](?!\w)| (?:x+|lol|if|add|pls|please|btw|but|and(?! (?:the|my)\b)|on|ok|for|everywhere|online|now)\b)"
)
# "my spam is ann.spam", "new acc annbakes07": accounts beside the first.
_ACCOUNT = sought(
    r"\b(?:my|new|second|other|our) (?:[a-z]{2,10} ){0,2}?(?:acc|account|page|spam|priv|main|finsta|alt|backup|burner)"
    rf"(?: is|'s| ?[:=]|,? its| called| is called)? (?:just )?{_NAME}(?=\W*\Z|[,!?](?!\w)|\.(?:\s|\Z)| (?:x+|lol|if|add|pls"
    r"|please|btw|but|and|on|ok)\b)"
)
# "im annbakes on there"
_ON_THERE = sought(
    rf"\b(?:i'?m|i am) {_NAME} (?:on there|on everything|on all of (?:them|it)|on (?:every|most|all) (?:of )?(?:my |the )?"
    r"(?:games?|apps?|socials))(?!\w)"
)
# "look me up annbakes07", "mines annbakes07": what is given as one's own, by its shape alone.
_MINE = sought(
    r"\b(?:(?:find|look|search|add|follow|dm|msg|message) me(?: up| on there| there)?|mine'?s|mines|mine:|me is"
    rf"|hmu)(?: ?[:=,>-]{{1,2}})?(?: (?:as|at|under|on|with))? {_NAME}(?=\W*\Z|[,!?](?!\w)|\.(?:\s|\Z)"
    r"| (?:x+|lol|haha|if|pls|please|btw|but|and|ok|on|up)\b)"
)
# "add me on snap ann-rse", "my insta is ann-rse": two words with a hyphen, one of them odd.
_HYPHENED = sought(
    rf"(?<!\w)(?:(?:add|find|follow|friend|msg|message|dm|hmu|search)(?: me)?(?: up)? on (?!teams|zoom){PLATFORM}"
    r"|(?:my |\A)(?:snap|snapchat|sc|insta|instagram|ig|tiktok|tt|discord|disc|kik|telegram|twitch|roblox|minecraft|vsco)"
    r"(?: (?:user ?name|user|name|handle|tag))?)(?:,? (?:is|its|it's|as|under|im|i'm)|'s|[:,=])? "
    r"(?P<name>[a-z][a-z0-9]{2,20}-[a-z][a-z0-9]{1,20})(?=\W*\Z|[,.!?](?!\w)| (?:x+|lol|pls|please|if|but|and|add|ok)\b)"
)
# First parts with which new words are made: "non-exist", "semi-priv".
_PREFIX = frozenset(
    word
    for line in ("semi non pre mid anti co ex multi over re un sub super self post pro half micro mini inter",)
    for word in line.split()
)
# "psn is lil x ottter": a tag in words with an x or a little word between them.
_TAG = sought(
    r"\b(?:gamer ?tag|gt|psn|xbox|ign|epic|steam)(?: name| tag| id| user)?(?: is| ?:| =|'s) (?:just )?"
    r"(?P<name>(?P<first>[a-z0-9]{2,14}) (?:x{1,2}|vs?) (?P<last>[a-z0-9]{2,14}))(?=\W*\Z|[,.!?](?!\w)"
    r"| (?:x+|lol|add|pls|if|(?:with )?(?:the )?(?:spaces?|gaps?))\b)"
)
# "snap but with numbers: b33ky7s": figures twice among the letters, which no other word beside a platform has.
_FIGURED = re.compile(
    r"(?<![\w.@/#-])(?P<name>[a-z]{1,12}\d{1,3}[a-z]{1,8}\d{1,3}(?:[a-z]{1,8}\d{0,4})?)(?![\w@(=/-]|\.[a-z])"
)
_FOR_PEOPLE = sought(
    r"(?<!\w)(?:snap|snapchat|sc|insta|instagram|ig|tiktok|tt|discord|disc|kik|telegram|twitch|roblox|psn|xbox|gamer ?tag"
    r"|fortnite|user ?name|user|handle)(?!\w)"
)
# "discord ann  _  ba kes": a line by itself between the pieces of a name.
_LONE_LINE = sought(
    rf"(?<!\w)(?:{PLATFORM}|dc)(?: (?:name|user|is|its|im)| ?[:=]|'s){{0,2}}\s{{1,3}}"
    r"(?P<name>(?:(?!is |its |im |it )[a-z0-9]{1,12}\s{1,3}){1,3}_(?:\s{1,3}[a-z0-9]{1,12}){1,4})(?=\W*\Z)"
)
# "look for at sign the odd baker": the sign of a user name, said first.
_AT_SIGN = sought(
    r"\b(?:as|is|its|it's|look (?:for|up)|find|search(?: for)?|follow|add|under|i'?m|called|type(?: in)?|:) "
    r"(?P<name>(?:the )?at (?:sign|symbol),? (?:then )?(?!(?:then|in|on|and|is|or|for|key|before|after|between|comes?|goes|to"
    r"|but|with|gmail|g|hotmail|outlook|yahoo|icloud)\b)[a-z0-9]+(?: [a-z0-9]+){0,5})"
    rf"(?=\W*\Z|[.!?,\n]| (?:on|over on|for) (?:the |my )?(?:{PLATFORM}|there)(?!\w))"
)
# "its underscore ann underscore": a name whose own sign comes first.
_SIGN_FIRST = sought(
    r"\b(?:its|it's|it is|i'?m|as|search(?: for)?|find|add|follow|user ?name is|user is|name is|mine is|mine'?s|just) "
    r"(?P<name>(?P<sign>underscore|dot|dash|hyphen) (?!underscore|dot|dash|hyphen)[a-z0-9]{2,15}"
    r" (?:(?:underscore|dot|dash|hyphen) (?!underscore|dot|dash|hyphen)[a-z0-9]{2,15}(?: (?P=sign)(?!\w))?"
    r"|(?P=sign)(?!\w)))(?! equals)"
)
_NO_USER = sought(r"\b(?:e-?mail|gmail|keyboard|python|decorator|excel|morse|code|coding|__|init|product|key|shift)\b")
# "insta starts with @ then ann then 07": bit by bit, from the sign or to the figures.
_BIT_BY_BIT = sought(
    rf"(?<!\w){PLATFORM}(?: (?:name|user|handle))? (?:starts|begins|opens|goes)(?: off)?(?: with)? "
    r"(?P<name>(?:@|at|[a-z]{2,14}),?(?: (?:and )?(?:then|followed by) (?:an? |the )?(?:[a-z]{2,14}|\d{1,4})){1,5}"
    r"(?<=\d))(?!\w)"
)
# "insta ottter backwards then 09"
_TURNED = sought(
    rf"(?<!\w){PLATFORM}(?: is| ?[:=]|'s)? (?P<name>(?P<word>[a-z]{{4,20}})"
    r"(?: (?:backwards|in reverse|reversed),? (?:then|and|plus|and then|n) (?:an? )?\d{1,4}(?!\w)"
    r"|(?= (?:backwards|in reverse|reversed)(?!\w|,? (?:then|and|plus|n)\b))))"
)
# "insta", and on the next lines "an", "nba", "kes", "all one word".
_ON_LINES = re.compile(
    rf"\W*(?:(?:my|on|its|the) )?(?:{PLATFORM})(?: (?:is|name|user|user ?name|handle|its))*\s?[:=-]?\s?\n"
    r"(?P<name>[a-z0-9._]{1,12}(?:\s?\n[a-z0-9._]{1,12}){1,7})"
    r"\s?\n\W*(?:(?:all )?(?:one|1) word|(?:put|stick|join|shove|smush)(?: (?:it|em|them|that|all))?(?: (?:together|up))?"
    r"|no (?:gaps?|spaces?)|(?:all )?together|joined(?: up)?|(?:thats|that's) (?:it|me|the name))\W*"
)
# "ann.bakes insta", "annbakesbread snap": a name and a platform, and no more.
_NAME_FIRST = re.compile(
    rf"\W*(?:(?:i'?m|its|it's|mine|add|follow) )?{_NAME},? (?:emo[a-z]+ )?{PLATFORM}(?: (?:x+|lol|btw|add|add me))?\W*\Z"
)
# "ann-dot-bakes"
_SIGN_BETWEEN = sought(
    r"(?<![\w-])(?P<name>(?!dash|dot)[a-z0-9]{2,15}(?:-(?:dot|underscore|dash)-[a-z0-9]{1,15}){1,3})(?![\w-])"
)
# "discord gg kx72ab", "disc server: kx72ab", "linktree annbakes": what a link has behind its host.
_INVITED = sought(
    r"\b(?:discord gg|disc(?:ord)? (?:server|invite)(?: (?:code|link))?|bit ?ly|link ?tree)(?: is|'s| ?[:=]|,? its)? "
    r"(?P<name>[a-z0-9][\w-]{4,29})(?=\W*\Z|[,!?]| (?:x+|lol|join|add|pls|please|if|come)\b)"
)
_FORMULA = re.compile(r"(?:(?:h|c|o|n|s|k|p|na|ca|cl|mg|fe|so|cu|co|no|zn|nh|oh|po|br|al|mn|cr|pb|ag)\d{0,2}){2,8}")
_THING = sought(
    rf"\b(?:{OF_PROGRAMS}|rooms?|formula|chemical|molecules?|postcode|teachers?|sections?|chapters?|question|code|serial|model)\b"
)
_LONGEST = 40

type _Name = re.Match[str]


def stated(folded: Folded) -> list[tuple[int, int, Disguise]]:
    """Where such names stand in the folded text of a message."""
    text = folded.text
    if len(text.split()) > _LONGEST:
        return []
    cased = folded.cased()
    places: list[tuple[int, int, Disguise]] = [
        (*match.span("name"), disguise)
        for pattern, disguise, fits in _FORMS
        for match in pattern.finditer(text)
        if fits(match, cased[slice(*match.span("name"))])
    ]
    first = _NAME_FIRST.match(text)
    if first and (_a_name(first, "") or (_odd(first["name"]) and len(first["name"]) >= 10)):
        places.append((*first.span("name"), "plain"))
    if "\n" in text and (lines := _ON_LINES.fullmatch(text)) is not None:
        places.append((*lines.span("name"), "disguised"))
    if not _NO_USER.search(text):
        places += [
            (*match.span("name"), "disguised") for form in (_AT_SIGN, _SIGN_FIRST) for match in form.finditer(text)
        ]
    if _FOR_PEOPLE.search(text):
        places += [(*match.span("name"), "disguised") for match in _SIGN_BETWEEN.finditer(text)]
        if not _THING.search(text):
            places += [
                (*match.span("name"), "disguised") for match in _FIGURED.finditer(text) if _no_formula(match["name"])
            ]
    return places


def _a_name(match: _Name, written: str) -> bool:
    """Is it a user name by its shape or its capitals, and no pattern for one ("first.last")?"""
    name = match["name"]
    if re.search(r"\A[A-Za-z].*[a-z][A-Z][a-z]", written) is not None:
        return True
    stem = re.match("[a-z]*", name)
    plain = name.isalnum() and stem is not None and (usual(stem.group()) or COUNTED.match(name) is not None)
    *_, last = name.split(".")
    plain = plain or (last != name and len(last) <= 3 and usual(last))  # "as png.or": a space left out
    return shaped(name) and not plain and any(map(str.isalpha, name)) and "name" not in name and "last" not in name


def _of_nothing_else(match: _Name, written: str) -> bool:
    return _a_name(match, written) and not _THING.search(match.group())


def _a_name_or_odd(match: _Name, written: str) -> bool:
    return _a_name(match, written) or _odd(match["name"])


def _long_and_odd(match: _Name, _: str) -> bool:
    return len(match["name"]) >= 8 and _odd(match["name"]) and not match["name"].endswith(("ible", "ant", "ent", "y"))


def _ends_in_figures(match: _Name, _: str) -> bool:
    return re.fullmatch(r"[a-z][a-z._]{4,24}\d{2,4}", match["name"]) is not None and _a_name(match, "")


def _no_term(match: _Name, _: str) -> bool:
    """Are the two words that a hyphen holds together no term of the language?"""
    first, _, last = match["name"].partition("-")
    return first not in _PREFIX and not (usual(first) and usual(last)) and last not in ("ish", "up", "off", "in", "out")


def _no_two_usual(match: _Name, _: str) -> bool:
    return not (usual(match["first"]) and usual(match["last"]))


def _word_unusual(match: _Name, _: str) -> bool:
    return not usual(match["word"])


def _mixed_or_odd(match: _Name, _: str) -> bool:
    return re.search(r"[a-z]\d|\d[a-z]", match["name"]) is not None or _odd(match["name"])


def _any(*_: object) -> bool:
    return True


def _odd(name: str) -> bool:
    """Is it one long word of no other use?"""
    return name.isalpha() and len(name) >= 7 and not usual(name) and not INFLECTED.search(name)


def _no_formula(name: str) -> bool:
    return len(name) >= 5 and not TIMEISH.match(name) and not _FORMULA.fullmatch(name)


#: What is looked for, how it is disguised, and what the name must be, given also as it was written.
_FORMS: tuple[tuple[Sought, Disguise, Callable[[_Name, str], bool]], ...] = (
    (_UNDER, "plain", _of_nothing_else),
    (_AS_ON, "plain", _long_and_odd),
    (_OF_IT, "plain", _of_nothing_else),
    (_ELSEWHERE, "plain", _a_name_or_odd),
    (_CALLED, "plain", _a_name_or_odd),
    (_ACCOUNT, "plain", _a_name),
    (_ON_THERE, "plain", _long_and_odd),
    (_MINE, "plain", _ends_in_figures),
    (_HYPHENED, "plain", _no_term),
    (_TAG, "disguised", _no_two_usual),
    (_TURNED, "disguised", _word_unusual),
    (_INVITED, "plain", _mixed_or_odd),
    (_LONE_LINE, "disguised", _any),
    (_BIT_BY_BIT, "disguised", _any),
)
