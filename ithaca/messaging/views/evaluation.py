"""Taking messages without names out for evaluation: the days, the reason, the file, and what was taken before (MSG-26)."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.messaging import services
from ithaca.messaging.forms import EvaluationForm
from ithaca.messaging.models import Taking
from ithaca.messaging.selectors import takings_of
from ithaca.ui.parts import Column, Row, Table
from ithaca.ui.words import when

LAST = timedelta(days=90)


def evaluate(request: DoorRequest) -> HttpResponse:
    """Ask for days and reason; the answer is the file, once the taking is written down."""
    door, today, made = request.door, timezone.localdate(), list[tuple[Taking, bytes]]()
    form = EvaluationForm(request.POST or None, initial={"first_day": today - LAST, "last_day": today})

    def run() -> None:
        given = form.cleaned_data
        made.append(services.take_for_evaluation(scheme=door.scheme, by=door.by, at=timezone.now(), **given))

    if request.method == "POST" and try_to(form, run):
        return _file(*made[0])
    context = {
        "on": door.scheme.arrangements.words_for_evaluation,
        "table": _table(takings_of(door.scheme)),
        "back_url": door.to("messaging:openings"),
    }
    return show(request, "messaging/evaluate.html", context, form=form)


def _file(taking: Taking, content: bytes) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="messages-{taking.public_id}.csv"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _table(takings: list[Taking]) -> Table:
    columns = [Column(_("When")), Column(_("Who")), Column(_("Why")), Column(_("Messages")), Column(_("Left out"))]
    rows = [
        Row([when(t.created_at), t.taken_by.name if t.taken_by else "", t.reason, str(t.messages), str(t.left_out)])
        for t in takings
    ]
    return Table(_("Taken out before"), columns, rows)
