"""Stored messages screened once more: portion by portion, shown as differences, and counting only when a person says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.messaging.services.again import Other, Terms, again, pairs_after, stored_count
from ithaca.messaging.services.read import require_reader
from ithaca.moderation import rules
from ithaca.moderation.models import Difference, Reading, Rescreening
from ithaca.moderation.selectors import corrections_in_force, rules_in_force
from ithaca.moderation.states import RESCREENING
from ithaca.schemes.models import Scheme
from ithaca.schemes.services import change_line
from ithaca.screening import engine_version
from ithaca.screening.types import ACTIONS

#: Messages of a portion: under a second of work for the engine, one short write.
PORTION = 1_000
LEASE = timedelta(minutes=3)
WORKING = ("queued", "running")


@service
def start(*, scheme: Scheme, policy: str, switches: Sequence[str], by: Actor, at: datetime) -> Rescreening:
    """Screen all stored messages of the scheme under a policy with switches; a worker does it. Raises NotNow while another
    waits for the worker or for a decision."""
    rules.rescreen.require(by=by)
    reader = require_reader(scheme=scheme, by=by, at=at)
    if Rescreening.objects.filter(scheme=scheme, state__in=(*WORKING, "ready")).exists():
        raise NotNow(_("Another change is being tried already. Decide about it first."))
    row: Rescreening = Rescreening.objects.create(
        scheme=scheme,
        policy=policy,
        switches=sorted(switches),
        engine_version=engine_version(),
        total=stored_count(scheme),
        started_by=reader,
        created_at=at,
    )
    record(name="moderation.rescreening_asked", by=by, at=at, about=row, data={"total": row.total})
    return row


@service
def claim(*, worker: str, by: Actor, at: datetime) -> Rescreening | None:
    """One that waits for a worker and that no other is at, now held by `worker`, or None. Called where no scope is open."""
    rules.work.require(by=by)
    free = Q(claimed_until=None) | Q(claimed_until__lt=at) | Q(claimed_by=worker)
    waiting = Rescreening.objects.filter(free, state__in=WORKING).select_related("scheme__organisation").order_by("pk")
    row: Rescreening | None = waiting.first()
    if row is None:
        return None
    taken = Rescreening.objects.filter(free, pk=row.pk, state__in=WORKING)
    return row if taken.update(claimed_by=worker, claimed_until=at + LEASE) == 1 else None


def portion(item: Rescreening, *, by: Actor, at: datetime, size: int = PORTION) -> bool:
    """Do the next pairs, about `size` messages; True once all are done. The engine works outside any transaction; killed
    at any point, the portion counts whole or not at all and is done again."""
    pairs = pairs_after(item.scheme, item.place, size)
    terms = Terms(
        item.policy, tuple(item.switches), rules_in_force(item.scheme).rules, corrections_in_force(item.scheme)
    )
    done, others = 0, list[Other]()
    for one, other in again(pairs, terms):
        done += one
        if other is not None:
            others.append(other)
    place = pairs[-1].pk if pairs else item.place
    keep_portion(item=item, place=place, done=done, others=others, last=not pairs, by=by, at=at)
    return not pairs


@service
def keep_portion(
    *, item: Rescreening, place: int, done: int, others: Sequence[Other], last: bool, by: Actor, at: datetime
) -> None:
    """Keep what a portion found, unless another worker has kept it already."""
    if item.state == "queued":
        move(item, "running", table=RESCREENING, by=by, at=at)
    mine = Rescreening.objects.filter(pk=item.pk, state="running", place=item.place)
    if mine.update(place=place, done=F("done") + done, differ=F("differ") + len(others)) != 1:
        raise NotNow(_("Another worker has done this portion."))
    rows = [
        Difference(
            scheme_id=item.scheme_id,
            rescreening=item,
            message_id=o.message_id,
            before=o.before,
            after=o.after,
            created_at=at,
        )
        for o in others
    ]
    Difference.objects.bulk_create(rows, batch_size=500)
    item.place = place
    if last:
        move(item, "ready", table=RESCREENING, by=by, at=at, also={"finished_at": at})


@service
def count(*, item: Rescreening, signed_name: str, reason: str, by: Actor, at: datetime) -> int:
    """Let the change count from now on: the safety line is signed with it, and delivered messages that would be stopped
    today are put on the reading list; returns how many. Stored decisions stay as they were made."""
    rules.rescreen.require(by=by, of=None)
    if item.engine_version != engine_version():
        raise NotNow(_("The screening itself has changed since. Try it again."))
    changes = {"message_policy": item.policy, "message_switches": list(item.switches)}
    change_line(
        scheme=item.scheme, line="vetting", changes=changes, reason=reason, signed_name=signed_name, by=by, at=at
    )
    stricter = [
        row.message_id
        for row in item.differences.filter(message__state="delivered", message__reading=None)
        if ACTIONS.index(row.after) > max(ACTIONS.index(row.before), ACTIONS.index("redact"))
    ]
    rows = [Reading(scheme_id=item.scheme_id, message_id=key, why="again", created_at=at) for key in stricter]
    Reading.objects.bulk_create(rows, batch_size=500)
    move(item, "counted", table=RESCREENING, by=by, at=at, data={"to_read": len(rows)})
    return len(rows)


@service
def drop(*, item: Rescreening, by: Actor, at: datetime) -> None:
    """Leave everything as it is."""
    rules.rescreen.require(by=by, of=None)
    move(item, "dropped", table=RESCREENING, by=by, at=at)
