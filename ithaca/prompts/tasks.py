"""The clock's door: each hour, scheme by scheme, who should be reminded."""

from __future__ import annotations

from django.tasks import task
from django.utils import timezone

from ithaca.kernel.actor import job
from ithaca.kernel.scope import everywhere, open_scheme
from ithaca.prompts.services import remind
from ithaca.schemes.selectors import running_schemes, schemes_visible_to

CLOCK = job("prompts.remind")


@task
def remind_all() -> int:
    """Queue one job for every running scheme with reminders; returns how many."""
    with everywhere("the clock looks at every running scheme"):
        wanted = [(s.organisation_id, s.pk) for s in running_schemes() if s.arrangements.prompts]
    for organisation, scheme in wanted:
        remind_in.enqueue(organisation=organisation, scheme=scheme)
    return len(wanted)


@task
def remind_in(*, organisation: int, scheme: int) -> int:
    """Remind the pairs of one scheme; returns how many letters."""
    with open_scheme(organisation_id=organisation, scheme_id=scheme):
        row = schemes_visible_to(CLOCK).filter(pk=scheme).first()
        return 0 if row is None else remind(scheme=row, by=CLOCK, at=timezone.now())
