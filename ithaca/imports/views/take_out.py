"""Files that leave: tables of the scheme, and rows to put right."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from ithaca.imports.kinds import KINDS
from ithaca.imports.put_right import name_of, workbook_of
from ithaca.imports.selectors import imports_visible_to
from ithaca.imports.services.export import TYPES, export_table
from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest


def export(request: DoorRequest) -> HttpResponse:
    """The tables that can be taken out."""
    return answers.show(request, "imports/export.html", {"kinds": KINDS.values()})


def take_out(request: DoorRequest, kind: str, form: str) -> HttpResponse:
    """One table as a file."""
    if kind not in KINDS or form not in TYPES:
        raise Http404
    file = export_table(scheme=request.door.scheme, kind=kind, form=form, by=request.door.by, at=timezone.now())
    return _download(file.content, file.name, file.content_type)


def put_right(request: DoorRequest, item: str) -> HttpResponse:
    """The rows that could not be brought in, each with what is wrong; it can be brought in again once mended."""
    found = get_object_or_404(imports_visible_to(request.door.by), public_id=item)
    return _download(workbook_of(found), name_of(found), TYPES["xlsx"])


def _download(content: bytes, name: str, content_type: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=content_type, headers=headers)
