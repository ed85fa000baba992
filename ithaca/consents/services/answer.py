"""A parent's or carer's answer: given, refused, or taken back; by link, signed in, on paper or by telephone, with one effect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.move import move
from ithaca.consents import hooks, letters, rules
from ithaca.consents.models import Answer, Consent, Wording
from ithaca.consents.services.words import wording_in_force
from ithaca.consents.states import CONSENT
from ithaca.consents.wording import CORE, METHODS, expiry
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import Role
from ithaca.kernel.work import service
from ithaca.notices.services.send import send_letter
from ithaca.participants.models import Participant
from ithaca.participants.services.lock import lock_participants
from ithaca.participants.states import TAKING_PART
from ithaca.schemes.selectors import holders


@service
def give_consents(
    *,
    mentees: Sequence[Participant],
    items: Mapping[str, bool],
    method: str,
    given_by: str,
    given_on: date,
    by: Actor,
    at: datetime,
    expires_on: date | None = None,
) -> int:
    """Write down that permission was given for these mentees, a class in one go; returns for how many.

    `items` says yes or no to each thing asked; what is not in it counts as no. `given_by` names the parent ("" for a
    class on paper: each form is signed). An answer to one who has given already renews it. Raises NotNow if mentoring
    itself is not a yes, the day has not come, the answer would be out of date already, or somebody no longer takes part;
    NotAllowed for the mentee of whoever writes it down, and by a link from before the last no.
    """
    if not mentees:
        raise NotNow(_("Choose at least one person."))
    _check(method, given_by, given_on, at)
    if items.get(CORE) is not True:
        raise NotNow(_("Without a yes to mentoring there is no permission. Write it down as a no instead."))
    rules.refuse_own_pair(by, mentees)
    lock_participants(mentees)
    wordings: dict[int, Wording] = {}
    for mentee in mentees:
        consent = _consent(mentee, by)
        rules.require_giver(by, consent)
        if mentee.state not in TAKING_PART:
            raise NotNow(_("%(name)s no longer takes part.") % {"name": mentee.person.given_name})
        wording = wordings.setdefault(
            mentee.scheme_id, wordings.get(mentee.scheme_id) or wording_in_force(mentee.scheme)
        )
        said = {key: items.get(key) is True for key in wording.items}
        until = expires_on or expiry(given_on, mentee.scheme.arrangements)
        if until < timezone.localdate(at):
            raise NotNow(_("A permission of that day has run out already. Ask for a new one."))
        facts = {"items": said, "wording_id": wording.pk, "method": method, "given_by": given_by.strip()[:120]}
        also = {**facts, "given_on": given_on, "expires_on": until, "ended_at": None}
        stopped = _stops(consent, said)
        move(consent, "given", table=CONSENT, by=by, at=at, also=also, data={"method": method, "items": said})
        _keep(consent, "given", said, wording, method, given_by, given_on, by)
        if stopped:
            hooks.permission_ended.tell(participant=mentee, by=by, at=at)
    return len(mentees)


def _stops(consent: Consent, said: Mapping[str, bool]) -> bool:
    """True if something that was permitted no longer is, so that rooms above look again."""
    return consent.state == "given" and any(value and not said.get(key) for key, value in consent.items.items())


@service
def refuse_consent(*, mentee: Participant, method: str, given_by: str, given_on: date, by: Actor, at: datetime) -> None:
    """Write down a no. A no after a yes takes the permission back; contact is shut at once either way."""
    consent = _consent(mentee, by)
    if consent.state == "given":
        withdraw_consent(mentee=mentee, method=method, given_by=given_by, given_on=given_on, by=by, at=at)
        return
    if consent.state in ("refused", "withdrawn"):
        raise NotNow(_("A no is written down already."))
    _end(consent, "refused", method, given_by, given_on, by, at)


@service
def withdraw_consent(
    *, mentee: Participant, method: str, given_by: str, by: Actor, at: datetime, given_on: date | None = None
) -> None:
    """Take back a permission: contact stops with this transaction, and the co-ordinator is told (PAR-02)."""
    consent = _consent(mentee, by)
    _end(consent, "withdrawn", method, given_by, given_on or timezone.localdate(at), by, at)


def _end(consent: Consent, to: str, method: str, given_by: str, given_on: date, by: Actor, at: datetime) -> None:
    _check(method, given_by, given_on, at)
    lock_participants([consent.mentee])
    also: dict[str, Any] = {"method": method, "given_by": given_by.strip()[:120], "given_on": given_on, "ended_at": at}
    move(consent, to, table=CONSENT, by=by, at=at, also=also, data={"method": method})
    _keep(consent, to, {}, wording_in_force(consent.scheme), method, given_by, given_on, by)
    hooks.permission_ended.tell(participant=consent.mentee, by=by, at=at)
    for person in holders(consent.scheme, Role.COORDINATOR, timezone.localdate(at)):
        send_letter(kind=letters.ENDED, to=person, scheme=consent.scheme, urgent=True, by=by, at=at)


def _consent(mentee: Participant, by: Actor) -> Consent:
    """The permission's row, made if nobody was asked yet; refused unless `by` may answer or write down the answer."""
    consent, _made = Consent.objects.get_or_create(scheme_id=mentee.scheme_id, mentee=mentee)
    rules.require_answerer(by, consent)
    consent.mentee = mentee
    found: Consent = consent
    return found


def _check(method: str, given_by: str, given_on: date, at: datetime) -> None:
    if method not in METHODS:
        raise NotNow(_("Choose how the answer reached you."))
    if method in ("link", "phone") and not given_by.strip():
        raise NotNow(_("Enter the name of the parent or carer who answers."))
    if given_on > timezone.localdate(at):
        raise NotNow(_("That day has not come yet."))


def _keep(
    consent: Consent,
    answer: str,
    items: Mapping[str, bool],
    wording: Wording,
    method: str,
    given_by: str,
    given_on: date,
    by: Actor,
) -> None:
    Answer.objects.create(
        scheme_id=consent.scheme_id,
        consent=consent,
        answer=answer,
        items=dict(items),
        wording=wording,
        method=method,
        given_by=given_by.strip()[:120],
        given_on=given_on,
        written_by_id=by.person_id,
    )
