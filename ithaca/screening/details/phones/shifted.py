"""Telephone numbers written from the end, or with something added to each figure."""

from __future__ import annotations

import re
from itertools import islice

from ithaca.screening.details.phones.dialling import DRAMA, MOBILE
from ithaca.screening.details.phones.digits import Atom, runs
from ithaca.screening.details.phones.written import CUE, as_phone
from ithaca.screening.lists.numbers import UNITS
from ithaca.screening.types import Finding
from ithaca.screening.views.fold import Folded

_SHIFT = re.compile(
    r"\b(?:add|plus|take|minus|subtract|deduct|knock|less|more|higher|lower|up|down|off|away|shift|move|increase"
    r"|decrease)\b"
    r".{0,30}\b(?:each|every|all|digits?|numbers?|nums?|figures?|them|em|one|1)\b"
    r"|\b(?:less|minus|plus|add|take) (?:one|two|three|four|\d) (?:throughout|all|each|every|across|from all"
    r"|everywhere)\b"
    r"|\b(?:everything'?s?|all|each|every)\b.{0,24}\b(?:one|two|three|[1-9]) (?:too )?(?:high(?:er)?|low(?:er)?|more"
    r"|less|over|under"
    r"|above|below|up|down|big(?:ger)?|small(?:er)?|many|few|short|out)\b"
    r"|\b(?:put|stick|bump|whack|chuck|pop) (?:one|two|three|it up|[1-3])\b.{0,20}\b(?:each|every|all)\b"
    r"|\b(?:each|every|all)\b.{0,20}\b(?:digits?|numbers?|one)\b.{0,20}\b(?:add|plus|minus|one|1|up|down|off|less"
    r"|more)\b"
)

_AMOUNT = r"(?:one|two|three|four|five|six|seven|eight|nine|[1-9])(?![\w%]|[.,]\d)"
# "minus 3", "+4", "shifted by two", "five too low": how much is added or taken away.
_BY_HOW_MUCH = re.compile(
    r"(?:\b(?:minus|plus|add(?:ed)?|takes?|took|subtract(?:ed)?|deduct|less|more|knock(?:ed)?|shift(?:ed)?|moved?|by"
    r"|of|rot|key|put"
    r"|stick|bump|whack|chuck|pop|offset)(?: (?:by|of|is|off|away|them|it|on|up|down|back|forward)){0,2} ?|[+-] ?)"
    rf"(?P<led>{_AMOUNT})"
    rf"|(?<!\w)(?P<said>{_AMOUNT}) (?:too )?(?:high(?:er)?|low(?:er)?|more|less|up|down|on|ahead|behind|back|off|over"
    rf"|under"
    r"|above|below|out|added|extra|taken|subtracted|knocked|big(?:ger)?|small(?:er)?)\b"
)
# Words of a code beside those of `_SHIFT`: "caesar +3", "-2 on each", "every one is +4".
_CIPHER = re.compile(
    r"\b(?:ca?es[ae]r|c[iy]phere?d?|rot ?-?\d|shift(?:ed|s)?|offset|encrypted|encoded|decode|in code|secret code)\b"
    r"|[+-] ?[1-9] (?:to |on |from |off |for )?(?:each|every|all)\b|\b(?:each|every|all)\b[^.!?\n]{0,20}[+-] ?[1-9]\b"
    r"|\b(?:each|every|all)\b[^.!?\n]{0,30}\b(?:added|extra|taken|subtracted|knocked)\b"
    r"|\b(?:one|two|three|four|five|[1-9]) too (?:high|low|big|small|many|few|much)\b"
)


_FIGURE = r"(?:zero|nought|oh|one|two|three|four|five|six|seven|eight|nine|[0-9])"
# "swap the 7s n 0s round: 70077 ..."
_SWAP = re.compile(
    rf"\b(?:swap|swop|switch|flip|change|trade|replace)(?:ped|ped|ed|d)?(?: (?:all|every|each|the"
    rf"|my)){{0,2}} (?P<one>{_FIGURE})'?e?s?"
    rf" (?:and|n|&|with|for|to|into)(?: (?:all|every|the|my)){{0,2}}(?: an?)? (?P<other>{_FIGURE})'?e?s?\b"
)


