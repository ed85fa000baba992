"""Taking a table out. Each export is an audit event, written before anybody holds the file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.imports import rules
from ithaca.imports.kinds import KINDS
from ithaca.imports.reading import said
from ithaca.imports.takeout import HEADINGS, TABLES, checks
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.schemes.models import Scheme
from ithaca.sheets import SheetError, Value, write_csv, write_xlsx
from ithaca.vetting.services import open_record

Form = Literal["csv", "xlsx"]
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@dataclass(frozen=True, slots=True)
class File:
    """A file to hand over."""

    name: str
    content: bytes
    content_type: str


@service
def export_table(*, scheme: Scheme, kind: str, form: str, by: Actor, at: datetime) -> File:
    """One table of the scheme as a file that can be brought in again; formulas in it are inert (CSV injection).

    Raises NotNow for an unknown table or form, or a text too long for a cell.
    """
    rules.export.require(by=by, of=scheme)
    if kind not in KINDS or form not in TYPES:
        raise NotNow(_("Choose one of the tables on the page."))
    rows = list(
        checks(open_record(scheme=scheme, by=by, at=at, how="export")) if kind == "checks" else TABLES[kind](scheme, by)
    )
    headings = HEADINGS[kind]
    cells: list[list[Value]] = [[row.get(name) for name in headings.values()] for row in rows]
    try:
        content = _write(cells, list(headings), form, kind)
    except SheetError as error:
        raise NotNow(said(error.sentence)) from error
    record(name="imports.exported", by=by, at=at, about=scheme, data={"kind": kind, "form": form, "rows": len(rows)})
    name = f"{scheme.slug}-{kind}-{timezone.localdate(at).isoformat()}.{form}"
    return File(name, content, TYPES[form])


def _write(cells: list[list[Value]], headings: list[str], form: str, kind: str) -> bytes:
    return write_csv(cells, headings) if form == "csv" else write_xlsx(cells, headings, title=kind.capitalize())
