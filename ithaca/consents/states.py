"""When a permission may take a step (PAR-01, PAR-02)."""

from ithaca.kernel.states import StateTable, Step, steps

CONSENT = StateTable(
    "consents.consent",
    initial="not_asked",
    steps=[
        *steps(
            "ask", "asked", ("not_asked", "refused", "withdrawn"), "requested", "a letter with a link, or a paper form"
        ),
        *steps(
            "give",
            "given",
            ("not_asked", "requested", "refused", "withdrawn", "given"),
            "given",
            "answered again, it stands for another year",
        ),
        *steps("refuse", "refused", ("not_asked", "requested"), "refused"),
        Step("withdraw", "withdrawn", "given", "withdrawn", "all contact stops at once"),
    ],
)
