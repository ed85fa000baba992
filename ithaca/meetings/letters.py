"""What is written about meetings: when and where, never with whom by name."""

from django.utils.translation import gettext_lazy as _

from ithaca.notices.letters import LetterKind

WHEN = {"when": _("day and time"), "where": _("the place, or how you meet")}
CONFIRMED = LetterKind(
    "meetings.confirmed",
    subject=_("Your meeting: {when}"),
    body=_("Hello {name},\n\nYour meeting is on {when}, {where}."),
    fields=WHEN,
    act=_("See the meeting"),
)
CANCELLED = LetterKind(
    "meetings.cancelled",
    subject=_("Your meeting is off: {when}"),
    body=_("Hello {name},\n\nYour meeting on {when}, {where}, does not take place. You can arrange another."),
    fields=WHEN,
    act=_("Arrange another"),
)
ASKED = LetterKind(
    "meetings.asked",
    subject=_("A meeting waits for your approval"),
    body=_("Hello {name},\n\nA pair in {scheme} would like to meet on {when}, {where}."),
    fields=WHEN,
    act=_("Look at it"),
)
