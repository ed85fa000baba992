"""Notices about messages. They carry no word of a message and no name but the reader's own."""

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
RETURNED = LetterKind(
    "messaging.returned",
    subject=_("Please look at your message again"),
    body=_(
        "Hello {name},\n\nA message of yours was not passed on yet. There is a note beside it that says what to change."
    ),
    act=_("See the note"),
)
