"""When a proposal may take a step (state machine M up to Accepted)."""

from ithaca.kernel.states import StateTable, Step, steps

PROPOSAL = StateTable(
    "matching.proposal",
    initial="proposed",
    steps=[
        Step("offer", "offered", "proposed", "offered", "a named person approves with a reason"),
        *steps("drop", "dropped", ("proposed", "offered"), "dropped", "taken back by the matcher"),
        Step("decline", "declined", "offered", "declined", "either side, without giving a reason"),
        Step("lapse", "lapsed", "offered", "lapsed", "nobody said yes or no by the last day"),
        Step("accept", "accepted", "offered", "accepted", "both have accepted; the pair begins, gated"),
    ],
)
RUN = StateTable(
    "matching.run",
    initial="running",
    steps=[
        Step("finish", "run_finished", "running", "done"),
        Step("cancel", "run_cancelled", "running", "cancelled"),
        Step("fail", "run_failed", "running", "failed"),
    ],
)
