"""Concerns: append-only records of worries about people (CONC, SG-11, SG-13)."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models

from ithaca.kernel.rows import Row
from ithaca.organisations.models import OrganisationRow, Person
from ithaca.schemes.models import Scheme


class Concern(OrganisationRow):
    """One worry, from being raised to being closed. States in states.py. Its words stand in its entries.

    `route` says who it goes to: "lead"; "third" when it is about a lead; "platform" when nobody in the scheme is left.
    `third_called_at` is when the second person to tell was let in because no lead had answered the alarm.
    `receipt` is told to who raised it. `about_ref` points at what it grew from ("messaging.message:<public id>").
    What was told is never changed, and no concern is ever deleted (SG-11).
    """

    append_only = True
    append_only_except = ("state", "kind", "route", "acknowledged_at", "closed_at", "third_called_at")

    scheme = models.ForeignKey(Scheme, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, default="raised")
    kind = models.CharField(max_length=16, blank=True, default="")
    route = models.CharField(max_length=8, default="lead")
    receipt = models.CharField(max_length=12)
    raised_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    raised_name = models.CharField(max_length=120, blank=True, default="")
    raised_contact = models.CharField(max_length=120, blank=True, default="")
    about_words = models.CharField(max_length=200, blank=True, default="")
    about_ref = models.CharField(max_length=80, blank=True, default="")
    acknowledged_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    third_called_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["organisation", "state"], name="concern_state"),)


class Subject(OrganisationRow):
    """A person the concern is about. Never alerted, never sees it, cannot find it; once named, always named (SG-13)."""

    append_only = True

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="subjects")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["concern", "person"], name="subject_once"),)


class Entry(OrganisationRow):
    """One dated entry. `kind`: words, fact, opinion, told, decision, correction. Never changed, never deleted."""

    append_only = True

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12)
    words = models.TextField()
    reason = models.TextField(blank=True, default="")
    told_whom = models.CharField(max_length=120, blank=True, default="")
    happened_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    written_as = models.CharField(max_length=30, blank=True, default="")
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrections")


class Unplaced(Row):
    """A worry from outside any scheme's address that could not be placed yet: goes to the platform's named person.

    `about` is what was chosen: "somebody", "coordinator", "lead" or "unsure".
    """

    append_only = True
    append_only_except = ("placed_at", "placed_as")

    about = models.CharField(max_length=12, default="unsure")
    about_words = models.CharField(max_length=200, blank=True, default="")
    where_words = models.CharField(max_length=400, blank=True, default="")
    words = models.TextField()
    raised_name = models.CharField(max_length=120, blank=True, default="")
    raised_contact = models.CharField(max_length=120, blank=True, default="")
    receipt = models.CharField(max_length=12)
    placed_at = models.DateTimeField(null=True)
    placed_as = models.CharField(max_length=12, blank=True, default="")

    objects: ClassVar[models.Manager[Self]]
