"""The scheme's risk assessment (RISK-01, RISK-06)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.cover import rules
from ithaca.cover.models import RiskAssessment
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.organisations.models import Person
from ithaca.schemes.models import Scheme

KEYS = ("risk", "control", "owner")


@service
def approve_risks(
    *,
    scheme: Scheme,
    risks: Sequence[Mapping[str, str]],
    by: Actor,
    at: datetime,
    review_on: date | None = None,
    approved_by: Person | None = None,
) -> RiskAssessment:
    """Approve these risks, each with its control and owner, by name, until `review_on` (a year from now unless given).

    Every approval is kept; the last one counts. Raises NotNow if a risk has no control or nobody is named.
    """
    rules.approve_risks.require(by=by, of=scheme)
    today = timezone.localdate(at)
    rows = [{key: str(risk.get(key, "")).strip() for key in KEYS} for risk in risks]
    rows = [row for row in rows if any(row.values())]
    if not rows:
        raise NotNow(_("List at least one risk."))
    if any(not row["risk"] or not row["control"] for row in rows):
        raise NotNow(_("Each risk needs words for the risk and for what you do about it."))
    if any(len(value) > 1000 for row in rows for value in row.values()):
        raise NotNow(_("Keep each entry under 1,000 characters."))
    who = approved_by.pk if approved_by else by.person_id
    if who is None:
        raise NotNow(_("A named person must approve this."))
    until = review_on or _a_year_after(today)
    if until <= today:
        raise NotNow(_("The next review must be on a day to come."))
    made: RiskAssessment = RiskAssessment.objects.create(
        scheme=scheme, risks=rows, approved_by_id=who, approved_on=today, review_on=until
    )
    record(
        name="cover.risks_approved", by=by, at=at, about=made, data={"risks": len(rows), "review_on": until.isoformat()}
    )
    return made


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return date(day.year + 1, 2, 28)


def take_over_confirmed_risks(
    *, scheme: Scheme, line: str, person: Person | None, by: Actor, at: datetime, **_more: object
) -> None:
    """A confirmed line "risks" of the set-up is the approval of the risk assessment: nobody approves it twice (RISK-01)."""
    if line == "risks":
        approve_risks(scheme=scheme, risks=scheme.arrangements.risks, approved_by=person, by=by, at=at)
