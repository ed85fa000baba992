"""What alarms say: never a word of what it is about, and no name but the reader's own. Texts carry no name at all."""

from django.utils.translation import gettext_lazy as _

from ithaca.notices.letters import LetterKind

ALARM = LetterKind(
    "oncall.alarm",
    subject=_("URGENT: somebody may be in danger. Please answer now"),
    body=_(
        "Hello {name},\n\nSomething urgent has come in for {scheme}. Open the page and press “I have it”, so that others know. "
        "If nobody answers, the next person is told.\n\nIf somebody is in danger now, ring 999."
    ),
    act=_("I have it"),
)
TEST = LetterKind(
    "oncall.test",
    subject=_("Only a test: please answer this alarm"),
    body=_(
        "Hello {name},\n\nThis is a test of the alarm of {scheme}. Nobody is in danger. Open the page and press “I got it”, so "
        "that we know that alarms reach you."
    ),
    act=_("I got it"),
)
NOBODY = LetterKind(
    "oncall.nobody",
    subject=_("Nobody has answered an urgent alarm"),
    body=_(
        "Hello,\n\nAn urgent alarm of {scheme} has rung for long, and nobody has answered. Please ring the people who keep "
        "others safe there, now."
    ),
    act=_("Whom to ring"),
)
MISSED = LetterKind(
    "oncall.missed",
    subject=_("The check of the alarm has failed"),
    body=_(
        "Hello,\n\nThe alarm of {scheme} was checked, and did not get through. Until this is put right an urgent alarm may "
        "reach nobody. Please look at it now."
    ),
    act=_("See what is wrong"),
)
DRILL = LetterKind(
    "oncall.drill",
    subject=_("Daily check of the alarm"),
    body=_("This letter shows that alarms of {scheme} can leave by mail. Nothing needs to be done."),
)
ALARM_TEXT = _("URGENT: somebody may be in danger. Open this and press “I have it”:")
TEST_TEXT = _("Only a test of the alarm. Open this and press “I got it”:")
DRILL_TEXT = _("Daily check of the alarm. Nothing needs to be done.")
