"""The worker's door: one short portion of an import a job, the next one queued with it; and the clock's: old files go."""

from __future__ import annotations

from datetime import timedelta

from django.tasks import task
from django.utils import timezone

from ithaca.accounts.selectors import actor_of, roles_of
from ithaca.imports.models import Import
from ithaca.imports.selectors import imports_visible_to
from ithaca.imports.services.run import bring_portion
from ithaca.imports.services.upload import forget_files
from ithaca.kernel.actor import Actor, job
from ithaca.kernel.roles import Role
from ithaca.kernel.scope import everywhere, open_scheme
from ithaca.schemes.selectors import schemes_visible_to

CLOCK = job("imports.forget")
DAY = int(timedelta(days=1).total_seconds())


@task
def bring_in(*, organisation: int, scheme: int, item: str) -> bool:
    """Bring the next portion in and queue the one after it, in one transaction. True when the import is done."""
    with open_scheme(organisation_id=organisation, scheme_id=scheme):
        row = imports_visible_to(CLOCK).get(public_id=item)
        done = bring_portion(item=row, by=who_confirmed(row), at=timezone.now())
    if not done:
        bring_in.enqueue(organisation=organisation, scheme=scheme, item=item)
    return done


def who_confirmed(item: Import) -> Actor:
    """The person who brings it in, with the roles held now: somebody who is co-ordinator no more brings in nothing more."""
    person = item.uploaded_by
    if person is None or person.account is None:
        return job("imports.bring_in")
    held = roles_of(person.account, organisation_id=item.scheme.organisation_id, scheme_id=item.scheme_id)
    return actor_of(person.account, held).acting_as(Role.COORDINATOR)


@task
def forget_old_files() -> int:
    """Queue one job for every scheme; returns how many."""
    with everywhere("the clock looks for old files in all schemes"):
        places = list(schemes_visible_to(CLOCK).values_list("organisation_id", "pk"))
    for organisation, scheme in places:
        forget_in.enqueue(organisation=organisation, scheme=scheme)
    return len(places)


@task
def forget_in(*, organisation: int, scheme: int) -> int:
    """Drop the old files of one scheme."""
    with open_scheme(organisation_id=organisation, scheme_id=scheme):
        row = schemes_visible_to(CLOCK).filter(pk=scheme).first()
        return 0 if row is None else forget_files(scheme=row, by=CLOCK, at=timezone.now())
