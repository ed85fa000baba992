"""Breaks and endings: by the person themself without a reason (SCH-04), or by those who run the scheme."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.kernel.work import service
from ithaca.notices.services.send import send_letter
from ithaca.participants import hooks, letters, rules
from ithaca.participants.models import Note, Participant
from ithaca.participants.services.lock import lock_participants
from ithaca.participants.states import PARTICIPANT
from ithaca.schemes.selectors import holders


@service
def rest(*, participant: Participant, by: Actor, at: datetime, reason: str = "") -> None:
    """Take a break: no new pair is offered meanwhile. Running pairs go on until somebody pauses them."""
    rules.rest.require(by=by, of=participant)
    move(participant, "paused", table=PARTICIPANT, by=by, at=at)
    _keep_reason(participant, reason, by, at)
    _tell_staff(participant, by, at)


@service
def resume(*, participant: Participant, by: Actor, at: datetime, reason: str = "") -> None:
    """Come back from a break."""
    rules.resume.require(by=by, of=participant)
    move(participant, "joined", table=PARTICIPANT, by=by, at=at)
    _keep_reason(participant, reason, by, at)
    _tell_staff(participant, by, at)


@service
def leave(*, participant: Participant, by: Actor, at: datetime, reason: str = "") -> None:
    """Leave in good order. Contact ends with it."""
    rules.leave.require(by=by, of=participant)
    _end(participant, "left", by, at, reason)


@service
def withdraw(*, participant: Participant, by: Actor, at: datetime, reason: str = "") -> None:
    """Stop at once; nobody asks why (SCH-04, TRN-13). All contact stops with this transaction."""
    rules.withdraw.require(by=by, of=participant)
    _end(participant, "withdrawn", by, at, reason)


@service
def finish(*, participant: Participant, by: Actor, at: datetime, reason: str = "") -> None:
    """The programme has come to its end for this person."""
    rules.finish.require(by=by, of=participant)
    _end(participant, "finished", by, at, reason)


@service
def disqualify(*, participant: Participant, by: Actor, at: datetime, reason: str = "") -> None:
    """Exclude somebody from the scheme for good, with a reason; contact stops at once (ELIG-12)."""
    rules.disqualify.require(by=by, of=participant)
    if not reason.strip():
        raise NotNow(_("Say why. The reason is kept with the person."))
    _end(participant, "disqualified", by, at, reason)


def _end(participant: Participant, to: str, by: Actor, at: datetime, reason: str) -> None:
    lock_participants([participant])
    move(participant, to, table=PARTICIPANT, by=by, at=at, also={"left_on": timezone.localdate(at)})
    _keep_reason(participant, reason, by, at)
    hooks.contact_should_stop.tell(participant=participant, by=by, at=at)
    _tell_staff(participant, by, at)


def _keep_reason(participant: Participant, reason: str, by: Actor, at: datetime) -> None:
    """A reason somebody gave is a note about the person, never a word in the log."""
    if reason.strip():
        Note.objects.create(
            scheme_id=participant.scheme_id,
            participant=participant,
            kind="reason",
            happened_on=timezone.localdate(at),
            words=reason.strip(),
            written_by_id=by.person_id,
        )


def _tell_staff(participant: Participant, by: Actor, at: datetime) -> None:
    """The co-ordinator hears when somebody else than the staff took the step."""
    if by.role not in (Role.MENTOR, Role.MENTEE, Role.PARENT):
        return
    for person in holders(participant.scheme, Role.COORDINATOR, timezone.localdate(at)):
        send_letter(
            kind=letters.CHANGED_BY_PERSON,
            to=person,
            context={"name": person.given_name, "scheme": participant.scheme.name},
            scheme=participant.scheme,
            by=by,
            at=at,
        )
