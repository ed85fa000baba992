"""Why mail that came in is kept for a while."""

from ithaca.kernel.terms import Terms

TERMS = [
    Terms(
        model="relay.Arrival",
        fields={
            "recipient": "contact",
            "envelope_from": "contact",
            "peer": "technical",
            "helo": "technical",
            "through": "technical",
            "original": "words",
            "size": "technical",
            "fingerprint": "technical",
            "mail_id": "technical",
            "proof": "technical",
            "why": "technical",
            "message": "technical",
            "attempts": "technical",
            "next_try_at": "technical",
            "claimed_until": "technical",
            "done_at": "technical",
            "forgotten_at": "technical",
        },
        why="So that no mail is lost on its way into the thread, and a mistake in reading one can be put right.",
        ground="legitimate interests: running the scheme",
        seen_by="nobody reads it; administrators see how many came and what became of them",
        until="the mail goes thirty days after it was dealt with; its words are kept as messages are",
        person="sender__person",
        keeps="A mail goes by itself thirty days after it was dealt with; its words are with your messages.",
        withheld="What a mail said is in the copy with the messages; the mail as it came is only kept for thirty days.",
    )
]
