"""Which column is what: settled by a person, followed by a dry run that writes nothing but its own outcome."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.move import move
from ithaca.imports import rules
from ithaca.imports.dry_run import look_through
from ithaca.imports.kinds import KINDS
from ithaca.imports.models import Import
from ithaca.imports.reading import choices_of, guess, kept, mapping_of, open_file, said, table_of
from ithaca.imports.selectors import mapping_of_last_time
from ithaca.imports.states import IMPORT
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.sheets import Mapping, load_fields


@service
def open_again(
    *, item: Import, by: Actor, at: datetime, kind: str = "", sheet: str = "", school: str | None = None
) -> None:
    """Another sheet of the file, another kind of table, or another school: the columns are guessed anew."""
    rules.match.require(by=by, of=item)
    if kind and kind not in KINDS:
        raise NotNow(_("Choose what the file holds from the list."))
    if item.state == "mapped":
        move(item, "uploaded", table=IMPORT, by=by, at=at)
    if item.state != "uploaded" or item.content is None:
        raise NotNow(_("This file was dealt with already. Upload it again."))
    tables = choices_of(open_file(bytes(item.content), item.filename))
    table = next((t for t in tables if t.name[:100] == (sheet or item.sheet)[:100]), tables[0])
    kind = kind or item.kind
    stored = mapping_of_last_time(item.scheme, kind, table.fingerprint)
    mapping = guess(table, kind, stored, timezone.localdate(at))
    options = {**item.options, "school": school} if school is not None else item.options
    _write(
        item,
        kind=kind,
        sheet=table.name[:100],
        fingerprint=table.fingerprint,
        total=len(table.rows),
        mapping=kept(mapping),
        options=options,
    )
    settle(item, mapping, by, at)


@service
def match_columns(*, item: Import, targets: Dict[int, str], by: Actor, at: datetime) -> None:
    """Columns as a person chose them: column number from 0 -> field ("" leaves it out). Runs the dry run.

    Raises NotNow if a needed field has no column or one field has two; nothing changes then.
    """
    rules.match.require(by=by, of=item)
    table = table_of(item)
    mapping = mapping_of(item, table)
    for index, target in targets.items():
        if 0 <= index < len(mapping.columns) and (mapping.columns[index].target or "") != target:
            mapping = mapping.with_target(index, target or None)
    problems = mapping.problems(load_fields(item.kind))
    if problems:
        raise NotNow(" ".join(said(sentence) for sentence in problems))
    settle(item, mapping, by, at)


def settle(item: Import, mapping: Mapping, by: Actor, at: datetime) -> None:
    """Keep the mapping and look the rows through, if every needed field has a column; otherwise wait for a person."""
    _write(item, mapping=kept(mapping))
    if mapping.problems(load_fields(item.kind)):
        return
    outcome = look_through(item, by=by, at=at)
    also: dict[str, Any] = {"summary": outcome.summary, "preview": outcome.preview, "problems": outcome.problems}
    move(item, "mapped", table=IMPORT, by=by, at=at, also=also)


def _write(item: Import, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(item, name, value)
    item.save(update_fields=sorted(changes))
