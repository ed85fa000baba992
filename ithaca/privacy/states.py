"""When a request about one's data may take a step."""

from ithaca.kernel.states import StateTable, Step

REQUEST = StateTable(
    "privacy.request",
    initial="asked",
    steps=[
        Step("answer", "answered", "asked", "answered", "a copy is ready, or what could go is gone"),
        Step("refuse", "refused", "asked", "refused", "with a reason the person reads"),
        Step("take_back", "taken_back", "asked", "taken_back", "by whoever asked"),
    ],
)
