"""Why what pairs write is held, on what ground, and until when."""

from ithaca.kernel.terms import Terms

_GROUND = "Legitimate interests: mentoring that is safe, with staff able to look into a worry"
_SEEN = (
    "The two; staff through a held message, a sample or a concern, otherwise only with a typed reason; every reading by "
    "anybody but the two is recorded"
)

TERMS = [
    Terms(
        model="messaging.Message",
        fields={
            "original": "words",
            "delivered_text": "words",
            "action": "technical",
            "spans": "technical",
            "reasons": "sensitive",
            "engine_version": "technical",
            "policy_version": "technical",
            "judged": "technical",
            "sent_at": "technical",
            "delivered_at": "technical",
            "read_at": "technical",
            "proposed_at": "technical",
            "decided_at": "technical",
            "return_reason": "words",
            "frozen_at": "technical",
        },
        why="So that two people can write to each other and a worry about what they wrote can be looked into",
        ground=_GROUND,
        seen_by=_SEEN,
        until="As many years from sending as the scheme's rules say (eight unless set), longer while a concern is open",
        person="sender__person",
    ),
    Terms(
        model="messaging.Draft",
        fields={"words": "words", "saved_at": "technical"},
        why="So that nothing typed is lost",
        ground=_GROUND,
        seen_by="The writer alone",
        until="Until the message is sent or the writer empties it",
        person="participant__person",
    ),
    Terms(
        model="messaging.Opening",
        fields={"opened_as": "technical", "reason": "words"},
        why="So that it can be seen who read what two people wrote, and why",
        ground="Legal obligation and legitimate interests: accountability for reading private words",
        seen_by="The safeguarding leads; the co-ordinator her own",
        until="As long as the messages themselves",
        person="opened_by",
    ),
]
