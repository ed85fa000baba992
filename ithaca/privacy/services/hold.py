"""Legal hold: one person places it, two lift it (MSG-06, PR-4)."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import CHANGED_MEANWHILE
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.privacy import rules
from ithaca.privacy.models import Hold
from ithaca.privacy.selectors import subject_of
from ithaca.schemes.models import Scheme

SHORTEST, LONGEST = 10, 2_000


@service
def place_hold(
    *, scheme: Scheme, kind: str, subject: str, reason: str, review_on: date, by: Actor, at: datetime
) -> Hold:
    """Keep everything about a person, or what a pair wrote, until two people lift it. It counts from this moment.

    Raises NotNow for a subject the reader cannot see, one that is held already, a missing reason, or a day that is past.
    """
    rules.hold.require(by=by)
    reason = _reason(reason)
    if subject_of(kind=kind, public_id=subject, by=by) is None:
        raise NotNow(_("There is nobody of that name here."))
    if review_on <= timezone.localdate(at):
        raise NotNow(_("The day to look again must be ahead."))
    if Hold.objects.filter(scheme=scheme, subject=subject, lifted_at=None).exists():
        raise NotNow(_("This is held already."))
    hold: Hold = Hold.objects.create(
        scheme=scheme,
        kind=kind,
        subject=subject,
        reason=reason,
        review_on=review_on,
        placed_by_id=by.person_id,
        created_at=at,
    )
    record(name="privacy.hold_placed", by=by, at=at, about=hold, data={"kind": kind, "subject": subject})
    return hold


@service
def lift(*, hold: Hold, reason: str, by: Actor, at: datetime) -> str:
    """The first of two says that it may be lifted ("proposed"), the second lifts it ("lifted").

    Raises NotNow for the same person twice, a missing reason, or one that is lifted.
    """
    rules.hold.require(by=by, of=hold)
    standing = Hold.objects.filter(pk=hold.pk, lifted_at=None)
    if hold.lift_proposed_at is None:
        also = {"lift_proposed_by_id": by.person_id, "lift_proposed_at": at, "lift_reason": _reason(reason)}
        if standing.filter(lift_proposed_at=None).update(**also) != 1:
            raise NotNow(CHANGED_MEANWHILE)
        record(name="privacy.hold_lift_proposed", by=by, at=at, about=hold)
        return "proposed"
    if hold.lift_proposed_by_id in by.person_ids or by.person_id is None:
        raise NotNow(_("You have said already that it may be lifted. Somebody else must agree."))
    if standing.update(lifted_by_id=by.person_id, lifted_at=at) != 1:
        raise NotNow(CHANGED_MEANWHILE)
    record(name="privacy.hold_lifted", by=by, at=at, about=hold)
    return "lifted"


def _reason(reason: str) -> str:
    reason = reason.strip()
    if len(reason) < SHORTEST:
        raise NotNow(_("Say why, in a sentence. It is kept."))
    if len(reason) > LONGEST:
        raise NotNow(_("This is too long. A few sentences are enough."))
    return reason
