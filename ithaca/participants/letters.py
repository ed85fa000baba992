"""What is written to people about taking part."""

from django.utils.translation import gettext_lazy as _

from ithaca.notices.letters import LetterKind

INVITED = LetterKind(
    "participants.invited",
    subject=_("Your way in to {scheme}"),
    body=_(
        "Hello {name},\n\nYou are part of {scheme}. Open the link below to choose how you sign in. "
        "The link is only for you. Please do not pass it on."
    ),
    act=_("Choose how you sign in"),
)
CHANGED_BY_PERSON = LetterKind(
    "participants.changed_by_person",
    subject=_("Somebody in {scheme} has taken a break, come back or stopped"),
    body=_(
        "Hello {name},\n\nSomebody who takes part in {scheme} has taken a break, come back or stopped. "
        "Nobody has to say why. "
        "If they stopped, their contact has ended already. Open the site to see who it is and what to do next."
    ),
)
