"""Telephone numbers of which a part is left to be worked out: a figure to change, a sum, a riddle, an amount of money."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from ithaca.screening.allow import AllowList
from ithaca.screening.anywhere import anywhere
from ithaca.screening.details.phones.dialling import MOBILE
from ithaca.screening.details.phones.digits import Atom, runs
from ithaca.screening.details.phones.written import LABEL, as_phone
from ithaca.screening.sought import sought
from ithaca.screening.types import Finding
from ithaca.screening.views.fold import Folded

_ONE = r"(?:an? |the )?(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}|hundred)"
# "the last digit", "the last 3 digits", "the final two", "every figure", "the 4th number".
_PLACE = r"(?:first|second|third|fourth|fifth|sixth|last|final|end|middle|[1-9](?:st|nd|rd|th))"
_DIGITS = r"(?:digits?|numbers?|nums?|nos?|figures?)"
_WHICH = (
    rf"(?:(?:the )?(?:very )?(?:second )?{_PLACE} (?:{_ONE} |couple of |pair of )?{_DIGITS}"
    rf"|the (?:very )?(?:last|first|final|middle|end) (?:one|two|three|four|[1-6]|pair|couple|bit)"
    rf"|the {_DIGITS} (?:at|on) the (?:end|start|front)|(?:each|every|all(?: of)?(?: the)?|any) (?:of the )?{_DIGITS}"
    r"|the (?:end|start|front)|each one|every one|each|the ends?|(?:all )?the (?:\d|ones|twos|threes|fours|fives"
    r"|sixes|sevens"
    r"|eights|nines|noughts|zeros|zeroes)(?:'?s)?)"
)
_HOW = (
    rf"(?:(?:up|down|on|back|forwards?|higher|lower)(?: by)? {_ONE}(?![a-z])|by {_ONE}(?![a-z])"
    rf"|{_ONE} (?:too )?(?:higher|high|lower|low|more|less|up|down|bigger|smaller|over|under|on|back|out)"
    r"|(?:the other way|the wrong way|other way|wrong way) (?:round|around)|round|around|over|swapped(?: round| over)?"
    r"|flipped|reversed|backwards?|back to front|doubled|halved"
    rf"|(?:in)?to (?:be )?{_ONE}(?![a-z])|for {_ONE}(?![a-z])|with {_ONE}(?![a-z])|as {_ONE}(?![a-z])"
    rf"|{_ONE}(?= ?(?:\Z|[.,!?)\n])))"
)
_DO = (
    r"(?:make|put|change|turn|take|move|read|bump|shift|stick|drop|lower|raise|increase|decrease|treat|knock|have"
    r"|mark|nudge"
    r"|count|replace|swap|switch)(?:ing)?"
)
_TURN = r"(?:swap|switch|flip|reverse|double|halve)(?:ing)?"
_INSTRUCTION = (
    rf"(?:{_DO} {_WHICH} (?:go |read |be |is )?{_HOW}|{_TURN} {_WHICH}(?: {_HOW})?"
    rf"|{_WHICH}(?: (?:is|are|r|being|should be|needs to be|need to be|goes|go|really)){{0,3}},? {_HOW}"
    rf"|(?:add|plus|take|minus|subtract|knock|lose|put|stick|deduct|whack|chuck|swap|bump) (?:away )?{_ONE} (?:more "
    rf"|less )?"
    rf"(?:to|on to|onto|on|off|from|off of|away from|for|in) {_WHICH}"
    rf"|(?:swap|switch|change|turn|replace|make) (?:all )?{_ONE}(?:'?s)? (?:and|with|for|to|into|in to) {_ONE}(?:'?s)?"
    r"(?: (?:round|over|around))?)(?![a-z0-9])"
)
# What follows a whole number and changes it: "..., but make the last digit two higher", "... then take 3 off the end".
_CHANGE = re.compile(
    r"[\s,.;:()&/*-]{1,4}(?:(?:but|only|except|just|and|then|so|now|with|n|u|you|ya|we|have|has|need|needs|got|gotta"
    r"|must"
    rf"|should|to|remember|that|tho|though|first|please|pls|plz)[\s,]{{1,2}}){{0,7}}{_INSTRUCTION}"
)
# The same in front of it: "add 2 to the last digit of ...".
_CHANGE_FIRST = re.compile(
    rf"(?<!\w){_INSTRUCTION}(?:,? (?:of|in|on|from|this|that|and|then|ring|call|text|try|my|its|it's|number|num|is"
    rf"|here)){{0,5}}"
    r"[\s:,.;()-]{1,4}\+?\Z"
)
_LOOKED_BACK = 80


def changed(found: list[Finding], folded: Folded) -> list[Finding]:
    """The numbers found, each with the instruction behind it that changes a figure; then it is disguised."""
    return [_with_change(item, folded) for item in found]


# "07700 9 (00 + 100 + 23)", "07700 900 100 + 23, do the sum": the rest of a sum whose first number ends the figures.
_SUM_GOES_ON = re.compile(r"(?: ?(?:[+x*/-]|plus|times|minus|add) ?\d{1,4}){1,4}(?P<bracket> ?\))?(?![\d.])")
# "07700 900 and then 100 more than 23"
_MORE_THAN = re.compile(r" (?:more|less|fewer|bigger|smaller|higher|lower) than \d{1,4}(?![\d.])")
_SUM_TOLD = anywhere(
    sought(r"\b(?:sums?|maths?|add (?:it|them|those) (?:up|together)|work(?:s|ed)? (?:it |that )?out)\b")
)


def _with_change(item: Finding, folded: Folded) -> Finding:
    first, last = bisect_left(folded.starts, item.start), bisect_left(folded.ends, item.end) + 1
    if more := _MORE_THAN.match(folded.text, last):
        return replace(item, end=folded.ends[more.end() - 1], disguise="disguised")
    if more := _SUM_GOES_ON.match(folded.text, last):
        opened = more["bracket"] is not None and "(" in folded.text[first:last]
        if opened or (more["bracket"] is None and _SUM_TOLD(folded.text)):
            return replace(item, end=folded.ends[more.end() - 1], disguise="disguised")
    if told := _CHANGE.match(folded.text, last):
        return replace(item, end=folded.ends[told.end() - 1], disguise="disguised")
    if told := _CHANGE_FIRST.search(folded.text, max(0, first - _LOOKED_BACK), first):
        return replace(item, start=folded.starts[told.start()], disguise="disguised")
    return item


# "07700 900 (ten times 12 plus 5)", "(5+2 after a 0) 7 0 0 9 0 0 4 4 (3+3)": some of the figures are left to be worked out.
_SUM = r"\((?=[^()]{0,30}(?:\d ?[+x*/-] ?\d|\b(?:times|plus|minus|add|take away|squared|double|half)\b))[^()\n]{3,40}\)"
_WITH_A_SUM = sought(rf"(?<![\w£$])0 ?7(?:[ -]?\d){{4,8}}[ -]?{_SUM}|{_SUM}(?: \d){{6,9}}(?: {_SUM})?")
# What stands between the figures and the riddle.
_THEN = (
    r"[\s,.;:]{0,3}(?:(?:&|\+|-|and|then|n|plus|followed by|with|after that|add|now|next|finally|last bit is"
    r"|the rest is"
    r"|ends?(?: with| in)?|finish(?:es)?(?: with| on)?)[\s,:]{1,2}){1,3}"
)
_TIMES = r"(?:[x*+/-]|times|plus|add|minus|take away|(?:more|less) than|less|divided by|over)"
_SUM_SAID = rf"\d{{1,4}} ?{_TIMES} ?\d{{1,4}}(?: ?{_TIMES} ?\d{{1,4}}){{0,5}}"
_RIDDLE = re.compile(
    rf"{_THEN}(?:(?P<sum>[^\d.?!\n]{{0,40}}?{_SUM_SAID})"
    r"|(?:how many|how old|whatever|what (?:is |are |was |do |does )|what(?:'s|s) "
    r"|the (?:number|amount|sum|total|answer) (?:of|to)\b"
    r"|(?:double|twice|half|three times|ten times|the square of) (?:a |the |my |our )?\w"
    r"|(?:(?:my|our|ur|your|the|mums|mum's|dads|dad's) )?(?:house|door|flat|bus|shirt|age|birthday|birth year|locker"
    r"|year|form room|postcode|room)\b)[^.?!\n,;]{2,50})"
)


def worked_out(folded: Folded, every: list[Atom]) -> list[Finding]:
    """Most figures of a mobile number, with a sum or a riddle for the rest."""
    found = [as_phone(folded, *match.span(), "disguised") for match in _WITH_A_SUM.finditer(folded.text)]
    return found or _with_known(folded) or _with_riddle(folded, every)


# What there is a known number of: "wheels on a car", "number of days in a week".
_KNOWN = (
    r"(?:(?:the |how many |number of |amount of ){0,3}(?:days|weeks|months|hours|minutes|seconds|legs|wheels|sides"
    r"|corners"
    r"|players|letters|fingers|toes|eyes|strings|arms|lives|faces|planets|colours|points|wives)"
    r" (?:are )?(?:there )?(?:in|on|of|per|does|has)"
    r" (?:an? |the |one |your )?[a-z]{2,15}(?: (?:team|year|week|day|hour|has|have|got|had)\b){0,2})"
)
# "07400 900 (wheels on a bike) (days in a week) (sides of a square)", and such things without brackets.
_ASKED = sought(
    r"(?<![\w£$])(?P<figures>0 ?7(?:[ -]?\d){5,8})"
    rf"(?P<rest>(?:[ ,;.+&-]{{0,3}}(?:(?:and|then|plus|n) ){{0,2}}(?:\([^()\n]{{3,40}}\)|\[[^\[\]\n]{{3,40}}\]"
    rf"|{_KNOWN})){{1,5}})"
)
_ONE_ASKED = re.compile(rf"[(\[][^()\[\]]*[)\]]|(?P<known>{_KNOWN})")
_ANY_KNOWN = re.compile(_KNOWN)


def _with_known(folded: Folded) -> list[Finding]:
    """Seven to ten figures of a mobile number, and for each of the rest a bracket or a thing of which the number is known."""
    for match in _ASKED.finditer(folded.text):
        figures = sum(map(str.isdigit, match["figures"]))
        asked = [item.group() for item in _ONE_ASKED.finditer(match["rest"])]
        known = sum(_ANY_KNOWN.search(item) is not None for item in asked)
        whole = figures + len(asked) == 11 and len(asked) >= 2
        before = folded.text[max(0, match.start() - 40) : match.start()]
        if (whole or (known and 9 <= figures + len(asked) <= 11)) and not LABEL.search(before):
            return [as_phone(folded, *match.span(), "disguised")]
    return []


def _with_riddle(folded: Folded, every: list[Atom]) -> list[Finding]:
    """ "07700 900 and then how many weeks are in a year": the first seven to ten figures, and words for the rest."""
    for run in runs(every):
        digits = ""
        for atom in run:
            digits += atom.digits
            if len(digits) > 10:
                break
            if not _BEGUN.match(digits) or (told := _RIDDLE.match(folded.text, atom.end)) is None:
                continue
            before = folded.text[max(0, run[0].start - 40) : run[0].start]
            if not LABEL.search(before) and not _DATE.fullmatch(folded.text[run[0].start : atom.end]):
                surplus = None if told["sum"] else _SURPLUS.search(told.group())
                start = run[0].start - (folded.text[: run[0].start].endswith("+"))
                end = told.start() + surplus.start() if surplus else told.end()
                return [as_phone(folded, start, end, "disguised")]
    return []


_BEGUN = re.compile(r"(?:0|44)7[1-9]\d{4,7}\Z")
_DATE = re.compile(r"07[ -]\d\d[ -](?:19|20)?\d\d")
# Words behind a riddle that are no part of it.
_SURPLUS = re.compile(r"\s(?:(?:lol|lmao|haha|(?:work|figure) it out|go figure|that'?s (?:me|it|my)|x{1,3}\b).*)?\Z")

# "£07,700.900 + £0.123": no amount of money begins with a nought and a figure.
_PRICED = sought(r"(?<![\w.,])[£$€]\s?0\d(?:[\s.,+&£$€-]{0,4}\d){9}(?![\d%])")
_WITH_NOUGHT = re.compile(r"(?<![\d.])0\d\.\d\d")
_PRICES = re.compile(r"(?:[£$€]?\s?\d{1,3}\.\d\d\b[\s,+&-]*){2,}\Z")


def priced(folded: Folded, allow: AllowList) -> list[Finding]:
    """A mobile number dressed as an amount of money, or as a sum of amounts."""
    for match in _PRICED.finditer(folded.text):
        digits = "".join(filter(str.isdigit, match.group()))
        if MOBILE.match(digits) and not allow.number(digits) and not _told_as_prices(match.group()):
            return [as_phone(folded, *match.span(), "disguised")]
    return []


def _told_as_prices(written: str) -> bool:
    """Are these amounts as they are written? A sum of two that begin with a nought ("£07.40 + £01.00") is none."""
    return _PRICES.match(written) is not None and ("+" not in written or len(_WITH_NOUGHT.findall(written)) < 2)


# "7-7, 3+4, 8-1, 0, 0, ...": eleven figures, some of them as sums.
_ITEM = r"\d{1,3}(?: ?[+x*/-] ?\d{1,3})?"
_SUMS = sought(rf"(?<![\w.+*/-])(?<!\d[,;] ){_ITEM}(?:(?:[,;]\s?|\n){_ITEM}){{10}}(?![,;]\s?\d|\w)")
_OPERATION = re.compile(r"(\d+) ?([+x*/-]) ?(\d+)")


def in_sums(folded: Folded, allow: AllowList) -> list[Finding]:
    """A mobile number as a list of sums, each of which gives a figure."""
    found: list[Finding] = []
    for match in _SUMS.finditer(folded.text):
        items = re.split(r"[,;\n]", match.group())
        digits = "".join(_result(item.strip()) for item in items)
        if sum(not item.strip().isdigit() for item in items) >= 2 and MOBILE.match(digits) and not allow.number(digits):
            found.append(as_phone(folded, *match.span(), "disguised"))
    return found


def _result(item: str) -> str:
    """What a sum of two numbers gives; what is no sum as it stands."""
    told = _OPERATION.fullmatch(item)
    if told is None:
        return item
    first, second = int(told[1]), int(told[3])
    if told[2] == "/":
        return str(first // second) if second else ""
    return str(first + second if told[2] == "+" else first - second if told[2] == "-" else first * second)
