"""Forms and questions are about nobody."""

from ithaca.kernel.terms import Terms

_WHY, _GROUND = "What a scheme asks people; about nobody.", "not personal"
_SEEN_BY, _UNTIL = "everybody who applies", "the scheme's end"
TERMS = [
    Terms(
        model="questions.Form",
        fields={"purpose": "technical"},
        why=_WHY,
        ground=_GROUND,
        seen_by=_SEEN_BY,
        until=_UNTIL,
    ),
    Terms(
        model="questions.Question",
        fields=dict.fromkeys(("key", "label", "hint", "kind", "choices", "required", "removed_at"), "technical"),
        why=_WHY,
        ground=_GROUND,
        seen_by=_SEEN_BY,
        until=_UNTIL,
    ),
]
