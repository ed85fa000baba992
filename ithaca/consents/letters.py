"""What is written about permissions."""

from django.utils.translation import gettext_lazy as _

from ithaca.notices.letters import LetterKind

ASKED = LetterKind(
    "consents.asked",
    subject=_("We need your permission: {scheme}"),
    body=_(
        "Hello {name},\n\nYour child would like to take part in {scheme}. Before anything starts we need your answer. "
        "Open the link to see what it is about, who runs it and what we ask. You do not need an account.\n\n"
        "You can say yes to some things and no to others. "
        "Keep this letter: with the same link you can take your permission back at any time."
    ),
    act=_("Give or refuse permission"),
)
ENDED = LetterKind(
    "consents.ended",
    subject=_("A parent or carer has said no or taken back permission"),
    body=_(
        "Hello {name},\n\nIn {scheme} a parent or carer has said no or taken back permission. "
        "If there was contact, it has stopped already. Open the site to see whom it is about."
    ),
)
