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
TOLD = LetterKind(
    "meetings.told",
    subject=_("A meeting is planned: {when}"),
    body=_("Hello {name},\n\nA pair in {scheme} meets on {when}, {where}."),
    fields=WHEN,
    act=_("See the day"),
)
COVER_LOST = LetterKind(
    "meetings.cover_lost",
    subject=_("Nobody is on duty: {when}"),
    body=_(
        "Hello {name},\n\nA meeting in {scheme} on {when}, {where}, has lost its supervisor. Put somebody else on duty, "
        "or call it off."
    ),
    fields=WHEN,
    act=_("See the day"),
)
UNAGREED = LetterKind(
    "meetings.unagreed",
    subject=_("A meeting took place that was not agreed before"),
    body=_(
        "Hello {name},\n\nIn {scheme} a meeting on {when}, {where}, was logged although nobody had agreed to it, or the "
        "pair was not open. Please look into it."
    ),
    fields=WHEN,
    act=_("Look at the pair"),
)
