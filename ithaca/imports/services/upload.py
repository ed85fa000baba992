"""A file arrives, is left, or is forgotten. Nothing of it counts until somebody confirms."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.imports import rules
from ithaca.imports.kinds import KINDS
from ithaca.imports.models import Import
from ithaca.imports.reading import choices_of, guess, guess_kind, kept, open_file
from ithaca.imports.selectors import mapping_of_last_time
from ithaca.imports.services.match import settle
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
    """Keep a file and look at what it holds. `kind` "" lets the file say; `school` is the one of all pupils in it.

    If it is clear which sheet is meant, and every needed column is found, the import is "mapped" with its dry run done;
    otherwise it stays "uploaded" until somebody says. Raises NotNow with a sentence for a file that is no table.
    """
    rules.start.require(by=by, of=scheme)
    if kind and kind not in KINDS:
        raise NotNow(_("Choose what the file holds from the list."))
    tables = choices_of(open_file(content, filename))
    chosen = next((t for t in tables if t.name[:100] == sheet[:100]), tables[0])
    kind = kind or guess_kind(chosen)
    mapping = guess(chosen, kind, mapping_of_last_time(scheme, kind, chosen.fingerprint), timezone.localdate(at))
    item: Import = Import.objects.create(
        scheme=scheme,
        kind=kind,
        filename=filename[-200:],
        content=content,
        sheet=chosen.name[:100],
        fingerprint=chosen.fingerprint,
        mapping=kept(mapping),
        options={"school": school.public_id} if school else {},
        total=len(chosen.rows),
        uploaded_by_id=by.person_id,
        created_at=at,
    )
    record(name="imports.uploaded", by=by, at=at, about=item, data={"kind": kind, "rows": len(chosen.rows)})
    if len(tables) == 1 or sheet:
        settle(item, mapping, by, at)
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
        if item.state in ("uploaded", "mapped"):
            move(item, "dropped", table=IMPORT, by=by, at=at)
        Import.objects.filter(pk=item.pk).update(content=None, preview={}, problems=[], filename="")
        record(name="imports.file_forgotten", by=by, at=at, about=item)
    return len(forgotten)
