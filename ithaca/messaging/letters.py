"""Notices about messages. As they are written and kept they carry no word of a message and no name but the reader's own."""

from django.utils.translation import gettext_lazy as _

from ithaca.notices.letters import LetterKind

ARRIVED = LetterKind(
    "messaging.arrived",
    subject=_("You have a message"),
    body=_("Hello {name},\n\nA message from your {other} waits for you in {scheme}."),
    fields={"other": _("the scheme's word for mentor or mentee")},
    act=_("Read and reply"),
    may_stop=True,
)
CHASED = LetterKind(
    "messaging.chased",
    subject=_("A held message has waited for half a working day"),
    body=_("Hello {name},\n\nA message in {scheme} waits to be looked at, and its writer is waiting too."),
    act=_("Look at held messages"),
)
OVERDUE = LetterKind(
    "messaging.overdue",
    subject=_("A held message has waited too long"),
    body=_(
        "Hello {name},\n\nA message in {scheme} has waited for three working days, and nobody has decided about it. Please look "
        "at it, or ask somebody to."
    ),
    act=_("Look at held messages"),
)
RETURNED = LetterKind(
    "messaging.returned",
    subject=_("Please look at your message again"),
    body=_(
        "Hello {name},\n\nA message of yours was not passed on yet. There is a note beside it that says what to change."
    ),
    act=_("See the note"),
)
