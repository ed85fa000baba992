"""When a session may take a step (state machine T)."""

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
        *steps("take_back", "taken_back", ("logged",), "cancelled", "logged by mistake"),
    ],
)
