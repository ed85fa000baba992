"""A file somebody wants to bring in: what it holds, how its columns are read, and what came of it."""

from __future__ import annotations

from django.db import models

from ithaca.organisations.models import Person
from ithaca.schemes.models import SchemeRow


class Import(SchemeRow):
    """One uploaded table on its way in. States in states.py; nothing of it counts until confirmed.

    `kind`: mentors, mentees, pairs, checks, training, consents, hours. `content` is the file, dropped after 30 days.
    """

    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=10, default="uploaded")
    filename = models.CharField(max_length=200)
    content = models.BinaryField(null=True)
    sheet = models.CharField(max_length=100, blank=True, default="")
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    mapping = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True)
