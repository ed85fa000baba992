"""What is written to people about their pair. Neutral words when contact stops; no name but the reader's own."""

from django.utils.translation import gettext_lazy as _

from ithaca.notices.letters import LetterKind

OPENED = LetterKind(
    "mentorships.opened",
    subject=_("You can start"),
    body=_("Hello {name},\n\nEverything is in place. You and your {other} can now be in touch through {scheme}."),
    fields={"other": _("the scheme's word for mentor or mentee")},
    act=_("See what comes first"),
)
SIGN = LetterKind(
    "mentorships.sign",
    subject=_("Please read and sign the ground rules"),
    body=_("Hello {name},\n\nBefore you start, both of you read one page of ground rules and sign it."),
    act=_("Read and sign"),
)
PAUSED = LetterKind(
    "mentorships.paused",
    subject=_("Contact is paused for now"),
    body=_(
        "Hello {name},\n\nContact in {scheme} is paused for now. Messages and meetings do not go ahead until we write "
        "again. This says nothing about you. If you have a question, ask {coordinator}."
    ),
    fields={"coordinator": _("the co-ordinator's name")},
)
RESUMED = LetterKind(
    "mentorships.resumed",
    subject=_("Contact goes on"),
    body=_("Hello {name},\n\nContact in {scheme} can go on."),
    act=_("Open the page"),
)
NOT_WORKING = LetterKind(
    "mentorships.not_working",
    subject=_("A pair asks for your help"),
    body=_(
        "Hello {name},\n\nSomebody in {scheme} says that their pair is not working. They are waiting for your answer."
    ),
    act=_("Look at the pair"),
)
NOT_BEGUN = LetterKind(
    "mentorships.not_begun",
    subject=_("The match does not go ahead"),
    body=_(
        "Hello {name},\n\nThe match we suggested in {scheme} does not go ahead. This says nothing about you. "
        "For what comes next, ask {coordinator}."
    ),
    fields={"coordinator": _("the co-ordinator's name")},
)
WINDING_DOWN = LetterKind(
    "mentorships.winding_down",
    subject=_("Your mentoring is coming to its end"),
    body=_(
        "Hello {name},\n\nYour time together is coming to its planned end. Look back at what you did, what is still to "
        "do, and say goodbye well."
    ),
    act=_("See the list for the ending"),
)
ENDED = LetterKind(
    "mentorships.ended",
    subject=_("Your mentoring has ended"),
    body=_(
        "Hello {name},\n\nYour mentoring in {scheme} has ended. The two of you can no longer write to or meet each other "
        "through it. If you like, leave a last word. For anything that follows, ask {coordinator}."
    ),
    fields={"coordinator": _("the co-ordinator's name")},
    act=_("Leave a last word"),
)
