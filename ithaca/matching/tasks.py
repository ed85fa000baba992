"""The clock's door: offers come to their last day. Each scheme gets a job of its own, so that each stays short."""

from __future__ import annotations

from django.tasks import task
from django.utils import timezone

from ithaca.kernel.actor import job
from ithaca.kernel.scope import everywhere, open_scheme
from ithaca.matching.selectors import schemes_with_offers
from ithaca.matching.services.lapse import lapse_overdue, remind_unanswered
from ithaca.schemes.selectors import schemes_visible_to

CLOCK = job("matching.clock")


@task
def look_after_offers() -> int:
    """Queue one job for every scheme with an offer that comes to its end; returns how many."""
    with everywhere("the clock looks for offers near their last day, in all schemes"):
        waiting = schemes_with_offers(on=timezone.localdate())
    for organisation, scheme in waiting:
        look_after_offers_in.enqueue(organisation=organisation, scheme=scheme)
    return len(waiting)


@task
def look_after_offers_in(*, organisation: int, scheme: int) -> int:
    """Remind those who have not answered, and end what nobody answered; returns how many letters and ends."""
    with open_scheme(organisation_id=organisation, scheme_id=scheme):
        row = schemes_visible_to(CLOCK).filter(pk=scheme).first()
        if row is None:
            return 0
        at = timezone.now()
        return lapse_overdue(scheme=row, by=CLOCK, at=at) + remind_unanswered(scheme=row, by=CLOCK, at=at)
