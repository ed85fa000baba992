"""Saying who answers when, and when the scheme is closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.oncall import rules
from ithaca.oncall.models import Closed, Rota
from ithaca.schemes.models import Scheme

LONGEST_CLOSED = 120


@service
def set_rota(
    *, scheme: Scheme, days: Iterable[int], begins: time, ends: time, outside: str, by: Actor, at: datetime
) -> Rota:
    """Keep the scheme's working hours and who answers outside them ("", "lead" or "deputy"). Raises NotNow for none."""
    rules.change.require(by=by, of=scheme)
    chosen = sorted({day for day in days if 0 <= day <= 6})
    if not chosen:
        raise NotNow(_("Choose at least one day of the week."))
    if begins >= ends:
        raise NotNow(_("The hours must end after they begin."))
    if outside not in ("", "lead", "deputy"):
        raise NotNow(_("Choose who answers outside these hours."))
    fields = {"days": chosen, "begins": begins, "ends": ends, "outside": outside}
    row: Rota = Rota.objects.update_or_create(scheme=scheme, defaults=fields)[0]
    data = {"days": chosen, "begins": begins.isoformat(), "ends": ends.isoformat(), "outside": outside}
    record(name="oncall.rota_set", by=by, at=at, about=row, data=data)
    return row


@service
def close_days(*, scheme: Scheme, first_day: date, last_day: date, by: Actor, at: datetime) -> Closed:
    """The scheme is closed on these days, both counted. Raises NotNow for days in no order, over already, or too many."""
    rules.change.require(by=by, of=scheme)
    if last_day < first_day:
        raise NotNow(_("The last day is before the first day."))
    if last_day < timezone.localdate(at):
        raise NotNow(_("Those days are over."))
    if (last_day - first_day).days > LONGEST_CLOSED:
        raise NotNow(_("That is very long. Close the scheme instead, or name shorter holidays."))
    row: Closed = Closed.objects.create(scheme=scheme, first_day=first_day, last_day=last_day)
    record(name="oncall.closed", by=by, at=at, about=row)
    return row


@service
def open_days(*, closed: Closed, by: Actor, at: datetime) -> None:
    """Take closed days back."""
    rules.change.require(by=by, of=closed.scheme)
    record(name="oncall.reopened", by=by, at=at, about=closed)
    closed.delete()
