"""Suspending a clearance at once, and giving it back (VET-12, SG-3)."""

from __future__ import annotations

from datetime import datetime

from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.work import service
from ithaca.participants.services.lock import lock_people
from ithaca.vetting import hooks, rules
from ithaca.vetting.models import Check
from ithaca.vetting.services.decide import reasoned, with_earlier
from ithaca.vetting.states import CHECK


@service
def suspend_check(*, check: Check, reason: str, by: Actor, at: datetime) -> None:
    """Suspend a clearance; every contact of the person is shut with this transaction. Needs a reason."""
    rules.suspend.require(by=by, of=check)
    reason = reasoned(reason)
    lock_people([check.person_id])
    move(check, "suspended", table=CHECK, by=by, at=at, also={"decision_reason": with_earlier(check, reason, at)})
    hooks.clearance_stopped.tell(person=check.person, by=by, at=at)


@service
def restore_check(*, check: Check, reason: str, by: Actor, at: datetime) -> None:
    """Lift a suspension. Safeguarding lead only, with a reason; a check that has run out meanwhile still does not count."""
    rules.restore.require(by=by, of=check)
    also = {
        "decision_reason": with_earlier(check, reasoned(reason), at),
        "decided_by_id": by.person_id,
        "decided_at": at,
    }
    move(check, "cleared", table=CHECK, by=by, at=at, also=also)
