"""Phrases that begin in an earlier message of the same sender and end in this one."""

from __future__ import annotations

import re
from dataclasses import replace

from ithaca.screening.meaning.lexicon import lexicon
from ithaca.screening.meaning.reading import View, reader, view, view_again
from ithaca.screening.types import Finding, Speaker
from ithaca.screening.views.beside import SHAPES
from ithaca.screening.views.words import MAILS, Canon

_JOIN_LENGTH = 300
_BACK = 600  # characters of earlier messages
_FIRST = re.compile(r"[\W_]*([^\W_]+)")
_LAST = re.compile(r"([^\W_]+)[\W_]*\Z")


def split_meanings(here: View, earlier: list[str], speaker: Speaker) -> list[Finding]:
    """What only the words of earlier messages and those of this one mean together."""
    body = here.folded.original
    if len(here.folded.text) > _JOIN_LENGTH:
        return []
    pieces = [" ".join(piece[-_BACK:].split()) for piece in earlier]
    if not _runs_on([view_again(piece) for piece in pieces], here, speaker):
        return []
    head = " ".join(pieces)[-_BACK:].rstrip(".!? ") + " "
    found = []
    for item in lexicon().find(view(head + body).canon, speaker):
        if item.start < len(head) < item.end:
            end = item.end - len(head)
            found.append(replace(item, start=0, end=min(end, len(body)), disguise="split"))
    return found


def _runs_on(before: list[View], here: View, speaker: Speaker) -> bool:
    """Might a phrase begin in these messages and end in this one? Puts their canonical words together as they are, and
    looks only at the sentence that they share, which no phrase leaves."""
    head = "".join(_inside(each.canon) for each in before).rstrip(" .?")
    head = head[head.rfind(" . ") + 3 if " . " in head else 0 :]
    body, stop, _ = (_inside(here.canon) + ". ").partition(" . ")
    if _read_otherwise(before[-1], here) or _halves(head, body):
        return True
    head = f" . {head} "
    return lexicon().reaches_over(head + body + stop, speaker, len(head))


def _inside(canon: Canon) -> str:
    """Canonical words without the stops that stand around every message, each with a space behind it."""
    return canon.text[3:-2]


def _halves(head: str, body: str) -> bool:
    """Do the words at the seam make one word?"""
    return head[head.rfind(" ") + 1 :] + body.partition(" ")[0] in reader().vocabulary.harm


def _read_otherwise(before: View, here: View) -> bool:
    """Might what stands at the seam be read as something else once it stands side by side: letters set apart, halves of a
    word, a sum and its sign, shapes that are another word only beside certain ones?"""
    last, first = _LAST.search(before.folded.text), _FIRST.match(here.folded.text)
    if last is None or first is None or before.folded.text.rstrip()[-1] in "£$€":
        return True
    if len(last[1]) == 1 and (len(first[1]) == 1 or first[1] in MAILS):
        return True
    return last[1] in SHAPES or first[1] in SHAPES or last[1] + first[1] in reader().vocabulary.harm
