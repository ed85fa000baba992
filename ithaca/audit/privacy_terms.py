"""Why the audit log holds what it holds."""

from ithaca.kernel.terms import Terms

TERMS = [
    Terms(
        model="audit.Head",
        fields=dict.fromkeys(("chain", "length", "digest"), "technical"),
        why="To show that the log was not changed or cut off.",
        ground="legal obligation and legitimate interests: accountability, safeguarding",
        seen_by="administrators; checkpoints are kept elsewhere",
        until="as long as the organisation's log",
    ),
    Terms(
        model="audit.Event",
        fields={
            "chain": "technical",
            "number": "technical",
            "at": "technical",
            "name": "technical",
            "actor_kind": "technical",
            "actor": "personal",
            "role": "technical",
            "about_kind": "technical",
            "about": "personal",
            "data": "technical",
            "previous": "technical",
            "digest": "technical",
        },
        why="To show who did or saw what, and when. It holds ids and names of acts, no names and no words people wrote.",
        ground="legal obligation and legitimate interests: accountability, safeguarding",
        seen_by="the co-ordinator and safeguarding leads through the pages of a record; administrators",
        until="never removed; once a person is erased the ids in it lead to nobody",
    ),
]
