"""Why each field about organisations, partners and people is held, who sees it, and until when."""

from ithaca.kernel.terms import Clock, Terms

_STAFF = "those who run a scheme the person is in, the school's contact for its pupils, and the person"
_PARTNER = "those who run schemes of the organisation, and the partner's own contact"

TERMS = [
    Terms(
        model="organisations.Organisation",
        fields={
            "name": "technical",
            "slug": "technical",
            "contact_email": "contact",
            "contact_phone": "contact",
            "is_example": "technical",
        },
        why="So that people know whose scheme this is and how to reach them.",
        ground="legitimate interest: running the schemes",
        seen_by="everybody",
        until="as long as the organisation runs schemes here",
    ),
    Terms(
        model="organisations.Partner",
        fields={
            "name": "technical",
            "kinds": "technical",
            "address": "contact",
            "contact_name": "personal",
            "contact_email": "contact",
            "contact_phone": "contact",
            "lead_name": "personal",
            "lead_phone": "contact",
            "supplies_mentors": "technical",
            "ended_at": "technical",
        },
        why="So that schools, employers and suppliers of mentors can be reached, above all when a child is at risk.",
        ground="legitimate interest: running the schemes and keeping children safe",
        seen_by=_PARTNER,
        until="two years after the organisation stopped working with the partner",
    ),
    Terms(
        model="organisations.Agreement",
        fields={
            "responsibilities": "words",
            "terms": "words",
            "safeguarding": "words",
            "signed_for_us": "personal",
            "signed_for_partner": "personal",
            "signed_on": "technical",
            "review_on": "technical",
        },
        why="Nobody may be sent by a partner that has not agreed in writing how it keeps learners safe.",
        ground="legitimate interest: showing that mentors were supplied under an agreement",
        seen_by=_PARTNER,
        until="seven years after the agreement ended",
    ),
    Terms(
        model="organisations.Person",
        fields={
            "given_name": "personal",
            "family_name": "personal",
            "search_name": "personal",
            "date_of_birth": "personal",
            "email": "contact",
            "phone": "contact",
            "gender": "personal",
            "class_name": "personal",
            "job_title": "personal",
        },
        why="To know who takes part, whether they are a child, how to reach them, and where they learn or work.",
        ground="legitimate interest: running the schemes safely; for a child, with the parent's permission for each scheme",
        seen_by=_STAFF,
        until="the retention time of the last scheme the person was in",
        person="pk",
        clock=Clock(
            since="gone",
            months=12,
            empty={
                "given_name": "—",
                "family_name": "",
                "search_name": "",
                "date_of_birth": None,
                "email": "",
                "phone": "",
                "gender": "",
                "class_name": "",
                "job_title": "",
                "account": None,
            },
        ),
    ),
    Terms(
        model="organisations.Correction",
        fields={"fields": "technical", "reason": "words"},
        why="So that a changed name or date of birth, which decides who counts as a child, can be explained later.",
        ground="legitimate interest: an honest record",
        seen_by="those who run a scheme the person is in",
        until="as long as the person's record",
        person="person",
        clock=Clock(since="gone", months=12, empty={"reason": ""}),
    ),
]
