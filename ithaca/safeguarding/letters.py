"""What is written about concerns: never what the concern says, never whom it is about."""

from django.utils.translation import gettext_lazy as _

from ithaca.notices.letters import LetterKind

RAISED = LetterKind(
    "safeguarding.raised",
    subject=_("Somebody is worried: please look now"),
    body=_("Hello {name},\n\nA worry has come in for {scheme}. It waits for you. Please open it now."),
    act=_("Open the concern"),
)
UNPLACED = LetterKind(
    "safeguarding.unplaced",
    subject=_("A worry has come in that names no scheme"),
    body=_("Hello,\n\nSomebody wrote what worries them, but not in which scheme. Please read it and pass it on."),
    act=_("Read it"),
)
STRANDED = LetterKind(
    "safeguarding.stranded",
    subject=_("A worry has come in that nobody in its scheme may see"),
    body=_(
        "Hello,\n\nSomebody wrote what worries them. Nobody in that scheme is left who may deal with it, so it comes to "
        "you. Please read it now."
    ),
    act=_("Read it"),
)
ANSWERED = LetterKind(
    "safeguarding.answered",
    subject=_("What became of what you told us"),
    body=_(
        "Hello {name},\n\nYou told us about something that worried you (number {receipt}). Somebody has looked into it, "
        "and it is now closed. Thank you for telling us. If you are still worried, please tell us again."
    ),
    fields={"receipt": _("the number they were given")},
)
