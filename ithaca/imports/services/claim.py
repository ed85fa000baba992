"""A worker takes the next import that waits: a short lease, so that a killed worker's work is gone on with."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from ithaca.imports import rules
from ithaca.imports.models import Import
from ithaca.imports.selectors import imports_visible_to
from ithaca.imports.states import WORKING
from ithaca.kernel.actor import Actor
from ithaca.kernel.work import service

#: How long a worker may be at one portion before another takes over. Reading a file of 50,000 rows takes half a minute.
LEASE = timedelta(minutes=3)


@service
def claim(*, worker: str, by: Actor, at: datetime) -> Import | None:
    """An import that waits for a worker and that no other is at, now held by `worker`; None if there is none.

    Must be called where no scope is open: it looks in all schemes.
    """
    rules.work.require(by=by)
    free = Q(claimed_until=None) | Q(claimed_until__lt=at) | Q(claimed_by=worker)
    waiting = imports_visible_to(by).filter(free, state__in=WORKING).order_by("pk")
    key = waiting.values_list("pk", flat=True).first()
    if key is None:
        return None
    taken = Import.objects.filter(free, pk=key, state__in=WORKING).update(claimed_by=worker, claimed_until=at + LEASE)
    return waiting.filter(pk=key).first() if taken == 1 else None
