"""Telephone numbers in any dress, within one message."""

from __future__ import annotations

import re
from itertools import pairwise

from ithaca.screening.allow import AllowList
from ithaca.screening.details.phones.counted import counted, explained, keyed, placed
from ithaca.screening.details.phones.dialling import MOBILE, dialled
from ithaca.screening.details.phones.digits import Atom, atoms, may_hold, runs, slips
from ithaca.screening.details.phones.drawn import drawn, glued, misplaced, with_signs
from ithaca.screening.details.phones.legend import by_legend
from ithaca.screening.details.phones.shifted import shifted_or_reversed
from ithaca.screening.details.phones.worked_out import changed, in_sums, priced, worked_out
from ithaca.screening.details.phones.written import CUE, LABEL, as_phone, labelled, written
from ithaca.screening.lists.numbers import OTHER_TONGUES, RHYMES, ROMAN, SOUNDS, UNITS
from ithaca.screening.sought import sought
from ithaca.screening.types import Disguise, Finding
from ithaca.screening.views.fold import Folded

_PLAIN = re.compile(r"\+?[\d\s().-]+\Z")
_SPACED = re.compile(r"\d(?:[\s.,-]+\d(?!\d)){6}")
_PLUS = re.compile(r"(?:\+|\bplus ?)\s?\(?\Z")
_PRICE = re.compile(r"[£$€] ?\Z")
# "ORD-07700-900-123": letters in front that make a number look like one of a bill or a part.
_CODE = re.compile(r"(?<![\w-])(?!(?:tel|mob|cell|call|text|num|no|ph|sw)-)[a-z]{2,5}-\Z")


_FOREIGN = frozenset(word for tongue in OTHER_TONGUES for word in tongue)
_ANY_TONGUE = {word: digit for tongue in reversed(OTHER_TONGUES) for word, digit in tongue.items()}
_WORDS = re.compile(r"[^\W\d_]+")


def find_phones(folded: Folded, allow: AllowList) -> list[Finding]:
    """Every telephone number in one message; helplines and the scheme's own numbers are left out."""
    text = folded.text
    if not may_hold(text):
        return _other_tongues(folded, allow) or drawn(folded, allow)
    found, sure = _as_told(folded, allow), _surely(folded, allow)
    if sure:
        found = [item for item in found if not any(_cuts(item, other) for other in sure)]
        found += [
            item for item in sure if not any(item.start < other.end and other.start < item.end for other in found)
        ]
    found += glued(folded, found, allow)
    if all(item.end - item.start < _SHORTEST for item in found):
        found = drawn(folded, allow) or found
    found = found or by_legend(folded, allow) or priced(folded, allow)
    if not found and (shown := with_signs(folded)) is not None:
        found = _in_runs(shown, atoms(shown.text), allow)
    return changed(found, folded)


# No mobile number has fewer signs; what is shorter may be the part in figures of one whose other part is drawn.
_SHORTEST = 10


def _surely(folded: Folded, allow: AllowList) -> list[Finding]:
    """Numbers of which every group shows that it belongs to them: whatever else is read there is a part of one."""
    sure = [*written(folded, allow), *in_sums(folded, allow), *explained(folded, allow)]
    return sure or placed(folded, allow) or counted(folded, allow) or keyed(folded, allow)


def _cuts(item: Finding, other: Finding) -> bool:
    """Does the one take a part of the other only?"""
    return item.start < other.end and other.start < item.end and (other.start < item.start or item.end < other.end)


def _as_told(folded: Folded, allow: AllowList) -> list[Finding]:
    """Numbers told in figures and words, each way of reading tried only when the ones before found none."""
    text = folded.text
    every = atoms(text)
    if sum(len(atom.digits) for atom in every) < 6:
        return _other_tongues(folded, allow) + _by_sound(folded, allow) or _across_signs(folded, allow)
    found = _further(_in_runs(folded, every, allow), folded, allow) or _scattered(folded, every, allow)
    found = found or _by_sound(folded, allow) or _other_tongues(folded, allow) or _summed(folded, allow)
    found = found or _across_signs(folded, allow) or misplaced(folded, every, allow)
    found = found or (_in_runs(folded, atoms(text, apart=True, dashes=True), allow) if "-" in text else [])
    found = found or _in_runs(folded, atoms(text, apart=True), allow) or worked_out(folded, every)
    return found or shifted_or_reversed(folded, every) or _local(folded, every, allow)


