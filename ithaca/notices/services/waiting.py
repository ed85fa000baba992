"""Letters that wait for a better moment, such as the end of quiet hours."""

from __future__ import annotations

from datetime import datetime

from ithaca.kernel.actor import Actor
from ithaca.kernel.work import service
from ithaca.notices.models import Letter
from ithaca.organisations.models import Person
from ithaca.schemes.models import Scheme


@service
def wait_until(*, name: str, person: Person, scheme: Scheme, until: datetime, by: Actor, at: datetime) -> int:
    """Let letters of this kind to one person that have not left wait until then; urgent ones never wait. Returns how many."""
    del by
    rows = Letter.objects.filter(name=name, person=person, scheme=scheme, state="waiting", urgent=False)
    return rows.filter(next_try_at__lt=until, created_at__lte=at, attempts=0).update(next_try_at=until)
