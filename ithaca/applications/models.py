"""Asking to join (REC-05 to REC-09, REC-19, ELIG-09)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ithaca.organisations.models import Person
from ithaca.participants.models import Participant
from ithaca.schemes.models import SchemeRow


class Application(SchemeRow):
    """One person's wish to join as mentor or mentee. States in states.py; `answers` by question key.

    `route`: "self", or "agency" for a mentee whom an agency referred; then `referrer` holds {agency, name, email, phone} and
    how to reach the person, {whose: "self" or "parent", reach_email, reach_phone}; `referral_reason` is why, with what must be
    known (ELIG-18).
    """

    role = models.CharField(max_length=10)
    state = models.CharField(max_length=14, default="draft")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="applications")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answers = models.JSONField(default=dict)
    form_version = models.PositiveIntegerField(default=1)
    route = models.CharField(max_length=12, default="self")
    referrer = models.JSONField(default=dict)
    referral_reason = models.TextField(blank=True, default="")
    submitted_at = models.DateTimeField(null=True)
    commitments_accepted_at = models.DateTimeField(null=True)
    criteria = models.JSONField(default=list)
    reason = models.TextField(blank=True, default="")
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    participant = models.ForeignKey(Participant, null=True, on_delete=models.PROTECT, related_name="applications")

    class Meta:
        indexes = (models.Index(fields=["scheme", "state", "submitted_at"], name="application_state"),)
