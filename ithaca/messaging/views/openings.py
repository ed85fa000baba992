"""A pair's messages opened by staff: the typed reason, the reading, and the list of such openings."""

from __future__ import annotations

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.kernel.roles import Role
from ithaca.messaging import services
from ithaca.messaging.forms import OpenForm
from ithaca.messaging.hooks import DeskAct, opened_look
from ithaca.messaging.lines import Line, staff_line
from ithaca.messaging.models import Message, Opening
from ithaca.messaging.selectors import openable_by, openings_visible_to
from ithaca.messaging.services.read import A_PAGE
from ithaca.ui.parts import Cell, Column, Row, Table
from ithaca.ui.words import when


def open_thread(request: DoorRequest, pair: str) -> HttpResponse:
    """Ask for the reason; with it, open."""
    found = get_object_or_404(openable_by(request.door.by), public_id=pair)
    form, made, by, at = OpenForm(request.POST or None), list[Opening](), request.door.by, timezone.now()

    def run() -> None:
        made.append(services.open_thread(mentorship=found, by=by, at=at, **form.cleaned_data))

    if request.method == "POST" and try_to(form, run):
        return go(request, request.door.to("messaging:opened", opening=made[0].public_id))
    back = request.door.to("mentorships:pair", pair=pair)
    return show(request, "messaging/open.html", {"pair": found, "back_url": back, "cancel_url": back}, form=form)


def opened(request: DoorRequest, opening: str) -> HttpResponse:
    """What the two wrote, the latest at the end, 50 a page; for whoever gave the reason, for an hour."""
    found = get_object_or_404(openings_visible_to(request.door.by), public_id=opening)
    last = Message.objects.filter(mentorship=found.mentorship, public_id=request.GET.get("before", "")).first()
    rows = services.read_opened(opening=found, by=request.door.by, at=timezone.now(), earlier_than=last)
    context = {
        "opening": found,
        "lines": [_line(request, found, message) for message in reversed(rows[:A_PAGE])],
        "look_word": next((act.word for act in _looks(request, found)), ""),
        "earlier": rows[A_PAGE - 1].public_id if len(rows) > A_PAGE else "",
    }
    return show(request, "messaging/opened.html", context)


def _looks(request: DoorRequest, opening: Opening) -> list[DeskAct]:
    return [act for act in opened_look.ask(opening=opening, by=request.door.by) if act is not None][:1]


def _line(request: DoorRequest, opening: Opening, message: Message) -> Line:
    """The message with the address where its decision is looked at; none where its words do not stand here."""
    line = staff_line(message)
    if message.state == "locked" or not message.original:
        return line
    urls = [
        request.door.to(act.page, message=message.public_id, **dict(act.page_args)) for act in _looks(request, opening)
    ]
    return replace(line, look="".join(urls))


def pack(request: DoorRequest, opening: str) -> HttpResponse:
    """The evidence pack as a file; the taking is written down before it leaves."""
    found = get_object_or_404(openings_visible_to(request.door.by), public_id=opening)
    content = services.take_pack(opening=found, by=request.door.by, at=timezone.now())
    headers = {
        "Content-Disposition": f'attachment; filename="thread-{found.mentorship.public_id}.zip"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type="application/zip", headers=headers)


def openings(request: DoorRequest) -> HttpResponse:
    """Who opened whose messages, when and why: all for the safeguarding leads, one's own for the co-ordinator."""
    paginator = Paginator(openings_visible_to(request.door.by), A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    columns = [Column(_("When")), Column(_("Who")), Column(_("Whose messages")), Column(_("Why"))]
    table = Table(_("Messages opened by staff"), columns, [_row(request, row) for row in page.object_list])
    empty = {"title": _("Nobody has opened a pair's messages"), "text": _("Each opening stands here with its reason.")}
    page_range = paginator.get_elided_page_range(page.number)
    context = {"table": table, "page": page, "page_range": page_range, "empty": empty}
    return show(request, "messaging/openings.html", context)


def _row(request: DoorRequest, opening: Opening) -> Row:
    pair = opening.mentorship
    names = f"{pair.mentor.person.name} – {pair.mentee.person.name}"
    role = Role(opening.opened_as).words if opening.opened_as else ""
    who = f"{opening.opened_by.name}, {role}" if opening.opened_by else role
    url = request.door.to("mentorships:pair", pair=pair.public_id)
    return Row([when(opening.created_at), who, Cell(names, url=url), opening.reason])
