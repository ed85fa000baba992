"""Why documents are held, on what ground, and until when."""

from ithaca.documents.exported import documents_of
from ithaca.kernel.terms import Clock, Terms

TERMS = [
    Terms(
        model="documents.Document",
        fields={
            "name": "words",
            "kind": "technical",
            "size": "technical",
            "content": "words",
            "salt": "technical",
            "why": "technical",
            "spans": "technical",
            "reasons": "sensitive",
            "engine_version": "technical",
            "policy_version": "technical",
            "next_look_at": "technical",
            "looks": "technical",
            "sent_at": "technical",
            "delivered_at": "technical",
            "read_at": "technical",
            "decided_at": "technical",
            "return_reason": "words",
            "frozen_at": "technical",
        },
        why="So that one of two adults can say what they think of the other's document, and a worry about it can be looked into",
        ground="Legitimate interests: mentoring that is safe, with staff able to look into a worry",
        seen_by="The two; staff while it is held, and in the evidence pack of a thread opened with a typed reason",
        until="As many years as messages are kept by the scheme's rules, longer while a concern is open",
        person="sender__person",
        also_about=("mentorship__mentor__person", "mentorship__mentee__person"),
        pair="mentorship__public_id",
        clock=Clock(
            since="sent_at",
            years_setting="keep_messages_years",
            empty={"name": "", "content": None, "spans": [], "reasons": [], "return_reason": "", "salt": ""},
        ),
        keeps="What pairs pass on is kept as long as what they write, and then goes by itself.",
        export=documents_of,
    ),
]