def _in_runs(folded: Folded, every: list[Atom], allow: AllowList) -> list[Finding]:
    found = []
    for run in runs(every):
        index = 0
        while index < len(run):
            size = _published(run, index, allow)
            if size:
                index += size
                continue
            size = _longest(folded.text, run, index)
            if not size:
                index += 1
                continue
            piece = run[index : index + size]
            digits = "".join(atom.digits for atom in piece)
            if not allow.number(digits) and not labelled(folded.text, piece, digits):
                start = _with_prefix(folded.text, piece[0].start)
                found.append(as_phone(folded, start, piece[-1].end, _disguise(folded, piece)))
            index += size
    return found


def _further(found: list[Finding], folded: Folded, allow: AllowList) -> list[Finding]:
    """The same numbers, or where a sum ends one ("... 900, one hundred and sixty") the number with the whole of the sum."""
    if not found or "hundred" not in folded.text:
        return found
    summed = _in_runs(folded, atoms(folded.text, sums=True), allow)
    return [
        next((wider for wider in summed if wider.start <= item.start and item.end < wider.end), item) for item in found
    ]


def _published(run: list[Atom], index: int, allow: AllowList) -> int:
    """How many atoms from `index` make a helpline's number that another number follows; 0 if none do."""
    digits = ""
    for size, (atom, after) in enumerate(pairwise(run[index : index + 5]), start=1):
        digits += atom.digits
        if after.digits.startswith(("0", "44")) and len(digits) >= 5 and allow.number(digits):
            return size
    return 0


def _longest(text: str, run: list[Atom], index: int) -> int:
    """How many atoms from `index` make the longest number that can be dialled; 0 if none do."""
    international = _PLUS.search(text, max(0, run[index].start - 8), run[index].start) is not None
    digits, best = "", 0
    for size, atom in enumerate(run[index : index + 16], start=1):
        digits += atom.digits
        if len(digits) > 16:
            break
        if dialled(_without_trunk_zero(digits), international):
            best = size
    return best


def _without_trunk_zero(digits: str) -> str:
    return "44" + digits[3:] if digits.startswith("440") else digits


def _with_prefix(text: str, start: int) -> int:
    for prefix, length in ((_PLUS, 8), (_PRICE, 2), (_CODE, 8)):
        if match := prefix.search(text, max(0, start - length), start):
            return match.start()
    return start - 1 if start and text[start - 1] == "(" else start


def _disguise(folded: Folded, piece: list[Atom]) -> Disguise:
    start, end = folded.span(piece[0].start, piece[-1].end)
    words = folded.original[start:end]
    plain = words.isascii() and _PLAIN.match(words) and not _SPACED.search(words)
    return "plain" if plain else "disguised"


def _scattered(folded: Folded, every: list[Atom], allow: AllowList) -> list[Finding]:
    """Groups with other words between them that make up a mobile number exactly."""
    found = _spread(folded, every, allow) or _spread(folded, _without_pronouns(every), allow)
    return found or _spread(folded, _figures_alone(every), allow)


def _without_pronouns(every: list[Atom]) -> list[Atom]:
    """The digits without a "one" that stands for a thing ("the sheep one"), and without an "oh" that only sighs."""
    kept: list[Atom] = []
    skipped = 0
    for place, atom in enumerate(every):
        sighed = atom.digits == "0" and place + 1 < len(every) and every[place + 1].gap > 0
        if kept and atom.form == "words" and ((atom.digits == "1" and atom.gap > 0) or sighed):
            skipped += atom.gap + 1
            continue
        kept.append(atom._replace(gap=atom.gap + skipped) if skipped else atom)
        skipped = 0
    return kept if len(kept) < len(every) else []


def _figures_alone(every: list[Atom]) -> list[Atom]:
    """The digits in figures, if they make up one mobile number, and words like "nought" only speak of them ("0 for zero")."""
    if not MOBILE.match("".join(atom.digits for atom in every if atom.form == "figures")):
        return []
    kept: list[Atom] = []
    skipped = 0
    for atom in every:
        if atom.form == "figures":
            kept.append(atom._replace(gap=atom.gap + skipped))
            skipped = 0
        else:
            skipped += atom.gap + 1
    return kept if len(kept) < len(every) else []


