"""What is held about pairs, why, and until when."""

from ithaca.kernel.terms import Clock, Terms

_GROUND = "legitimate interests: to run the mentoring people asked for, safely"
_STAFF = "co-ordinator, deputy and safeguarding leads"
_UNTIL = "three years after the pair has ended, longer where a concern is open"

TERMS = [
    Terms(
        model="mentorships.Mentorship",
        fields={
            "proposal": "technical",
            "why": "words",
            "started_on": "personal",
            "opened_at": "personal",
            "planned_end": "personal",
            "ended_at": "personal",
            "end_cause": "personal",
            "end_reason": "words",
            "minutes_before": "personal",
            "meetings_before": "personal",
            "last_contact_at": "personal",
        },
        why="To know who is paired with whom, since when, and how it ended; the last contact shows a pair that went quiet.",
        ground=_GROUND,
        seen_by=f"{_STAFF}; the two without the reasons; a parent or carer that there is a pair",
        until=_UNTIL,
        person="mentee__person",
        also_about=("mentor__person",),
        pair="public_id",
        clock=Clock(since="ended_at", months=36, empty={"why": "", "end_reason": ""}),
    ),
    Terms(
        model="mentorships.Review",
        fields={
            "words": "words",
            "answered_at": "technical",
            "findings": "words",
            "decision": "personal",
        },
        why="To answer somebody who says that their pair is not working, and to know how long the answer took.",
        ground=_GROUND,
        seen_by=_STAFF,
        until=_UNTIL,
        person="asked_by",
        pair="mentorship__public_id",
        clock=Clock(since="mentorship__ended_at", months=36, empty={"words": "", "findings": ""}),
        third=("findings",),
    ),
    Terms(
        model="mentorships.RulesVersion",
        fields={"rules": "technical"},
        why="Every signature points at the words it was given to.",
        ground="not about a person",
        seen_by="everybody in a pair of the scheme",
        until="as long as a signature points at it",
    ),
    Terms(
        model="mentorships.Signature",
        fields={"signed_name": "personal"},
        why="To show that both agreed to the ground rules before contact, in which words and when.",
        ground=_GROUND,
        seen_by=f"{_STAFF}, the two",
        until=_UNTIL,
        person="participant__person",
        pair="mentorship__public_id",
        clock=Clock(since="mentorship__ended_at", months=36, empty={"signed_name": ""}),
        keeps="What you signed is kept as long as what it was signed for.",
    ),
    Terms(
        model="mentorships.Pause",
        fields={
            "reason": "words",
            "lifted_at": "technical",
            "lift_reason": "words",
        },
        why="To stop contact at once, and to know who stopped it, why, and who let it go on.",
        ground="vital interests and legitimate interests: to protect people",
        seen_by=_STAFF,
        until=_UNTIL,
        person="participant__person",
        clock=Clock(since="lifted_at", months=36, empty={"reason": "", "lift_reason": ""}),
        keeps="Why contact was stopped is kept for the safety of both.",
        withheld="Ask the safeguarding lead: it may concern the safety of others.",
    ),
    Terms(
        model="mentorships.LastWord",
        fields={"words": "words"},
        why="So that both can say how it was, and the scheme can learn.",
        ground=_GROUND,
        seen_by=f"{_STAFF}, and whoever wrote it",
        until=_UNTIL,
        person="participant__person",
        pair="mentorship__public_id",
        clock=Clock(since="mentorship__ended_at", months=36, empty={"words": ""}),
    ),
]
