"""The pair from acceptance to ending, what both signed, and pauses of contact."""

from __future__ import annotations

from django.db import models

from ithaca.organisations.models import Person
from ithaca.participants.models import Participant
from ithaca.schemes.models import SchemeRow


class Mentorship(SchemeRow):
    """One mentor and one mentee. States in states.py; whether they may be in contact is asked of the gate, each time."""

    mentor = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="mentorships_as_mentor")
    mentee = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="mentorships_as_mentee")
    state = models.CharField(max_length=14, default="gated")
    proposal = models.CharField(max_length=12, blank=True, default="")
    why = models.TextField(blank=True, default="")
    started_on = models.DateField(null=True)
    opened_at = models.DateTimeField(null=True)
    planned_end = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_cause = models.CharField(max_length=30, blank=True, default="")
    end_reason = models.TextField(blank=True, default="")
    minutes_before = models.PositiveIntegerField(default=0)
    meetings_before = models.PositiveIntegerField(default=0)
    last_contact_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["mentor", "mentee"], condition=~models.Q(state="ended"), name="mentorship_open_once"
            ),
        )
        indexes = (
            models.Index(fields=["scheme", "state", "last_contact_at"], name="mentorship_quiet"),
            models.Index(fields=["mentee", "state"], name="mentorship_mentee"),
        )


class Review(SchemeRow):
    """Somebody said that a pair is not working, and what the co-ordinator found and decided (END-01, END-03).

    The time between `created_at` and `answered_at` is how long the answer took. Staff alone read it.
    """

    mentorship = models.ForeignKey(Mentorship, on_delete=models.PROTECT, related_name="reviews")
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    findings = models.TextField(blank=True, default="")
    decision = models.CharField(max_length=12, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["mentorship"], condition=models.Q(answered_at=None), name="review_open_once"
            ),
        )


class RulesVersion(SchemeRow):
    """The ground rules, code and notice of who may read messages, as they stood from one moment on (REL-03, MSG-13)."""

    append_only = True

    version = models.PositiveIntegerField()
    rules = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["scheme", "version"], name="rules_version_once"),)


class Signature(SchemeRow):
    """One side's signature under the ground rules of its pair."""

    append_only = True
    emptied = ("signed_name",)

    mentorship = models.ForeignKey(Mentorship, on_delete=models.PROTECT, related_name="signatures")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    rules = models.ForeignKey(RulesVersion, on_delete=models.PROTECT, related_name="+")
    signed_name = models.CharField(max_length=120)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["mentorship", "participant", "rules"], name="signature_once"),)


class Pause(SchemeRow):
    """Contact stopped for one person, one pair, or (both empty) the whole scheme, until lifted."""

    participant = models.ForeignKey(Participant, null=True, on_delete=models.PROTECT, related_name="pauses")
    mentorship = models.ForeignKey(Mentorship, null=True, on_delete=models.PROTECT, related_name="pauses")
    reason = models.TextField()
    paused_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    lift_reason = models.TextField(blank=True, default="")

    class Meta:
        indexes = (models.Index(fields=["scheme", "lifted_at"], name="pause_open"),)


class LastWord(SchemeRow):
    """What one side wrote at the end of a pair."""

    append_only = True
    emptied = ("words",)

    mentorship = models.ForeignKey(Mentorship, on_delete=models.PROTECT, related_name="last_words")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["mentorship", "participant"], name="last_word_once"),)
