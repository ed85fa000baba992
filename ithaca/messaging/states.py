"""When a message may take a step (state machine G)."""

from ithaca.kernel.states import StateTable, Step, steps

MESSAGE = StateTable(
    "messaging.message",
    initial="submitted",
    steps=[
        Step("deliver", "delivered", "submitted", "delivered", "nothing to see to, or details removed"),
        Step("hold", "held", "submitted", "held", "a person decides first"),
        Step("alert", "alerted", "submitted", "urgent", "held, and the safeguarding lead is told at once"),
        *steps("release", "released", ("held", "urgent"), "delivered", "as written or with the details removed"),
        *steps("return", "returned", ("held", "urgent"), "returned", "to the sender, with a friendly reason"),
        *steps("escalate", "escalated", ("held", "urgent"), "escalated", "a concern is opened"),
        *steps("freeze", "frozen", ("delivered",), "frozen", "somebody is worried about it (MSG-11)"),
        Step(
            "lock_new",
            "locked",
            "submitted",
            "locked",
            "suspected sexual abuse of a child: evidence, in its concern only",
        ),
        *steps(
            "lock",
            "locked",
            ("urgent", "escalated", "frozen", "returned", "delivered"),
            "locked",
            "a safeguarding lead suspects it",
        ),
        Step("unlock", "unlocked", "locked", "urgent", "not what it seemed; delivering it still takes two people"),
        Step(
            "unlock",
            "unlocked",
            "locked",
            "frozen",
            "not what it seemed; it had been delivered, and stays out of sight",
        ),
        Step("unlock", "unlocked", "locked", "returned", "not what it seemed; it had been given back"),
        Step("thaw", "thawed", "frozen", "delivered", "the concern is closed"),
    ],
)
#: What the other side of the pair may see.
SEEN_BY_PARTNER = ("delivered",)
#: Delivered once, and taken out of sight since; its writer sees no difference.
OUT_OF_SIGHT = ("frozen", "locked")
WAITING = ("held", "urgent")
