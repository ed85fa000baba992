"""Letters, text messages and the outbox. A row is written with its cause; a worker sends it, again if it must."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models

from ithaca.kernel.rows import Row
from ithaca.organisations.models import Organisation, Person
from ithaca.schemes.models import Scheme, SchemeRow


class Letter(Row):
    """One letter to one address. Platform-wide table, because the pump that sends looks across; pages read it by scheme."""

    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="letters")
    name = models.CharField(max_length=60)
    to_address = models.CharField(max_length=254, blank=True, default="")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=10, default="waiting")
    urgent = models.BooleanField(default=False)
    message_id = models.CharField(max_length=120)
    batch = models.CharField(max_length=12, blank=True, default="")
    about = models.CharField(max_length=60, blank=True, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True, default="")

    objects: ClassVar[models.Manager[Self]]

    class Meta:
        indexes = (
            models.Index(fields=["state", "next_try_at"], name="letter_waiting"),
            models.Index(fields=["scheme", "person", "created_at"], name="letter_person"),
            models.Index(fields=["scheme", "state", "created_at"], name="letter_of_scheme"),
        )


class Rewording(SchemeRow):
    """A letter's or public page's words as the scheme wants them (INC-01)."""

    name = models.CharField(max_length=60)
    subject = models.CharField(max_length=200, blank=True, default="")
    body = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["scheme", "name"], name="rewording_once"),)


class Stop(SchemeRow):
    """Somebody wants no more letters of one kind from a scheme. They are still written, and kept, but do not leave."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["scheme", "person", "name"], name="letters_stopped_once"),)


class MailSettings(Row):
    """How mail leaves this platform; one row. The password is encrypted with the field keys."""

    host = models.CharField(max_length=200)
    port = models.PositiveIntegerField(default=587)
    security = models.CharField(max_length=10, default="starttls")
    username = models.CharField(max_length=200, blank=True, default="")
    password_encrypted = models.TextField(blank=True, default="")
    from_address = models.EmailField()
    tested_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Self]]


class Text(Row):
    """One text message to one number, platform-wide like letters. States in states.py.

    It says that something waits and where; never a word of a message, never a name. `provider_ref` is the provider's own
    number for it, by which its receipt is asked for; `asked` counts how often it was.
    """

    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    to_number = models.CharField(max_length=20)
    words = models.TextField()
    state = models.CharField(max_length=10, default="waiting")
    provider = models.CharField(max_length=20, blank=True, default="")
    provider_ref = models.CharField(max_length=64, blank=True, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    asked = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    receipt_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=60, blank=True, default="")

    objects: ClassVar[models.Manager[Self]]

    class Meta:
        indexes = (models.Index(fields=["state", "next_try_at"], name="text_waiting"),)


class TextSettings(Row):
    """How text messages leave this platform; one row. Without it, or with provider "log", they are only noted in the log,
    which reaches nobody. `own_number` gets the test and the daily check. The secret is encrypted with the field keys."""

    provider = models.CharField(max_length=20, default="log")
    address = models.CharField(max_length=200, blank=True, default="")
    account = models.CharField(max_length=80, blank=True, default="")
    secret_encrypted = models.TextField(blank=True, default="")
    sender = models.CharField(max_length=40, blank=True, default="")
    own_number = models.CharField(max_length=20, blank=True, default="")
    tested_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Self]]
