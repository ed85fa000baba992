"""Working on a concern: every reading logged, every entry kept, closed by the leads only (CONC, SG-11, SG-12, SG-20)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.notices.services.send import send_letter
from ithaca.safeguarding import letters, rules
from ithaca.safeguarding.models import Concern, Entry
from ithaca.safeguarding.selectors import decider_of, entries_of
from ithaca.safeguarding.states import CONCERN

KINDS = ("worry", "boundary", "complaint")


@service
def open_concern(*, concern: Concern, by: Actor, at: datetime) -> list[Entry]:
    """The record of a concern; the reading is an audit event, written before anything is shown."""
    rules.see.require(by=by, of=concern)
    record(name="safeguarding.read", by=by, at=at, about=concern)
    return entries_of(concern)


@service
def acknowledge(*, concern: Concern, by: Actor, at: datetime) -> None:
    """Say that it has been seen; the time to the first answer is measured from this (CONC-13)."""
    rules.decide.require(by=by, of=concern)
    move(concern, "acknowledged", table=CONCERN, by=by, at=at, also={"acknowledged_at": at})


@service
def triage(*, concern: Concern, kind: str, by: Actor, at: datetime) -> None:
    """Sort it: worry, boundary or complaint go in hand; "child_protection" is hidden from all but the leads (CONC-02)."""
    rules.decide.require(by=by, of=concern)
    also = {"kind": kind, "acknowledged_at": concern.acknowledged_at or at}
    if kind == "child_protection":
        move(concern, "child_protection", table=CONCERN, by=by, at=at, also=also)
    elif kind in KINDS:
        move(concern, "in_hand", table=CONCERN, by=by, at=at, also=also)
    else:
        raise NotNow(_("Choose what kind of concern this is."))


@service
def add_entry(
    *,
    concern: Concern,
    kind: str,
    words: str,
    by: Actor,
    at: datetime,
    told_whom: str = "",
    happened_at: datetime | None = None,
    corrects: Entry | None = None,
) -> Entry:
    """Add a fact, an opinion, whom she told, or a correction. Nothing is ever changed or taken out."""
    rules.work.require(by=by, of=concern)
    if kind not in ("fact", "opinion", "told", "correction"):
        raise NotNow(_("Choose what you are writing down: a fact, an opinion, or whom you told."))
    if not words.strip() and not told_whom.strip():
        raise NotNow(_("Write something down first."))
    if concern.state == "closed":
        raise NotNow(_("This concern is closed. Open it again first."))
    return _write(concern, kind, words, by, at, told_whom=told_whom, happened_at=happened_at, corrects=corrects)


def _write(concern: Concern, kind: str, words: str, by: Actor, at: datetime, **more: object) -> Entry:
    entry: Entry = Entry.objects.create(
        organisation_id=concern.organisation_id,
        concern=concern,
        kind=kind,
        words=words,
        written_by_id=by.person_id,
        written_as=str(by.role or ""),
        created_at=at,
        **more,
    )
    record(name="safeguarding.noted", by=by, at=at, about=concern, data={"kind": kind, "entry": entry.public_id})
    return entry


@service
def refer(*, concern: Concern, told_whom: str, words: str, by: Actor, at: datetime) -> None:
    """Record that it was passed to somebody outside: to whom, and the extract that left, no more (CONC-08)."""
    rules.decide.require(by=by, of=concern)
    if not told_whom.strip():
        raise NotNow(_("Say to whom you passed it on."))
    move(concern, "referred_on", table=CONCERN, by=by, at=at)
    _write(concern, "told", words, by, at, told_whom=told_whom, happened_at=at)


@service
def decide(*, concern: Concern, words: str, reason: str, by: Actor, at: datetime) -> None:
    """Record what was decided and why, also when it was decided not to refer."""
    rules.decide.require(by=by, of=concern)
    if not words.strip() or not reason.strip():
        raise NotNow(_("Write what you decided and why. If you did not refer it, say why not."))
    move(concern, "decided", table=CONCERN, by=by, at=at)
    _write(concern, "decision", words, by, at, reason=reason)


@service
def close(*, concern: Concern, by: Actor, at: datetime) -> None:
    """Close it. A child-protection concern needs a second lead: not the one who decided (SG-20). Whoever raised it is told."""
    rules.decide.require(by=by, of=concern)
    if concern.kind == "child_protection" and decider_of(concern) == by.person_id:
        raise NotNow(_("You decided this one. A second lead must close it, so that two people have looked."))
    move(concern, "closed", table=CONCERN, by=by, at=at, also={"closed_at": at})
    if concern.raised_by is not None:
        context = {"receipt": concern.receipt}
        send_letter(kind=letters.ANSWERED, to=concern.raised_by, scheme=concern.scheme, context=context, by=by, at=at)


@service
def reopen(*, concern: Concern, words: str, by: Actor, at: datetime) -> None:
    """Open it again because of new facts; the history stays."""
    rules.decide.require(by=by, of=concern)
    if not words.strip():
        raise NotNow(_("Write what is new."))
    move(concern, "acknowledged", table=CONCERN, by=by, at=at, also={"closed_at": None})
    _write(concern, "fact", words, by, at)
