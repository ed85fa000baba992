"""Why what pairs write is held, on what ground, and until when."""

from ithaca.kernel.terms import Clock, Terms
from ithaca.messaging.exported import messages_of

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
            "salt": "technical",
        },
        why="So that two people can write to each other and a worry about what they wrote can be looked into",
        ground=_GROUND,
        seen_by=_SEEN,
        until="As many years from sending as the scheme's rules say (eight unless set), longer while a concern is open",
        person="sender__person",
        also_about=("mentorship__mentor__person", "mentorship__mentee__person"),
        pair="mentorship__public_id",
        clock=Clock(
            since="sent_at",
            years_setting="keep_messages_years",
            empty={"original": "", "delivered_text": "", "spans": [], "reasons": [], "return_reason": "", "salt": ""},
        ),
        keeps="What pairs write is kept for the years the scheme states, and then goes by itself.",
        export=messages_of,
    ),
    Terms(
        model="messaging.Draft",
        fields={"words": "words", "saved_at": "technical"},
        why="So that nothing typed is lost",
        ground=_GROUND,
        seen_by="The writer alone; whoever looks after the concern, if words that could not be sent tell of harm to the writer",
        until="Until the message is sent or the writer empties it",
        person="participant__person",
        pair="mentorship__public_id",
        clock=Clock(since="mentorship__ended_at", months=36, empty={"words": ""}),
    ),
    Terms(
        model="messaging.Opening",
        fields={"opened_as": "technical", "reason": "words"},
        why="So that it can be seen who read what two people wrote, and why",
        ground="Legal obligation and legitimate interests: accountability for reading private words",
        seen_by="The safeguarding leads; the co-ordinator her own",
        until="As long as the messages themselves",
        person="opened_by",
        pair="mentorship__public_id",
        clock=Clock(since="created_at", years_setting="keep_messages_years", empty={"reason": ""}),
        keeps="Who read what a pair wrote, and why, is kept as long as the messages.",
    ),
    Terms(
        model="messaging.Taking",
        fields={
            "reason": "words",
            "first_day": "technical",
            "last_day": "technical",
            "pairs": "technical",
            "messages": "technical",
            "left_out": "technical",
            "digest": "technical",
        },
        why="So that it can be seen who took messages without names out for evaluation, and why",
        ground="Legal obligation and legitimate interests: accountability for the use of private words",
        seen_by="The safeguarding lead",
        until="As long as the messages themselves",
        person="taken_by",
        clock=Clock(since="created_at", years_setting="keep_messages_years", empty={"reason": ""}),
        keeps="Who took words out of the platform, and why, is kept as long as the messages.",
    ),
    Terms(
        model="messaging.Chase",
        fields={"hours": "technical"},
        why="That a held message waited long and somebody was reminded",
        ground="legitimate interests: running the scheme",
        seen_by="nobody by name; counted in how the scheme works",
        until="as the message",
    ),
]
