"""Why wishes, holds and runs are kept."""

from ithaca.kernel.terms import Clock, Terms

TERMS = [
    Terms(
        model="privacy.Request",
        fields={
            "kind": "personal",
            "words": "words",
            "due_on": "technical",
            "decided_at": "technical",
            "reason": "words",
            "kept": "technical",
        },
        why="To answer people who ask about their data, and to show later that they were answered.",
        ground="legal obligation: the rights of the people whose data are held",
        seen_by="the person; the co-ordinator and the safeguarding leads",
        until="three years after it was answered",
        person="person",
        clock=Clock(since="decided_at", months=36, empty={"words": "", "reason": ""}),
        keeps="It shows that you asked and what you were answered.",
    ),
    Terms(
        model="privacy.Hold",
        fields={
            "kind": "technical",
            "subject": "personal",
            "reason": "sensitive",
            "review_on": "technical",
            "lift_proposed_at": "technical",
            "lift_reason": "sensitive",
            "lifted_at": "technical",
        },
        why="To keep what a court, the police or an enquiry may ask for.",
        ground="legal obligation and legitimate interests: accountability, safeguarding",
        seen_by="the co-ordinator and the safeguarding leads",
        until="as long as the organisation's log",
    ),
    Terms(
        model="privacy.Run",
        fields={"why": "technical", "counts": "technical"},
        why="To show when what was past its time went, and how much of it.",
        ground="legal obligation: accountability",
        seen_by="the co-ordinator and the safeguarding leads",
        until="as long as the organisation's log",
    ),
]
