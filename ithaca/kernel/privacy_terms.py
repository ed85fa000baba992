"""Why the ground floor holds what it holds."""

from ithaca.kernel.terms import Terms

_RUNNING = "To run the platform safely: nothing is done twice, and nobody may try without end."
_GROUND = "legitimate interests: running and securing the service"

TERMS = [
    Terms(
        model="kernel.Link",
        fields=dict.fromkeys(
            (
                "purpose",
                "token_hash",
                "organisation_id",
                "scheme_id",
                "subject",
                "expires_at",
                "single_use",
                "used_at",
                "revoked_at",
            ),
            "technical",
        ),
        why="To let somebody open one page without an account; only a fingerprint of the link is kept.",
        ground=_GROUND,
        seen_by="nobody; the platform compares it",
        until="a year after it ran out",
    ),
    Terms(
        model="kernel.Job",
        fields=dict.fromkeys(
            (
                "task",
                "queue",
                "priority",
                "args",
                "kwargs",
                "status",
                "unique_key",
                "run_after",
                "lease",
                "leased_until",
                "attempts",
                "started_at",
                "last_attempted_at",
                "finished_at",
                "result",
                "errors",
            ),
            "technical",
        ),
        why="To do work in the background and see that it was done; arguments are ids only.",
        ground=_GROUND,
        seen_by="administrators",
        until="thirty days after it ended",
    ),
    Terms(
        model="kernel.Progress",
        fields=dict.fromkeys(("key", "done", "total", "words", "cancel_wanted", "changed_at"), "technical"),
        why="To show how far long work has come.",
        ground=_GROUND,
        seen_by="whoever started the work",
        until="thirty days",
    ),
    Terms(
        model="kernel.Answered",
        fields=dict.fromkeys(("key", "fingerprint", "location"), "technical"),
        why=_RUNNING,
        ground=_GROUND,
        seen_by="nobody; the platform compares it",
        until="seven days",
    ),
    Terms(
        model="kernel.Tries",
        fields={"key": "contact", "window": "technical", "count": "technical"},
        why=_RUNNING,
        ground=_GROUND,
        seen_by="nobody; the platform counts",
        until="seven days",
    ),
    Terms(
        model="kernel.Licence",
        fields={"organisation_id": "technical", "why": "technical", "closed_at": "technical"},
        why="To show when the fences were opened to empty what was past its time.",
        ground="legal obligation and legitimate interests: accountability",
        seen_by="administrators",
        until="as long as the organisation's log",
    ),
]
