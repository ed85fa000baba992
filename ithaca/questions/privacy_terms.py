"""Forms and questions are about nobody."""

from ithaca.kernel.terms import Terms

_NOBODY = {
    "why": "What a scheme asks people; about nobody.",
    "ground": "not personal",
    "seen_by": "everybody who applies",
    "until": "the scheme's end",
}
TERMS = [
    Terms(model="questions.Form", fields={"purpose": "technical"}, **_NOBODY),
    Terms(
        model="questions.Question",
        fields=dict.fromkeys(("key", "label", "hint", "kind", "choices", "required", "removed_at"), "technical"),
        **_NOBODY,
    ),
]
