"""A file somebody wants to bring in: what it holds, how its columns are read, and what came of it."""

from __future__ import annotations

from django.db import models

from ithaca.organisations.models import Person
from ithaca.schemes.models import SchemeRow


class Import(SchemeRow):
    """One uploaded table on its way in. States in states.py; nothing of it counts until confirmed.

    kind: the vocabulary of its fields (kinds.KINDS), "" until somebody says so. content: the file, dropped after 30 days.
    options: {"school": public id or "", "sheet": a person chose it, "matched": a person chose the columns, "lookalikes": "leave"
    or "bring"}. summary: numbers only. preview: the first rows of each
    outcome as a person sees them; problems: [row number, sentence] of what could not be brought in. Both hold names and
    go with the content. done of total: how many rows have been gone through;
    claimed_by and claimed_until say which worker is at it.
    """

    kind = models.CharField(max_length=12, blank=True, default="")
    state = models.CharField(max_length=10, default="uploaded")
    filename = models.CharField(max_length=200)
    content = models.BinaryField(null=True)
    sheet = models.CharField(max_length=100, blank=True, default="")
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    mapping = models.JSONField(default=dict)
    options = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    preview = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    uploaded_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    claimed_by = models.CharField(max_length=16, blank=True, default="")
    claimed_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["scheme", "kind", "fingerprint"], name="import_remembered"),
            models.Index(
                fields=["state"], condition=models.Q(state__in=["uploaded", "running"]), name="import_waiting"
            ),
        )
