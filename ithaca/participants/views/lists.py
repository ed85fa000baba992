"""The lists of mentors and mentees: search by name, filter by where they stand, write to those chosen."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest
from ithaca.kernel.gates import Missing
from ithaca.participants.forms import FilterForm
from ithaca.participants.labels import STAGES
from ithaca.participants.selectors import Line, found_people, in_neutral_words, is_staff_of, lines
from ithaca.participants.views.common import address_if
from ithaca.ui.parts import Cell, Column, Row, Table

PAGE = 50


def mentors(request: DoorRequest) -> HttpResponse:
    """The mentors whom the reader may see."""
    return _people(request, "mentor")


def mentees(request: DoorRequest) -> HttpResponse:
    """The mentees whom the reader may see."""
    return _people(request, "mentee")


def _people(request: DoorRequest, role: str) -> HttpResponse:
    door, on = request.door, timezone.localdate()
    form = FilterForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "stage": ""}
    rows = found_people(door.by, door.scheme, role=role, q=asked["q"], stage=asked["stage"], on=on)
    pages = Paginator(rows, PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "heading": _heading(door.scheme, role),
        "table": _table(request, lines(list(page.object_list), on=on), role),
        "page": page,
        "page_range": pages.get_elided_page_range(page.number),
        "found": pages.count,
        "asked": bool(asked["q"] or asked["stage"]),
        "import_url": address_if(request, "imports:start"),
    }
    return answers.show(request, "participants/people.html", {**context, "filters": form})


def _heading(scheme: object, role: str) -> str:
    word: str = scheme.arrangements.word(f"{role}s")  # type: ignore[attr-defined]
    return word[:1].upper() + word[1:]


def _table(request: DoorRequest, found: list[Line], role: str) -> Table:
    staff = is_staff_of(request.door.by, request.door.scheme.pk)
    write = address_if(request, "notices:write") if staff else ""
    return Table(
        caption=_heading(request.door.scheme, role),
        columns=[
            Column(_("Name")),
            Column(_("School and class") if role == "mentee" else _("Work")),
            Column(_("Where they stand")),
            Column(_("What is missing")),
        ],
        rows=[_row(request, line, role, staff) for line in found],
        choose="people" if write else "",
        choose_url=write,
        choose_label=_("Write to those chosen") if write else "",
        tick_all_url=_with_all_ticked(request) if write else "",
    )


def _row(request: DoorRequest, line: Line, role: str, staff: bool) -> Row:
    person = line.participant.person
    words, kind = STAGES[line.stage]
    about = [person.school.name if person.school else "", person.class_name] if role == "mentee" else [person.job_title]
    return Row(
        cells=[
            Cell(person.name, address_if(request, "frontdesk:person", person=person.public_id)),
            ", ".join(part for part in about if part),
            Cell(words, pill=kind),
            _missing(line.missing if staff else in_neutral_words(line.missing)),
        ],
        value=person.public_id,
        ticked="all" in request.GET,
    )


def _with_all_ticked(request: DoorRequest) -> str:
    query = request.GET.copy()
    query["all"] = "1"
    return f"?{query.urlencode()}"


def _missing(missing: list[Missing]) -> str:
    """The first thing that is missing, and how many more."""
    if not missing:
        return ""
    first, more = missing[0].sentence, len(missing) - 1
    if not more:
        return first
    return ngettext("%(first)s And %(n)s more.", "%(first)s And %(n)s more.", more) % {"first": first, "n": more}
