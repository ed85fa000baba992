"""The single central record: on the page, printed, as CSV and as XLSX. Each opening is written down first (SG-12)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest
from ithaca.notices.rules import write as may_write
from ithaca.organisations.selectors import partners_visible_to
from ithaca.participants.selectors import participants_visible_to
from ithaca.sheets import write_csv, write_xlsx
from ithaca.ui.parts import Cell, Column, Row, Table
from ithaca.vetting import labels, services
from ithaca.vetting.catalogue import level_label
from ithaca.vetting.services.read import Entry

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _open(request: DoorRequest, how: str) -> list[Entry]:
    door = request.door
    return services.open_record(scheme=door.scheme, by=door.by, at=timezone.now(), how=how)


def record(request: DoorRequest) -> HttpResponse:
    """The people of the scheme and how their checks stand."""
    on, found = timezone.localdate(), _open(request, "page")
    write = "" if may_write.at_door(request.door.by) is None else request.door.to("notices:write")
    table = Table(
        caption=_("Single central record"),
        columns=[
            Column(_("Name")),
            Column(_("Check")),
            Column(_("Next due")),
            Column(_("State")),
            Column(_("What is missing")),
        ],
        rows=[_row(request, entry, on) for entry in found],
        choose="people" if write else "",
        choose_url=write,
        choose_label=_("Write to those chosen"),
    )
    waiting = sum(1 for entry in found if entry.missing)
    return answers.show(request, "vetting/record.html", {"table": table, "count": len(found), "waiting": waiting})


def _row(request: DoorRequest, entry: Entry, on: Any) -> Row:
    check = entry.check
    words, kind = labels.standing(check, on) if check else (_("No check"), "neutral")
    own = entry.person.pk in request.door.by.person_ids
    url = "" if own else request.door.to("vetting:person", person=entry.person.public_id)
    return Row(
        cells=[
            Cell(entry.person.name, url),
            f"{check.kind} {level_label(check.level)}" if check else "",
            labels.day(check.next_due) if check else "",
            Cell(words, pill=kind),
            " ".join(missing.sentence for missing in entry.missing) or _("Nothing"),
        ],
        value=entry.person.public_id,
    )


def printed(request: DoorRequest) -> HttpResponse:
    """Every column, to print."""
    on, found = timezone.localdate(), _open(request, "print")
    context = {
        "people": [(entry.person.name, labels.sheet(entry, on)) for entry in found],
        "scheme": request.door.scheme,
        "back_url": request.door.to("vetting:record"),
    }
    return answers.show(request, "vetting/record_print.html", context)


def assurance(request: DoorRequest) -> HttpResponse:
    """A letter to a school that the scheme's mentors are checked: who, which check, since when; to print and sign."""
    door, on = request.door, timezone.localdate()
    schools = [p for p in partners_visible_to(door.by).filter(ended_at=None) if "school" in p.kinds]
    school = next(
        (p for p in schools if p.public_id == request.GET.get("school")), schools[0] if len(schools) == 1 else None
    )
    mentors = (
        participants_visible_to(door.by).filter(scheme=door.scheme, role="mentor").values_list("person_id", flat=True)
    )
    known = set(mentors)
    context = {
        "schools": schools,
        "school": school,
        "entries": [entry for entry in _open(request, "assurance") if entry.person.pk in known and not entry.missing],
        "scheme": door.scheme,
        "today": on,
        "back_url": door.to("vetting:record"),
    }
    return answers.show(request, "vetting/assurance.html", context)


def export(request: DoorRequest, kind: str) -> HttpResponse:
    """Every column as a file; a cell that looks like a formula is made inert."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    on = timezone.localdate()
    rows = [labels.row(entry, on) for entry in _open(request, kind)]
    body = write_csv(rows, labels.header()) if kind == "csv" else write_xlsx(rows, labels.header(), title=_("Record"))
    response = HttpResponse(body, content_type="text/csv; charset=utf-8" if kind == "csv" else XLSX)
    response["Content-Disposition"] = f'attachment; filename="record-{request.door.scheme.slug}-{on:%Y-%m-%d}.{kind}"'
    response["Cache-Control"] = "no-store"
    return response
