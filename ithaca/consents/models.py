"""What parents and carers permit (PAR-01, PAR-02, PAR-06)."""

from __future__ import annotations

from django.db import models

from ithaca.organisations.models import Person
from ithaca.participants.models import Carer, Participant
from ithaca.schemes.models import SchemeRow


class Wording(SchemeRow):
    """The words of the permission form as they stood; answers point at the version they were given to."""

    append_only = True

    version = models.PositiveIntegerField()
    words = models.TextField()
    items = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["scheme", "version"], name="wording_version_once"),)


class Consent(SchemeRow):
    """One participant's permission as it stands. States in states.py; `items` says yes or no to each thing asked."""

    mentee = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="consents")
    carer = models.ForeignKey(Carer, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default="not_asked")
    items = models.JSONField(default=dict)
    wording = models.ForeignKey(Wording, null=True, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=12, blank=True, default="")
    given_by = models.CharField(max_length=120, blank=True, default="")
    given_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    asked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["mentee"], name="consent_once"),)
        indexes = (models.Index(fields=["scheme", "state", "expires_on", "mentee"], name="consent_due"),)


class Answer(SchemeRow):
    """One answer as it was given: who, which day, to which wording, how, and who wrote it down (PAR-01). Never changed."""

    append_only = True
    emptied = ("given_by",)

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=10)
    items = models.JSONField(default=dict)
    wording = models.ForeignKey(Wording, null=True, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=12)
    given_by = models.CharField(max_length=120)
    given_on = models.DateField()
    written_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
