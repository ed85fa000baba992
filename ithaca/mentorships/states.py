"""When a pair may take a step (state machine M from Accepted on). Suspension is worked out by the gate, not stored."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from ithaca.kernel.states import StateTable, Step, steps

MENTORSHIP = StateTable(
    "mentorships.mentorship",
    initial="gated",
    steps=[
        Step("open", "opened", "gated", "active", "the gate has nothing missing"),
        Step("review", "review_asked", "active", "under_review", "either side says it is not working (END-01)"),
        Step("repair", "repaired", "under_review", "active", "findings are stored"),
        *steps(
            "wind_down", "winding_down", ("active", "under_review"), "winding_down", "wind-down list opens (END-05)"
        ),
        *steps("extend", "extended", ("active", "winding_down"), "active", "both agree to a later end (END-11)"),
        *steps(
            "end",
            "ended",
            ("gated", "active", "under_review", "winding_down"),
            "ended",
            "with a cause (END-04, END-08)",
        ),
    ],
)
#: A pair in one of these states is running (whether it may be in contact now, the gate says).
RUNNING = ("active", "under_review", "winding_down")
OPEN = ("gated", *RUNNING)


class EndCause(TextChoices):
    """Why a pair ended (END-02, END-08). A mismatch blames nobody; improper behaviour goes through a concern."""

    COMPLETED = "completed", _("it came to its planned end")
    MISMATCH = "mismatch", _("the two did not suit each other")
    TRIAL = "trial", _("it did not go on after the trial")
    MENTOR_LEFT = "mentor_left", _("the mentor left")
    MENTEE_LEFT = "mentee_left", _("the mentee left")
    WENT_QUIET = "went_quiet", _("contact fell asleep")
    PERMISSION = "permission", _("permission was refused or withdrawn")
    ROLE_CONFLICT = "role_conflict", _("another role came in the way")
    CONDUCT = "conduct", _("after a concern")
    OTHER = "other", _("something else")


#: How people read a pair's state.
STATE_WORDS = {
    "gated": _("not open yet"),
    "active": _("running"),
    "under_review": _("asks for help"),
    "winding_down": _("coming to its end"),
    "ended": _("ended"),
}
