"""Schemes, the posts people hold in them, and what was confirmed before opening."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from ithaca.kernel.roles import POSTS
from ithaca.kernel.rows import Row
from ithaca.kernel.scope import scoped_manager
from ithaca.organisations.models import OrganisationRow, Partner, Person
from ithaca.schemes.arrangements import Arrangements


class Scheme(OrganisationRow):
    """One mentoring scheme. How it is arranged stands in `settings`, read through `arrangements`."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=40)
    template = models.CharField(max_length=40)
    state = models.CharField(max_length=12, default="draft")
    purpose = models.TextField(blank=True, default="")
    objectives = models.JSONField(default=list)
    target_group = models.TextField(blank=True, default="")
    settings = models.JSONField(default=dict)
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_grounds = models.TextField(blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organisation", "slug"], name="scheme_slug_once"),)

    @property
    def arrangements(self) -> Arrangements:
        """How the scheme is arranged, typed."""
        return Arrangements.from_json(self.settings)


class SchemeRow(Row):
    """A row that belongs to one scheme; its manager refuses to run outside one."""

    level = "scheme"

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[Any]] = scoped_manager("scheme")

    class Meta:
        abstract = True


class SettingsVersion(SchemeRow):
    """The arrangements as they were from one moment on, with who changed them and why (SCH-26)."""

    append_only = True

    settings = models.JSONField()
    reason = models.CharField(max_length=300, blank=True, default="")
    changed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")


class Confirmation(SchemeRow):
    """One line of "before you open", confirmed; the safety lines are signed by name."""

    line = models.CharField(max_length=40)
    confirmed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    signed_name = models.CharField(max_length=120, blank=True, default="")
    details = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["scheme", "line"], name="confirmation_once"),)


class Appointment(SchemeRow):
    """A post held by a person: co-ordinator, safeguarding lead, school contact and the rest of POSTS."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in POSTS])
    partner = models.ForeignKey(Partner, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        indexes = (models.Index(fields=["person", "until"], name="appointment_person"),)


class Absence(SchemeRow):
    """“I am away, … covers”: for these days the covering person also holds the post of the absent one."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    covered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()


class PostChange(SchemeRow):
    """Somebody asked that one of the posts which keep the scheme safe changes hands: it counts once another has agreed.

    `person` is to hold `role`; or `ends` is to end, and nobody follows. `asked_account` is the public id of the account that
    asked: an administrator need be nobody of the organisation. `agreed` is None while it waits.
    """

    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in POSTS])
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    ends = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    asked_account = models.CharField(max_length=12)
    asked_at = models.DateTimeField()
    agreed = models.BooleanField(null=True)
    settled_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["scheme", "settled_at"], name="post_change_waiting"),)
