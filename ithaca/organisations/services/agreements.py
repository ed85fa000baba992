"""Written agreements with partners that supply mentors (ORG-02, ORG-03)."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.organisations import rules
from ithaca.organisations.models import Agreement, Partner
from ithaca.organisations.states import AGREEMENT


@service
def draft_agreement(
    *, partner: Partner, responsibilities: str, terms: str, safeguarding: str, by: Actor, at: datetime
) -> Agreement:
    """Write down who does what, the terms, and how the supplier safeguards learners. Not in force until signed.

    Raises NotNow if the safeguarding words are empty, or if a draft is waiting to be signed already.
    """
    rules.draft_agreement.require(by=by, of=partner)
    if not safeguarding.strip():
        raise NotNow(_("Say how this partner keeps learners safe. Nobody may sign without it."))
    if partner.agreements.filter(state="draft").exists():
        raise NotNow(_("There is a draft for this partner already. Sign it or drop it first."))
    agreement: Agreement = Agreement.objects.create(
        organisation_id=partner.organisation_id,
        partner=partner,
        responsibilities=responsibilities.strip(),
        terms=terms.strip(),
        safeguarding=safeguarding.strip(),
    )
    record(name="organisations.agreement_drafted", by=by, at=at, about=agreement)
    return agreement


@service
def sign_agreement(
    *,
    agreement: Agreement,
    signed_for_us: str,
    signed_for_partner: str,
    signed_on: date,
    review_on: date,
    by: Actor,
    at: datetime,
) -> None:
    """Record both signatures; the agreement is in force until its review date. An earlier one in force ends with it.

    Raises NotNow if a name is missing, the day lies ahead, or the review date is not after it.
    """
    rules.sign_agreement.require(by=by, of=agreement)
    signed = _signatures(signed_for_us, signed_for_partner, signed_on, review_on, at)
    for earlier in agreement.partner.agreements.filter(state="in_force"):
        move(earlier, "ended", table=AGREEMENT, by=by, at=at)
    move(agreement, "in_force", table=AGREEMENT, by=by, at=at, also=signed)


@service
def renew_agreement(
    *,
    agreement: Agreement,
    signed_for_us: str,
    signed_for_partner: str,
    signed_on: date,
    review_on: date,
    by: Actor,
    at: datetime,
) -> None:
    """Sign the same words again with a later review date, whether it has lapsed meanwhile or not.

    Raises NotNow as `sign_agreement` does, and if the new review date is not later than the old one.
    """
    rules.renew_agreement.require(by=by, of=agreement)
    signed = _signatures(signed_for_us, signed_for_partner, signed_on, review_on, at)
    if agreement.review_on is not None and review_on <= agreement.review_on:
        raise NotNow(_("The new review date must be later than the old one."))
    move(agreement, "in_force", table=AGREEMENT, by=by, at=at, also=signed)


@service
def end_agreement(*, agreement: Agreement, by: Actor, at: datetime) -> None:
    """End an agreement in force, or drop a draft. Mentors of this supplier cannot be put forward any more."""
    rules.end_agreement.require(by=by, of=agreement)
    move(agreement, "ended", table=AGREEMENT, by=by, at=at)


def _signatures(ours: str, theirs: str, signed_on: date, review_on: date, at: datetime) -> dict[str, str | date]:
    if not ours.strip() or not theirs.strip():
        raise NotNow(_("Enter who signed for each side."))
    if signed_on > timezone.localdate(at):
        raise NotNow(_("The day it was signed lies in the future."))
    if review_on <= signed_on:
        raise NotNow(_("The review date must be after the day it was signed."))
    return {
        "signed_for_us": ours.strip()[:120],
        "signed_for_partner": theirs.strip()[:120],
        "signed_on": signed_on,
        "review_on": review_on,
    }
