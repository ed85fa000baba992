"""The view in which signs are put as they are meant: one in brackets, "ann (underscore) bakes", or in quotes, and one that
the words say is to be taken out, "www*.*ann*.*example, without the stars"."""

from __future__ import annotations

import re

from ithaca.screening.sought import sought
from ithaca.screening.views.fold import Folded
from ithaca.screening.views.respelled import in_order, put

_SIGNS = {
    **dict.fromkeys(("underscore", "underscores", "under score", "low line"), "_"),
    **dict.fromkeys(("dot", "full stop"), "."),
    **dict.fromkeys(("dash", "hyphen"), "-"),
}
_BRACKETED = sought(
    r"(?<=[a-z0-9])\s?[\[({<*]{1,2}\s?(?P<sign>underscores?|under score|low line|dot|full stop|dash|hyphen|[._-])"
    r"\s?[\])}>*]{1,2}\s?(?=[a-z0-9])"
    r"|(?<=[a-z0-9])\s?[\"`]\s?(?P<quoted>[@._-])\s?[\"`]\s?(?=[a-z0-9])"
)
_MAYBE = sought(r"[\])}>*\"`](?!\s*\Z)|[*#+~|^=]|[a-z]-[a-z].*(?:dash|hyphen)", re.DOTALL)
_NOISE = {
    **dict.fromkeys(("star", "asterisk", "asterix"), "*"),
    **dict.fromkeys(("hash", "hashtag"), "#"),
    **dict.fromkeys(("tilde", "squiggle"), "~"),
    **dict.fromkeys(("line", "bar", "pipe"), "|"),
    **dict.fromkeys(("dash", "hyphen"), "-"),
    "plus": "+",
    "caret": "^",
    "equal": "=",
}
_TAKE_OUT = sought(
    r"\b(?:remove|take out|takeout|delete|ignore|without|minus|lose|drop|skip|get rid of|no) (?:all )?(?:the |those "
    r"|of the )?"
    rf"(?P<noise>{'|'.join(_NOISE)})(?:e?s| signs?)?(?!\w)"
)


def tidied(folded: Folded) -> tuple[Folded, list[tuple[int, int]]] | None:
    """The view, and what of the original it changed; None where there is no such sign."""
    text = folded.text
    if len(text) > 600 or not _MAYBE.search(text):
        return None
    changes = [
        (*match.span(), _SIGNS.get(match["sign"], match["sign"] or match["quoted"]))
        for match in _BRACKETED.finditer(text)
    ]
    for match in _TAKE_OUT.finditer(text):
        noise = re.escape(_NOISE[match["noise"]])
        changes += [(*place.span(), "") for place in re.finditer(rf"(?<=\S){noise}{{1,4}}(?=\S)", text)]
    if not changes:
        return None
    changes = in_order(changes)
    return put(folded, changes), [folded.span(start, end) for start, end, _ in changes]
