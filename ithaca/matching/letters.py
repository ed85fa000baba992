"""What is written about offers: nothing about the other person; the page shows what may be shown."""

from django.utils.translation import gettext_lazy as _

from ithaca.notices.letters import LetterKind

OFFERED = LetterKind(
    "matching.offered",
    subject=_("We think we have found somebody for you"),
    body=_(
        "Hello {name},\n\nWe would like to suggest a {other} for you in {scheme}. Have a look, and say yes or no. "
        "{until}You need not give a reason."
    ),
    fields={
        "other": _("the scheme's word for mentor or mentee"),
        "until": _("a sentence with the last day for an answer, or nothing"),
    },
    act=_("See the suggestion"),
)
DECLINED = LetterKind(
    "matching.declined",
    subject=_("A suggestion was not taken up"),
    body=_("Hello {name},\n\nOne of your suggestions in {scheme} was not taken up. Both people are free again."),
    act=_("Look at the suggestions"),
)
REMINDER = LetterKind(
    "matching.reminder",
    subject=_("Somebody we suggested waits for your answer"),
    body=_(
        "Hello {name},\n\nWe suggested a {other} for you in {scheme}. {until}You need not give a reason. After that day the "
        "suggestion ends by itself."
    ),
    fields={
        "other": _("the scheme's word for mentor or mentee"),
        "until": _("a sentence with the last day for an answer"),
    },
    act=_("See the suggestion"),
)
CLOSED = LetterKind(
    "matching.closed",
    subject=_("A suggestion does not go ahead"),
    body=_(
        "Hello {name},\n\nThe suggestion we made to you in {scheme} does not go ahead. This says nothing about you. You are "
        "free for another one, and we look again."
    ),
)
FIT = LetterKind(
    "matching.fit",
    subject=_("Five short questions"),
    body=_(
        "Hello {name},\n\nYou have been a pair in {scheme} for a while. Is it going well? Five questions, five presses. Only the "
        "people who run the scheme see your answers."
    ),
    act=_("Answer"),
)
TRIAL_OVER = LetterKind(
    "matching.trial_over",
    subject=_("A trial did not go on"),
    body=_(
        "Hello {name},\n\nA pair in {scheme} does not go on after its trial. Nobody is to blame. Both people are free again."
    ),
    act=_("Look at the suggestions"),
)
CHOOSE = LetterKind(
    "matching.choose",
    subject=_("You can choose"),
    body=_(
        "Hello {name},\n\nIn {scheme} you can say who you would like as your {other}. Have a look and press one button."
    ),
    fields={"other": _("the scheme's word for mentor")},
    act=_("Choose"),
)
ELSEWHERE = LetterKind(
    "matching.asked_elsewhere",
    subject=_("Another scheme would like you as a mentor"),
    body=_(
        "Hello {name},\n\nYou agreed that other schemes may ask you. {other} of {organisation} would like you as a mentor. "
        "If you want to, tell them with the link; they do their own checks. If not, you need do nothing."
    ),
    fields={"other": _("the scheme that asks"), "organisation": _("the organisation that runs it")},
    act=_("See what it is"),
)
EXEMPTION = LetterKind(
    "matching.exemption",
    subject=_("An exception to a rule waits for your signature"),
    body=_("Hello {name},\n\nIn {scheme} somebody asks for an exception to a rule for one pair. You decide."),
    act=_("Read and decide"),
)
