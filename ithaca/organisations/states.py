"""When an agreement with a partner may take a step (ORG-02, ORG-03)."""

from ithaca.kernel.states import StateTable, Step

AGREEMENT = StateTable(
    "organisations.agreement",
    initial="draft",
    steps=[
        Step("sign", "agreement_signed", "draft", "in_force", "both sides have signed, with a review date"),
        Step("renew", "agreement_renewed", "in_force", "in_force", "signed again with a later review date"),
        Step("end", "agreement_ended", "in_force", "ended"),
        Step("drop", "agreement_dropped", "draft", "ended"),
    ],
)
