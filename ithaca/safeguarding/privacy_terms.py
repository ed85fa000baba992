"""Why worries are held, on what ground, and until when."""

from ithaca.kernel.terms import Terms

_GROUND = (
    "Legitimate interests and substantial public interest: safeguarding of children and adults at risk "
    "(Data Protection Act 2018, schedule 1, paragraph 18)"
)
_UNTIL = "Until the retention rule for concerns of the organisation ends it; never earlier by hand"

TERMS = [
    Terms(
        model="safeguarding.Concern",
        fields={
            "kind": "sensitive",
            "route": "technical",
            "receipt": "technical",
            "raised_name": "personal",
            "raised_contact": "contact",
            "about_words": "sensitive",
            "about_ref": "technical",
            "acknowledged_at": "technical",
            "closed_at": "technical",
            "third_called_at": "technical",
        },
        why="To keep people safe: what somebody was worried about, who deals with it, and how it went on",
        ground=_GROUND,
        seen_by=(
            "The safeguarding leads; the second person for one about a lead; the co-ordinator once a lead has sorted it. "
            "Never whom it is about"
        ),
        until=_UNTIL,
    ),
    Terms(
        model="safeguarding.Subject",
        fields={},
        why="To keep a concern away from whom it is about",
        ground=_GROUND,
        seen_by="As the concern",
        until=_UNTIL,
    ),
    Terms(
        model="safeguarding.Entry",
        fields={
            "kind": "technical",
            "words": "sensitive",
            "reason": "sensitive",
            "told_whom": "personal",
            "happened_at": "technical",
            "written_as": "technical",
        },
        why="The record of a concern, kept as it was written",
        ground=_GROUND,
        seen_by="As the concern",
        until=_UNTIL,
    ),
    Terms(
        model="safeguarding.Unplaced",
        fields={
            "about": "technical",
            "about_words": "sensitive",
            "where_words": "personal",
            "words": "sensitive",
            "raised_name": "personal",
            "raised_contact": "contact",
            "receipt": "technical",
            "placed_at": "technical",
            "placed_as": "technical",
        },
        why="A worry whose scheme is not known yet, so that it is passed on and not lost",
        ground=_GROUND,
        seen_by="The platform's administrators",
        until=_UNTIL,
    ),
]
