"""How a permission's state and its history are called on pages."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from ithaca.consents.models import Answer
from ithaca.consents.wording import METHODS
from ithaca.ui.parts import Entry

#: state -> words and the kind of its pill.
STATES = {
    "not_asked": (_("Not asked yet"), "neutral"),
    "requested": (_("Asked, no answer yet"), "wait"),
    "given": (_("Permission given"), "good"),
    "refused": (_("Said no"), "bad"),
    "withdrawn": (_("Taken back"), "bad"),
}
_ANSWERS = {"given": _("Said yes"), "refused": _("Said no"), "withdrawn": _("Took it back")}
_KINDS = {"given": "good", "refused": "bad", "withdrawn": "bad"}


def history(rows: Iterable[Answer], *, named: bool = True) -> list[Entry]:
    """The answers as dated entries, with the things that were permitted. Without names for who opens a link: of two parents
    neither need learn from it what the other is called."""
    found = []
    for row in rows:
        wording = row.wording.items if row.wording else {}
        yes = [str(words) for key, words in wording.items() if row.items.get(key) is True]
        title = f"{_ANSWERS[row.answer]} ({METHODS.get(row.method, row.method)})"
        found.append(Entry(title, row.given_on, " ".join(yes), row.given_by if named else "", "", _KINDS[row.answer]))
    return found
