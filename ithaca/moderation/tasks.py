"""The worker's door: stored messages are screened again portion by portion."""

from __future__ import annotations

import secrets

from django.utils import timezone

from ithaca.kernel.actor import job
from ithaca.kernel.scope import everywhere, open_scheme
from ithaca.moderation.services.rescreen import claim, portion

CLOCK = job("moderation.rescreen")
ME = secrets.token_hex(8)


def carry() -> int:
    """Do the next portion of one screening that waits; returns how many were dealt with. Killed at any point, another
    worker goes on after the lease."""
    at = timezone.now()
    with everywhere("the worker looks for screenings in all schemes"):
        item = claim(worker=ME, by=CLOCK, at=at)
    if item is None:
        return 0
    with open_scheme(organisation_id=item.scheme.organisation_id, scheme_id=item.scheme_id):
        portion(item, by=CLOCK, at=at)
    return 1
