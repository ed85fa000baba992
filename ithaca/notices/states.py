"""When a letter may take a step."""

from ithaca.kernel.states import StateTable, Step

LETTER = StateTable(
    "notices.letter",
    initial="waiting",
    steps=[
        Step("send", "sent", "waiting", "sent", "the mail server took it"),
        Step("give_up", "given_up", "waiting", "failed", "after two days of trying, or the address does not exist"),
        Step("take_back", "taken_back", "waiting", "taken_back", "before it left"),
        Step("retry", "retried", "failed", "waiting"),
        Step("hand_over", "handed_over", "paper", "sent", "printed and given to somebody without an address"),
    ],
)
