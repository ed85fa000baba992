"""Telephone numbers in groups that are each counted, read off a telephone's keys, or explained one by one."""

from __future__ import annotations

import re

from ithaca.screening.allow import AllowList
from ithaca.screening.details.phones.dialling import MOBILE, dialled
from ithaca.screening.details.phones.written import as_phone
from ithaca.screening.sought import sought
from ithaca.screening.types import Finding
from ithaca.screening.views.fold import Folded

_EMOJI = "[\U0001f000-\U0001faff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff]"
_JOINERS = "[\ufe0f\u20e3]{0,2}"
# "0 |||||| ||| 0 0 ||": figures and runs of one sign, with spaces or commas between them.
_RUN = rf"(?:[Il|/xXoO*•.#+-]|{_EMOJI}{_JOINERS})"
_ITEM = rf"(?:\d{{1,5}}{_JOINERS}|{_RUN}{{1,9}})"
_COUNTED = re.compile(rf"(?<!\S)[0oO]\d{{0,4}}{_JOINERS}(?:[ \t,;:]{{1,3}}{_ITEM}){{4,10}}(?![\w|/*•#]|{_EMOJI})")
_ITEMS = re.compile(_ITEM)
_MORE_THAN_ONE = re.compile(rf"([Il|/xX*•.#+-]|{_EMOJI})(?:{_JOINERS}\1){{1,8}}")
# "0 7 def 0 0 wxyz": the letters of a key in place of its figure.
_KEY_GROUPS = ("abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz")
_ANY_KEY = sought(rf"(?<![^\W_])(?:{'|'.join(_KEY_GROUPS)})(?![^\W_])")
_KEYED = re.compile(
    rf"(?<!\w)0\d{{0,4}}(?:[ .,-]{{1,2}}(?:\d{{1,5}}|{'|'.join(_KEY_GROUPS)})(?![^\W_])){{3,10}}(?![ .,-]?\d)"
)
_KEY_PARTS = re.compile(rf"\d|{'|'.join(_KEY_GROUPS)}")
_KEYPAD = {letters: str(key) for key, letters in enumerate(_KEY_GROUPS, start=2)}
# "0141 (the city), 496 (the office), 0555 (me)", "020 for the town, 7946 for the firm, ...": what each group is.
_NOTE = (
    r"(?:[ ]?\([^()\d\n]{2,40}\)"
    r"|[ ](?:for|is|as|thats|that's|being|[=:-])[ ](?:the |my |our |your )?[a-z']{1,20}(?:[ ][a-z']{1,20}){0,2}(?=[,;.\n]|\Z))"
)
_EXPLAINED = sought(
    rf"(?<![\w.,£$€])\(?0\d{{1,4}}\)?{_NOTE}(?:[,;]?\s(?:(?:and|then|next)[ ]){{0,2}}\(?\d{{1,7}}\)?{_NOTE}){{1,5}}"
)


# "a=07 b=700 c=900 d=123", "1) 07 2) 700": groups with the place of each in front, perhaps in another order.
_PLACED_ITEM = r"(?:[a-h](?: ?[=:)]|[. ])|[1-8](?:\)| ?=)) ?(?!\d{7})\d{1,6}(?![\d%])"
_PLACED = sought(rf"(?<![\w.]){_PLACED_ITEM}(?:(?:[,;.]?\s|[,;])(?:and )?{_PLACED_ITEM}){{2,7}}")
_ONE_PLACED = re.compile(r"(?P<place>[a-h1-8])[ =:).]{1,3}(?P<figures>\d{1,6})")


def placed(folded: Folded, allow: AllowList) -> list[Finding]:
    """A mobile number in groups, each of which says where it stands."""
    found: list[Finding] = []
    for match in _PLACED.finditer(folded.text):
        groups = sorted(_ONE_PLACED.findall(match.group()))
        digits = "".join(figures for _, figures in groups)
        if len({place for place, _ in groups}) == len(groups) and MOBILE.match(digits) and not allow.number(digits):
            found.append(as_phone(folded, *match.span(), "disguised"))
    return found


def counted(folded: Folded, allow: AllowList) -> list[Finding]:
    """A mobile number of which some figures are so many strokes, or so many of one emoji."""
    if not _MORE_THAN_ONE.search(folded.original):
        return []
    for match in _COUNTED.finditer(folded.original):
        items = [item.group() for item in _ITEMS.finditer(match.group())]
        digits = "".join(_count(item) for item in items)
        runs = sum(_MORE_THAN_ONE.fullmatch(item.rstrip("\ufe0f\u20e3")) is not None for item in items)
        if runs >= 2 and MOBILE.match(digits) and not allow.number(digits):
            return [Finding(*match.span(), "PHONE", "disguised", "phone")]
    return []


def _count(item: str) -> str:
    """The figures of a group, or how many signs stand in it; nothing where they differ."""
    bare = re.sub("[\ufe0f\u20e3]", "", item)
    if bare.isdigit():
        return bare
    if set(bare) <= {"o", "O"}:
        return "0" * len(bare)
    return str(len(bare)) if len(set(bare)) == 1 else ""


def keyed(folded: Folded, allow: AllowList) -> list[Finding]:
    """A mobile number with the letters of some keys in place of their figures."""
    if not _ANY_KEY.search(folded.text):
        return []
    for match in _KEYED.finditer(folded.text):
        parts = [part.group() for part in _KEY_PARTS.finditer(match.group())]
        digits = "".join(_KEYPAD.get(part, part) for part in parts)
        if MOBILE.match(digits) and not allow.number(digits):
            return [as_phone(folded, *match.span(), "disguised")]
    return []


def explained(folded: Folded, allow: AllowList) -> list[Finding]:
    """A number in groups, each with a few words behind it that say what it is."""
    found: list[Finding] = []
    for match in _EXPLAINED.finditer(folded.text):
        digits = "".join(filter(str.isdigit, match.group()))
        if dialled(digits) and not allow.number(digits):
            found.append(as_phone(folded, *match.span(), "disguised"))
    return found
