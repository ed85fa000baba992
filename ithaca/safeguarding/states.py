"""When a concern may take a step (state machine C)."""

from ithaca.kernel.states import StateTable, Step, steps

CONCERN = StateTable(
    "safeguarding.concern",
    initial="raised",
    steps=[
        Step("acknowledge", "acknowledged", "raised", "acknowledged"),
        *steps(
            "triage",
            "triaged",
            ("raised", "acknowledged"),
            "in_hand",
            "worry, boundary or complaint; owner and due date",
        ),
        *steps(
            "protect",
            "protected",
            ("raised", "acknowledged", "in_hand"),
            "child_protection",
            "to the safeguarding lead at once; hidden from others",
        ),
        *steps("refer", "referred", ("in_hand", "child_protection"), "referred_on", "only the extract needed leaves"),
        *steps("decide", "decided", ("in_hand", "child_protection", "referred_on"), "decided", "with a reason"),
        Step("close", "closed", "decided", "closed", "the lead only; whoever raised it is answered"),
        Step("reopen", "reopened", "closed", "acknowledged", "new facts; the history stays"),
    ],
)
