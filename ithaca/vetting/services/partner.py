"""Relying on a check that a partner made, under an agreement in force (VET-10, ORG-02)."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.organisations.models import Partner, Person
from ithaca.organisations.selectors import agreement_in_force
from ithaca.vetting import rules
from ithaca.vetting.catalogue import WORKFORCES, lawful_reason, months_later, rank
from ithaca.vetting.models import Check, Sign
from ithaca.vetting.services.ask import RENEW_MONTHS, refuse_if_blocked
from ithaca.vetting.states import CHECK


@service
def partner_clear(
    *,
    person: Person,
    partner: Partner,
    reference: str,
    issued_on: date,
    by: Actor,
    at: datetime,
    kind: str = "DBS",
    level: str = "enhanced",
    workforce: str = "child",
    barred_list: bool = True,
    next_due: date | None = None,
) -> Check:
    """Record that `partner` has checked `person`: its evidence reference and the date of its check.

    It counts while the partner's agreement is in force and until it is due again. Raises NotNow if the partner did not
    supply this person, has no agreement in force, or a decision or a warning sign stands in the way.
    """
    rules.partner_clear.require(by=by, of=person)
    today = timezone.localdate(at)
    due = next_due or months_later(issued_on, RENEW_MONTHS)
    _refuse(person, partner, reference, issued_on, today)
    if (
        rank(level) == 0
        or workforce not in WORKFORCES
        or not kind.strip()
        or not issued_on < due <= months_later(issued_on, 120)
    ):
        raise NotNow(_("Choose kind, level, kind of work and dates of the check."))
    agreement = agreement_in_force(partner, today)
    if agreement is None:
        raise NotNow(_("There is no agreement in force with this partner."))
    older = list(Check.objects.filter(person=person, state__in=("requested", "seen", "cleared")))
    check: Check = Check.objects.create(
        organisation_id=person.organisation_id,
        person=person,
        kind=kind.strip()[:40],
        level=level,
        workforce=workforce,
        barred_list=barred_list,
        lawful_reason=lawful_reason(level, workforce, barred_list),
        issued_on=issued_on,
        next_due=due,
        partner=partner,
        agreement=agreement,
        partner_reference=reference.strip(),
    )
    record(name="vetting.requested", by=by, at=at, about=check, data={"level": level, "workforce": workforce})
    also = {"decided_by_id": by.person_id, "decided_at": at, "seen_by_id": by.person_id, "seen_on": today}
    for old in older:
        move(old, "replaced", table=CHECK, by=by, at=at, data={"by": check.public_id})
    move(check, "cleared", table=CHECK, by=by, at=at, also=also, data={"partner": partner.public_id})
    return check


def _refuse(person: Person, partner: Partner, reference: str, issued_on: date, today: date) -> None:
    if person.supplied_by_id != partner.pk:
        raise NotNow(_("This partner did not supply this person."))
    if not reference.strip() or len(reference) > 80:
        raise NotNow(_("Enter the partner’s reference for its evidence, up to 80 characters."))
    if issued_on > today:
        raise NotNow(_("A check cannot be made on a day to come."))
    refuse_if_blocked(person)
    if Sign.objects.filter(person=person, resolved_at=None).exists():
        raise NotNow(_("A warning sign waits for a second look."))
