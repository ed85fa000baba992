"""The clock's door: each night, organisation by organisation, what is past its time is emptied."""

from __future__ import annotations

from django.tasks import task
from django.utils import timezone

from ithaca.kernel.actor import job
from ithaca.kernel.scope import everywhere, open_schemes
from ithaca.organisations.selectors import every_organisation
from ithaca.privacy.services.clock import empty_due
from ithaca.schemes.selectors import schemes_of_organisation

CLOCK = job("privacy.clock")


@task
def empty_all() -> int:
    """Queue one job for every organisation; returns how many."""
    with everywhere("the clock looks at every organisation"):
        keys = list(every_organisation().values_list("pk", flat=True))
    for key in keys:
        empty_in.enqueue(organisation=key)
    return len(keys)


@task
def empty_in(*, organisation: int) -> int:
    """Empty one portion of one organisation, and queue the next portion while there is one; returns the number of rows."""
    with everywhere("the clock looks up the organisation and its schemes"):
        row = every_organisation().get(pk=organisation)
        schemes = list(schemes_of_organisation(row).values_list("pk", flat=True))
    with open_schemes(organisation_id=organisation, scheme_ids=schemes):
        done = sum(empty_due(organisation=row, by=CLOCK, at=timezone.now()).values())
    if done:
        empty_in.enqueue(organisation=organisation)
    return done
