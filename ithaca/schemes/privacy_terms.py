"""Why this room holds what it holds about people, who sees it, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.terms import Terms

_RUN = _("To run the scheme, and to show later how it was arranged and who answered for it.")
_GROUND = _("legitimate interest in running a safe scheme")
_STAFF = _("people who run the scheme")
_SIX = _("six years after the scheme has ended")

TERMS = [
    Terms(
        model="schemes.Scheme",
        fields={
            "name": "technical",
            "slug": "technical",
            "template": "technical",
            "purpose": "words",
            "objectives": "words",
            "target_group": "words",
            "settings": "words",
            "opened_at": "technical",
            "ended_at": "technical",
            "end_grounds": "words",
        },
        why=str(_("To say what the scheme is for and how it works. It is about nobody.")),
        ground=str(_GROUND),
        seen_by=str(_("anybody, as far as the public page shows it; the rest people who run the scheme")),
        until=str(_SIX),
    ),
    Terms(
        model="schemes.SettingsVersion",
        fields={"settings": "words", "reason": "words", "changed_by": "personal"},
        why=str(_RUN),
        ground=str(_GROUND),
        seen_by=str(_STAFF),
        until=str(_SIX),
        person="changed_by",
        keeps="Who answered for the scheme, and when, is part of its record.",
    ),
    Terms(
        model="schemes.Confirmation",
        fields={"line": "technical", "confirmed_by": "personal", "signed_name": "personal", "details": "words"},
        why=str(_RUN),
        ground=str(_GROUND),
        seen_by=str(_STAFF),
        until=str(_SIX),
        person="confirmed_by",
        keeps="Who answered for the scheme, and when, is part of its record.",
    ),
    Terms(
        model="schemes.Appointment",
        fields={
            "person": "personal",
            "role": "personal",
            "partner": "technical",
            "since": "personal",
            "until": "personal",
        },
        why=str(_("To know who answers for what, today and when something is asked about later.")),
        ground=str(_GROUND),
        seen_by=str(_("people who run the scheme; participants see whom to turn to")),
        until=str(_SIX),
        person="person",
        keeps="Who answered for the scheme, and when, is part of its record.",
    ),
    Terms(
        model="schemes.PostChange",
        fields={
            "role": "personal",
            "person": "personal",
            "ends": "technical",
            "asked_by": "personal",
            "asked_account": "technical",
            "asked_at": "technical",
            "agreed": "technical",
            "settled_by": "personal",
            "settled_at": "technical",
        },
        why=str(_("So that nobody alone decides who reads what worries people, and to show later who did.")),
        ground=str(_GROUND),
        seen_by=str(_("who asked, and those who can agree")),
        until=str(_SIX),
        person="asked_by",
        keeps="Who answered for the scheme, and when, is part of its record.",
    ),
    Terms(
        model="schemes.Absence",
        fields={"person": "personal", "covered_by": "personal", "first_day": "personal", "last_day": "personal"},
        why=str(
            _("So that somebody is always there, and to know afterwards who was. No reason for being away is held.")
        ),
        ground=str(_GROUND),
        seen_by=str(_STAFF),
        until=str(_SIX),
        person="person",
        keeps="Who answered for the scheme, and when, is part of its record.",
    ),
]
