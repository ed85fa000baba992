"""What whoever runs the server has confirmed or done: readiness marks and backups."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models

from ithaca.kernel.rows import Row


class Mark(Row):
    """Something said once about this installation: "example" when made, a backup taken, the named person for worries."""

    key = models.CharField(max_length=60, unique=True)
    value = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    objects: ClassVar[models.Manager[Self]]
