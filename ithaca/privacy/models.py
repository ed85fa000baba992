"""What people ask about their data, what must not be touched, and the runs of the clock."""

from __future__ import annotations

from django.db import models

from ithaca.organisations.models import OrganisationRow, Person
from ithaca.schemes.models import SchemeRow


class Request(SchemeRow):
    """Somebody wants a copy of what is held about them ("copy"), or wants it gone ("erasure"). States in states.py.

    `kept` names the models that an erasure left alone. `asked_by` is empty when the person asked, else who wrote it down.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="data_requests")
    kind = models.CharField(max_length=8)
    state = models.CharField(max_length=10, default="asked")
    words = models.TextField(blank=True, default="")
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, default="")
    kept = models.JSONField(default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["scheme", "person", "kind"], condition=models.Q(state="asked"), name="request_open_once"
            ),
        )


class Hold(SchemeRow):
    """What is held about a person, or what a pair wrote, is kept whatever the clock or a wish says, until it is lifted.

    One person places it and it counts at once; lifting takes two, because what is gone cannot be brought back (PR-4).
    `kind` is "person" or "pair", `subject` the public id.
    """

    append_only = True
    append_only_except = (
        "review_on",
        "lift_proposed_by_id",
        "lift_proposed_at",
        "lift_reason",
        "lifted_by_id",
        "lifted_at",
    )

    kind = models.CharField(max_length=8)
    subject = models.CharField(max_length=12)
    reason = models.TextField()
    review_on = models.DateField()
    placed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    lift_proposed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    lift_proposed_at = models.DateTimeField(null=True)
    lift_reason = models.TextField(blank=True, default="")
    lifted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["scheme", "subject"], condition=models.Q(lifted_at=None), name="hold_open_once"
            ),
        )


class Run(OrganisationRow):
    """One run in which something was emptied: how many rows of each kind. Kept as the log of disposals (MSG-06)."""

    append_only = True

    why = models.CharField(max_length=8)
    counts = models.JSONField(default=dict)
