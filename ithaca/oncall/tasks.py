"""The clock's door: what is due is looked for in all schemes, and done scheme by scheme."""

from __future__ import annotations

from datetime import datetime

from django.tasks import task
from django.utils import timezone

from ithaca.kernel.scope import everywhere, open_scheme
from ithaca.oncall.models import Alarm
from ithaca.oncall.selectors import CLOCK, schemes_with_alarms
from ithaca.oncall.services.drill import drill, look_at_drill, miss, term_test
from ithaca.oncall.services.ring import climb

AT_ONCE = 50


def look(at: datetime | None = None) -> int:
    """Do the next step of every alarm for which it is due; returns how many were looked at. A pump: it runs every second.

    Each is taken by one conditional update; what another worker took meanwhile is passed over.
    """
    at = at or timezone.now()
    with everywhere("the clock looks for alarms that are due, in all schemes"):
        due = list(
            Alarm.objects.filter(state="ringing", next_at__lte=at)
            .order_by("next_at", "pk")
            .values_list("pk", "scheme_id", "scheme__organisation_id")[:AT_ONCE]
        )
    for key, scheme, organisation in due:
        with open_scheme(organisation_id=organisation, scheme_id=scheme):
            _step(key, at)
    return len(due)


def _step(key: int, at: datetime) -> None:
    alarm = Alarm.objects.select_related("scheme__organisation", "concern").filter(pk=key, state="ringing").first()
    if alarm is None:
        return
    if alarm.kind == "drill":
        look_at_drill(alarm=alarm, by=CLOCK, at=at)
    elif alarm.kind == "test":
        miss(alarm=alarm, by=CLOCK, at=at)
    else:
        climb(alarm=alarm, by=CLOCK, at=at)


@task
def daily() -> int:
    """Queue a look at every running scheme that may have under-18s; returns how many. Each stays short."""
    schemes = schemes_with_alarms()
    for scheme in schemes:
        daily_in.enqueue(organisation=scheme.organisation_id, scheme=scheme.pk)
    return len(schemes)


@task
def daily_in(*, organisation: int, scheme: int) -> int:
    """The day's drill of one scheme, and the test of the term; returns how many were rung."""
    at = timezone.now()
    with open_scheme(organisation_id=organisation, scheme_id=scheme):
        row = next((one for one in schemes_with_alarms() if one.pk == scheme), None)
        if row is None:
            return 0
        rung = [drill(scheme=row, by=CLOCK, at=at), term_test(scheme=row, by=CLOCK, at=at)]
    return sum(alarm is not None for alarm in rung)
