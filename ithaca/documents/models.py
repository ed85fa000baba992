"""Documents of a pair. The file never changes; it goes with its time, like the words of a message (MSG-06, MSG-19)."""

from __future__ import annotations

from django.db import models

from ithaca.mentorships.models import Mentorship
from ithaca.messaging.models import OLD_AND_NOT_HELD
from ithaca.organisations.models import Person
from ithaca.participants.models import Participant
from ithaca.schemes.models import SchemeRow


class Document(SchemeRow):
    """One file. States in states.py. `content` and its `name` never change; `kind` is what is in it (content.KINDS).

    `why` is a word of a closed list: why a person looks at it, or why it was refused. `salt` is what the log's seal of the
    file is made with. `next_look_at` and `looks`: when the worker looks next, and how often it has tried.
    """

    append_only = True
    emptied = ("name", "content", "salt")
    emptied_only_if = OLD_AND_NOT_HELD
    append_only_except = (
        "state", "why", "spans", "reasons", "engine_version", "policy_version", "next_look_at", "looks", "delivered_at",
        "read_at", "decided_by_id", "decided_at", "return_reason", "frozen_at",
    )  # fmt: skip

    mentorship = models.ForeignKey(Mentorship, on_delete=models.PROTECT, related_name="documents")
    sender = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=4)
    size = models.PositiveIntegerField()
    content = models.BinaryField(null=True)
    salt = models.CharField(max_length=32, blank=True, default="")
    state = models.CharField(max_length=10, default="waiting")
    why = models.CharField(max_length=10, blank=True, default="")
    spans = models.JSONField(default=list)
    reasons = models.JSONField(default=list)
    engine_version = models.CharField(max_length=40, blank=True, default="")
    policy_version = models.CharField(max_length=200, blank=True, default="")
    next_look_at = models.DateTimeField()
    looks = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    return_reason = models.TextField(blank=True, default="")
    frozen_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["mentorship", "sent_at"], name="document_pair"),
            models.Index(fields=["next_look_at"], condition=models.Q(state="waiting"), name="document_waiting"),
            models.Index(fields=["scheme", "sent_at"], condition=models.Q(state="held"), name="document_held"),
        )
