"""One person's vetting rows, and the checks that run out."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from ithaca.organisations.models import Person
from ithaca.schemes.models import Scheme
from ithaca.vetting.models import Check, Sign, StepDone
from ithaca.vetting.selectors.people import on_record
from ithaca.vetting.states import BLOCKING

SOON = timedelta(days=30)


def latest_check(person: Person) -> Check | None:
    """The check that decides about a person: one that blocks, else the one being worked on, else the newest cleared."""
    rows = (
        Check.objects.filter(person=person)
        .exclude(state="replaced")
        .select_related("seen_by", "decided_by", "identity_seen_by", "partner", "proposed_by")
    )
    order = {state: n for n, state in enumerate((*BLOCKING, "seen", "requested", "cleared"))}
    return min(rows, key=lambda c: (order[c.state], -c.pk), default=None)


def steps_of(person: Person) -> QuerySet[StepDone]:
    """The steps noted for a person and not taken back."""
    rows: QuerySet[StepDone] = StepDone.objects.filter(person=person, taken_back_at=None)
    return rows


def steps_done(person: Person) -> set[str]:
    """The keys of those steps."""
    return set(steps_of(person).values_list("step", flat=True))


def signs_of(person: Person) -> QuerySet[Sign]:
    """The warning signs about a person that wait for a second look."""
    rows: QuerySet[Sign] = Sign.objects.filter(person=person, resolved_at=None)
    return rows


def checks_due(scheme: Scheme, *, on: date) -> QuerySet[Check]:
    """The checks in force of people in the scheme that have run out or do so within 30 days, first due first."""
    rows: QuerySet[Check] = Check.objects.filter(is_due(on), on_record(scheme, on, "person"))
    return rows.select_related("person").order_by("next_due", "pk")


def is_due(on: date) -> Q:
    """A check in force that has run out on the day `on`, or does so within 30 days."""
    return Q(Q(next_due=None) | Q(next_due__lte=on + SOON), state="cleared")