def _spread(folded: Folded, every: list[Atom], allow: AllowList) -> list[Finding]:
    furthest = 10 if sum(len(atom.digits) for atom in every) == 11 and _LED_ON.search(folded.text) else 6
    for index, first in enumerate(every):
        if not first.digits.startswith("0"):
            continue
        digits = ""
        for size, atom in enumerate(every[index : index + 12]):
            if size and atom.gap > furthest:
                break
            digits += atom.digits
            if len(digits) > 11:
                break
            whole = index == 0 and size == len(every) - 1
            led = whole and _LED_ON.search(folded.text) is not None
            if (
                size
                and (MOBILE.match(digits) or (led and dialled(digits)))
                and (whole or first.digits != "0")
                and not allow.number(digits)
                and (led or not labelled(folded.text, every[index : index + size + 1], digits))
            ):
                told = _TOLD_ON.match(folded.text, atom.end)
                begins = _begun_again(every, index)
                end = told.end() if told else _filled_on(folded.text, every[index : index + size + 1])
                return [as_phone(folded, begins.start, end, "disguised")]
    return []


def _begun_again(every: list[Atom], index: int) -> Atom:
    """The first of the groups from `index`, or the same group said before it ("079 like ... just 079")."""
    if index and len(every[index].digits) > 2 and every[index - 1].digits == every[index].digits:
        return every[index - 1]
    return every[index]


# "07700 like the bus", "900 as in the year": what each group is like.
_LIKENED = re.compile(
    r",? (?:like|as in|same as) (?:(?:the|my|our|your|a|an) )?[a-z']{1,15}(?: (?!and\b|then\b|n\b)[a-z']{1,15})?"
    r"(?=[,.;!\n]|\W*\Z| (?:and|then|n) )"
)


def _filled_on(text: str, groups: list[Atom]) -> int:
    """Where the groups end, with what the last is likened to if all are, or with the word that fills each gap where it stands
    once more behind the last ("... umm 900 umm")."""
    likened = _LIKENED.match(text, groups[-1].end)
    if likened is not None and all(_LIKENED.match(text, group.end) for group in groups[:-1]):
        return likened.end()
    gaps = {text[before.end : after.start] for before, after in pairwise(groups)}
    filler = gaps.pop().rstrip() if len(gaps) == 1 else ""
    end = groups[-1].end
    return end + len(filler) if filler and len(groups) > 2 and text.startswith(filler, end) else end


# "... 123456 is the end", "... 456 at the end": which part the last group is.
_TOLD_ON = re.compile(
    r"[,\s(-]{0,2}(?:(?:is|are|on|at|in|before|after|goes|comes) )?(?:the )?(?:(?:end|start|front|back|rear|beginning"
    r"|top"
    r"|bottom|middle|last|second|third|final|rest)(?: bit| part)?)\b\)?|[ ](?:after|behind|before) (?:it|that|this)\b"
    r"|[,\s-]{0,2}to (?:finish|end|close|start|begin|complete|round)(?: (?:it|off|with|up)){0,2}\b"
)


# Words by which somebody dictates a number in parts.
_LED_ON = sought(
    r"\b(?:dial|starts?|begins?|opens?|carr(?:y|ies) on|then|ends?|finish(?:es)?|wait for it|followed"
    r"|first|middle|last|area (?:code|part|bit)|after which|finally|tack(?:ed)? on|add|after that|after it|behind it"
    r"|paus(?:e|es|ing)|breath|breathe|beat)\b"
)


# "7for3", "zero77oh0": figures and words for figures in one.
_MIXED_WORD = re.compile(r"(?=\d*[a-z])(?=[a-z]*\d)[a-z\d]{4,16}")


def _by_sound(folded: Folded, allow: AllowList) -> list[Finding]:
    """Numbers that lean on sound: "oh seven for ate"."""
    if (
        sum(
            (word in slips() or word in SOUNDS or word in UNITS or not word.isalpha())
            + (not word.isalpha() and _MIXED_WORD.fullmatch(word) is not None)
            for word in folded.text.replace("-", " ").split()
        )
        < 4
    ):
        return []
    every = atoms(folded.text, sounds=True)
    spoken = [folded.text[atom.start : atom.end] for atom in every if atom.form != "figures"]
    if sum(1 if words.isalpha() else 2 for words in spoken) < 4:
        return []
    return [finding for finding in _in_runs(folded, every, allow) if finding.disguise == "disguised"]


