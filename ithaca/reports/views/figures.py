"""The figures as a page, a sheet to print, and a CSV; and the list behind each."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import show
from ithaca.kernel.doors import DoorRequest
from ithaca.reports.forms import SpanForm
from ithaca.reports.rules import behind as behind_rule
from ithaca.reports.selectors import Counted, figures
from ithaca.sheets import write_csv
from ithaca.ui.parts import Figure


def figures_page(request: DoorRequest) -> HttpResponse:
    """All figures between two days."""
    door, at = request.door, timezone.now()
    form = SpanForm(request.GET, by=door.by)
    span = form.span()
    counted = figures(door.scheme, span, at=at)
    query = request.GET.urlencode()
    if request.GET.get("as") == "csv":
        return _csv(counted, door.scheme.slug)
    lists = behind_rule.at_door(door.by) is not None
    shown = [
        Figure(
            c.value, c.label, c.definition, url=f"{door.to('reports:behind', figure=c.key)}?{query}" if lists else ""
        )
        for c in counted
    ]
    template = "reports/sheet.html" if request.GET.get("as") == "sheet" else "reports/figures.html"
    return show(
        request,
        template,
        {"figures": shown, "span": span, "query": query, "back_url": door.to("reports:figures")},
        form=form,
    )


def behind(request: DoorRequest, figure: str) -> HttpResponse:
    """The people or pairs behind one figure."""
    door = request.door
    form = SpanForm(request.GET, by=door.by)
    counted = {c.key: c for c in figures(door.scheme, form.span(), at=timezone.now())}
    if figure not in counted:
        raise Http404
    keys = {"frontdesk:person": "person", "mentorships:pair": "pair"}
    rows = [(words, more, door.to(page, **{keys[page]: key})) for words, more, page, key in counted[figure].rows]
    context = {"counted": counted[figure], "rows": rows, "span": form.span(), "query": request.GET.urlencode()}
    return show(request, "reports/behind.html", context)


def _csv(counted: Sequence[Counted], name: str) -> HttpResponse:
    rows = [[c.label, c.value, c.definition] for c in counted]
    content = write_csv(rows, [_("Figure"), _("Value"), _("What it counts")])
    headers = {"Content-Disposition": f'attachment; filename="{name}-figures.csv"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)
