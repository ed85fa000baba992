"""Sentences to begin with, for whoever does not know how to write the first one (MSG-24). One press puts one into the box."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

BEGINNINGS = (
    _("Hello, I am … I like … What do you like?"),
    _("Hello, thank you for writing with me. I would like to talk about …"),
    _("Hello, I have a question: how did you come to do what you do?"),
)


def beginning(number: str) -> str:
    """The sentence of that number, as an address carries it, in the reader's language; "" for anything else."""
    found = dict(enumerate(BEGINNINGS, start=1)).get(int(number)) if number.isdecimal() and len(number) < 3 else None
    return str(found) if found is not None else ""
