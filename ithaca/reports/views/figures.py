"""The figures as a page, a sheet to print, and a CSV; and the list behind each."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import show
from ithaca.kernel.doors import Door, DoorRequest
from ithaca.mentorships.models import Mentorship
from ithaca.messaging.services import usual_wait
from ithaca.notices.rules import write as may_write
from ithaca.reports.forms import SpanForm
from ithaca.reports.rules import behind as behind_rule
from ithaca.reports.selectors import Behind, Counted, figures
from ithaca.sheets import write_csv
from ithaca.ui.parts import Cell, Column, Figure, Row, Table

A_PAGE = 50


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
        {
            "figures": shown,
            "span": span,
            "query": query,
            "back_url": door.to("reports:figures"),
            "usual": usual_wait(door.scheme, at=at),
        },
        form=form,
    )


def behind(request: DoorRequest, figure: str) -> HttpResponse:
    """The people or pairs behind one figure, with tick boxes to write to them."""
    door = request.door
    form = SpanForm(request.GET, by=door.by)
    counted = {c.key: c for c in figures(door.scheme, form.span(), at=timezone.now())}.get(figure)
    if counted is None:
        raise Http404
    page = Paginator(counted.rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "counted": counted,
        "table": _behind(door, counted.label, list(page)),
        "span": form.span(),
        "page": page,
        "page_range": page.paginator.get_elided_page_range(page.number),
    }
    return show(request, "reports/behind.html", context)


def _behind(door: Door, label: str, found: list[Behind]) -> Table:
    pairs = any(isinstance(row.about, Mentorship) for row in found)
    writes = may_write.at_door(door.by) is not None
    return Table(
        caption=label,
        columns=[Column(_("Pair") if pairs else _("Name")), Column(_("Details"))],
        rows=[_line(door, row) for row in found],
        choose=("pair" if pairs else "people") if writes else "",
        choose_url=door.to("notices:write") if writes and not pairs else "",
        choose_label=_("Write to those chosen"),
    )


def _line(door: Door, row: Behind) -> Row:
    if isinstance(row.about, Mentorship):
        url = door.to("mentorships:pair", pair=row.about.public_id)
        return Row([Cell(row.words, url), row.more], value=row.about.public_id)
    url = door.to("frontdesk:person", person=row.about.person.public_id)
    return Row([Cell(row.words, url), row.more], value=row.about.person.public_id)


def _csv(counted: Sequence[Counted], name: str) -> HttpResponse:
    rows = [[c.label, c.value, c.definition] for c in counted]
    content = write_csv(rows, [_("Figure"), _("Value"), _("What it counts")])
    headers = {"Content-Disposition": f'attachment; filename="{name}-figures.csv"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)
