"""Which sheet, which kind, which column is what: settled by a person."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ithaca.audit.services.move import move
from ithaca.imports import rules
from ithaca.imports.kinds import KINDS
from ithaca.imports.models import Import
from ithaca.imports.reading import fields_for, kept, mapping_of, said
from ithaca.imports.services.look import SMALL, look
from ithaca.imports.states import IMPORT
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service


@service
def open_again(*, item: Import, kind: str, sheet: str, school: str, by: Actor, at: datetime) -> None:
    """Another sheet of the file, another kind of table, or another school: the columns are guessed anew."""
    rules.match.require(by=by, of=item)
    if kind not in KINDS:
        raise NotNow(_("Choose what the file holds from the list."))
    options = {**item.options, "school": school, "sheet": bool(sheet), "matched": False}
    _again(item, {"kind": kind, "sheet": sheet[:100], "options": options}, by, at)


@service
def match_columns(*, item: Import, targets: Dict[int, str], by: Actor, at: datetime) -> None:
    """Columns as a person chose them: column number from 0 -> field ("" leaves it out). The rows are run dry again.

    Raises NotNow if a needed field has no column or one field has two; nothing changes then.
    """
    rules.match.require(by=by, of=item)
    mapping = mapping_of(item.mapping)
    for index, target in targets.items():
        if 0 <= index < len(mapping.columns):
            mapping = mapping.with_target(index, target or None)
    problems = mapping.problems(fields_for(item))
    if problems:
        raise NotNow(" ".join(said(sentence) for sentence in problems))
    options = {**item.options, "sheet": True, "matched": True}
    _again(item, {"mapping": kept(mapping), "options": options}, by, at)


def _again(item: Import, changes: dict[str, Any], by: Actor, at: datetime) -> None:
    """Back to being looked at, at once for a small file."""
    if item.content is None:
        raise NotNow(_("The file is no longer kept. Upload it again."))
    move(item, "uploaded", table=IMPORT, by=by, at=at, also=changes)
    if len(item.content) <= SMALL:
        look(item=item, by=by, at=at)
