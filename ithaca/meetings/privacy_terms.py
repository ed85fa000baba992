"""What is held about meetings, why, and until when."""

from ithaca.kernel.terms import Clock, Terms

TERMS = [
    Terms(
        model="meetings.Meeting",
        fields={
            "starts_at": "personal",
            "minutes": "personal",
            "channel": "personal",
            "place_words": "personal",
            "mentor_came": "personal",
            "mentee_came": "personal",
            "arrived_at": "personal",
            "left_at": "personal",
            "words": "words",
            "gave_advice": "personal",
            "logged_at": "technical",
            "cancelled_at": "technical",
            "cancel_reason": "words",
            "cancel_told_at": "technical",
        },
        why="To know when and where pairs meet and who came, so that sessions are supervised and hours are counted.",
        ground="legitimate interests: to run the mentoring people asked for, safely",
        seen_by="the two; staff and the school's contact without the words of the log",
        until="three years after the pair has ended, longer where a concern is open",
        person="mentorship__mentee__person",
        also_about=("mentorship__mentor__person",),
        pair="mentorship__public_id",
        clock=Clock(
            since="mentorship__ended_at", months=36, empty={"words": "", "place_words": "", "cancel_reason": ""}
        ),
    ),
]
