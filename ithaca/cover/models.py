"""Insurance, risk assessments, places, and who is on duty (RISK-01, -02, -06, -10, MEET-03)."""

from __future__ import annotations

from django.db import models

from ithaca.organisations.models import Partner, Person
from ithaca.schemes.models import SchemeRow


class Insurance(SchemeRow):
    """Personal accident cover (RISK-02): without it no first meeting."""

    insurer = models.CharField(max_length=120)
    policy = models.CharField(max_length=80)
    first_day = models.DateField()
    last_day = models.DateField()
    covers = models.CharField(max_length=200, blank=True, default="")


class RiskAssessment(SchemeRow):
    """The scheme's risks, each with its control and owner; approved by a named person until a day (RISK-01)."""

    risks = models.JSONField(default=list)
    approved_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    approved_on = models.DateField(null=True)
    review_on = models.DateField(null=True)


class Place(SchemeRow):
    """A place where pairs may meet (RISK-10): what makes it fit, and who looked at it."""

    name = models.CharField(max_length=120)
    partner = models.ForeignKey(Partner, null=True, on_delete=models.PROTECT, related_name="+")
    feature = models.CharField(max_length=40)
    reason = models.CharField(max_length=200, blank=True, default="")
    checked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    checked_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["scheme", "name"], name="place_once"),)


class Duty(SchemeRow):
    """Somebody on duty at a school for part of a day, to meet mentors and to supervise (MEET-03)."""

    partner = models.ForeignKey(Partner, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="duties")
    day = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["scheme", "day"], name="duty_day"),)
