"""Bringing the rows in: portions of short transactions, each row whole or not at all, and to be gone on with after a stop."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import DataError, IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.move import CHANGED_MEANWHILE, move
from ithaca.imports import rules
from ithaca.imports.bring.base import Bringer, Bringing, BringsMany, Outcome
from ithaca.imports.bring.people_index import Unclear
from ithaca.imports.dry_run import begin
from ithaca.imports.kinds import KINDS
from ithaca.imports.models import Import
from ithaca.imports.reading import Prepared, faults, prepare, table_of
from ithaca.imports.services.look import FREE
from ithaca.imports.states import IMPORT
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow, Refused
from ithaca.kernel.work import service, unit_of_work
from ithaca.sheets import CleanRow

#: A file of up to so many rows is brought in at once, while the person waits.
AT_ONCE = 200
#: A portion ends after so many rows or seconds, whichever comes first: nobody waits longer for the database.
PORTION_ROWS = 200
PORTION_SECONDS = 0.6


@dataclass
class Ready:
    """An import read into memory. `done` says how many of its rows the index knows to be brought in."""

    public_id: str
    done: int
    on: date
    prepared: Prepared
    bringing: Bringing


@service
def confirm(*, item: Import, by: Actor, at: datetime, bring_lookalikes: bool = False) -> None:
    """Bring them in. A small file is done when this returns, a large one by the worker, portion by portion.

    Raises NotNow if the columns are not settled, or if somebody has said yes already.
    """
    rules.confirm.require(by=by, of=item)
    options = {**item.options, "lookalikes": "bring" if bring_lookalikes else "leave"}
    also = {"options": options, "done": 0, "summary": {}, "problems": [], "uploaded_by_id": by.person_id}
    move(item, "running", table=IMPORT, by=by, at=at, also=also, data={"rows": item.total})
    if item.total <= AT_ONCE:
        ready = get_ready(item, at=at)
        while not bring_portion(item=item, ready=ready, by=by, at=at, seconds=None):
            pass


@service
def go_on(*, item: Import, by: Actor, at: datetime) -> None:
    """Go on with an import that was stopped half-way; the worker does."""
    rules.confirm.require(by=by, of=item)
    move(item, "running", table=IMPORT, by=by, at=at, also={"uploaded_by_id": by.person_id, **FREE})


@service
def stop(*, item: Import, by: Actor, at: datetime) -> None:
    """Stop after the portion that is under way. What was brought in stays; the rest waits."""
    rules.stop.require(by=by, of=item)
    move(item, "stopped", table=IMPORT, by=by, at=at, data={"done": item.done}, also=FREE)


def get_ready(item: Import, *, at: datetime) -> Ready:
    """Read an import into memory. No transaction need be open: this takes seconds for a large file."""
    on = timezone.localdate(at)
    prepared = prepare(item, table_of(item), on)
    return Ready(item.public_id, item.done, on, prepared, begin(item, prepared, at=at))


def still_fits(ready: Ready | None, item: Import, *, at: datetime) -> bool:
    """True if what is in memory is this import as it stands now."""
    if ready is None:
        return False
    return (ready.public_id, ready.done, ready.on) == (item.public_id, item.done, timezone.localdate(at))


@service
def bring_portion(
    *, item: Import, ready: Ready, by: Actor, at: datetime, seconds: float | None = PORTION_SECONDS
) -> bool:
    """Bring the next rows in; True when there are none left, or somebody said stop.

    Rows that cannot be brought in are kept with the reason. Killed at any point, the whole portion counts or nothing of
    it; done again, rows that were brought in are recognised. After an exception `ready` is of no use any more. Raises
    NotNow if another worker was faster.
    """
    rules.confirm.require(by=by, of=item)
    rows = Import.objects.select_for_update(of=("self",)).select_related("scheme__organisation").defer("content")
    item.refresh_from_db(from_queryset=rows)
    if item.state != "running":
        return True
    if item.done != ready.done:
        raise NotNow(CHANGED_MEANWHILE)
    ready.bringing.by, ready.bringing.at = by, at
    ready.bringing.index.refresh()
    return _bring(item, ready, seconds)


def _bring(item: Import, ready: Ready, seconds: float | None) -> bool:
    rows = ready.prepared.cleaned.rows
    if item.done == 0:
        item.problems = faults(ready.prepared.cleaned)
    counts = Counter(item.summary)
    position = _rows(item, ready, rows[item.done : item.done + PORTION_ROWS], counts, seconds)
    item.done, item.summary, ready.done = position, dict(counts), position
    item.save(update_fields=["done", "summary", "problems"])
    if position < len(rows):
        return False
    _finish(item, ready)
    return True


def _rows(item: Import, ready: Ready, rows: Sequence[CleanRow], counts: Counter[str], seconds: float | None) -> int:
    """Bring these rows in, as many as can be in one go, the others one by one; returns the place of the next row.

    Where none go together, the portion ends when its time is over; the rows that are left are the next portion's.
    """
    bringer, began = KINDS[item.kind].bringer, time.monotonic()
    together = _together(bringer, [row.values for row in rows], ready.bringing)
    in_one_go = any(outcome is not None for outcome in together)
    for number, (row, outcome) in enumerate(zip(rows, together, strict=True)):
        if outcome is not None:
            counts[outcome] += 1
            continue
        if not in_one_go and seconds is not None and time.monotonic() - began > seconds:
            return item.done + number
        sentence = _one(bringer, row.values, ready.bringing, counts)
        if sentence:
            item.problems.append([row.number, sentence])
    return item.done + len(rows)


def _together(bringer: Bringer, rows: list[dict[str, object]], bringing: Bringing) -> list[Outcome | None]:
    """What came of the rows that could be brought in in one go; None for each that must be tried by itself."""
    if not isinstance(bringer, BringsMany) or len(rows) < 2:
        return [None] * len(rows)
    bringing.begin_row()
    try:
        with unit_of_work():
            return bringer.bring_many(rows, bringing)
    except (Unclear, Refused, DataError, IntegrityError):
        bringing.take_back()  # one of them cannot be brought in: each is tried by itself, to say which
        return [None] * len(rows)


def _one(bringer: Bringer, values: dict[str, object], bringing: Bringing, counts: Counter[str]) -> str:
    """Bring one row in, whole; returns the sentence that says why it could not be, or ""."""
    bringing.begin_row()
    try:
        with unit_of_work():
            counts[bringer.bring(values, bringing)] += 1
    except (Unclear, Refused) as refusal:
        bringing.take_back()
        counts["refused"] += 1
        return str(refusal)
    except (DataError, IntegrityError):
        bringing.take_back()
        counts["refused"] += 1
        return _("This row could not be kept. Look for very long text or a repeated entry.")
    return ""


def _finish(item: Import, ready: Ready) -> None:
    cleaned, at = ready.prepared.cleaned, ready.bringing.at
    numbers = {**item.summary, "faulty": len({e.row for e in cleaned.errors}), "left_out": len(cleaned.left_out)}
    also = {"summary": numbers, "finished_at": at, "problems": sorted(item.problems, key=lambda line: line[0]), **FREE}
    move(item, "done", table=IMPORT, by=ready.bringing.by, at=at, also=also, data=numbers)
