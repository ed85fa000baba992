"""The one key to the fences that keep words from being changed: open inside one transaction, for the clock of privacy.

A table whose rows may only be added to can name columns in `emptied` that may be *emptied* (never rewritten) while a
licence of the row's organisation is open. A licence is made and closed in one transaction, so no other connection ever
sees an open one; the row stays as the record that the fence was opened, when and what for (MSG-06).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection

from ithaca.kernel.models import Licence


@contextmanager
def licence(*, organisation_id: int, why: str, at: datetime) -> Iterator[None]:
    """Open the fences of one organisation for emptying, as far as each table allows; `why` is a word from a closed list.

    Raises RuntimeError outside a transaction: an open licence must never be seen by anybody else.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A licence is opened and closed inside one transaction.")
    row = Licence.objects.create(organisation_id=organisation_id, why=why, created_at=at)
    yield
    Licence.objects.filter(pk=row.pk).update(closed_at=at)
