"""Organisations, the partners and schools they work with, and the people they know."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ithaca.kernel.rows import Row
from ithaca.kernel.scope import scoped_manager


class Organisation(Row):
    """Whoever runs schemes here: a trust, a school, a university, a network."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=40, unique=True)
    contact_email = models.EmailField(blank=True, default="")
    contact_phone = models.CharField(max_length=40, blank=True, default="")
    is_example = models.BooleanField(default=False)

    objects: ClassVar[models.Manager[Self]]


class OrganisationRow(Row):
    """A row that belongs to one organisation; its manager refuses to run outside one."""

    level = "organisation"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[Any]] = scoped_manager("organisation")

    class Meta:
        abstract = True


class PartnerKind(models.TextChoices):
    """What a partner is (ORG-01)."""

    SCHOOL = "school", _("school or home learning base")
    EBLO = "eblo", _("education business link organisation")
    AGENCY = "agency", _("agency")
    EMPLOYER = "employer", _("employer")
    PROVIDER = "provider", _("training provider")
    TEC = "tec", _("training and enterprise council")
    COLLEGE = "college", _("college")
    UNIVERSITY = "university", _("university")
    AUTHORITY = "authority", _("local authority")
    SAFEGUARDING_UNIT = "safeguarding_unit", _("safeguarding unit")
    BUSINESS_SUPPORT = "business_support", _("business support body")
    VOLUNTARY = "voluntary", _("voluntary group")
    SPONSOR = "sponsor", _("sponsor")
    FUNDER = "funder", _("funder")
    CLUB = "club", _("club or professional body")


class Partner(OrganisationRow):
    """Another body the organisation works with: a school, an employer, one that supplies mentors.

    A school carries its own safeguarding lead's name and telephone, because a worry about a pupil goes there too.
    """

    name = models.CharField(max_length=120)
    kinds = models.JSONField(default=list)
    address = models.CharField(max_length=300, blank=True, default="")
    contact_name = models.CharField(max_length=120, blank=True, default="")
    contact_email = models.EmailField(blank=True, default="")
    contact_phone = models.CharField(max_length=40, blank=True, default="")
    lead_name = models.CharField(max_length=120, blank=True, default="")
    lead_phone = models.CharField(max_length=40, blank=True, default="")
    supplies_mentors = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organisation", "name"], name="partner_name_once"),)


class Agreement(OrganisationRow):
    """A written agreement with a partner that supplies mentors (ORG-02, ORG-03). States in states.py."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="agreements")
    state = models.CharField(max_length=12, default="draft")
    responsibilities = models.TextField(blank=True, default="")
    terms = models.TextField(blank=True, default="")
    safeguarding = models.TextField(blank=True, default="")
    signed_for_us = models.CharField(max_length=120, blank=True, default="")
    signed_for_partner = models.CharField(max_length=120, blank=True, default="")
    signed_on = models.DateField(null=True)
    review_on = models.DateField(null=True)


class Person(OrganisationRow):
    """A human being the organisation knows, once, whatever they are to it and in however many schemes."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="people", db_index=True
    )
    given_name = models.CharField(max_length=60)
    family_name = models.CharField(max_length=60, blank=True, default="")
    search_name = models.CharField(max_length=130, db_index=True, default="")
    date_of_birth = models.DateField(null=True)
    email = models.EmailField(blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    gender = models.CharField(max_length=20, blank=True, default="")
    school = models.ForeignKey(Partner, null=True, on_delete=models.PROTECT, related_name="pupils")
    class_name = models.CharField(max_length=30, blank=True, default="")
    employer = models.ForeignKey(Partner, null=True, on_delete=models.PROTECT, related_name="staff")
    supplied_by = models.ForeignKey(Partner, null=True, on_delete=models.PROTECT, related_name="supplied")
    job_title = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        indexes = (
            models.Index(fields=["organisation", "search_name"], name="person_search"),
            models.Index(fields=["organisation", "email"], name="person_email"),
        )

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}".strip()

    def age_on(self, day: date) -> int | None:
        """Full years on `day`; None if the date of birth is not known."""
        born = self.date_of_birth
        if born is None:
            return None
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    def is_child_on(self, day: date) -> bool:
        """True under 18 on `day`. An unknown date of birth counts as a child: safety asks the person, not the scheme."""
        age = self.age_on(day)
        return age is None or age < 18


class Correction(OrganisationRow):
    """That somebody corrected a person's record, which fields, and why. What stood there before is not kept."""

    append_only = True
    emptied = ("reason",)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="corrections")
    fields = models.JSONField(default=list)
    reason = models.CharField(max_length=300, blank=True, default="")
    corrected_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
