"""Telephone numbers written from the end, or with something added to each figure."""

from __future__ import annotations

import re

from ithaca.screening.dialling import DRAMA, MOBILE
from ithaca.screening.digits import Atom, runs
from ithaca.screening.fold import Folded
from ithaca.screening.phones_written import CUE, as_phone
from ithaca.screening.types import Finding

_SHIFT = re.compile(
    r"\b(?:add|plus|take|minus|subtract|deduct|knock|less|more|higher|lower|up|down|off|away|shift|move|increase|decrease)\b"
    r".{0,30}\b(?:each|every|all|digits?|numbers?|nums?|figures?|them|em|one|1)\b"
    r"|\b(?:less|minus|plus|add|take) (?:one|two|three|four|\d) (?:throughout|all|each|every|across|from all|everywhere)\b"
    r"|\b(?:everything'?s?|all|each|every)\b.{0,24}\b(?:one|two|three|[1-9]) (?:too )?(?:high(?:er)?|low(?:er)?|more"
    r"|less|over|under"
    r"|above|below|up|down|big(?:ger)?|small(?:er)?|many|few|short|out)\b"
    r"|\b(?:put|stick|bump|whack|chuck|pop) (?:one|two|three|it up|[1-3])\b.{0,20}\b(?:each|every|all)\b"
    r"|\b(?:each|every|all)\b.{0,20}\b(?:digits?|numbers?|one)\b.{0,20}\b(?:add|plus|minus|one|1|up|down|off|less|more)\b"
)


def shifted_or_reversed(folded: Folded, every: list[Atom]) -> list[Finding]:
    """A number that reads from the end, or one whose figures are all some higher or lower, where the words say so."""
    shifted = _SHIFT.search(folded.text) is not None
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


def _first_eleven(run: list[Atom]) -> list[Atom]:
    """The first atoms of a run that make up ten or eleven figures; the run if none do."""
    for atom in run:
        if atom.form == "figures" and len(atom.digits) in (10, 11):
            return [atom]
    for size in range(1, len(run)):
        if sum(len(atom.digits) for atom in run[:size]) in (10, 11):
            return run[:size]
    return run


def _any_shift(digits: str) -> bool:
    return any(MOBILE.match("".join(str((int(digit) + step) % 10) for digit in digits)) for step in range(1, 10))
