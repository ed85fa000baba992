"""When a check may take a step (state machine V, VET-09, VET-12)."""

from ithaca.kernel.states import StateTable, Step, steps

CHECK = StateTable(
    "vetting.check",
    initial="requested",
    steps=[
        Step("see", "seen", "requested", "seen", "type, number, date and who saw it are entered"),
        Step(
            "clear", "cleared", "seen", "cleared", "a named person decides, with every step done; two if it is adverse"
        ),
        Step(
            "clear",
            "partner_cleared",
            "requested",
            "cleared",
            "a partner with an agreement in force gives its reference",
        ),
        Step("bar", "barred", "seen", "barred", "safeguarding lead only"),
        *steps("suspend", "suspended", ("cleared",), "suspended", "contact stops at once"),
        Step("restore", "restored", "suspended", "cleared", "safeguarding lead only"),
        Step("bar", "barred", "suspended", "barred", "safeguarding lead only"),
        Step("reconsider", "reconsidered", "barred", "seen", "then two people decide, as on any adverse check (SG-20)"),
        *steps(
            "replace", "replaced", ("requested", "seen", "cleared"), "replaced", "a newer check stands in its place"
        ),
    ],
)
#: While a check is in one of these states nobody else's decision lets this person into contact.
BLOCKING = ("suspended", "barred")
