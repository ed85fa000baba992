"""A file arrives, is left, or is forgotten. Nothing of it counts until somebody confirms."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.imports import rules
from ithaca.imports.kinds import KINDS
from ithaca.imports.models import Import
from ithaca.imports.reading import MOST_BYTES
from ithaca.imports.services.look import SMALL, look
from ithaca.imports.states import IMPORT
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.organisations.models import Partner
from ithaca.schemes.models import Scheme

KEPT = timedelta(days=30)


@service
def upload(
    *,
    scheme: Scheme,
    content: bytes,
    filename: str,
    by: Actor,
    at: datetime,
    kind: str = "",
    sheet: str = "",
    school: Partner | None = None,
) -> Import:
    """Keep a file, to be looked at. `kind` "" lets the file say; `school` is the one of all pupils in it.

    A small file is looked at before this returns, and NotNow is raised with a sentence if it is no table; a large one is
    left to the worker, and says so on its page.
    """
    rules.start.require(by=by, of=scheme)
    if kind and kind not in KINDS:
        raise NotNow(_("Choose what the file holds from the list."))
    if not content:
        raise NotNow(_("This file is empty."))
    if len(content) > MOST_BYTES:
        raise NotNow(_("This file is larger than 10 MB. Split it into smaller ones, or take out pictures."))
    item: Import = Import.objects.create(
        scheme=scheme,
        kind=kind,
        filename=filename[-200:],
        content=content,
        sheet=sheet[:100],
        options={"school": school.public_id if school else "", "sheet": bool(sheet)},
        uploaded_by_id=by.person_id,
        created_at=at,
    )
    record(name="imports.uploaded", by=by, at=at, about=item, data={"kind": kind, "bytes": len(content)})
    if len(content) <= SMALL:
        look(item=item, by=by, at=at)
        if item.state == "unreadable":
            raise NotNow(item.problems[0][1])
    return item


@service
def leave(*, item: Import, by: Actor, at: datetime) -> None:
    """She says no: nothing is imported, and the file is dropped."""
    rules.leave.require(by=by, of=item)
    move(item, "dropped", table=IMPORT, by=by, at=at, also={"content": None, "preview": {}, "problems": []})


@service
def forget_files(*, scheme: Scheme, by: Actor, at: datetime) -> int:
    """Drop files of this scheme, and the names taken from them, thirty days after they were uploaded; returns how many.

    An import that never was confirmed is left with it.
    """
    rules.leave.require(by=by, of=scheme)
    old = Import.objects.filter(scheme=scheme, created_at__lt=at - KEPT).exclude(content=None).exclude(state="running")
    forgotten = list(old.defer("content").select_related("scheme"))
    for item in forgotten:
        if IMPORT.step(item.state, "dropped"):
            move(item, "dropped", table=IMPORT, by=by, at=at)
        Import.objects.filter(pk=item.pk).update(content=None, preview={}, problems=[], filename="")
        record(name="imports.file_forgotten", by=by, at=at, about=item)
    return len(forgotten)
