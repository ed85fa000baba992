"""When a document may take a step."""

from ithaca.kernel.states import StateTable, Step, steps

DOCUMENT = StateTable(
    "documents.document",
    initial="waiting",
    steps=[
        Step("deliver", "delivered", "waiting", "delivered", "no virus, and nothing in its words to see to"),
        Step("hold", "held", "waiting", "held", "no virus; a person decides first"),
        Step("refuse", "refused", "waiting", "refused", "a virus, or contact has closed since"),
        Step("escalate_new", "escalated", "waiting", "escalated", "its words are urgent: a concern is opened"),
        Step("release", "released", "held", "delivered", "a person has looked at it"),
        Step("give_back", "given_back", "held", "refused", "to the sender, with a friendly reason"),
        Step("escalate", "escalated", "held", "escalated", "a concern is opened"),
        *steps("freeze", "frozen", ("delivered",), "frozen", "somebody is worried about it (MSG-11)"),
    ],
)
