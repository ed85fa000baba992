"""The list of concerns, and one concern with its record."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import show
from ithaca.kernel.doors import DoorRequest
from ithaca.safeguarding import rules
from ithaca.safeguarding.choices import ENTRIES, KIND_WORDS, PILLS, STATES
from ithaca.safeguarding.forms import RecordForm
from ithaca.safeguarding.models import Concern, Entry
from ithaca.safeguarding.selectors import concerns_visible_to, in_order, pairs_of, readings_of
from ithaca.safeguarding.services import open_concern
from ithaca.ui.parts import Cell, Column, Row, Table
from ithaca.ui.words import when

A_PAGE = 50


def concerns(request: DoorRequest) -> HttpResponse:
    """New ones first. The list says nothing of what they are about."""
    paginator = Paginator(in_order(concerns_visible_to(request.door.by)), A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "table": _table(request, list(page.object_list)),
        "page": page,
        "page_range": paginator.get_elided_page_range(page.number),
    }
    return show(request, "safeguarding/concerns.html", context)


def _table(request: DoorRequest, rows: list[Concern]) -> Table:
    columns = [Column(_("Number")), Column(_("How it stands")), Column(_("Kind")), Column(_("Came in"))]
    return Table(_("Concerns"), columns, [_row(request, concern) for concern in rows])


def _row(request: DoorRequest, concern: Concern) -> Row:
    url = request.door.to("safeguarding:concern", concern=concern.public_id)
    state = Cell(STATES[concern.state], pill=PILLS.get(concern.state, "wait"))
    return Row([Cell(concern.receipt, url=url), state, str(KIND_WORDS[concern.kind]), when(concern.created_at)])


def concern(request: DoorRequest, concern: str) -> HttpResponse:
    """One concern. Opening it writes down who looked, before a word is shown (SG-12)."""
    by, at = request.door.by, timezone.now()
    found = get_object_or_404(concerns_visible_to(by), public_id=concern)
    kept = open_concern(concern=found, by=by, at=at)
    context = {
        "concern": found,
        "state": {"words": STATES[found.state], "kind": PILLS.get(found.state, "wait")},
        "kind": KIND_WORDS[found.kind],
        "teller": _teller(found),
        "subjects": [subject.person for subject in found.subjects.select_related("person")],
        "entries": [_entry(entry, found) for entry in kept.entries],
        "evidence": [
            (piece, request.door.to(piece.page, **dict(piece.page_args)) if piece.page else "")
            for piece in kept.evidence
        ],
        "readings": readings_of(found, timezone.localdate(at)),
        "may_pause": bool(pairs_of(found, by)),
        "may_decide": rules.decide.allows(by=by),
        "next": found.state,
        "record": RecordForm(),
    }
    return show(request, "safeguarding/concern.html", context)


def _teller(concern: Concern) -> str:
    """Who told us: a name, or that it was the check of messages, or somebody who gave none."""
    if concern.raised_by:
        return concern.raised_by.name
    checked = concern.about_ref.startswith(("messaging.", "meetings."))
    found = _("found by the check of messages") if checked else ""
    return concern.raised_name or found or _("somebody who gave no name")


def _entry(entry: Entry, concern: Concern) -> dict[str, Any]:
    """An entry as the record shows it."""
    who = entry.written_by.name if entry.written_by else ""
    if entry.kind == "words" and not who:
        who = _teller(concern)
    return {
        "id": entry.public_id,
        "kind": entry.kind,
        "title": ENTRIES[entry.kind],
        "words": entry.words,
        "reason": entry.reason,
        "told_whom": entry.told_whom,
        "at": entry.created_at,
        "who": who,
        "corrects": entry.corrects,
        "can_be_corrected": entry.kind != "words" and concern.state != "closed",
    }
