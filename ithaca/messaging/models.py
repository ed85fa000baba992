"""What pairs write. The original is kept untouched; what the other side sees is worked out from it (MSG-03, MSG-06)."""

from __future__ import annotations

from django.db import models

from ithaca.mentorships.models import Mentorship
from ithaca.organisations.models import Person
from ithaca.participants.models import Participant
from ithaca.schemes.models import SchemeRow


class Message(SchemeRow):
    """One message. States in states.py. `original` never changes; `delivered_text` is what the other side reads.

    Releasing an urgent one takes two people: `proposed_by` and `decided_by` (SG-20).
    """

    append_only = True
    append_only_except = (
        "state",
        "delivered_text",
        "delivered_at",
        "read_at",
        "proposed_by_id",
        "proposed_at",
        "decided_by_id",
        "decided_at",
        "return_reason",
        "frozen_at",
    )

    mentorship = models.ForeignKey(Mentorship, on_delete=models.PROTECT, related_name="messages")
    sender = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    original = models.TextField()
    state = models.CharField(max_length=10, default="submitted")
    delivered_text = models.TextField(blank=True, default="")
    action = models.CharField(max_length=8)
    spans = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    engine_version = models.CharField(max_length=40)
    policy_version = models.CharField(max_length=200)
    #: What else the engine was asked with (see judge.Question), so that the decision can be replayed.
    judged = models.JSONField(default=dict)
    sent_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    return_reason = models.TextField(blank=True, default="")
    frozen_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["mentorship", "sent_at"], name="message_thread"),
            models.Index(fields=["mentorship", "state", "read_at"], name="message_seen"),
            models.Index(fields=["scheme", "state", "sent_at"], condition=models.Q(delivered_at=None), name="message_held"),
        )


class Draft(SchemeRow):
    """What somebody has typed and not sent yet, kept so that nothing is lost."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True, default="")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["mentorship", "participant"], name="draft_once"),)


class Opening(SchemeRow):
    """A thread opened by somebody who is not one of the two, with the reason typed first (CONF-08, MSG-21)."""

    append_only = True

    mentorship = models.ForeignKey(Mentorship, on_delete=models.PROTECT, related_name="openings")
    opened_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    opened_as = models.CharField(max_length=30)
    reason = models.TextField()
