"""What is held about permissions, why, and until when."""

from ithaca.kernel.terms import Clock, Terms

_WHY = "To show that a parent or carer permitted what a child does, in which words and when."
_GROUND = "legitimate interests: parents decide about their children"
_SEEN = "the staff of the scheme, the school contact of the pupil, the parent or carer"

TERMS = [
    Terms(
        model="consents.Wording",
        fields={"words": "technical", "items": "technical"},
        why="Every answer points at the words it was given to.",
        ground="not about a person",
        seen_by=_SEEN,
        until="as long as an answer points at it",
    ),
    Terms(
        model="consents.Consent",
        fields={
            "mentee": "personal",
            "carer": "personal",
            "items": "personal",
            "wording": "technical",
            "method": "personal",
            "given_by": "personal",
            "given_on": "personal",
            "expires_on": "personal",
            "asked_at": "technical",
            "ended_at": "personal",
        },
        why=_WHY,
        ground=_GROUND,
        seen_by=_SEEN,
        until="as long as the child's record is kept",
        person="mentee__person",
        clock=Clock(since="scheme__ended_at", months=12, empty={"given_by": ""}),
        third=("given_by",),
        keeps="That a parent or carer said yes or no is kept with the record of the scheme.",
    ),
    Terms(
        model="consents.Answer",
        fields={
            "consent": "personal",
            "answer": "personal",
            "items": "personal",
            "wording": "technical",
            "method": "personal",
            "given_by": "personal",
            "given_on": "personal",
            "written_by": "personal",
        },
        why=_WHY,
        ground=_GROUND,
        seen_by=_SEEN,
        until="as long as the child's record is kept",
        person="consent__mentee__person",
        clock=Clock(since="scheme__ended_at", months=12, empty={"given_by": ""}),
        third=("given_by",),
        keeps="That a parent or carer said yes or no is kept with the record of the scheme.",
    ),
]
