"""Why days away and reminders are kept."""

from ithaca.kernel.terms import Terms

_GROUND = "legitimate interests: to run the mentoring people asked for"
_UNTIL = "as long as the record of the pair; no words are held"

TERMS = [
    Terms(
        model="prompts.Away",
        fields={"first_day": "personal", "last_day": "personal", "taken_back_at": "technical"},
        why="So that the other side knows, and nobody is reminded on those days.",
        ground=_GROUND,
        seen_by="the other side of the pair",
        until=_UNTIL,
        person="participant__person",
        keeps="Dates without words; they lead to nobody once your record has gone.",
    ),
    Terms(
        model="prompts.Gap",
        fields={"days": "technical"},
        why="To remind two people as they agreed.",
        ground=_GROUND,
        seen_by="the two",
        until=_UNTIL,
    ),
    Terms(
        model="prompts.Prompt",
        fields={"kind": "technical"},
        why="So that nobody gets more reminders than the scheme allows.",
        ground=_GROUND,
        seen_by="nobody; the clock counts",
        until=_UNTIL,
        person="participant__person",
        keeps="Times without words; they lead to nobody once your record has gone.",
    ),
]
