"""What is written to somebody whose mail was not passed on as it was. No word of the mail, and only to the address we know."""

from django.utils.translation import gettext_lazy as _

from ithaca.notices.letters import LetterKind

_WHY = {"why": _("why it was not passed on, in a sentence")}

REFUSED = LetterKind(
    "relay.refused",
    subject=_("Your mail was not passed on"),
    body=_("Hello {name},\n\nA mail that you sent to {scheme} was not passed on.\n\n{why}"),
    fields=_WHY,
    act=_("Write on the page instead"),
)
KEPT = LetterKind(
    "relay.kept",
    subject=_("Your mail waits for you"),
    body=_(
        "Hello {name},\n\nA mail that you sent to {scheme} was not passed on yet.\n\n{why}\n\n"
        "Your words are kept. Open the page, look at them, and press Send."
    ),
    fields=_WHY,
    act=_("See your words"),
)
LEFT_OUT = LetterKind(
    "relay.left_out",
    subject=_("Your files were left out"),
    body=_(
        "Hello {name},\n\nThank you for your mail to {scheme}. Your words go on as usual. "
        "Files and pictures are never passed on, so they were left out."
    ),
    act=_("See your messages"),
)
HELP = LetterKind(
    "relay.help",
    subject=_("Thank you for your mail"),
    body=_(
        "Hello {name},\n\nThank you for writing. Somebody looks at it.\n\n"
        "If anybody is in danger now, ring 999.\n"
        "Young people can ring Childline at any time, free: 0800 1111.\n"
        "Samaritans are there for everybody: 116 123."
    ),
    act=_("Open the page"),
)
