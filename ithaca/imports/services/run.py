"""Bringing the rows in: portions of short transactions, each row whole or not at all, and to be gone on with after a stop."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db import DataError, IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.move import move
from ithaca.imports import rules
from ithaca.imports.bring.base import Bringer, Bringing
from ithaca.imports.bring.people_index import Unclear
from ithaca.imports.dry_run import begin
from ithaca.imports.kinds import KINDS
from ithaca.imports.models import Import
from ithaca.imports.reading import Prepared, faults, prepare
from ithaca.imports.states import IMPORT
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import Refused
from ithaca.kernel.work import service, unit_of_work

#: A file of up to so many rows is brought in at once, while the person waits.
AT_ONCE = 200
#: A portion ends after so many rows or seconds, whichever comes first: nobody waits longer for the database.
PORTION_ROWS = 200
PORTION_SECONDS = 0.6


@dataclass
class _Ready:
    """What the last portion had in memory, for the next one in this process. `done` says up to which row it holds."""

    public_id: str
    done: int
    on: date
    prepared: Prepared
    bringing: Bringing


_ready: list[_Ready] = []


@service
def confirm(*, item: Import, by: Actor, at: datetime, bring_lookalikes: bool = False) -> None:
    """Bring them in. A small file is done when this returns, a large one by the worker, portion by portion.

    Raises NotNow if the columns are not settled, or if somebody has said yes already.
    """
    rules.confirm.require(by=by, of=item)
    options = {**item.options, "lookalikes": "bring" if bring_lookalikes else "leave"}
    also = {"options": options, "done": 0, "summary": {}, "problems": [], "uploaded_by_id": by.person_id}
    move(item, "running", table=IMPORT, by=by, at=at, also=also, data={"rows": item.total})
    _carry_on(item, by, at)


@service
def go_on(*, item: Import, by: Actor, at: datetime) -> None:
    """Go on with an import that was stopped half-way."""
    rules.confirm.require(by=by, of=item)
    move(item, "running", table=IMPORT, by=by, at=at, also={"uploaded_by_id": by.person_id})
    _carry_on(item, by, at)


@service
def stop(*, item: Import, by: Actor, at: datetime) -> None:
    """Stop after the portion that is under way. What was brought in stays; the rest waits."""
    rules.stop.require(by=by, of=item)
    move(item, "stopped", table=IMPORT, by=by, at=at, data={"done": item.done})


def _carry_on(item: Import, by: Actor, at: datetime) -> None:
    from ithaca.imports.tasks import bring_in

    if item.total > AT_ONCE:
        bring_in.enqueue(organisation=item.scheme.organisation_id, scheme=item.scheme_id, item=item.public_id)
        return
    while not bring_portion(item=item, by=by, at=at, seconds=None):
        pass


@service
def bring_portion(*, item: Import, by: Actor, at: datetime, seconds: float | None = PORTION_SECONDS) -> bool:
    """Bring the next rows in; True when there are none left (or somebody said stop).

    Rows that cannot be brought in are kept with the reason. Killed at any point, the whole portion counts or nothing of
    it; done again, rows that were brought in are recognised.
    """
    rules.confirm.require(by=by, of=item)
    item.refresh_from_db(from_queryset=Import.objects.select_for_update().select_related("scheme__organisation"))
    if item.state != "running":
        _ready.clear()
        return True
    ready = _take(item, by, at)
    try:
        return _bring(item, ready, at, seconds)
    except BaseException:
        _ready.clear()
        raise


def _take(item: Import, by: Actor, at: datetime) -> _Ready:
    """What the last portion left in memory if it fits, otherwise read anew."""
    on = timezone.localdate(at)
    held = _ready[0] if _ready else None
    if held is None or held.public_id != item.public_id or held.done != item.done or held.on != on:
        prepared = prepare(item, on)
        held = _Ready(item.public_id, item.done, on, prepared, begin(item, prepared, by=by, at=at))
        _ready[:] = [held]
    else:
        held.bringing.index.refresh()
    held.bringing.by, held.bringing.at = by, at
    return held


def _bring(item: Import, ready: _Ready, at: datetime, seconds: float | None) -> bool:
    rows = ready.prepared.cleaned.rows
    bringer = KINDS[item.kind].bringer
    if item.done == 0 and not item.problems:
        item.problems = faults(ready.prepared.cleaned)
    counts = Counter(item.summary)
    began, position = time.monotonic(), item.done
    while position < len(rows) and position - item.done < PORTION_ROWS:
        row = rows[position]
        sentence = _one(bringer, row.values, ready.bringing, counts)
        if sentence:
            item.problems.append([row.number, sentence])
        position += 1
        if seconds is not None and time.monotonic() - began > seconds:
            break
    item.done, item.summary = position, dict(counts)
    item.save(update_fields=["done", "summary", "problems"])
    if position < len(rows):
        ready.done = position
        return False
    _ready.clear()
    _finish(item, ready, at)
    return True


def _one(bringer: Bringer, values: dict[str, object], bringing: Bringing, counts: Counter[str]) -> str:
    """Bring one row in, whole; returns the sentence that says why it could not be, or ""."""
    bringing.begin_row()
    try:
        with unit_of_work():
            counts[bringer.bring(values, bringing)] += 1
    except (Unclear, Refused) as refusal:
        bringing.take_back_row()
        counts["refused"] += 1
        return str(refusal)
    except (DataError, IntegrityError):
        bringing.take_back_row()
        counts["refused"] += 1
        return _("This row could not be kept. Look for very long text or a repeated entry.")
    return ""


def _finish(item: Import, ready: _Ready, at: datetime) -> None:
    cleaned = ready.prepared.cleaned
    summary = {
        **item.summary,
        "faulty": len({error.row for error in cleaned.errors}),
        "left_out": len(cleaned.left_out),
    }
    also = {"summary": summary, "finished_at": at, "done": item.total}
    numbers = {key: value for key, value in summary.items() if isinstance(value, int)}
    move(item, "done", table=IMPORT, by=ready.bringing.by, at=at, also=also, data=numbers)

