"""The clock's door: pairs that lack nothing any more are opened within a minute, so that nobody waits for a press."""

from __future__ import annotations

from django.tasks import task
from django.utils import timezone

from ithaca.kernel.actor import job
from ithaca.kernel.scope import everywhere, open_scheme
from ithaca.mentorships.selectors import schemes_with_gated_pairs
from ithaca.mentorships.services.begin import open_ready_pairs
from ithaca.schemes.selectors import schemes_visible_to

CLOCK = job("mentorships.open")


@task
def open_ready() -> int:
    """Queue one job for every running scheme in which a pair waits to open; returns how many. Each stays short."""
    with everywhere("the clock looks for pairs that wait, in all schemes"):
        waiting = schemes_with_gated_pairs()
    for organisation, scheme in waiting:
        open_ready_in.enqueue(organisation=organisation, scheme=scheme)
    return len(waiting)


@task
def open_ready_in(*, organisation: int, scheme: int) -> int:
    """Open the pairs of one scheme that lack nothing; returns how many."""
    with open_scheme(organisation_id=organisation, scheme_id=scheme):
        row = schemes_visible_to(CLOCK).filter(pk=scheme).first()
        return 0 if row is None else open_ready_pairs(scheme=row, by=CLOCK, at=timezone.now())
