"""When a scheme may take a step (SCH-17, section 4.2)."""

from ithaca.kernel.states import StateTable, Step, steps

SCHEME = StateTable(
    "schemes.scheme",
    initial="draft",
    steps=[
        Step("pilot", "piloted", "draft", "pilot", "the launch gate has nothing missing"),
        *steps("open", "opened", ("draft", "pilot"), "open", "the launch gate has nothing missing"),
        *steps("close", "closed", ("pilot", "open"), "closed", "applications stop, pairs go on"),
        Step("reopen", "reopened", "closed", "open"),
        *steps("end", "ended", ("draft", "pilot", "open", "closed"), "ended", "every pair is ended"),
    ],
)
#: In these states people may apply, and pairs may be in contact.
TAKES_APPLICATIONS = ("pilot", "open")
RUNNING = ("pilot", "open", "closed")
