"""Tables of the ground floor: links, jobs, answered forms and counted tries."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models

from ithaca.kernel.rows import Row


class Link(Row):
    """An address that opens one thing for whoever holds it, until it is used up, taken back or out of date.

    Only the token's hash is kept: who reads the database cannot open anything.
    """

    purpose = models.CharField(max_length=40)
    token_hash = models.CharField(max_length=64, unique=True)
    organisation_id = models.BigIntegerField(null=True)
    scheme_id = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=60)
    expires_at = models.DateTimeField()
    single_use = models.BooleanField(default=True)
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Self]]

    class Meta:
        indexes = (models.Index(fields=["purpose", "subject"], name="link_purpose_subject"),)


class Job(Row):
    """One run of a django.tasks task. Its effects and its done mark commit together, fenced by the lease."""

    task = models.CharField(max_length=200)
    queue = models.CharField(max_length=40, default="default")
    priority = models.SmallIntegerField(default=0)
    args = models.JSONField(default=list)
    kwargs = models.JSONField(default=dict)
    status = models.CharField(max_length=10, default="READY")
    unique_key = models.CharField(max_length=120, null=True, unique=True)  # noqa: DJ001  (null: many without a key)
    run_after = models.DateTimeField()
    lease = models.CharField(max_length=32, default="")
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    last_attempted_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    result = models.JSONField(null=True)
    errors = models.JSONField(default=list)

    objects: ClassVar[models.Manager[Self]]

    class Meta:
        indexes = (models.Index(fields=["status", "run_after", "-priority"], name="job_ready"),)


class Progress(Row):
    """How far long work has come, written in autocommit so that a page can show it."""

    key = models.CharField(max_length=80, unique=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    words = models.CharField(max_length=200, default="", blank=True)
    cancel_wanted = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Self]]


class Answered(Row):
    """A form that has been answered: sending it again gets the same answer and changes nothing (RE-3)."""

    key = models.CharField(max_length=80, unique=True)
    fingerprint = models.CharField(max_length=64)
    location = models.CharField(max_length=500)

    objects: ClassVar[models.Manager[Self]]


class Tries(Row):
    """Tries counted in a window of time, by one conditional update (SE-7)."""

    key = models.CharField(max_length=120)
    window = models.BigIntegerField()
    count = models.PositiveIntegerField(default=0)

    objects: ClassVar[models.Manager[Self]]

    class Meta:
        constraints = (models.UniqueConstraint(fields=["key", "window"], name="tries_key_window"),)


class Licence(Row):
    """That the fences of one organisation were opened for emptying words whose time is over; see licence.py."""

    append_only = True
    append_only_except = ("closed_at",)

    organisation_id = models.BigIntegerField()
    why = models.CharField(max_length=40)
    closed_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Self]]

    class Meta:
        indexes = (models.Index(fields=["organisation_id"], condition=models.Q(closed_at=None), name="licence_open"),)
