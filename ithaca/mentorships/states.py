"""When a pair may take a step (state machine M from Accepted on). Suspension is worked out by the gate, not stored."""

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
        Step("extend", "extended", "winding_down", "active", "both agree (END-11)"),
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
