"""The clock's door: held messages that have waited too long."""

from __future__ import annotations

from django.tasks import task
from django.utils import timezone

from ithaca.kernel.actor import job
from ithaca.kernel.scope import everywhere, open_scheme
from ithaca.messaging.models import Message
from ithaca.messaging.services.chase import chase
from ithaca.schemes.selectors import schemes_visible_to

CLOCK = job("messaging.chase")


@task
def chase_held() -> int:
    """Queue one job for every scheme in which a message is held; returns how many. Each stays short."""
    with everywhere("the clock looks for held messages, in all schemes"):
        rows = Message.objects.filter(state="held").order_by()
        waiting = list(rows.values_list("scheme__organisation_id", "scheme_id").distinct())
    for organisation, scheme in waiting:
        chase_held_in.enqueue(organisation=organisation, scheme=scheme)
    return len(waiting)


@task
def chase_held_in(*, organisation: int, scheme: int) -> int:
    """Chase in one scheme; returns how many steps were taken."""
    with open_scheme(organisation_id=organisation, scheme_id=scheme):
        row = schemes_visible_to(CLOCK).filter(pk=scheme).first()
        return 0 if row is None else chase(scheme=row, by=CLOCK, at=timezone.now())
