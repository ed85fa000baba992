"""Asking parents and carers, by a letter with a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.consents import letters, rules
from ithaca.consents.models import Consent
from ithaca.consents.states import CONSENT
from ithaca.kernel.actor import Actor
from ithaca.kernel.limits import within_limit
from ithaca.kernel.links import make_link
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.work import service
from ithaca.notices.services.send import send_letter
from ithaca.organisations.models import Person
from ithaca.participants.models import Participant
from ithaca.participants.selectors import carers_of
from ithaca.participants.states import TAKING_PART

#: How long a parent's link opens: a year and a month, so that it can still take back what it gave.
OPENS_FOR = timedelta(days=396)


@dataclass(frozen=True, slots=True)
class Asked:
    """How many letters were written, and who has no parent or carer with an e-mail address (paper or telephone then)."""

    letters: int
    without_address: tuple[Participant, ...]


@service
def ask_consents(*, mentees: Sequence[Participant], by: Actor, at: datetime) -> Asked:
    """Write to the parents and carers of these mentees; each letter carries its own link. Asking again sends a new one.

    A permission that was given stands while it is asked for again. Raises NotNow if somebody no longer takes part.
    """
    written, without = 0, []
    for mentee in mentees:
        rules.ask.require(by=by, of=mentee)
        if mentee.state not in TAKING_PART:
            raise NotNow(_("Somebody you chose no longer takes part."))
        consent, _made = Consent.objects.get_or_create(scheme_id=mentee.scheme_id, mentee=mentee)
        carers = [carer for carer in carers_of(mentee) if carer.person.email]
        if not carers:
            without.append(mentee)
            continue
        for carer in carers:
            _write(consent, mentee, carer.person, by, at)
            written += 1
        _mark_asked(consent, by, at)
    return Asked(written, tuple(without))


@service
def ask_again_by_link(*, consent: Consent, by: Actor, at: datetime) -> int:
    """Send a new letter to the parents' own addresses, because the holder of an old link wants to say yes after a no.

    Whoever else holds the old link wins nothing: the new one goes to the address on record. How the permission stands does
    not change. Returns how many letters were written: none where nobody has an address, or where one went out today.
    """
    if not rules.holds_any_link(by, consent):
        raise NotAllowed(rules.answer_by_link.says)
    mentee = consent.mentee
    if mentee.state not in TAKING_PART or consent.state not in ("refused", "withdrawn", "requested"):
        raise NotNow(_("There is nothing to ask again."))
    carers = [carer for carer in carers_of(mentee) if carer.person.email]
    if not carers or not within_limit(key=f"consents.again:{consent.pk}", most=1, seconds=24 * 3600, at=at):
        return 0
    for carer in carers:
        _write(consent, mentee, carer.person, by, at)
    record(name="consents.asked_again", by=by, at=at, about=consent)
    return len(carers)


def _write(consent: Consent, mentee: Participant, carer: Person, by: Actor, at: datetime) -> None:
    """One letter with a link of its own."""
    token = make_link(
        purpose=rules.LINK,
        subject=consent.public_id,
        organisation_id=mentee.scheme.organisation_id,
        scheme_id=mentee.scheme_id,
        expires_at=at + OPENS_FOR,
        single_use=False,
    )
    send_letter(kind=letters.ASKED, to=carer, scheme=mentee.scheme, link=f"/permission/{token}", by=by, at=at)


def _mark_asked(consent: Consent, by: Actor, at: datetime) -> None:
    if consent.state in ("requested", "given"):
        Consent.objects.filter(pk=consent.pk).update(asked_at=at)
        record(name="consents.asked_again", by=by, at=at, about=consent)
        return
    move(consent, "requested", table=CONSENT, by=by, at=at, also={"asked_at": at})
