"""The day's list for who greets, the meetings that wait for approval, and everybody's hours."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.kernel.answers import go, show
from ithaca.kernel.doors import DoorRequest
from ithaca.meetings import page, selectors
from ithaca.meetings.services import arrange as arranging
from ithaca.meetings.services import log as logging
from ithaca.mentorships.gate import contact
from ithaca.mentorships.selectors import pairs_visible_to
from ithaca.mentorships.states import RUNNING
from ithaca.ui.parts import Cell, Column, Row, Table

A_PAGE = 50
FAR = 10


def _asked_for(request: DoorRequest) -> date:
    """The day in the address; today for none, or for one that does not exist or is far away."""
    today = timezone.localdate()
    try:
        wanted = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return today
    return wanted if abs(wanted.year - today.year) <= FAR else today


def day(request: DoorRequest) -> HttpResponse:
    """Who is on duty, who is expected, arrived and left; `?day=2026-11-23` for another day, `&print=1` for paper."""
    wanted = _asked_for(request)
    context = page.for_day(request.door, on=wanted, at=timezone.now())
    url = request.door.to("meetings:day")
    around = {
        "back_url": f"{url}?day={wanted.isoformat()}",
        "print_url": f"{url}?day={wanted.isoformat()}&print=1",
        "before_url": f"{url}?day={wanted - timedelta(days=1)}",
        "after_url": f"{url}?day={wanted + timedelta(days=1)}",
    }
    template = "meetings/day_print.html" if request.GET.get("print") else "meetings/day.html"
    return show(request, template, {**context, **around})


@require_POST
def greet(request: DoorRequest, meeting: str) -> HttpResponse:
    """The mentor has arrived, or (`do=left`) has left."""
    row = get_object_or_404(selectors.meetings_visible_to(request.door.by), public_id=meeting)
    left = request.POST.get("do") == "left"
    act = logging.depart if left else logging.greet
    act(meeting=row, by=request.door.by, at=timezone.now())
    return go(request, request.door.to("meetings:day"), say=_("Marked as left.") if left else _("Marked as arrived."))


def asked(request: DoorRequest) -> HttpResponse:
    """Meetings that wait for the co-ordinator, the oldest first; one press agrees."""
    rows, at = (
        selectors.meetings_visible_to(request.door.by).filter(scheme=request.door.scheme, state="asked"),
        timezone.now(),
    )
    listed = list(rows.order_by("created_at", "pk")[:A_PAGE])
    gates = contact([meeting.mentorship for meeting in listed], at=at)
    meetings = [
        (row, page.when_and_where(row), arranging.what_stands_in_the_way(row, at=at, gate=gates[row.mentorship_id]))
        for row in listed
    ]
    return show(request, "meetings/asked.html", {"meetings": meetings})


@require_POST
def confirm(request: DoorRequest, meeting: str) -> HttpResponse:
    """Agree to one meeting."""
    row = get_object_or_404(selectors.meetings_visible_to(request.door.by), public_id=meeting)
    arranging.confirm(meeting=row, by=request.door.by, at=timezone.now())
    return go(request, request.door.to("meetings:asked"), say=_("Agreed. Both get a letter."))


def hours(request: DoorRequest) -> HttpResponse:
    """Meetings and hours of every running pair, against the scheme's least and most."""
    door = request.door
    pairs = pairs_visible_to(door.by).filter(scheme=door.scheme, state__in=RUNNING)
    listed = Paginator(pairs.order_by("mentee__person__family_name", "pk"), A_PAGE).get_page(request.GET.get("page"))
    totals = selectors.totals_of(listed)
    rows = [
        Row(
            [
                Cell(page.names_for(pair, door.by), url=door.to("meetings:of_pair", pair=pair.public_id)),
                Cell(totals[pair.pk][0]),
                Cell(page.hours_words(pair, totals[pair.pk][1])),
            ]
        )
        for pair in listed
    ]
    columns = [Column(_("Pair")), Column(_("Meetings"), numeric=True), Column(_("Time together"))]
    context = {
        "heading": _("Hours"),
        "table": Table(_("Meetings and hours of each running pair"), columns, rows),
        "page": listed,
        "page_range": listed.paginator.get_elided_page_range(listed.number),
        "empty": {"title": _("No pair is running yet"), "text": _("Hours are counted from the first logged meeting.")},
    }
    return show(request, "ui/pages/list.html", context)
