"""When a letter or a text message may take a step."""

from ithaca.kernel.states import StateTable, Step

LETTER = StateTable(
    "notices.letter",
    initial="waiting",
    steps=[
        Step("send", "sent", "waiting", "sent", "the mail server took it"),
        Step("give_up", "given_up", "waiting", "failed", "after two days of trying, or the address does not exist"),
        Step("come_back", "came_back", "sent", "failed", "the world returned it: it did not reach the mailbox"),
        Step("take_back", "taken_back", "waiting", "taken_back", "before it left"),
        Step("spare", "spared", "waiting", "stopped", "its reader wants no letters of this kind"),
        Step("retry", "retried", "failed", "waiting"),
        Step("hand_over", "handed_over", "paper", "sent", "printed and given to somebody without an address"),
    ],
)
TEXT = StateTable(
    "notices.text",
    initial="waiting",
    steps=[
        Step("send", "text_sent", "waiting", "sent", "the provider took it"),
        Step("log", "text_logged", "waiting", "logged", "no provider is set up: it reached nobody"),
        Step("give_up", "text_given_up", "waiting", "failed", "the number does not exist, or after an hour of trying"),
        Step("confirm", "text_delivered", "sent", "delivered", "the provider's receipt: it is on the telephone"),
        Step("refuse", "text_refused", "sent", "failed", "the provider's receipt: it did not arrive"),
    ],
)
