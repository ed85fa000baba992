"""Reads of this room."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ithaca.imports.models import Import
from ithaca.imports.states import WORKING
from ithaca.kernel.actor import Actor, job
from ithaca.kernel.roles import Role
from ithaca.kernel.todo import Todo
from ithaca.organisations.models import Partner
from ithaca.organisations.selectors import partners_visible_to


def imports_visible_to(by: Actor) -> QuerySet[Import]:
    """The imports of the schemes that `by` co-ordinates, newest first. The files themselves are fetched when asked for."""
    rows: QuerySet[Import] = Import.objects.select_related("scheme__organisation", "uploaded_by").order_by("-pk")
    if by.kind == "job":
        return rows
    mine = {held.scheme_id for held in by.held if held.role == Role.COORDINATOR and held.scheme_id is not None}
    return rows.filter(scheme__in=mine)


def anything_waits(by: Actor) -> bool:
    """True if a worker has something to do: asked once a second, so that nothing is locked when there is nothing."""
    return imports_visible_to(by).filter(state__in=WORKING).exists()


def earlier_imports(by: Actor) -> list[Import]:
    """The last twenty, without their files."""
    rows = imports_visible_to(by).exclude(state="dropped")
    return list(rows.defer("content", "mapping", "preview", "problems")[:20])


def mapping_of_last_time(scheme: Any, kind: str, fingerprint: str) -> dict[str, Any] | None:
    """How columns with these headings were read the last time they were brought into this scheme, or None."""
    rows = Import.objects.filter(scheme=scheme, kind=kind, fingerprint=fingerprint, state="done")
    mapping: dict[str, Any] | None = rows.order_by("-pk").values_list("mapping", flat=True).first()
    return mapping


def schools_of(scheme: Any) -> list[Partner]:
    """The schools of the scheme's organisation that pupils may be at."""
    rows = partners_visible_to(job("imports")).filter(organisation=scheme.organisation_id, ended_at=None)
    return [partner for partner in rows if "school" in partner.kinds]


def todo(*, by: Actor, scheme: Any, at: datetime) -> list[Todo]:  # noqa: ARG001  (an import waits, whatever the day)
    """Files that wait for a yes or a no, and imports that were stopped half-way."""
    if not by.holds(Role.COORDINATOR):
        return []
    rows = imports_visible_to(by).filter(scheme=scheme, state__in=("unclear", "mapped", "stopped"))
    lines = []
    for item in rows.defer("content", "mapping", "preview", "problems")[:20]:
        stopped = item.state == "stopped"
        lines.append(
            Todo(
                urgency=2,
                since=item.created_at,
                words=_("A spreadsheet was brought in only half-way.")
                if stopped
                else _("A spreadsheet waits for you."),
                group=_("Spreadsheets"),
                act=_("Look"),
                page="imports:see",
                page_args=(("item", item.public_id),),
            )
        )
    return lines
