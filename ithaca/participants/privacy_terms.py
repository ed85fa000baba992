"""What is held about people who take part, why, and until when."""

from ithaca.kernel.terms import Clock, Terms

TERMS = [
    Terms(
        model="participants.Participant",
        fields={
            "person": "personal",
            "role": "personal",
            "profile": "personal",
            "declined_groups": "personal",
            "capacity": "personal",
            "introduction": "words",
            "joined_on": "personal",
            "left_on": "personal",
            "rounds_waited": "personal",
        },
        why="To find each mentee a fitting mentor, and to look after the pair.",
        ground="legitimate interests of the scheme and of those it helps",
        seen_by="the person, the staff, a matcher the profile, a school contact its own pupils, a partner its own mentors",
        until="one year after the end of the scheme, then blanked; figures stay without names",
        person="person",
        clock=Clock(
            since="scheme__ended_at", months=12, empty={"profile": {}, "declined_groups": [], "introduction": ""}
        ),
    ),
    Terms(
        model="participants.Carer",
        fields={"mentee": "personal", "person": "personal", "relation": "personal"},
        why="To ask for permission and to tell parents and carers what they need to know.",
        ground="legitimate interests: looking after a child",
        seen_by="the staff of the scheme and the school contact of the pupil",
        until="as long as the mentee's record is kept",
        person="person",
        clock=Clock(since="scheme__ended_at", months=12, empty={"relation": ""}),
        also_about=("mentee__person",),
    ),
    Terms(
        model="participants.Note",
        fields={
            "participant": "personal",
            "kind": "personal",
            "happened_on": "personal",
            "words": "words",
            "written_by": "personal",
            "corrects": "technical",
        },
        why="So that whoever looks after a person knows what was said and agreed.",
        ground="legitimate interests of the scheme",
        seen_by="the staff of the scheme",
        until="one year after the end of the scheme",
        person="participant__person",
        clock=Clock(since="scheme__ended_at", months=12, empty={"words": ""}),
    ),
]
