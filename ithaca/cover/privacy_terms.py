"""What is held about insurance, risks, places and duty, why, and until when."""

from ithaca.kernel.terms import Terms

_GROUND = "legitimate interests: running the scheme safely"
_SEEN = "those who run the scheme"

TERMS = [
    Terms(
        model="cover.Insurance",
        fields=dict.fromkeys(("insurer", "policy", "first_day", "last_day", "covers"), "technical"),
        why="No meeting without cover.",
        ground="not about a person",
        seen_by=_SEEN,
        until="ten years after the last day: claims may come late",
    ),
    Terms(
        model="cover.RiskAssessment",
        fields={"risks": "words", "approved_by": "personal", "approved_on": "personal", "review_on": "technical"},
        why="To show which risks were seen, what is done about them and who approved it.",
        ground=_GROUND,
        seen_by=_SEEN,
        until="ten years after the scheme has ended",
        person="approved_by",
        keeps="Who approved the risks is part of the record of the scheme.",
    ),
    Terms(
        model="cover.Place",
        fields={
            "name": "technical",
            "partner": "technical",
            "feature": "technical",
            "reason": "words",
            "checked_by": "personal",
            "checked_on": "personal",
            "closed_at": "technical",
        },
        why="Pairs meet only where others can see them, or where somebody said why it is safe.",
        ground=_GROUND,
        seen_by="everybody in the scheme; who checked it those who run the scheme",
        until="ten years after the scheme has ended",
        person="checked_by",
        keeps="Who looked at a place is kept with the place.",
    ),
    Terms(
        model="cover.Duty",
        fields={
            "partner": "technical",
            "person": "personal",
            "day": "personal",
            "starts": "personal",
            "ends": "personal",
            "dropped_at": "personal",
        },
        why="Somebody supervises each session and meets the mentors.",
        ground=_GROUND,
        seen_by="those who run the scheme and the school's contact",
        until="one year after the scheme has ended",
        person="person",
        keeps="Who was on duty is part of the record of each session.",
    ),
]
