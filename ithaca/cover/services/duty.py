"""Who is on duty, to meet mentors and to supervise sessions (MEET-03)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.cover import hooks, rules
from ithaca.cover.models import Duty
from ithaca.cover.selectors import may_be_on_duty
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.organisations.models import Partner, Person
from ithaca.schemes.models import Scheme

MOST_WEEKS = 40


@dataclass(frozen=True, slots=True)
class _At:
    """Where and for which scheme somebody is put on duty, as the rule asks it."""

    scheme_id: int
    partner_id: int | None


@service
def put_on_duty(
    *,
    scheme: Scheme,
    person: Person,
    day: date,
    starts: time,
    ends: time,
    by: Actor,
    at: datetime,
    partner: Partner | None = None,
    weeks: int = 1,
) -> list[Duty]:
    """Put a co-ordinator, deputy or school contact on duty for part of a day, and the same in the `weeks - 1` weeks after.

    Days on which the person has that duty already are left out. Raises NotNow for a past day, times the wrong way round,
    or a person who holds none of these posts.
    """
    rules.put_on_duty.require(by=by, of=_At(scheme.pk, partner.pk if partner else None))
    if day < timezone.localdate(at):
        raise NotNow(_("That day is over."))
    if ends <= starts:
        raise NotNow(_("The end must be after the start."))
    if not 1 <= weeks <= MOST_WEEKS:
        raise NotNow(_("Choose between 1 and %(most)s weeks.") % {"most": MOST_WEEKS})
    if person not in may_be_on_duty(scheme, on=day):
        raise NotNow(_("Only a co-ordinator, a deputy or a school contact can be on duty."))
    made = []
    for week in range(weeks):
        on = day + timedelta(weeks=week)
        facts = {"scheme": scheme, "person": person, "partner": partner, "day": on, "starts": starts, "ends": ends}
        if not Duty.objects.filter(**facts, dropped_at=None).exists():
            duty = Duty.objects.create(**facts)
            record(name="cover.put_on_duty", by=by, at=at, about=duty, data={"day": on.isoformat()})
            made.append(duty)
    return made


@service
def drop_duty(*, duty: Duty, by: Actor, at: datetime) -> None:
    """Take somebody off duty; sessions at that time are told that their cover is lost (MEET-03)."""
    rules.drop_duty.require(by=by, of=duty)
    if Duty.objects.filter(pk=duty.pk, dropped_at=None).update(dropped_at=at) != 1:
        raise NotNow(_("This duty was dropped already."))
    duty.dropped_at = at
    record(name="cover.duty_dropped", by=by, at=at, about=duty, data={"day": duty.day.isoformat()})
    hooks.duty_dropped.tell(duty=duty, by=by, at=at)
