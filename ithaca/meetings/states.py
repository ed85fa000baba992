"""When a session may take a step (state machine T)."""

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.states import StateTable, Step, steps

MEETING = StateTable(
    "meetings.meeting",
    initial="planned",
    steps=[
        Step("ask", "asked", "planned", "asked", "the scheme wants the co-ordinator's approval (MEET-02)"),
        *steps("confirm", "confirmed", ("planned", "asked"), "confirmed", "place, cover and duty are in order"),
        *steps(
            "cancel",
            "cancelled",
            ("planned", "asked", "confirmed"),
            "cancelled",
            "who, when, and whether the other was told",
        ),
        *steps("log", "logged", ("planned", "confirmed"), "logged", "date, place, length; who came"),
        *steps("miss", "missed", ("planned", "confirmed"), "missed", "one or both did not come"),
        *steps("correct", "corrected", ("logged", "missed"), "logged", "with a reason"),
        *steps("take_back", "taken_back", ("logged", "missed"), "cancelled", "logged by mistake"),
    ],
)
#: Ways of meeting that are arranged and logged here, in the words people read; a scheme allows some of them.
CHANNELS = {"meetings": _("in person"), "video": _("by video"), "telephone": _("by telephone")}
MEETING_CHANNELS = tuple(CHANNELS)
#: A meeting in one of these states may still take place.
AHEAD = ("planned", "asked", "confirmed")
#: Minutes.
SHORTEST, LONGEST = 5, 12 * 60
STATE_WORDS = {
    "planned": _("planned"),
    "asked": _("waits for the co-ordinator"),
    "confirmed": _("agreed"),
    "logged": _("took place"),
    "missed": _("did not take place"),
    "cancelled": _("called off"),
}
