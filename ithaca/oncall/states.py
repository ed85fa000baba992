"""When an alarm may take a step."""

from ithaca.kernel.states import StateTable, Step, steps

ALARM = StateTable(
    "oncall.alarm",
    initial="ringing",
    steps=[
        *steps("answer", "answered", ("ringing", "missed"), "answered", "somebody has it; a test wants two people"),
        Step("stand_down", "stood_down", "ringing", "stood_down", "it goes to somebody else, or a newer test rings"),
        Step("pass", "passed", "ringing", "passed", "a drill: the receipts of both ways are in"),
        Step(
            "miss", "missed", "ringing", "missed", "a drill without its receipts in five minutes, a test in three days"
        ),
    ],
)
