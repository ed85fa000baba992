"""What a spreadsheet is to us: a workbook of tables, each with a header, rows, and the rows that were left out."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from ithaca.sheets.sentences import Sentence

Value = str | int | float | bool | datetime | date | time | timedelta | None
Kind = Literal["csv", "xlsx"]

FIX_COLUMN = "What to put right"
"""The first column of the file of rows to fix. The reader knows it and no mapping ever uses it."""


@dataclass(frozen=True)
class Row:
    """One row of people's data. `number` is the number the spreadsheet program shows beside it."""

    number: int
    cells: tuple[Value, ...]


@dataclass(frozen=True)
class LeftOut:
    """A row that was not read as data. `kind`: title, blank, heading, repeated header, total or note."""

    row: int
    kind: str
    text: str
    sentence: Sentence


@dataclass(frozen=True)
class Table:
    """One sheet, or the whole of a CSV file. `header_row` is 0 when the table has no header row."""

    name: str
    header: tuple[str, ...]
    header_row: int
    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...] = ()
    hidden: bool = False
    notes: tuple[Sentence, ...] = ()

    def column(self, index: int) -> list[Value]:
        """The values of one column, top to bottom."""
        return [row.cells[index] for row in self.rows]

    @property
    def fingerprint(self) -> str:
        """The same for every file with the same headers, in whatever order; the column of what to put right does
        not count.
        """
        names = sorted(normal(name) for name in self.header if name != FIX_COLUMN)
        return hashlib.sha256("\x1f".join(names).encode("utf-8", "replace")).hexdigest()[:32]


@dataclass(frozen=True)
class Workbook:
    """A file as read. `tables` holds at least one table; hidden sheets are among them and say so."""

    filename: str
    kind: Kind
    tables: tuple[Table, ...]
    notes: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Grid:
    """A sheet before its header is known: numbered rows of cells (blank ones are missing), and which cells are merged
    across columns: row, first and last column, from 0."""

    name: str
    rows: tuple[Row, ...]
    merged_across: tuple[tuple[int, int, int], ...] = ()
    hidden: bool = False
    notes: tuple[Sentence, ...] = ()


def normal(text: str) -> str:
    """Text as compared: one kind of space, no case."""
    return " ".join(text.split()).casefold()


def is_empty(value: Value) -> bool:
    """True for no value and for text of white space alone."""
    return value is None or (isinstance(value, str) and not value.strip())


def as_typed(value: Value) -> str:
    """What a person sees in the cell: 3 without ".0", dates as day/month/year, yes as TRUE."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return f"{value:%d/%m/}{value.year:04d}" + ("" if value.time() == time() else f"{value: %H:%M:%S}")
    if isinstance(value, date):
        return f"{value:%d/%m/}{value.year:04d}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(value, time):
        return f"{value:%H:%M}" if not value.second else f"{value:%H:%M:%S}"
    return str(value)
