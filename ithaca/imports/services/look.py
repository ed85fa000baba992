"""Looking at an uploaded file: which sheet, which columns, and what each row would do."""

from __future__ import annotations

from datetime import datetime

from ithaca.audit.services.move import move
from ithaca.imports import rules
from ithaca.imports.dry_run import Found, look_at
from ithaca.imports.models import Import
from ithaca.imports.states import IMPORT
from ithaca.kernel.actor import Actor
from ithaca.kernel.work import service

#: A file of up to so many bytes is looked at while the person waits; reading it takes well under a second.
SMALL = 100_000


@service
def look(*, item: Import, by: Actor, at: datetime, found: Found | None = None) -> None:
    """Keep what looking at the file found; `found` is what a worker worked out before, so that this is a short write.

    Raises NotNow if somebody chose other columns meanwhile.
    """
    rules.see.require(by=by, of=item)
    found = found or look_at(item, at=at)
    move(item, found.state, table=IMPORT, by=by, at=at, also={**found.changes, **FREE})


#: No worker is at it.
FREE = {"claimed_by": "", "claimed_until": None}
