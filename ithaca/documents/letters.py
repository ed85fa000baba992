"""Notices about documents: no word of one, no file, and no name but the reader's own."""

from django.utils.translation import gettext_lazy as _

from ithaca.notices.letters import LetterKind

ARRIVED = LetterKind(
    "documents.arrived",
    subject=_("A document waits for you"),
    body=_("Hello {name},\n\nYour {other} has passed a document on to you in {scheme}."),
    fields={"other": _("the scheme's word for mentor or mentee")},
    act=_("Look at it"),
    may_stop=True,
)
GIVEN_BACK = LetterKind(
    "documents.given_back",
    subject=_("A document of yours came back with a note"),
    body=_("Hello {name},\n\nA document that you passed on in {scheme} was not delivered. A note says why."),
    act=_("See the note"),
)
