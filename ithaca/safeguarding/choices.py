"""The closed lists of this room, in the words people read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

#: Whom a worry is about, as the person who is worried chooses (CONC-01).
ABOUT = {
    "somebody": _("Somebody in the scheme"),
    "coordinator": _("The co-ordinator"),
    "lead": _("The safeguarding lead"),
    "unsure": _("I am not sure"),
}
#: How a concern is sorted (CONC-02).
KINDS = {
    "worry": _("Worry"),
    "boundary": _("Boundary: a rule of the scheme was crossed"),
    "complaint": _("Complaint"),
    "child_protection": _("Child protection"),
}
KIND_WORDS = {
    "": _("not sorted yet"),
    "worry": _("worry"),
    "boundary": _("boundary"),
    "complaint": _("complaint"),
    "child_protection": _("child protection"),
}
STATES = {
    "raised": _("new"),
    "acknowledged": _("seen"),
    "in_hand": _("in hand"),
    "child_protection": _("child protection"),
    "referred_on": _("passed on outside"),
    "decided": _("decided"),
    "closed": _("closed"),
}
#: How a state's pill is coloured.
PILLS = {"raised": "bad", "child_protection": "bad", "decided": "good", "closed": "neutral"}
#: What may be decided (state machine C).
DECISIONS = {
    "no_action": _("No further action"),
    "guidance": _("Guidance for somebody"),
    "repair": _("Help the two to go on"),
    "rematch": _("Another pair"),
    "leave": _("Somebody is asked to leave"),
    "disqualify": _("Somebody is excluded"),
}
ENTRIES = {
    "words": _("What was told to us"),
    "fact": _("Fact"),
    "opinion": _("Opinion"),
    "told": _("Told to somebody"),
    "decision": _("Decision"),
    "correction": _("Correction"),
}
