"""The clock's door: offers come to their last day, new pairs are asked how it fits. Each scheme gets a job of its own."""

from __future__ import annotations

from django.tasks import task
from django.utils import timezone

from ithaca.kernel.actor import job
from ithaca.kernel.scope import everywhere, open_scheme
from ithaca.matching.follow import schemes_to_ask
from ithaca.matching.selectors import schemes_with_offers
from ithaca.matching.services.fit import ask_fit
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


@task
def ask_how_it_fits() -> int:
    """Queue one job for every scheme with a young pair that was not asked yet; returns how many."""
    with everywhere("the clock looks for pairs to be asked how it fits, in all schemes"):
        waiting = schemes_to_ask(at=timezone.now())
    for organisation, scheme in waiting:
        ask_how_it_fits_in.enqueue(organisation=organisation, scheme=scheme)
    return len(waiting)


@task
def ask_how_it_fits_in(*, organisation: int, scheme: int) -> int:
    """Ask both sides of the pairs of one scheme that are due; returns how many people."""
    with open_scheme(organisation_id=organisation, scheme_id=scheme):
        row = schemes_visible_to(CLOCK).filter(pk=scheme).first()
        return 0 if row is None else ask_fit(scheme=row, by=CLOCK, at=timezone.now())
