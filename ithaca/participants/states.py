"""When a participant may take a step. Waiting, cleared, available and full are worked out when asked, not stored."""

from ithaca.kernel.states import StateTable, Step, steps

PARTICIPANT = StateTable(
    "participants.participant",
    initial="joined",
    steps=[
        Step("rest", "rested", "joined", "paused", "the person asked for a break; running pairs are looked after"),
        Step("resume", "resumed", "paused", "joined"),
        *steps("leave", "left", ("joined", "paused"), "left", "every pair is ended or handed over"),
        *steps("withdraw", "withdrew", ("joined", "paused"), "withdrawn", "contact stops; no reason needed (SCH-04)"),
        *steps("finish", "finished", ("joined", "paused"), "finished", "the programme has come to its end"),
        *steps("disqualify", "disqualified", ("joined", "paused"), "disqualified", "contact stops at once (ELIG-12)"),
        *steps("return", "returned", ("left", "withdrawn", "finished"), "joined", "a new round; every gate asks again"),
    ],
)
#: In these states a person takes part.
TAKING_PART = ("joined", "paused")
#: In these states a person takes part no longer.
GONE = ("left", "withdrawn", "finished", "disqualified")
#: In these states a person may still read what was theirs, but do nothing.
READ_ONLY = ("left", "withdrawn", "finished")
