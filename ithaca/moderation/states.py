"""When a message may be found harmless or not, and how a screening done again goes on."""

from ithaca.kernel.states import StateTable, Step, steps

READING = StateTable(
    "moderation.reading",
    initial="waiting",
    steps=[
        Step("pass", "read", "waiting", "fine", "nothing to see to"),
        Step("miss", "missed", "waiting", "missed", "it should have been held; the same words are held from now on"),
        Step("worry", "worried", "waiting", "harmful", "taken out of sight, and a concern is opened"),
        *steps("worry", "worried", ("fine", "missed"), "harmful", "it worries a second reader"),
    ],
)
RESCREENING = StateTable(
    "moderation.rescreening",
    initial="queued",
    steps=[
        Step("start", "rescreening_started", "queued", "running", "the worker takes it up"),
        Step("finish", "rescreened", "running", "ready", "a person looks at the differences"),
        Step("count", "rescreening_counted", "ready", "counted", "the change counts from now on"),
        *steps("drop", "rescreening_dropped", ("queued", "running", "ready"), "dropped", "nothing changes"),
    ],
)
#: Findings that say a message should not have been delivered as it was.
BAD = ("missed", "harmful")
