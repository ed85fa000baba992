"""Telephone numbers sent in pieces: digits of this message with those of the sender's earlier ones."""

from __future__ import annotations

import re

from ithaca.screening.allow import AllowList
from ithaca.screening.dialling import MOBILE, dialled
from ithaca.screening.digits import Atom, atoms
from ithaca.screening.fold import Folded
from ithaca.screening.phones import as_phone
from ithaca.screening.types import Finding


def split_phones(folded: Folded, context: list[Folded], allow: AllowList) -> list[Finding]:
    """Digits of this message that make a telephone number together with those of earlier messages."""
    here = atoms(folded.text)
    if not here or len(here) > 24:
        return []
    before = [atoms(message.text) for message in context]
    mine = "".join(atom.digits for atom in here)
    for endings in (mine, here[0].digits, "".join(atom.digits for atom in _first_run(here))):
        tail = ""
        for earlier in reversed(before):
            tail = "".join(atom.digits for atom in earlier) + tail
            whole = tail + endings
            if len(whole) > 16:
                break
            if tail and re.fullmatch(r"7[1-9]\d{8}", whole) and _NOUGHT_FIRST.search(folded.text):
                return [as_phone(folded, here[0].start, here[0].end, "split")]
            if tail and tail != whole and _dialled_at_last(tail, endings, allow):
                last = here[0] if endings == here[0].digits else here[-1] if endings == mine else _first_run(here)[-1]
                return [as_phone(folded, here[0].start, last.end, "split")]
    return _out_of_order(folded, here, before, allow)


# "... put a 0 first": the nought of a mobile number is only spoken of.
_NOUGHT_FIRST = re.compile(
    r"\b(?:0|zero|nought|oh)\b.{0,12}\b(?:first|front|start|beginning|before)\b|\bwith (?:a |the )?(?:0|zero|nought)\b"
)


def _dialled_at_last(tail: str, endings: str, allow: AllowList) -> bool:
    """Do earlier digits and these make a number, other digits before it left out ("one of the digits is 0")?"""
    whole = tail + endings
    if dialled(whole):
        return not allow.number(whole)
    later = whole[-11:]
    return len(endings) < 11 < len(whole) and MOBILE.match(later) is not None and not allow.number(later)


def _out_of_order(folded: Folded, here: list[Atom], before: list[list[Atom]], allow: AllowList) -> list[Finding]:
    """Groups sent in the wrong order ("oh seven goes first"): a mobile number once the group with 07 stands in front."""
    groups = [digits for each in [*before, here] if (digits := "".join(atom.digits for atom in each))]
    for count in range(2, min(5, len(groups)) + 1):
        last = groups[-count:]
        if sum(map(len, last)) != 11 or not _FIRST.search(" ".join(last)):
            continue
        for at, group in enumerate(last):
            whole = group + "".join(last[:at] + last[at + 1 :])
            if group.startswith("07") and MOBILE.match(whole) and not allow.number(whole):
                return [as_phone(folded, here[0].start, here[-1].end, "split")]
    return []


_FIRST = re.compile(r"(?:^| )07")


def _first_run(every: list[Atom]) -> list[Atom]:
    run = [every[0]]
    for atom in every[1:]:
        if atom.gap > 0 or atom.hard:
            break
        run.append(atom)
    return run
