"""What is held about training, why, and until when."""

from ithaca.kernel.terms import Clock, Terms

TERMS = [
    Terms(
        model="training.Course",
        fields={
            "name": "technical",
            "for_role": "technical",
            "compulsory": "technical",
            "minutes": "technical",
            "covers": "technical",
            "ended_at": "technical",
        },
        why="To say which training the scheme asks for.",
        ground="not about a person",
        seen_by="everybody in the scheme",
        until="as long as the scheme's record is kept",
    ),
    Terms(
        model="training.Attendance",
        fields={
            "course": "technical",
            "participant": "personal",
            "attended_on": "personal",
            "minutes": "personal",
            "reason": "words",
        },
        why="Nobody may be matched before the training is done (and mentors may ask for proof of it).",
        ground="legitimate interests: keeping children safe",
        seen_by="the person and the staff of the scheme",
        until="as long as the participant's record is kept",
        person="participant__person",
        clock=Clock(since="scheme__ended_at", months=12, empty={"reason": ""}),
    ),
]
