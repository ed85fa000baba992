"""The list of pairs, and writing to those chosen on it."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import show
from ithaca.kernel.doors import Door, DoorRequest
from ithaca.mentorships import rules, selectors
from ithaca.mentorships.forms import FilterForm
from ithaca.mentorships.lines import Line, chosen_pairs, lines
from ithaca.ui.parts import Cell, Column, Row, Table
from ithaca.ui.words import when

A_PAGE = 50


def pairs(request: DoorRequest) -> HttpResponse:
    """Every pair of the scheme: where it stands, last contact; filters, search by name, tick boxes to write to them."""
    door, at = request.door, timezone.now()
    form = FilterForm(request.GET)
    form.is_valid()
    q, state = form.cleaned_data.get("q", ""), form.cleaned_data.get("state", "")
    rows = chosen_pairs(selectors.pairs_visible_to(door.by), scheme=door.scheme, q=q, state=state, at=at)
    shut = [line.pair for line in lines(list(rows), at=at) if line.missing] if state == "closed" else None
    page = Paginator(rows if shut is None else shut, A_PAGE).get_page(request.GET.get("page"))
    found = lines(list(page), at=at)
    context = {
        "filters": form,
        "filtered": bool(q or state),
        "table": _table(door, found),
        "page": page,
        "page_range": page.paginator.get_elided_page_range(page.number),
    }
    return show(request, "mentorships/pairs.html", context)


def _table(door: Door, found: list[Line]) -> Table:
    arrangements = door.scheme.arrangements
    columns = [
        Column(_("Pair")),
        Column(arrangements.word("mentor").capitalize()),
        Column(_("Where it stands")),
        Column(_("First thing missing")),
        Column(_("Last contact")),
    ]
    choose = "pair" if rules.write.at_door(door.by) is not None else ""
    return Table(caption=_("Pairs"), columns=columns, rows=[_row(door, line) for line in found], choose=choose)


def _row(door: Door, line: Line) -> Row:
    pair, missing = line.pair, line.missing
    first = f"{missing[0].about}: {missing[0].sentence}" if missing and missing[0].about else ""
    more = _("and %(n)d more") % {"n": len(missing) - 1} if len(missing) > 1 else ""
    words = " ".join(part for part in (first or (missing[0].sentence if missing else ""), more) if part)
    cells = [
        Cell(pair.mentee.person.name, url=door.to("mentorships:pair", pair=pair.public_id)),
        Cell(pair.mentor.person.name),
        Cell(line.words, pill=line.kind),
        Cell(words or "–"),
        Cell(when(pair.last_contact_at) or _("none yet")),
    ]
    return Row(cells, value=pair.public_id)


def write(request: DoorRequest) -> HttpResponse:
    """From ticked pairs to the page that writes to people: to the mentors, the mentees, or both."""
    rows = selectors.pairs_visible_to(request.door.by).filter(public_id__in=request.GET.getlist("pair"))
    whom = request.GET.get("to")
    people = []
    for row in rows.order_by("pk"):
        people += [] if whom == "mentees" else [row.mentor.person.public_id]
        people += [] if whom == "mentors" else [row.mentee.person.public_id]
    query = urlencode([("people", person) for person in dict.fromkeys(people)])
    return HttpResponseRedirect(f"{request.door.to('notices:write')}?{query}")
