"""From the bytes of an upload to rows that can be brought in. Nothing here writes anything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ithaca.imports.models import Import
from ithaca.kernel.refusals import NotNow
from ithaca.sheets import (
    Cleaned,
    ColumnGuess,
    Field,
    Mapping,
    Sentence,
    SheetError,
    Table,
    Workbook,
    as_typed,
    clean_rows,
    guess_mapping,
    guess_vocabulary,
    load_fields,
    read_workbook,
    remembered_mapping,
)

MOST_BYTES = 10 * 1024 * 1024
#: How many samples of a column are shown, and how long each may be.
SAMPLES, SHOWN = 3, 40
#: From this score on, a table looks like what it is taken for.
LIKELY = 0.5
#: How much more it must look like one kind than like the next for the file to say itself what it holds.
CLEAR = 0.05


@dataclass(frozen=True)
class Prepared:
    """One table read by its mapping."""

    table: Table
    fields: tuple[Field, ...]
    mapping: Mapping
    cleaned: Cleaned


def said(sentence: Sentence) -> str:
    """A sentence of the sheets in the reader's language."""
    return sentence.translated(_)


def open_file(content: bytes, filename: str) -> Workbook:
    """The file as tables. Raises NotNow with a sentence for one that is too big, empty, or no table."""
    if len(content) > MOST_BYTES:
        raise NotNow(_("This file is larger than 10 MB. Split it into smaller ones, or take out pictures."))
    try:
        workbook = read_workbook(content, filename)
    except SheetError as error:
        raise NotNow(said(error.sentence)) from error
    if not any(table.rows for table in workbook.tables):
        raise NotNow(_("There are no rows in this file."))
    return workbook


def choices_of(workbook: Workbook) -> list[Table]:
    """The tables a person may mean: those with rows, hidden sheets only if there is nothing else."""
    filled = [table for table in workbook.tables if table.rows]
    return [table for table in filled if not table.hidden] or filled


def candidates(tables: list[Table], kind: str) -> list[Table]:
    """The tables that may be meant: those that look like `kind` (or like anything, if it is ""), else all of them."""
    if len(tables) == 1:
        return tables
    likely = []
    for table in tables:
        scores = dict(guess_vocabulary(table))
        if (scores.get(kind, 0.0) if kind else max(scores.values(), default=0.0)) >= LIKELY:
            likely.append(table)
    return likely or tables


def table_of(item: Import) -> Table:
    """The table of an import. Raises NotNow once its file has been dropped."""
    if item.content is None:
        raise NotNow(_("The file is no longer kept. Upload it again."))
    tables = choices_of(open_file(bytes(item.content), item.filename))
    return next((table for table in tables if table.name[:100] == item.sheet), tables[0])


def guess_kind(table: Table, order: list[str]) -> tuple[str, bool]:
    """Which kind of table this most looks like, the first in `order` among equals; and whether nothing else comes near."""
    scores = dict(guess_vocabulary(table))
    ranked = sorted(order, key=lambda kind: (-scores.get(kind, 0.0), order.index(kind)))
    return ranked[0], scores.get(ranked[0], 0.0) - scores.get(ranked[1], 0.0) >= CLEAR


def guess(table: Table, kind: str, stored: dict[str, Any] | None, on: date) -> Mapping:
    """The mapping used last time for these headings, or the best guess."""
    fields = load_fields(kind)
    remembered = remembered_mapping(table, stored, fields) if stored else None
    return remembered or guess_mapping(table, fields, on=on)


def samples(table: Table, index: int) -> list[str]:
    """The first few things that stand in a column, shortened."""
    found: list[str] = []
    for row in table.rows[:50]:
        words = " ".join(as_typed(row.cells[index]).split())
        if words and words not in found:
            found.append(words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…")
        if len(found) == SAMPLES:
            break
    return found


def mapping_of(stored: dict[str, Any]) -> Mapping:
    """A mapping as an import keeps it: in the order of the columns, whether they have headings or not."""
    guesses = [
        ColumnGuess(
            index,
            column["header"],
            column["target"],
            1.0,
            True,
            Sentence(""),
            (),
            "mdy" if column.get("order") == "mdy" else "dmy",
        )
        for index, column in enumerate(stored.get("columns", []))
    ]
    return Mapping(stored.get("fingerprint", ""), tuple(guesses))


def kept(mapping: Mapping) -> dict[str, Any]:
    """A mapping as an import keeps it: one entry a column, in order."""
    columns = [{"header": c.header, "target": c.target, "order": c.order} for c in mapping.columns]
    return {"version": 1, "fingerprint": mapping.fingerprint, "columns": columns}


def fields_for(item: Import) -> tuple[Field, ...]:
    """What a table of this kind may hold, in the item's scheme: where mentors may come without an e-mail address (a user
    name and a printed card then), none is needed."""
    fields = load_fields(item.kind)
    if item.kind != "mentors" or not item.scheme.arrangements.mentors_without_email:
        return fields
    return tuple(replace(f, required=False, column_needed=False) if f.key == "email" else f for f in fields)


def prepare(item: Import, table: Table, on: date) -> Prepared:
    """The rows of an import, cleaned by its mapping. The same import gives the same rows."""
    fields = fields_for(item)
    mapping = mapping_of(item.mapping)
    return Prepared(table, fields, mapping, clean_rows(table, mapping, fields, on=on))


def faults(cleaned: Cleaned) -> list[list[Any]]:
    """[row number, sentence] of everything that could not be read."""
    return [[error.row, f"{error.column}: {said(error.sentence)}"] for error in cleaned.errors]
