"""Why applications are kept, and until when."""

from ithaca.kernel.terms import Clock, Terms

TERMS = [
    Terms(
        model="applications.Application",
        fields={
            "role": "technical",
            "answers": "personal",
            "form_version": "technical",
            "route": "technical",
            "referrer": "personal",
            "referral_reason": "words",
            "submitted_at": "technical",
            "commitments_accepted_at": "technical",
            "criteria": "personal",
            "reason": "words",
            "decided_at": "technical",
        },
        why="To decide who joins, with reasons that can be shown afterwards.",
        ground="steps at the person's request before joining; legitimate interests: safer recruitment",
        seen_by="the co-ordinator and deputies; the applicant, and whoever referred them, see how it stands",
        until="six months after a no or a withdrawal; with the person's record after a yes",
        person="person",
        clock=Clock(
            since="decided_at",
            months=6,
            empty={"answers": {}, "criteria": [], "reason": "", "referrer": {}, "referral_reason": ""},
            where={"state__in": ("rejected", "withdrawn")},
        ),
        third=("referrer",),
    )
]