def _summed(folded: Folded, allow: AllowList) -> list[Finding]:
    """Numbers said as sums: "five hundred and fifty four"."""
    if "hundred" not in folded.text:
        return []
    every = atoms(folded.text, sums=True)
    return _in_runs(folded, every, allow) or _local(folded, every, allow)


def _across_signs(folded: Folded, allow: AllowList) -> list[Finding]:
    """A mobile number cut up by brackets, colons and other signs: 07(39)8-55/41:20."""
    for match in _CUT_UP.finditer(folded.text):
        digits = _NO_DIGIT.sub("", match.group())
        dated = _DATED.search(match.group()) is not None and not _NO_TIMES.fullmatch(match.group())
        if MOBILE.match(digits) and not allow.number(digits) and not dated:
            if LABEL.search(folded.text[max(0, match.start() - 40) : match.start()]) or match.group().isdigit():
                continue
            return [as_phone(folded, *match.span(), "disguised")]
    return []


_CUT_UP = sought(r"(?<![\w.,£$])0(?:[^\w\n]{0,2}\d){10}(?![^\w\n]?\d)")
_NO_DIGIT = re.compile(r"\D+")
# "07:81 09:00 12:3": written like times, of which one is none.
_NO_TIMES = re.compile(r"(?=.*:[6-9])\d{1,2}(?::\d{1,2})?(?: \d{1,2}(?::\d{1,2})?){2,6}")
_DATED = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d|\d, \d|\d{1,2}:\d\d\W+\d{1,2}:\d\d|=|%")


# "it rhymes: hero heaven ...": the words stand for the figures that they sound like.
_RHYMED = sought(r"\b(?:rhym(?:e|es|ed|ing)|sounds? like)\b")
_ROMAN_FIGURE = re.compile(r"\b(?:i{2,3}|i[vx]|vi{1,3})\b")


def _other_tongues(folded: Folded, allow: AllowList) -> list[Finding]:
    if len(_ROMAN_FIGURE.findall(folded.text)) >= (1 if "roman" in folded.text else 3):
        return _in_runs(folded, atoms(folded.text, tongue=ROMAN), allow)
    if _RHYMED.search(folded.text) and (found := _in_runs(folded, atoms(folded.text, tongue=RHYMES), allow)):
        return found
    words = _WORDS.findall(folded.text)
    figures = sum(map(str.isdigit, folded.text))
    if (foreign := sum(map(_FOREIGN.__contains__, words))) < 3 or foreign + figures < 6:
        return []
    for tongue in [*OTHER_TONGUES, _ANY_TONGUE]:
        if (told := sum(word in tongue for word in words)) >= 3 and told + figures >= 6:
            found = _in_runs(folded, atoms(folded.text, tongue=tongue), allow)
            if found:
                return found
    return []


def _local(folded: Folded, every: list[Atom], allow: AllowList) -> list[Finding]:
    """A mobile without its nought, or a local number, where the words ask for a call."""
    cue = CUE.search(folded.text)
    if cue is None:
        return _spoken_whole(folded, every, allow)
    for run in runs(every):
        digits = "".join(atom.digits for atom in run)
        near = run[0].start - 40 <= cue.end() <= run[0].start + 1
        mobile = len(digits) == 10 and digits.startswith("7")
        dressed = folded.text[run[0].start : run[-1].end]
        local = 6 <= len(digits) <= 8 and digits[0] not in "01" and near and len(run) <= 3 and "/" not in dressed
        spoken = len(digits) >= 6 and all(atom.form == "words" for atom in run) and near and len(run) >= 6
        if (mobile or local or spoken) and not allow.number(digits) and not labelled(folded.text, run, digits):
            return [as_phone(folded, run[0].start, run[-1].end, _disguise(folded, run))]
    return []


def _spoken_whole(folded: Folded, every: list[Atom], allow: AllowList) -> list[Finding]:
    """A mobile, its nought or a figure perhaps left out, said in words from end to end: nobody counts like that."""
    for run in runs(every):
        digits = "".join(atom.digits for atom in run)
        mobile = re.match(r"7[1-9].{8}\Z|07[1-9].{6,9}\Z", digits) is not None and len(set(digits)) > 2
        if (
            mobile
            and all(atom.form == "words" for atom in run)
            and digits not in _COUNTING
            and not allow.number(digits)
        ):
            return [as_phone(folded, run[0].start, run[-1].end, "disguised")]
    return []


_COUNTING = "78910111213141516171819 7654321098765432109876543210 714212835424956637 7891011121314"
