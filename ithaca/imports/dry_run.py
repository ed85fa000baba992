"""The dry run: what each row would do, without writing anything of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.imports.bring.base import Bringing
from ithaca.imports.bring.people_index import READER, LooksAlike, PeopleIndex, Unclear
from ithaca.imports.kinds import KINDS
from ithaca.imports.models import Import
from ithaca.imports.reading import (
    Prepared,
    candidates,
    choices_of,
    faults,
    fields_for,
    guess,
    guess_kind,
    kept,
    mapping_of,
    open_file,
    prepare,
    said,
    samples,
)
from ithaca.imports.selectors import mapping_of_last_time
from ithaca.kernel.refusals import NotNow, Refused
from ithaca.organisations.models import Partner
from ithaca.organisations.selectors import partners_visible_to
from ithaca.sheets import Name, Table

SHOWN = 10
#: The fields that say whom a row is about, in the order they are shown.
NAMES = ("name", "mentor_name", "mentee_name")


@dataclass
class Found:
    """What looking at a file found. `state` is where the import stands after it, `changes` its other fields."""

    state: str
    changes: dict[str, Any] = field(default_factory=dict)


def look_at(item: Import, *, at: datetime) -> Found:
    """Read the file of an import and run its rows dry. Reads only; a file that is no table is "unreadable"."""
    try:
        tables = choices_of(open_file(bytes(item.content or b""), item.filename))
    except NotNow as refusal:
        return Found("unreadable", {"problems": [[0, refusal.sentence]]})
    chosen = next((t for t in tables if item.options.get("sheet") and t.name[:100] == item.sheet), None)
    likely = [chosen] if chosen else candidates(tables, item.kind)
    table = likely[0]
    kind, clear = (item.kind, True) if item.kind else guess_kind(table, list(KINDS))
    changes = _columns(item, table, kind, at) | {"total": len(table.rows), "sheet": table.name[:100]}
    changes["preview"]["sheets"] = [t.name[:100] for t in tables]
    for name in ("kind", "mapping", "sheet"):
        setattr(item, name, changes[name])
    fields = fields_for(item)
    unsettled = [said(problem) for problem in mapping_of(item.mapping).problems(fields)]
    if not clear:
        unsettled.insert(0, _("The headings fit more than one kind of table. Say what this one holds."))
    if len(likely) > 1:
        unsettled.insert(0, _("More than one sheet of this file holds rows. Choose one."))
    if unsettled:
        return Found("unclear", {**changes, "problems": [[0, sentence] for sentence in unsettled]})
    outcome = look_through(item, prepare(item, table, timezone.localdate(at)), at=at)
    changes["preview"] |= outcome["preview"]
    return Found("mapped", {**changes, "summary": outcome["summary"], "problems": outcome["problems"]})


def _columns(item: Import, table: Table, kind: str, at: datetime) -> dict[str, Any]:
    """The kind, how the columns are read, and what of them is shown."""
    on = timezone.localdate(at)
    if item.options.get("matched"):
        mapping, shown = item.mapping, item.preview.get("columns", [])
    else:
        guessed = guess(table, kind, mapping_of_last_time(item.scheme, kind, table.fingerprint), on)
        mapping = kept(guessed)
        shown = [
            {"samples": samples(table, column.index), "why": said(column.why), "sure": column.sure}
            for column in guessed.columns
        ]
    return {"kind": kind, "fingerprint": table.fingerprint, "mapping": mapping, "preview": {"columns": shown}}


def begin(item: Import, prepared: Prepared, *, at: datetime) -> Bringing:
    """Everything the rows are looked up in."""
    columns = {column.target.partition(":")[0] for column in prepared.mapping.columns if column.target}
    return Bringing(
        scheme=item.scheme,
        by=READER,
        at=at,
        on=timezone.localdate(at),
        index=PeopleIndex(item.scheme),
        school=_school(item),
        bring_lookalikes=item.options.get("lookalikes") == "bring",
        cache={"columns": columns},
    )


def look_through(item: Import, prepared: Prepared, *, at: datetime) -> dict[str, Any]:
    """Look at every row as `confirm` would bring it in: `summary` counts, `preview` the first of each, `problems`."""
    cleaned = prepared.cleaned
    bringing = begin(item, prepared, at=at)
    bringer = KINDS[item.kind].bringer
    counts: Counter[str] = Counter()
    preview: dict[str, list[Any]] = {}
    problems = faults(cleaned)
    for row in cleaned.rows:
        bringing.begin_row()
        try:
            outcome: str = bringer.look(row.values, bringing)
        except LooksAlike as unclear:
            outcome = "lookalike"
            problems.append([row.number, str(unclear)])
        except (Unclear, Refused) as refusal:
            outcome = "unclear"
            problems.append([row.number, str(refusal)])
        counts[outcome] += 1
        _show(preview, outcome, [row.number, who(row.values)])
    counts["faulty"] = len({error.row for error in cleaned.errors})
    counts["left_out"] = len(cleaned.left_out)
    counts["duplicates"] = len(cleaned.duplicates)
    for out in cleaned.left_out:
        _show(preview, "left_out", [out.row, said(out.sentence)])
    preview["notes"] = [said(note) for note in cleaned.notes][:SHOWN]
    preview["duplicates"] = [said(duplicate.sentence) for duplicate in cleaned.duplicates][:SHOWN]
    return {"summary": dict(counts), "preview": preview, "problems": sorted(problems, key=lambda line: line[0])}


def who(values: dict[str, Any]) -> str:
    """Whom a row is about."""
    names = [values[key].full for key in NAMES if isinstance(values.get(key), Name)]
    return " – ".join(names)


def _show(preview: dict[str, list[Any]], outcome: str, line: list[Any]) -> None:
    lines = preview.setdefault(outcome, [])
    if len(lines) < SHOWN:
        lines.append(line)


def _school(item: Import) -> Partner | None:
    chosen = item.options.get("school")
    rows = partners_visible_to(READER).filter(organisation=item.scheme.organisation_id)
    return rows.filter(public_id=chosen).first() if chosen else None
