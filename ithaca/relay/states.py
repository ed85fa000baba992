"""What becomes of a mail that came in."""

from ithaca.kernel.states import StateTable, Step

ARRIVAL = StateTable(
    "relay.arrival",
    initial="waiting",
    steps=[
        Step("take_in", "taken_in", "waiting", "passed", "its words went the way of every message"),
        Step("keep", "kept", "waiting", "kept", "its words stand in the thread as a draft, and the writer is told why"),
        Step("refuse", "refused", "waiting", "refused", "the writer is told why"),
        Step("leave", "left", "waiting", "left", "nobody's words: an automatic answer, a list, a stranger, a double"),
        Step("return", "returned", "waiting", "bounced", "a letter of ours came back"),
        Step(
            "give_up", "given_up", "waiting", "broken", "it could not be read; the writer and an administrator are told"
        ),
        Step("try_again", "tried_again", "broken", "waiting"),
    ],
)
