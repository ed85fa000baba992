"""CSV files of people and of points, with the place of every cell for messages."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from .errors import AssignmentError


class FileError(AssignmentError):
    """A file that cannot be used: one sentence with file, line and column."""

    def __init__(self, file: Path, line: int, column: int, name: str, sentence: str) -> None:
        named = f" ({name})" if name else ""
        super().__init__(f"{file}, line {line}, column {column}{named}: {sentence}")
        self.file, self.line, self.column = file, line, column


@dataclass(frozen=True)
class Sheet:
    """A CSV file: its header (trimmed) and its rows, with the line each row starts on."""

    file: Path
    header: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    lines: tuple[int, ...]

    def error(self, sentence: str, *, row: int | None = None, column: str = "") -> FileError:
        """The error at a row (None: the header) and a named column."""
        line = 1 if row is None else self.lines[row]
        place = self.header.index(column) + 1 if column in self.header else 1
        return FileError(self.file, line, place, column, sentence)

    def need(self, column: str, why: str) -> None:
        """Raises `FileError` unless there is such a column."""
        if column not in self.header:
            raise self.error(f"there is no column “{column}”; {why}.", column=column)


def read_text(file: Path) -> str:
    """The file as text.  Raises `FileError` if it cannot be read or is not UTF-8; a BOM is fine."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise FileError(file, 1, 1, "", f"the file cannot be read ({error.strerror}).") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        good = raw[: error.start]
        start = good.rfind(b"\n") + 1
        place = len(good[start:].decode("utf-8-sig", "replace")) + 1
        raise FileError(file, good.count(b"\n") + 1, place, "", "this is not UTF-8.") from None


def read_sheet(file: Path) -> Sheet:
    """Reads a CSV file with a header.  Raises `FileError` for a repeated header or a ragged row.  Empty lines are skipped."""
    text = read_text(file)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for record in reader:
            if record:
                records.append((line, record))
            line = reader.line_num + 1
    except csv.Error as error:
        raise FileError(file, line, 1, "", f"this is not CSV ({error}).") from None
    if not records:
        raise FileError(file, 1, 1, "", "the file has no header.")
    header = tuple(name.strip() for name in records[0][1])
    for place, name in enumerate(header, 1):
        if name in header[: place - 1]:
            raise FileError(file, records[0][0], place, name, "the header names this column twice.")
    rows = []
    for line, record in records[1:]:
        if len(record) != len(header):
            place = min(len(record), len(header)) + 1
            sentence = f"this row has {len(record)} cells, but the header has {len(header)}."
            raise FileError(file, line, place, "", sentence)
        rows.append(dict(zip(header, record, strict=True)))
    return Sheet(file, header, tuple(rows), tuple(line for line, _ in records[1:]))
