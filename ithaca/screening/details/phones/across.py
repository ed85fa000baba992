"""Telephone numbers sent in pieces: digits of this message with those of the sender's earlier ones."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from ithaca.screening.allow import AllowList
from ithaca.screening.details.phones.dialling import MOBILE, dialled
from ithaca.screening.details.phones.digits import Atom, atoms
from ithaca.screening.details.phones.written import as_phone
from ithaca.screening.types import Finding
from ithaca.screening.views.fold import Folded

# "double seven with a nought in front": the nought of a mobile number is only spoken of.
_NOUGHT_FIRST = re.compile(
    r"\b(?:with )?(?:an? |the )?(?:0|zero|nought|oh)\b.{0,12}\b(?:first|front|start|beginning|before)\b"
    r"|\bwith (?:a |the )?(?:0|zero|nought)\b"
)
_PIECE_LABEL = re.compile(r"\b(?:bit|part|pt|piece|half) [1-4]\b ?[:=.-]? ?")


@lru_cache(maxsize=64)
def _atoms_of(text: str, sums: bool = False) -> list[Atom]:
    """The atoms of a message, the numbers of its pieces ("bit 2:") left out. An earlier one stands beside the next five."""
    return atoms(_PIECE_LABEL.sub(_dashes, text), sums=sums)


def _dashes(match: re.Match[str]) -> str:
    return "-" * len(match.group())


@lru_cache(maxsize=64)
def _without_nought(text: str) -> str:
    """The figures of a message but for a nought that is said to stand in front of the whole number."""
    return "".join(atom.digits for atom in _atoms_of(_NOUGHT_FIRST.sub(_dashes, text)))


def split_phones(folded: Folded, context: list[Folded], allow: AllowList) -> list[Finding]:
    """Digits of this message that make a telephone number together with those of earlier messages."""
    summed = any("hundred and" in message.text for message in (folded, *context))
    found = (_put_together(folded, context, allow, sums=True) if summed else []) or _put_together(
        folded, context, allow
    )
    return found or _one_by_one(folded, context)


_ONE = re.compile(r"\W{0,2}(\d)\W{0,2}")


def _one_by_one(folded: Folded, context: list[Folded]) -> list[Finding]:
    """A single figure after five messages that were one each, with a nought among them: no answers, and nobody counts so."""
    here = _ONE.fullmatch(folded.text)
    if here is None or len(context) < 5:
        return []
    before = [match[1] for message in context[-5:] if (match := _ONE.fullmatch(message.text.strip()))]
    digits = [*map(int, before), int(here[1])]
    if len(before) < 5 or 0 not in digits or {abs(after - one) for one, after in pairwise(digits)} == {1}:
        return []
    return [as_phone(folded, *here.span(1), "split")]


def _put_together(folded: Folded, context: list[Folded], allow: AllowList, *, sums: bool = False) -> list[Finding]:
    """The same in one way of reading: `sums` takes "five hundred and twelve" for 512."""
    here = _atoms_of(folded.text, sums)[1 if _SIGHED.match(folded.text) else 0 :]
    if not here or len(here) > 24:
        return []
    before = [_atoms_of(message.text, sums) for message in context]
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
    found = _nought_put_first(folded, here, context) or _out_of_order(folded, here, before, allow)
    return found or _announced(folded, here, context)


# "oh yh n 367": no figure.
_SIGHED = re.compile(r"\W*oh,? (?:y(?:h|eah|es|ep)|ok|right|and|n|sorry|wait|well|sure|no|then|btw|i|it|its|the|my)\b")


def _nought_put_first(folded: Folded, here: list[Atom], context: list[Folded]) -> list[Finding]:
    """The last figures of a mobile number whose nought an earlier message only speaks of."""
    spoken = [_NOUGHT_FIRST.search(message.text) is not None for message in context]
    if not any(spoken):
        return []
    first = spoken.index(True)
    whole = "".join(_without_nought(message.text) for message in context[first:]) + "".join(
        atom.digits for atom in here
    )
    told = re.fullmatch(r"7[1-9]\d{8}", whole) is not None
    return [as_phone(folded, here[0].start, here[-1].end, "split")] if told else []


# "start 0791", "im on 077": a number that opens and does not end; "1123 and rest later": it goes on.
_BEGUN = re.compile(
    r"\W*(?:(?:my|the|it|its|it's|number|num|no|phone|mobile|mob|moby|so|ok|and|im|i'm|am|me|on|at|is|with|text|ring"
    r"|call"
    r"|start|starts|starting|begin|begins|beginning|first|bit|part|half|opens?|goes|digits?)\W+){0,6}"
    r"(?P<opening>07\d{0,5}|0 7(?: \d){0,5}|01\d{2,4}(?: \d{3})?|02\d{1,2}(?: \d{3,4})?|\+44 ?7\d{0,5})\W*"
    r"(?:(?:x+|lol|then|and|more|rest|later|wait|next|soon|ok)\W*){0,4}\Z"
)
_SENTENCE = re.compile(r"(?<=[a-z]{2}[.!?])\s")
_SAID_BEGUN = re.compile(
    r"\bin (?:two|2|bits|parts|halves|pieces)\b"
    r"|\b(?:start|begin|first|opens?|num|number|mobile|phone|text|ring|call|on)|\bmob"
)
_MORE = re.compile(r"\b(?:rest|more|later|next|then|last|other|after|end|final|soon|remaining|the lot)\b|\.\.|\u2026")


def _announced(folded: Folded, here: list[Atom], context: list[Folded]) -> list[Finding]:
    """The next figures of a number that began in one of the last two messages and does not end in this one."""
    run = _first_run(here)
    size = sum(len(atom.digits) for atom in run)
    if len(folded.text.split()) > 7 or not 3 <= size <= 8 or any(atom.form == "words" for atom in run):
        return []
    for message in reversed(context[-2:]):
        begun = _BEGUN.match(_SENTENCE.split(message.text.strip())[-1])
        if begun is None:
            continue
        told = _SAID_BEGUN.search(message.text) is not None
        alone = folded.text.strip().replace(" ", "").isdigit()
        if told and (alone or _MORE.search(folded.text)) and sum(map(str.isdigit, begun["opening"])) + size <= 11:
            return [as_phone(folded, run[0].start, run[-1].end, "split")]
    return []


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
