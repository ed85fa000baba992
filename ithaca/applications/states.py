"""When an application may take a step (state machines A1 and A2, up to the decision)."""

from ithaca.kernel.states import StateTable, Step, steps

APPLICATION = StateTable(
    "applications.application",
    initial="draft",
    steps=[
        Step("refer", "referred", "draft", "referred", "an agency puts somebody forward; the scheme takes referrals"),
        *steps(
            "submit",
            "submitted",
            ("draft", "referred"),
            "submitted",
            "the six facts were shown; the scheme takes applications, or took the referral",
        ),
        *steps("ask_more", "more_asked", ("submitted", "waiting"), "more_wanted", "the co-ordinator asks a question"),
        Step("answer", "answered", "more_wanted", "submitted"),
        *steps(
            "accept",
            "accepted",
            ("referred", "submitted", "waiting"),
            "accepted",
            "a named person decides, with a reason",
        ),
        *steps(
            "reject", "rejected", ("referred", "submitted", "waiting", "more_wanted"), "rejected", "the reason is sent"
        ),
        *steps(
            "wait_list",
            "wait_listed",
            ("referred", "submitted", "more_wanted"),
            "waiting",
            "places are full; the reason is sent",
        ),
        *steps(
            "withdraw",
            "withdrew",
            ("draft", "referred", "submitted", "more_wanted", "waiting"),
            "withdrawn",
            "no reason needed",
        ),
        *steps("take_back", "taken_back", ("rejected", "waiting"), "submitted", "before the letter was sent"),
    ],
)
