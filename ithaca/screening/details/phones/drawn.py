"""Telephone numbers whose figures run into words, are drawn with letters, or stand in the wrong order."""

from __future__ import annotations

import re

from ithaca.screening.allow import AllowList
from ithaca.screening.details.phones.dialling import MOBILE, dialled
from ithaca.screening.details.phones.digits import Atom
from ithaca.screening.details.phones.legend import AS_FIGURES
from ithaca.screening.lists.usernames import usual
from ithaca.screening.sought import sought
from ithaca.screening.types import Disguise, Finding
from ithaca.screening.views.fold import Folded

# "tel07700900123", "0151 496 0377x204": figures with a letter right before or after them.
_NUMBER = r"\(?(?:\+?44|0)(?:[ .()-]{0,2}\d){9,10}"
_GLUED = sought(
    rf"(?<=[a-z])(?P<after>{_NUMBER})(?![\d/-])|(?<![\w.,£$€/-])(?P<number>{_NUMBER})(?P<tail>x\d{{1,5}}(?!\w)"
    rf"|[a-z]{{1,12}}(?!\w))"
    r"|(?<=[a-z][/=:-])(?P<cut>0\d{10})(?![\d-])"
)
_CODED = re.compile(
    r"(?:isbn|order|batch|invoice|ref|part|serial|sku|code|id|account|ticket|job|item|#|no)[\W_]{0,2}\Z"
)
# One letter or one word throughout in place of the gaps: 07x700x900x123, 077umm009umm00umm123; or a word in each.
_LETTERED = sought(
    r"(?<!\w)0\d{0,5}(?:(?P<sign>[a-z_]|[a-z]{2,8})(?:\d{1,6}(?P=sign)){1,9}\d{1,6}(?P=sign)?"
    r"|(?:[a-z]{3,8}\d{1,6}){2,9})(?!\w)"
)
# Groups of figures and letters drawn like figures: "o77oo 9oo l23", "ozz00 goo 123", "+44 77oo 9oo ll2".
_LOOKING = re.compile(
    r"(?<![^\W_])(?:(?P<abroad>(?:\+|00)44\)?[ .-]?(?:\(0\)[ .-]?)?)[7tz]|[0odqz][\s.-]?[0-9oilszbgqetaphd|!])"
    r"(?:[\s.-]?[0-9oilszbgqetaphd|!]){9}(?![a-z0-9])"
)
# The same in the groups of a mobile number, with hardly a figure among them: "ottoo qoo l2b".
_GROUPED = re.compile(r"[0odq][t7z]\w{3}[ .-](?:\w{3}[ .-]\w{3}|\w{6})\Z|[0odq][t7z]\w\w?[ .-]\w{3,4}[ .-]\w{4}\Z")
_FRONT = re.compile(
    r"\b(?:before|after|in front|at the (?:front|start|beginning)|first|starts?|begins?|(?:last|end|final"
    r"|middle) (?:bit"
    r"|part|is|are|three|3|six"
    r"|6|digits|numbers)|backwards order|wrong order)\b"
)


def glued(folded: Folded, taken: list[Finding], allow: AllowList) -> list[Finding]:
    """Numbers with letters right before or after them, beside those already `taken`."""
    found: list[Finding] = []
    for match in _GLUED.finditer(folded.text):
        name = str(match.lastgroup if match.lastgroup != "tail" else "number")
        digits = "".join(filter(str.isdigit, match[name]))
        if digits.startswith("44"):
            digits = "0" + digits[2:].lstrip("0")
        first, last = folded.span(*match.span(name))
        if any(first < other.end and other.start < last for other in taken) or allow.number(digits):
            continue
        mobile = MOBILE.match(digits) is not None
        extended = re.match(r"x\d", match["tail"] or "") is not None and dialled(digits)
        if (mobile or extended) and not _CODED.search(folded.text[max(0, match.start(name) - 10) : match.start(name)]):
            plain: Disguise = "plain" if folded.plain(first, last) else "disguised"
            found.append(Finding(first, last, "PHONE", plain, "phone"))
    return found


def drawn(folded: Folded, allow: AllowList) -> list[Finding]:
    """A mobile number with letters for some of its figures or for its gaps."""
    text = folded.text
    for match in _LETTERED.finditer(text):
        digits = "".join(filter(str.isdigit, match.group()))
        if MOBILE.match(digits) and not allow.number(digits):
            return [Finding(*folded.span(*match.span()), "PHONE", "disguised", "phone")]
    for match in _LOOKING.finditer(text):
        at_home = "0" + match.group().removeprefix(match["abroad"]) if match["abroad"] else match.group()
        groups = at_home.split()
        figures = sum(map(str.isdigit, match.group().removeprefix(match["abroad"] or "")))
        if not (3 <= figures < 11 and not any(group.isalpha() and usual(group) for group in groups)):
            if figures >= 3 or not _GROUPED.match(at_home) or usual(groups[0]):
                continue
            if not figures and (len(groups) < 3 or usual(groups[-1])):
                continue
        bare = re.sub(r"[\s.-]", "", at_home)
        for table in AS_FIGURES:
            digits = bare.translate(table)
            number = MOBILE.match(digits) or (figures >= 5 and digits.isdigit() and dialled(digits))
            if number and not allow.number(digits):
                return [Finding(*folded.span(*match.span()), "PHONE", "disguised", "phone")]
    return []


# Hands, medals and balls that show a figure; skin tones and joiners stand behind them.
_SHOWN = dict(zip("✋🖐🤚✌☝👆🥇🥈🥉🎱⭕👌✊👊🕐🕑🕒🕓🕔🕕🕖🕗🕘⚀⚁⚂⚃⚄⚅", "55521112380000123456789123456", strict=True))


def with_signs(folded: Folded) -> Folded | None:
    """The view with figures where emoji show them ("0 7 7 zero ✋ 1"); None if there is none."""
    if folded.original.isascii() or _SHOWN.keys().isdisjoint(folded.original):
        return None
    pairs = zip(folded.text, folded.starts, strict=True)
    text = "".join(_SHOWN.get(folded.original[start], " ") if char == " " else char for char, start in pairs)
    return Folded(folded.original, text, folded.starts, folded.ends)


def misplaced(folded: Folded, every: list[Atom], allow: AllowList) -> list[Finding]:
    """Groups in the wrong order with words that say which comes first: "123456 but stick 07911 before it"."""
    if not 2 <= len(every) <= 6 or sum(len(atom.digits) for atom in every) != 11 or not _FRONT.search(folded.text):
        return []
    for at, atom in enumerate(every):
        rest = [other.digits for place, other in enumerate(every) if place != at]
        for order in (rest, rest[::-1]):
            digits = atom.digits + "".join(order)
            if at and MOBILE.match(digits) and not allow.number(digits):
                return [Finding(*folded.span(every[0].start, every[-1].end), "PHONE", "disguised", "phone")]
    return []
