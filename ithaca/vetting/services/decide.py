"""A named person decides on a check: clear, bar, look at it again (VET-09, SG-20)."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.organisations.models import Person
from ithaca.participants.services.lock import lock_people
from ithaca.schemes.arrangements import Arrangements
from ithaca.ui.words import full_day
from ithaca.vetting import hooks, rules
from ithaca.vetting.models import Check
from ithaca.vetting.selectors import undone
from ithaca.vetting.states import BLOCKING, CHECK


@service
def clear_check(
    *,
    check: Check,
    reason: str,
    by: Actor,
    at: datetime,
    arrangements: Arrangements | None = None,
    decided_by: Person | None = None,
) -> str:
    """Clear a check that was seen; an older one is replaced. Returns "cleared", or "proposed" when somebody else must confirm.

    An adverse check is cleared by two different safeguarding leads: the first proposes, the second confirms (SG-20).
    `arrangements` are those of the scheme the person is wanted for; without them the strictest steps are asked. Raises
    NotNow if a step is not done, the reason is empty, or nobody is named as the decider.
    """
    rules.clear.require(by=by, of=check)
    if check.adverse:
        rules.decide_adverse.require(by=by, of=check)
    reason = reasoned(reason)
    if check.state != "seen":
        raise NotNow(_("Only a check that was seen can be cleared."))
    if Check.objects.filter(person=check.person_id, state__in=BLOCKING).exclude(pk=check.pk).exists():
        raise NotNow(_("The clearance of this person is suspended or barred. The safeguarding lead decides first."))
    missing = undone(check.person, arrangements=arrangements, on=timezone.localdate(at))
    if missing:
        raise NotNow(_("Not yet: %(what)s") % {"what": " ".join(m.sentence for m in missing)})
    who = decided_by.pk if decided_by and not check.adverse else by.person_id
    if who is None:
        raise NotNow(_("A named person must decide."))
    if check.adverse and not _second_person(check, by):
        return _propose(check, who, reason, by, at)
    _replace_older(check, by, at)
    also = {"decided_by_id": who, "decided_at": at, "decision_reason": with_earlier(check, reason, at)}
    move(check, "cleared", table=CHECK, by=by, at=at, also=also)
    return "cleared"


def _second_person(check: Check, by: Actor) -> bool:
    """True if somebody else has proposed already. Raises NotNow if it is the same human being, by person or account."""
    if check.proposed_by_id is None:
        return False
    proposer = check.proposed_by
    same_account = proposer is not None and proposer.account_id is not None and proposer.account_id == by.account_id
    if check.proposed_by_id in by.person_ids or same_account:
        raise NotNow(_("You proposed this. Somebody else must confirm it."))
    return True


def _propose(check: Check, who: int, reason: str, by: Actor, at: datetime) -> str:
    changed = Check.objects.filter(pk=check.pk, state="seen", proposed_by=None).update(
        proposed_by=who, proposed_at=at, decision_reason=with_earlier(check, reason, at)
    )
    if changed != 1:
        raise NotNow(_("Somebody else changed this while you were looking at it. Look again, then decide."))
    check.refresh_from_db()
    record(name="vetting.clearance_proposed", by=by, at=at, about=check)
    return "proposed"


def with_earlier(check: Check, reason: str, at: datetime) -> str:
    """The reasons given so far, each under its day, so that a later decision never covers an earlier one."""
    entry = f"{full_day(timezone.localdate(at))}: {reason}"
    return f"{check.decision_reason}\n{entry}" if check.decision_reason else entry


def _replace_older(check: Check, by: Actor, at: datetime) -> None:
    for older in Check.objects.filter(person=check.person_id, state="cleared").exclude(pk=check.pk):
        move(older, "replaced", table=CHECK, by=by, at=at, data={"by": check.public_id})


@service
def bar_check(*, check: Check, reason: str, by: Actor, at: datetime) -> None:
    """Decide that this person may not take part; contact is shut at once. Safeguarding lead only, with a reason.

    Whoever withdraws somebody from work with children for harm or risk of harm must also refer them to the barring body.
    """
    rules.decide_adverse.require(by=by, of=check)
    reason = reasoned(reason)
    if by.person_id is None:
        raise NotNow(_("A named person must decide."))
    lock_people([check.person_id])
    also = {"decided_by_id": by.person_id, "decided_at": at, "decision_reason": with_earlier(check, reason, at)}
    move(check, "barred", table=CHECK, by=by, at=at, also=also)
    hooks.clearance_stopped.tell(person=check.person, by=by, at=at)


@service
def reconsider_check(*, check: Check, reason: str, by: Actor, at: datetime) -> None:
    """Take a barred check up again: from here two leads must agree to clear it, and until then contact stays shut."""
    rules.decide_adverse.require(by=by, of=check)
    also = {
        "adverse": True,
        "proposed_by_id": None,
        "proposed_at": None,
        "decided_by_id": None,
        "decided_at": None,
        "decision_reason": with_earlier(check, reasoned(reason), at),
    }
    move(check, "seen", table=CHECK, by=by, at=at, also=also)


def reasoned(reason: str) -> str:
    """The reason, tidied. Raises NotNow if there is none or it is too long."""
    reason = reason.strip()
    if not reason:
        raise NotNow(_("Say why. The reason is kept with the decision."))
    if len(reason) > 2000:
        raise NotNow(_("Keep the reason under 2,000 characters, without what the certificate says."))
    return reason
