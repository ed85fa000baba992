"""The worker's doors: large files are read and brought in portion by portion; old files are dropped by the clock."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.accounts.selectors import actor_of, roles_of
from ithaca.imports.dry_run import Found, look_at
from ithaca.imports.models import Import
from ithaca.imports.selectors import anything_waits, imports_visible_to
from ithaca.imports.services.claim import claim
from ithaca.imports.services.look import look
from ithaca.imports.services.run import Ready, bring_portion, get_ready, still_fits, stop
from ithaca.imports.services.upload import forget_files
from ithaca.kernel.actor import ANONYMOUS, Actor, job
from ithaca.kernel.refusals import Refused
from ithaca.kernel.roles import Role
from ithaca.kernel.scope import everywhere, open_scheme
from ithaca.schemes.selectors import schemes_visible_to

CLOCK = job("imports")
DAY = int(timedelta(days=1).total_seconds())
ME = secrets.token_hex(8)
#: What this process has in memory of the import it is at: reading a large file again for each portion would take hours.
_at_hand: list[Ready] = []


def carry() -> int:
    """Do the next piece of work for one import: look at its file, or bring a portion in. Returns how many were dealt with.

    Nothing long happens inside a transaction. Killed at any point, another worker goes on after the lease.
    """
    at = timezone.now()
    with everywhere("the worker looks for imports in all schemes"):
        item = claim(worker=ME, by=CLOCK, at=at) if anything_waits(CLOCK) else None
    if item is None:
        _at_hand.clear()
        return 0
    with open_scheme(organisation_id=item.scheme.organisation_id, scheme_id=item.scheme_id):
        if item.state == "uploaded":
            _look(item, at)
        else:
            _portion(item, at)
    return 1


def _look(item: Import, at: datetime) -> None:
    try:
        found = look_at(item, at=at)
    except Exception:
        # Whatever a file holds must not stop the worker; the failure itself is logged by it.
        failed = Found(
            "unreadable", {"problems": [[0, _("This file could not be read. Save it again as CSV or XLSX.")]]}
        )
        look(item=item, found=failed, by=CLOCK, at=at)
        raise
    look(item=item, found=found, by=CLOCK, at=at)


def _portion(item: Import, at: datetime) -> None:
    try:
        ready = _at_hand[0] if _at_hand else None
        if ready is None or not still_fits(ready, item, at=at):
            ready = get_ready(item, at=at)
            _at_hand[:] = [ready]
        if bring_portion(item=item, ready=ready, by=who_confirmed(item), at=at):
            _at_hand.clear()
    except Refused:
        _at_hand.clear()
        _stop_if_running(item, at)
    except Exception:
        # Stopped half-way, it waits for a person; the failure itself is logged by the worker.
        _at_hand.clear()
        _stop_if_running(item, at)
        raise


def _stop_if_running(item: Import, at: datetime) -> None:
    row = imports_visible_to(CLOCK).filter(pk=item.pk, state="running", claimed_by=ME).first()
    if row is not None:
        stop(item=row, by=CLOCK, at=at)


def who_confirmed(item: Import) -> Actor:
    """The person who brings it in, with the roles held now: somebody who is co-ordinator no more, or whose way in is closed,
    brings in nothing more. Only what a command brought has nobody behind it."""
    person = item.uploaded_by
    if person is None:
        return CLOCK
    if person.account is None or not person.account.is_active:
        return ANONYMOUS
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
