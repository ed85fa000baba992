"""Sessions of a pair: arranged, held, logged (MEET-01 to -08, -20)."""

from __future__ import annotations

from django.db import models

from ithaca.cover.models import Place
from ithaca.mentorships.models import Mentorship
from ithaca.organisations.models import Person
from ithaca.schemes.models import SchemeRow


class Meeting(SchemeRow):
    """One session. States in states.py. `minutes` is the planned, later the real length."""

    mentorship = models.ForeignKey(Mentorship, on_delete=models.PROTECT, related_name="meetings")
    state = models.CharField(max_length=10, default="planned")
    starts_at = models.DateTimeField()
    minutes = models.PositiveIntegerField()
    channel = models.CharField(max_length=12, default="meetings")
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    place_words = models.CharField(max_length=120, blank=True, default="")
    arranged_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    mentor_came = models.BooleanField(null=True)
    mentee_came = models.BooleanField(null=True)
    arrived_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    greeted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True, default="")
    gave_advice = models.BooleanField(default=False)
    logged_at = models.DateTimeField(null=True)
    logged_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    cancelled_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=200, blank=True, default="")
    cancel_told_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["scheme", "starts_at"], name="meeting_day"),
            models.Index(fields=["mentorship", "state", "starts_at"], name="meeting_pair"),
        )
