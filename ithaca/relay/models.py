"""Mail that came in. The untouched original is committed before the sending server is told that we have it (RE-1)."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models

from ithaca.kernel.rows import Row
from ithaca.mentorships.models import Mentorship
from ithaca.organisations.models import Organisation
from ithaca.participants.models import Participant
from ithaca.schemes.models import Scheme


class Arrival(Row):
    """One mail for one relay address. Platform-wide, because the pump that works on them looks across. States in states.py.

    `fingerprint` makes a mail that is delivered twice count once. `original` is emptied when `forgotten_at` is set.
    `why` is a word of reading.verdict.WHY; `message` is the public id of what it became.
    """

    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, null=True, on_delete=models.PROTECT, related_name="+")
    pair = models.ForeignKey(Mentorship, null=True, on_delete=models.PROTECT, related_name="+")
    sender = models.ForeignKey(Participant, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default="waiting")
    recipient = models.CharField(max_length=254)
    envelope_from = models.CharField(max_length=254, blank=True, default="")
    peer = models.CharField(max_length=45, blank=True, default="")
    helo = models.CharField(max_length=254, blank=True, default="")
    through = models.CharField(max_length=10)
    original = models.BinaryField(default=b"")
    size = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64, unique=True)
    mail_id = models.CharField(max_length=64, blank=True, default="")
    proof = models.CharField(max_length=10, blank=True, default="")
    why = models.CharField(max_length=20, blank=True, default="")
    message = models.CharField(max_length=12, blank=True, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Self]]

    class Meta:
        indexes = (
            models.Index(fields=["state", "next_try_at"], name="arrival_waiting"),
            models.Index(fields=["pair", "sender", "mail_id"], name="arrival_again"),
            models.Index(fields=["forgotten_at", "done_at"], name="arrival_old"),
        )
