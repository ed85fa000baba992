"""Whose vetting somebody may work on, and who is on record for a scheme."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ithaca.kernel.actor import Actor, job
from ithaca.kernel.roles import STAFF, Role
from ithaca.organisations import selectors as organisations
from ithaca.organisations.models import Person
from ithaca.participants.states import TAKING_PART
from ithaca.schemes.models import Scheme

VETTERS = (Role.COORDINATOR, Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD)


def _everybody() -> QuerySet[Person]:
    """Every person of the open organisation; who of them may be seen is decided here, by checks and not by records."""
    return organisations.people_visible_to(job("vetting")).order_by()


def people_visible_to(by: Actor) -> QuerySet[Person]:
    """Whose vetting `by` may work on: a co-ordinator and the leads for everybody who takes part or holds a post in their
    scheme and for people who are in no scheme yet; a partner contact for the mentors it supplied.
    """
    rows = _everybody()
    if by.kind == "job":
        return rows
    schemes = {held.scheme_id for held in by.held if held.role in VETTERS and held.scheme_id is not None}
    seen = Q(pk__in=[])
    if schemes:
        taking_part = _everybody().filter(participations__scheme__in=schemes)
        holding = _everybody().filter(appointments__scheme__in=schemes)
        seen |= Q(pk__in=taking_part.values("pk")) | Q(pk__in=holding.values("pk"))
        unattached = _everybody().filter(participations=None, appointments=None)
        seen |= Q(pk__in=unattached.values("pk"))
    partners = by.ids_as(Role.PARTNER_CONTACT)
    if partners:
        seen |= Q(supplied_by__in=partners)
    return rows.filter(seen)


def may_vet(by: Actor, person: Person) -> bool:
    """True if `by` may work on the vetting of `person`."""
    return by.kind == "job" or people_visible_to(by).filter(pk=person.pk).exists()


def people_to_notice(by: Actor, scheme: Scheme) -> QuerySet[Person]:
    """Adults of the scheme about whom staff may write down a sign: mentors and holders of posts, never oneself."""
    rows = people_of(scheme, timezone.localdate())
    return rows.exclude(pk__in=by.person_ids) if by.holds(*STAFF) or by.kind == "job" else rows.none()


def people_of(scheme: Scheme, on: date) -> QuerySet[Person]:
    """Who is to be on record for a scheme: mentors taking part, and everybody who holds a post in it."""
    rows: QuerySet[Person] = _everybody().filter(on_record(scheme, on))
    return rows


def on_record(scheme: Scheme, on: date, person: str = "pk") -> Q:
    """`people_of` as a condition on other rows: `person` is their field that names the person.

    Asked row by row, so that the few checks that are due cost the same in a scheme of ten thousand.
    """
    self = _everybody().filter(pk=OuterRef(person))
    mentors = self.filter(
        participations__scheme=scheme, participations__role="mentor", participations__state__in=TAKING_PART
    )
    posts = self.filter(Q(appointments__until=None) | Q(appointments__until__gt=on), appointments__scheme=scheme)
    return Q(Exists(mentors)) | Q(Exists(posts))


def people_on_record(scheme: Scheme, *, on: date) -> QuerySet[Person]:
    """The people of the single central record of a scheme, by name (VET-07). Who has left is not on it."""
    return people_of(scheme, on).order_by("family_name", "given_name", "pk")
