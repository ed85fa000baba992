"""What requests and their answers are called on a page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ithaca.privacy.copy import title_of
from ithaca.privacy.models import Request
from ithaca.privacy.selectors import terms_of


def kind_words(row: Request) -> str:
    """What was asked."""
    return _("A copy") if row.kind == "copy" else _("That it goes")


def answer_words(row: Request) -> tuple[str, str, list[tuple[str, str]]]:
    """Where it stands, the kind of pill, and what was kept with the reason of each."""
    words = {
        "asked": (_("waits for an answer"), "wait"),
        "answered": (_("ready") if row.kind == "copy" else _("done"), "good"),
        "refused": (_("no"), "bad"),
        "taken_back": (_("taken back"), "neutral"),
    }[row.state]
    return words[0], words[1], kept_words(row)


def kept_words(row: Request) -> list[tuple[str, str]]:
    """What an erasure left alone, and why, in words for the person."""
    found = []
    for model in row.kept:
        terms = terms_of(model)
        if terms is not None:
            found.append((title_of(terms), terms.keeps or _("You have a part in another scheme here.")))
    return found
