"""The log and its heads. No foreign keys: an event outlives what it is about."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models

from ithaca.kernel.rows import Row


class Head(Row):
    """The end of one chain: locked while events are appended. Chain 0 is the platform's own."""

    chain = models.BigIntegerField(unique=True)
    length = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")

    objects: ClassVar[models.Manager[Self]]


class Event(models.Model):
    """One thing that was done or seen. Holds ids and names of acts, never words that people wrote, never names."""

    level = "platform"
    append_only = True

    chain = models.BigIntegerField()
    number = models.BigIntegerField()
    at = models.DateTimeField()
    name = models.CharField(max_length=80)
    actor_kind = models.CharField(max_length=10)
    actor = models.CharField(max_length=60)
    role = models.CharField(max_length=40)
    scheme = models.CharField(max_length=12)
    about_kind = models.CharField(max_length=60)
    about = models.CharField(max_length=12)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects: ClassVar[models.Manager[Self]]

    class Meta:
        constraints = (models.UniqueConstraint(fields=["chain", "number"], name="event_chain_number"),)
        indexes = (
            models.Index(fields=["chain", "about_kind", "about"], name="event_about"),
            models.Index(fields=["chain", "scheme", "at"], name="event_scheme_at"),
        )
