"""Checks on people (VET-06, SG-1). There is no field for what a check says, and none may be added."""

from __future__ import annotations

from django.db import models

from ithaca.organisations.models import Agreement, OrganisationRow, Partner, Person


class Check(OrganisationRow):
    """One person's check: what was seen, by whom, when it is due again, why its level is lawful, and who decided.

    States in states.py; "lapsed" is worked out from `next_due`. `kind` is an editable name (DBS, PVG, AccessNI).
    `adverse` says only that somebody must decide; what the certificate says stays on the certificate (VET-09). Clearing
    an adverse check takes two people: `proposed_by` and `decided_by` (SG-20).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="checks")
    state = models.CharField(max_length=12, default="requested")
    kind = models.CharField(max_length=40)
    level = models.CharField(max_length=20)
    workforce = models.CharField(max_length=20, blank=True, default="")
    barred_list = models.BooleanField(default=False)
    lawful_reason = models.TextField(blank=True, default="")
    number = models.CharField(max_length=40, blank=True, default="")
    issued_on = models.DateField(null=True)
    seen_on = models.DateField(null=True)
    seen_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    how_seen = models.CharField(max_length=40, blank=True, default="")
    identity_document = models.CharField(max_length=60, blank=True, default="")
    identity_seen_on = models.DateField(null=True)
    identity_seen_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    next_due = models.DateField(null=True)
    adverse = models.BooleanField(default=False)
    partner = models.ForeignKey(Partner, null=True, on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, null=True, on_delete=models.PROTECT, related_name="+")
    partner_reference = models.CharField(max_length=80, blank=True, default="")
    proposed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True, default="")

    class Meta:
        indexes = (
            models.Index(fields=["person", "state"], name="check_person_state"),
            models.Index(fields=["organisation", "state", "next_due"], name="check_due"),
        )


class StepDone(OrganisationRow):
    """Something else that was done for a person: identity seen, talk, interview, right to work (SG-1). Kinds are data."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="vetting_steps")
    step = models.CharField(max_length=30)
    done_on = models.DateField()
    done_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    document = models.CharField(max_length=60, blank=True, default="")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["person", "step"], name="step_person"),)


class Reference(OrganisationRow):
    """One of a person's two references: from whom, when it came, who checked that it is genuine. Not its words."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="references")
    referee = models.CharField(max_length=120)
    relation = models.CharField(max_length=80, blank=True, default="")
    received_on = models.DateField()
    checked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    satisfactory = models.BooleanField(default=True)


class Sign(OrganisationRow):
    """A sign of unsuitability that somebody noticed (VET-08, ELIG-14): blocks clearing until resolved."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="signs")
    noticed_on = models.DateField()
    words = models.TextField()
    noticed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    resolution = models.TextField(blank=True, default="")