def _one(figure: str) -> str:
    return UNITS.get(figure, figure)


def shifted_or_reversed(folded: Folded, every: list[Atom]) -> list[Finding]:
    """A number that reads from the end, or one whose figures are all some higher or lower, where the words say so."""
    shifted = _SHIFT.search(folded.text) is not None
    if (shifted or _CIPHER.search(folded.text)) and (steps := _steps(folded.text)):
        for run in runs(every):
            if (told := _set_back(run, steps)) is not None:
                return [as_phone(folded, told[0].start, told[-1].end, "disguised")]
    if swap := _SWAP.search(folded.text):
        table = str.maketrans(f"{_one(swap['one'])}{_one(swap['other'])}", f"{_one(swap['other'])}{_one(swap['one'])}")
        for run in runs(every):
            if MOBILE.match("".join(atom.digits for atom in run).translate(table)):
                return [as_phone(folded, run[0].start, run[-1].end, "disguised")]
    for whole in runs(every):
        run = _first_eleven(whole) if shifted else whole
        digits = "".join(atom.digits for atom in run)
        turned = MOBILE.match(digits[::-1]) is not None or (
            len(digits) == 11 and CUE.search(folded.text) is not None and DRAMA.match(digits[::-1]) is not None
        )
        grouped = len(digits) in (10, 11) and len(run) <= 3
        if turned or (
            shifted and 10 <= len(digits) <= 13 and (grouped or _any_shift(digits) or CUE.search(folded.text))
        ):
            return [as_phone(folded, run[0].start, run[-1].end, "disguised")]
    return []


def _steps(text: str) -> list[int]:
    """How far the figures may stand from what is meant: as far as the words say, up or down."""
    told = [match["led"] or match["said"] for match in islice(_BY_HOW_MUCH.finditer(text), 4)]
    return [sign * int(UNITS.get(amount, amount)) for amount in dict.fromkeys(told) for sign in (1, -1)]


def _set_back(run: list[Atom], steps: list[int]) -> list[Atom] | None:
    """The atoms of a run that make a mobile number once each figure, or each number of two figures, is set back."""
    for first in range(len(run)):
        each = run[first : first + 11]
        if len(each) == 11 and all(len(atom.digits) <= 2 for atom in each):
            values = [int(atom.digits) for atom in each]
            if any(_moved(values, step) for step in steps):
                return each
        figures = list[int]()
        for size, atom in enumerate(each, start=1):
            figures += map(int, atom.digits)
            if len(figures) > 11:
                break
            if len(figures) == 11 and any(_moved(figures, step) for step in steps):
                return each[:size]
    return None


def _moved(values: list[int], step: int) -> bool:
    """Do these make a mobile number, `step` added to each? One figure that runs over goes round, ten or more does not."""
    moved = [value + step if value > 9 else (value + step) % 10 for value in values]
    return all(0 <= value <= 9 for value in moved) and MOBILE.match("".join(map(str, moved))) is not None


def _first_eleven(run: list[Atom]) -> list[Atom]:
    """The first atoms of a run that make up ten or eleven figures; the run if none do."""
    for atom in run:
        if atom.form == "figures" and len(atom.digits) in (10, 11):
            return [atom]
    for size in range(max(1, len(run) - 3), len(run)):  # more behind it: a list of numbers, as in a lesson
        if sum(len(atom.digits) for atom in run[:size]) in (10, 11):
            return run[:size]
    return run


def _any_shift(digits: str) -> bool:
    return any(MOBILE.match("".join(str((int(digit) + step) % 10) for digit in digits)) for step in range(1, 10))
