"""What is held about suggestions and offers, why, and until when."""

from ithaca.kernel.terms import Terms

_GROUND = "legitimate interests: to find the right mentor, by a person's decision"
_UNTIL = "three years after the scheme has ended"

TERMS = [
    Terms(
        model="matching.Run",
        fields={
            "inputs_hash": "technical",
            "criteria": "technical",
            "seed": "technical",
            "claimed_until": "technical",
            "finished_at": "technical",
            "result": "personal",
        },
        why="To show later what went into the suggestions and why somebody was left over.",
        ground=_GROUND,
        seen_by="co-ordinator and matchers",
        until=_UNTIL,
    ),
    Terms(
        model="matching.Proposal",
        fields={
            "points": "personal",
            "reasons": "personal",
            "why": "words",
            "why_unchanged": "technical",
            "kept": "technical",
            "outlook": "personal",
            "offered_at": "personal",
            "answer_by": "personal",
            "reminded_at": "technical",
            "mentor_accepted_at": "personal",
            "mentee_accepted_at": "personal",
        },
        why="To suggest two people to each other with reasons, ask both, and never suggest again what was declined.",
        ground=_GROUND,
        seen_by="co-ordinator and matchers; the two see that they were asked and what they answered",
        until=_UNTIL,
        person="mentee__person",
    ),
    Terms(
        model="matching.HandChange",
        fields={
            "kind": "personal",
            "reason": "personal",
            "words": "words",
            "placed": "technical",
            "points": "technical",
            "moved": "personal",
            "left": "personal",
        },
        why="To show later who changed a suggestion by hand, why, and what it did to others.",
        ground=_GROUND,
        seen_by="co-ordinator and matchers",
        until=_UNTIL,
        person="mentee__person",
    ),
    Terms(
        model="matching.Fit",
        fields={
            "answers": "personal",
            "words": "words",
            "worrying": "personal",
            "answered_at": "personal",
            "seen_at": "technical",
        },
        why="To hear in time from each side of a new pair whether it fits, and to help where it does not.",
        ground="legitimate interests: to look after pairs",
        seen_by="the one who answered, the co-ordinator, a deputy and safeguarding leads; never the other side",
        until=_UNTIL,
        person="participant__person",
    ),
    Terms(
        model="matching.Trial",
        fields={"mentor_says": "personal", "mentee_says": "personal", "settled_at": "personal"},
        why="To ask each side privately after a trial whether to go on.",
        ground="legitimate interests: to look after pairs",
        seen_by="each their own answer; staff that one of them would rather not, never who",
        until=_UNTIL,
        person="mentorship__mentee__person",
    ),
    Terms(
        model="matching.Exemption",
        fields={"rule": "personal", "nature": "words", "maturity": "sensitive", "signed_at": "personal"},
        why="To record why a safeguarding lead allowed an exception to a rule for one pair.",
        ground="legitimate interests: to protect children",
        seen_by="co-ordinator, matchers and safeguarding leads",
        until=_UNTIL,
        person="mentee__person",
    ),
]
