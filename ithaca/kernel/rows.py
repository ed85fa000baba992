"""The base of every table of ours."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils import timezone

#: Letters and digits that are not taken for one another when read aloud or copied by hand.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_public_id() -> str:
    """Twelve random characters, about 59 bits: names a row in addresses and logs, and tells nothing about it."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))


class Row(models.Model):
    """A table row with a key for the database and a public id for people, links and logs."""

    #: "platform", "organisation" or "scheme": whose row this is. A house test wants it stated.
    level = "platform"

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True
