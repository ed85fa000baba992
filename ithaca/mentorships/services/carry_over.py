"""What a pair had behind it before this platform was used, in one figure (MEET-11)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.mentorships import rules
from ithaca.mentorships.models import Mentorship

MOST_MEETINGS = 5_000
MOST_MINUTES = 1_000_000


@service
def carry_over(
    *, mentorship: Mentorship, meetings: int, minutes: int, by: Actor, at: datetime, last_met: datetime | None = None
) -> None:
    """Take over how often and how long the two had met before; figures given again replace the earlier ones.

    `last_met` counts as their last contact unless a later one is known.

    Raises NotNow for figures that cannot be.
    """
    rules.begin.require(by=by)
    if not 0 <= meetings <= MOST_MEETINGS or not 0 <= minutes <= MOST_MINUTES:
        raise NotNow(_("These hours so far cannot be right."))
    changes: dict[str, Any] = {"meetings_before": meetings, "minutes_before": minutes}
    if last_met is not None and (mentorship.last_contact_at is None or mentorship.last_contact_at < last_met <= at):
        changes["last_contact_at"] = last_met
    Mentorship.objects.filter(pk=mentorship.pk).update(**changes)
    for name, value in changes.items():
        setattr(mentorship, name, value)
    record(
        name="mentorships.carried_over", by=by, at=at, about=mentorship, data={"meetings": meetings, "minutes": minutes}
    )
