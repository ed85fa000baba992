"""Who answers when: one short page, with its hours and a test."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.oncall import rules, selectors
from ithaca.oncall.forms import ClosedForm, HoursForm
from ithaca.oncall.models import Closed
from ithaca.oncall.services import rota as services
from ithaca.oncall.services.ring import LADDER, sound_test
from ithaca.oncall.words import KINDS, PILLS, STATES, days_in_words
from ithaca.schemes.models import Scheme
from ithaca.ui.parts import Cell, Column, Row, Table
from ithaca.ui.words import when

SHOWN = 20


def oncall(request: DoorRequest) -> HttpResponse:
    """Whom an alarm rings, when somebody answers, a test, and the latest alarms."""
    door, at = request.door, timezone.now()
    scheme, today = door.scheme, timezone.localdate(at)
    rota = selectors.rota_of(scheme)
    context = {
        "scheme": scheme,
        "steps": _steps(scheme, today),
        "two_ways": selectors.two_ways(),
        "stands": selectors.tried(scheme, today),
        "wrong": selectors.what_is_wrong(scheme, at) if selectors.needs_alarm(scheme) else "",
        "rota": rota,
        "days": days_in_words(rota.days),
        "closed": selectors.closed_days(scheme, today),
        "may_change": rules.change.allows(by=door.by),
        "may_test": rules.test.allows(by=door.by),
        "table": _table(request),
    }
    return show(request, "oncall/oncall.html", context)


def _steps(scheme: Scheme, today: Any) -> list[dict[str, Any]]:
    """The ladder as the page shows it: when, the post, and everybody who holds it with what is missing."""
    found = selectors.reaches(scheme, today)
    roles = (selectors.LEAD, selectors.DEPUTY, selectors.THIRD)
    whens = [_("At once"), *(_("After %(minutes)d minutes") % {"minutes": minutes} for minutes in LADDER[1:3])]
    return [
        {"when": words, "post": role.words, "people": [reach for reach in found if reach.role is role]}
        for words, role in zip(whens, roles, strict=True)
    ]


def _table(request: DoorRequest) -> Table:
    rows = selectors.alarms_visible_to(request.door.by).order_by("-created_at", "-pk")[:SHOWN]
    columns = [Column(_("Alarm")), Column(_("When")), Column(_("How it stands"))]
    lines = [
        Row(
            [
                Cell(str(KINDS[row.kind]), url=request.door.to("oncall:alarm", alarm=row.public_id)),
                when(row.created_at),
                Cell(str(STATES[row.state]), pill=PILLS[row.state]),
            ]
        )
        for row in rows
    ]
    return Table(_("Latest alarms"), columns, lines)


def hours(request: DoorRequest) -> HttpResponse:
    """Change the hours and who answers outside them."""
    door = request.door
    rota = selectors.rota_of(door.scheme)
    given = {"days": rota.days, "begins": rota.begins, "ends": rota.ends, "outside": rota.outside}
    form = HoursForm(request.POST or None, initial=given)
    place = {"scheme": door.scheme, "by": door.by, "at": timezone.now()}
    if try_to(form, lambda: services.set_rota(**form.cleaned_data, **place)):
        return go(request, door.to("oncall:oncall"), say=_("The hours are kept."))
    return _form(request, form, _("Who answers when"))


def close(request: DoorRequest) -> HttpResponse:
    """Say on which days the scheme is closed."""
    door, form = request.door, ClosedForm(request.POST or None)
    place = {"scheme": door.scheme, "by": door.by, "at": timezone.now()}
    if try_to(form, lambda: services.close_days(**form.cleaned_data, **place)):
        return go(request, door.to("oncall:oncall"), say=_("The days are kept."))
    return _form(request, form, _("When the scheme is closed"))


def _form(request: DoorRequest, form: Any, heading: str) -> HttpResponse:
    back = request.door.to("oncall:oncall")
    words = {"title": heading, "heading": heading, "submit": _("Keep"), "back_url": back, "cancel_url": back}
    return show(request, "oncall/form.html", words, form=form)


def open_again(request: DoorRequest, closed: str) -> HttpResponse:
    """Take closed days back."""
    if request.method == "POST":
        row = get_object_or_404(Closed.objects.filter(scheme=request.door.scheme), public_id=closed)
        services.open_days(closed=row, by=request.door.by, at=timezone.now())
    return go(request, request.door.to("oncall:oncall"))


def test(request: DoorRequest) -> HttpResponse:
    """Ring a test for everybody on the ladder."""
    if request.method != "POST":
        return go(request, request.door.to("oncall:oncall"))
    alarm = sound_test(scheme=request.door.scheme, by=request.door.by, at=timezone.now())
    say = _("The test rings. Each person answers with one press in the letter or the text.")
    return go(request, request.door.to("oncall:alarm", alarm=alarm.public_id), say=say)
