"""User names of which the words say how they are written: "my page is tea and tarts with no spaces and an n for the and",
"search jonosgym but swap the o's for 0s", "it is nurse kim lee, with dots for the gaps"; and first letters of words."""

from __future__ import annotations

import re

from ithaca.screening.lists.numbers import SAID
from ithaca.screening.lists.platforms import PLATFORM
from ithaca.screening.lists.usernames import INFLECTED, shaped, usual
from ithaca.screening.sought import sought
from ithaca.screening.views.fold import Folded

_UNIT = rf"(?:{SAID}|hundred|double|\d{{1,4}})"
_USER = r"(?:user ?name|user|handle|gamer ?tag|tag|ign|screen name)"
_PLACE = r"(?:page|channel|account|profile|shop)"
_LEAD = (
    rf"(?:(?<!\w)(?P<on>{PLATFORM}|{_USER}|{_PLACE})(?: (?:{_USER}|name|id|{_PLACE}))?"
    r"(?P<is>\s?(?:'s|:|,|=|-{1,2}>?|→|➡|\bis\b)\s?(?:called |just )?|\s)"
    r"|\b(?P<go>i go by|known as) |\b(?:search(?: for| up)?|find|add|follow|look up|i'?m|i am|it'?s|it is"
    r"|type(?: in)?) )"
)
_LETTER = r"[a-z](?:'?s)?"
# What only a name is told with: signs for the gaps, letters for others.
_STRONG = (
    r"(?:,? \(?(?:with |using |and |but )?(?:hyphens?|dash(?:es)?|dots?|underscores?|full stops|lines?)"
    r" (?:for|instead of|in|in place of|between|where) (?:all )?(?:the )?(?:gaps?|spaces?|words)"
    r"|,? \(?with (?:an? )?(?:dot|underscore|dash|hyphen|full stop) (?:in (?:the )?middle|at the (?:front|end|start)"
    r"|on the end|(?:on )?either (?:side|end))"
    rf"|,? \(?(?:but |and |then )?(?:swap|change|switch|replace|turn|trade) (?:the|every|each|all the|both the"
    rf"|any) {_LETTER}"
    rf" (?:for|to|into|with|by) (?:an? |the )?(?:[a-z0-9](?:'?s)?|{_UNIT}s?)"
    rf"|,? \(?(?:(?:and|with|but|only|except|just) ){{1,2}}(?:an? )?(?:[a-z0-9](?:'?s)?|{_UNIT}s?)"
    rf" (?:for|instead of|in place of|where) (?:the |every |each |all the )(?:first |last |second |final )?"
    rf"(?:and|{_LETTER})(?: is)?"
    rf"|,? \(?(?:but |and |only |except )?(?:the|every|each|all the|both(?: the)?|first|last) (?:first |last |second )?{_LETTER}"
    rf" (?:is|are|'s|=|becomes?) (?:actually |really |all |both )?(?:(?:an? |the )?(?:(?:number|figure"
    rf"|digit) )?(?:\d|{_UNIT})s?|an? [a-z])"
    rf"|,? \(?(?:with|but|and|only) (?:the|every|each|all the|both the) {_LETTER} (?:as|being) (?:an? )?(?:[a-z0-9]|{_UNIT})s?"
    r"|,? \(?(?:but |and |with |then |add |put ){1,2}(?:an? |the )?(?:dot|underscore|dash|hyphen|full stop|line)"
    r" (?:after|before|between|behind|in front of) (?:the )?[a-z0-9]{1,15}(?: and (?:the )?[a-z0-9]{1,15}(?=\W*\Z))?)"
    r"(?![\w'])"
)
# What other things are told with too.
_WEAK = (
    r"(?:,? \(?(?:with |and |all )?(?:no|without|minus)(?: the| any)? (?:gaps?|spaces?)|,? \(?(?:all |as )?(?:one"
    r"|1) word|,? \(?all (?:joined|stuck|squashed|run|put)(?: up| together)?"
    r"|,? (?:all |in |all in )?(?:lower ?case|small letters|no (?:caps|capitals))(?! letters?\b)"
    r"|,? (?:but )?with (?:2|3|two|three|double|both) ?[a-z]{1,2}'?s?(?!\w)|, \d{1,4}(?=,)"
    r"|,? (?:spelled |spelt )?with an? [a-z](?:'?s)?(?! (?:on|at) )"
    r"|,? (?:w|with|wi|n|and|plus|then) (?:an? |the )?(?:[a-z0-9](?:'?s)?|\d{1,4}|[._-]|underscore|dot|dash|number [a-z0-9]{1,5})"
    r" (?:stuck |tacked |added |put )?(?:on|at) (?:the )?(?:end|front|start|back)"
    r"|,? (?:and |n )?(?:then )?(?:stick|put|add|chuck|bung|pop|whack) (?:an? |the )?[\w.]{1,10}(?=,? (?:on|for)\b)"
    r"|,? (?:with )?(?:an? )?(?:capital|big|little|small) [a-z](?:'?s)?"
    r"|,? (?:with |and )?(?:an? |two |three |double |an extra )[a-z](?:'?s)? (?:on|at) (?:the )?(?:end|front|start)"
    rf"|,? (?:and )?(?:then )?(?:an? )?(?:underscore|dot|dash|hyphen|then) {_UNIT}(?:[ -]{_UNIT}){{0,5}}"
    r"|,? (?:and )?then (?:an? )?(?:underscore|dash|hyphen|dot(?! com)) [a-z]{2,12})(?![\w'])"
)
_TOLD = (
    r"(?P<name>(?P<words>[a-z0-9][\w.'-]{1,24}(?: (?:&|[a-z0-9][\w.'-]{0,20})){0,5}?)"
    rf"(?P<tails>(?:{_STRONG}|{_WEAK}){{1,4}}))"
)
_CHANGED = sought(rf"{_LEAD}{_TOLD}")
_FOLLOWS = re.compile(rf",? (?:over )?(?:on|for|is my|that'?s my|= my) (?:the |my )?(?:{PLATFORM}|there)(?!\w)")
# "old ann bakes all joined up, thats my insta": a message that begins with the name.
_BEGUN = re.compile(
    r"\W*(?!(?:my|the|on|im|i|i'm|it|its|it's|search|find|add|follow|type|look|put|take|use|write|spell"
    rf"|{PLATFORM}|{_USER})\b){_TOLD}(?={_FOLLOWS.pattern})"
)
_HINT = sought(
    r"\b(?:gaps?|spaces?|words?|all (?:joined|stuck|squashed|run|put)|swap|change|switch|replace|turn|trade"
    r"|for (?:the|every|each)|instead of|capitals?|caps|lower ?case|small letters|on the end"
    r"|(?:dot|underscore|dash|hyphen|stop|line) (?:after|before|between|behind|in)|[a-z](?:'?s)? (?:is|are|="
    r"|becomes?|as|being))\b"
)
# Where a sign is said to stand: "with a dot after ann".
_IS_PUT = re.compile(r" (?:after|before|between|behind|in front of) (?:the )?(?P<at>[a-z0-9]{1,15})(?![\w'])")
_IS_STRONG = re.compile(_STRONG)
_IS_WEAK = re.compile(_WEAK)
_ONE_NAME = re.compile(r"gaps?|spaces?|word|lower|small|caps")
_ONLY_GAPS = re.compile(
    r",? \(?(?:with |and |all )?(?:no|without|minus|as one|one|1)(?: the| any)? (?:gaps?|spaces?|word)"
)
_CUE = re.compile(
    rf"(?<!\w)(?:{PLATFORM}|{_USER}|page|account|(?:follow|add|find|search)(?: me| for)?|console|online|gaming)(?!\w)"
)
# Other things are named and spelled too.
_THING = sought(
    r"\b(?:files?|folders?|documents?|branch|variables?|functions?|columns?|slug|url|domain|repo|passwords?|fields?"
    r"|cipher"
    r"|puzzle|scrabble|equation|formula|spell(?:ing|ed|t)?|anagram|essay|paragraph|sentence|cv)\b"
)
# "first letters: Big Owls Bring Bread 7 thats my snap", "take every second word: red ann blue bakes, thats my insta".
PICKED = (
    r"\b(?:(?:first|frist|fisrt|1st|starting|last|capital) letter(?:s|(?= of (?:each|every)))"
    r"(?: of (?:each|every|all|these|the)(?: words?)?)?"
    r"|every (?:second|other|third|2nd|3rd) (?:word|letter)(?: of)?)"
    r"(?:\s?[:,=>-]{1,2}\s|,? (?:is|are|from|in)\s?:?\s)"
)
_PICKED = sought(
    rf"{PICKED}"
    r"(?P<name>[\w'-]{1,20}(?: [\w'-]{1,20}){2,11}?)"
    rf",? (?:that'?s|is|for|=|makes|spells|gives)(?: you)?(?: my| me on)? (?:the )?{PLATFORM}(?!\w)"
)
_NO_FIRST = frozenset(
    ("the", "your", "his", "her", "this", "that", "for", "and", "our", "their", "these", "those", "some")
)
# "remove the gaps: old ann bakes 07"
_CLOSED_UP = re.compile(
    r"\b(?:remove|take out|lose|ignore|skip|forget|close up|delete|without|minus|no) (?:the |all |all the )?(?:gaps?|spaces?)"
    r"\s?[:=>-]{1,2}\s?(?P<name>[a-z0-9](?:[\w.'-]{0,20}\w)?(?: [a-z0-9](?:[\w.'-]{0,20}\w)?){1,5}?)"
    rf"(?=\W*\Z|[.!?\n]| (?:on|for|is my) (?:the |my )?{PLATFORM}(?!\w))"
)
# "snap is my email but without the gmail bit", "insta: the bit before the @ in my email".
_MAIL_BIT = r"(?:@|at|gmail|g mail|hotmail|outlook|yahoo|icloud|dot com|com|ending|end|last|provider|domain)"
_AS_MAIL = sought(
    rf"(?<!\w){PLATFORM}(?: name| user ?name| user| handle)?(?:'s| is|\s?[:=]) ?(?:just |basically |literally )?"
    r"(?:the )?(?P<name>(?:same as )?my e-?mail(?: address| name)?,? (?:but |just |only )?(?:without|minus|before|up to|with no"
    rf"|less|no|not) (?:the |that |all the )?{_MAIL_BIT}(?: (?:bit|part|end|sign|thing|one|stuff))?"
    r"|(?:first |front |same |name )?(?:bit|part|half|name|start|front)(?: before the (?:@|at)(?: sign)?)? (?:of|in|on|from|as)"
    r" my e-?mail(?: address)?)(?!\w)"
)
# "snap-annb07-cv.docx": a platform and a name in what a file is called.
_IN_FILE = sought(
    r"(?<![\w./-])(?P<name>(?:snap|snapchat|sc|insta|instagram|ig|tiktok|tt|discord|disc|kik|telegram|tele|whatsapp|wa|psn|xbox)"
    r"[_-](?P<own>[a-z][a-z.]{1,20}\d{1,4}[a-z]{0,6}))(?:[_-][\w-]{1,30})?\.(?:docx?|pdf|pptx?|xlsx?|txt|png|jpe?g|odt|pages)(?!\w)"
)
_LONGEST = 300


