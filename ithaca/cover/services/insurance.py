"""Insurance (RISK-02)."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.cover import rules
from ithaca.cover.models import Insurance
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.schemes.models import Scheme


@service
def add_insurance(
    *,
    scheme: Scheme,
    insurer: str,
    policy: str,
    first_day: date,
    last_day: date,
    by: Actor,
    at: datetime,
    covers: str = "",
) -> Insurance:
    """Enter a policy: it covers from its first to its last day, both included. A renewal is a new entry.

    Raises NotNow without insurer or policy number, or if the last day is before the first or over ten years later.
    """
    rules.add_insurance.require(by=by, of=scheme)
    insurer, policy = insurer.strip(), policy.strip()
    if not insurer or len(insurer) > 120 or not policy or len(policy) > 80 or len(covers) > 200:
        raise NotNow(_("Enter who the insurer is and the number of the policy."))
    if last_day < first_day:
        raise NotNow(_("The last day must not be before the first day."))
    if last_day.year - first_day.year > 10:
        raise NotNow(_("Check the dates: a policy of over ten years is unlikely."))
    made: Insurance = Insurance.objects.create(
        scheme=scheme, insurer=insurer, policy=policy, first_day=first_day, last_day=last_day, covers=covers.strip()
    )
    data = {"first_day": first_day.isoformat(), "last_day": last_day.isoformat()}
    record(name="cover.insured", by=by, at=at, about=made, data=data)
    return made
