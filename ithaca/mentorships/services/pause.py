"""Pause contact: for one person, one pair or the whole scheme; dead on the next request (SG-3, CONC-06)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.mentorships import letters, rules
from ithaca.mentorships.gate import with_people
from ithaca.mentorships.hooks import contact_stopped
from ithaca.mentorships.models import Mentorship, Pause
from ithaca.mentorships.selectors import open_pauses_of
from ithaca.mentorships.services.telling import tell_both
from ithaca.mentorships.states import OPEN, RUNNING
from ithaca.participants.models import Participant
from ithaca.participants.services.lock import lock_participants
from ithaca.schemes.models import Scheme


@service
def pause_contact(
    *,
    scheme: Scheme,
    reason: str,
    by: Actor,
    at: datetime,
    participant: Participant | None = None,
    mentorship: Mentorship | None = None,
) -> Pause:
    """Stop contact at once, with a reason kept for staff; both sides are told in neutral words.

    With neither participant nor mentorship the whole scheme stops. Pausing what is paused adds a second pause, and
    contact goes on only when both are lifted.
    """
    rules.pause.require(by=by)
    if not reason.strip():
        raise NotNow(_("Say in a few words why contact is paused. Only staff see it."))
    _lock(scheme, participant, mentorship)
    pause: Pause = Pause.objects.create(
        scheme=scheme,
        participant=participant,
        mentorship=mentorship,
        reason=reason.strip(),
        paused_by_id=by.person_id,
        created_at=at,
    )
    pairs = _running(scheme, participant, mentorship)
    about = mentorship or participant or scheme
    record(name="mentorships.paused", by=by, at=at, about=about, data={"pause": pause.public_id, "pairs": len(pairs)})
    contact_stopped.tell(mentorships=pairs, by=by, at=at)
    for pair in pairs:
        tell_both(pair, letters.PAUSED, by=by, at=at, urgent=True)
    return pause


@service
def lift_pause(*, pause: Pause, reason: str, by: Actor, at: datetime) -> None:
    """Let contact go on, with a reason. Raises NotNow if it was lifted already."""
    rules.lift.require(by=by, of=pause)
    if not reason.strip():
        raise NotNow(_("Say in a few words why contact may go on."))
    open_pauses = Pause.objects.filter(pk=pause.pk, lifted_at=None)
    if open_pauses.update(lifted_at=at, lifted_by_id=by.person_id, lift_reason=reason.strip()) != 1:
        raise NotNow(_("This pause was lifted already."))
    about = pause.mentorship or pause.participant or pause.scheme
    record(name="mentorships.resumed", by=by, at=at, about=about, data={"pause": pause.public_id})
    for pair in _running(pause.scheme, pause.participant, pause.mentorship):
        if not open_pauses_of(pair).exists():
            tell_both(pair, letters.RESUMED, by=by, at=at, page="mentorships:pair")


@service
def stop_contact_of(*, participant: Participant, by: Actor, at: datetime) -> None:
    """Somebody no longer takes part, or permission has ended: the gate is shut already, so tell what hangs on it.

    Follows from what the lower room was asked to do, so nobody's permission is asked here. The other side gets the same
    neutral words as for a pause; nothing says why.
    """
    pairs = _running(participant.scheme, participant, None)
    if not pairs:
        return
    contact_stopped.tell(mentorships=pairs, by=by, at=at)
    for pair in pairs:
        record(name="mentorships.contact_stopped", by=by, at=at, about=pair)
        tell_both(pair, letters.PAUSED, by=by, at=at, urgent=True, but=participant)


def _touched(scheme: Scheme, participant: Participant | None, mentorship: Mentorship | None) -> QuerySet[Mentorship]:
    rows: QuerySet[Mentorship] = with_people().filter(scheme=scheme)
    if mentorship is not None:
        return rows.filter(pk=mentorship.pk)
    if participant is not None:
        person = participant.person_id
        return rows.filter(Q(mentor__person=person) | Q(mentee__person=person))
    return rows


def _lock(scheme: Scheme, participant: Participant | None, mentorship: Mentorship | None) -> None:
    """Wait for whoever writes through the gate now, in pairs that run and in those about to open (SG-3)."""
    pairs = _touched(scheme, participant, mentorship).filter(state__in=OPEN)
    sides = [side for pair in pairs for side in (pair.mentor, pair.mentee)]
    lock_participants([*sides, participant] if participant else sides)


def _running(scheme: Scheme, participant: Participant | None, mentorship: Mentorship | None) -> list[Mentorship]:
    return list(_touched(scheme, participant, mentorship).filter(state__in=RUNNING).order_by("pk"))