def changed(folded: Folded) -> list[tuple[int, int]]:
    """Where user names stand whose writing is told, with what tells it."""
    text = folded.text
    if len(text) > _LONGEST:
        return []
    places = [
        match.span("name")
        for match in (_PICKED.finditer(text) if "letter" in text or "every" in text else ())
        if sum(len(word) > 1 for word in match["name"].split()) >= 3
    ]
    if _HINT.search(text) and not _THING.search(text):
        begun = _BEGUN.match(text)
        places += [
            match.span("words" if _ONLY_GAPS.fullmatch(match["tails"]) else "name")
            for match in [*_CHANGED.finditer(text), *([begun] if begun else [])]
            if _is_one(text, match)
        ]
    if "gap" in text or "space" in text:
        places += [match.span("name") for match in _CLOSED_UP.finditer(text) if _is_closed_up(text, match)]
    if "mail" in text:
        places += [match.span("name") for match in _AS_MAIL.finditer(text)]
    return [*places, *(match.span("name") for match in _IN_FILE.finditer(text) if shaped(match["own"]))]


def _is_one(text: str, match: re.Match[str]) -> bool:
    """Do the words that are told to be changed make a user name, and no sentence that goes on like one?"""
    words, tails = match["words"].split(), match["tails"]
    ordinary = all(usual(word) or len(word) < 3 for word in words)
    put = _IS_PUT.search(tails)
    if (
        put is not None
        and all(put["at"] not in word for word in words)
        and (ordinary or put["at"] not in ("every", "each", "both"))
    ):
        return False
    on = match.re is not _BEGUN and match["on"] is not None
    firm = on and (match.start() == 0 or match["is"].strip() not in ("", ","))
    strong = _IS_STRONG.search(tails) is not None
    told = len(_IS_WEAK.findall(tails)) + strong
    if strong and (not ordinary or firm or (_ONE_NAME.search(tails) and len(words) > 1)):
        return len(words[0]) > 2 and words[0] not in _NO_FIRST and _CUE.search(text) is not None
    if not ordinary and told > 1 and _CUE.search(text):
        return True
    if _FOLLOWS.match(text, match.end()):
        return (not ordinary or told > 1) and (len(words) > 1 or told > 1)
    return firm and not ordinary and len(words) > 1 and _ONE_NAME.search(tails) is not None


def _is_closed_up(text: str, match: re.Match[str]) -> bool:
    """Beside a platform: are the words to be closed up no heading or phrase, with an odd one or figures among them?"""
    words = match["name"].split()
    odd = any(not usual(word) and not INFLECTED.search(word) for word in words if word.isalpha())
    return (odd or words[-1].isdigit()) and _CUE.search(text) is not None and not _THING.search(text)
