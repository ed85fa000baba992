"""Reads the inputs of a certificate, strictly."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_INTEGER = re.compile(r"-?[0-9]+")
_LARGEST = 10**15
_CRITERIA = {
    "overlap": {"points"},
    "same": {"points"},
    "near": {"points", "spread", "ahead"},
    "table": {"points", "table"},
}
_RULES = {
    "differ": set[str](),
    "same": set[str](),
    "share": {"least"},
    "within": {"most", "least_ahead"},
    "listed": {"side"},
    "not-when": {"mentee_is", "mentor_is"},
}


class Unreadable(Exception):
    """An input that is no input; the sentence names file, line and column."""


def _fail(file: Path, line: int, column: int | str, sentence: str) -> Unreadable:
    return Unreadable(f"{file}, line {line}, column {column}: {sentence}")


@dataclass
class Table:
    """A CSV file by columns."""

    file: Path
    cells: dict[str, list[str]]
    lines: list[int]
    sha256: str

    def __len__(self) -> int:
        return len(self.lines)

    def column(self, name: str) -> list[str]:
        """A column, trimmed.  Raises `Unreadable` if there is none."""
        if name not in self.cells:
            raise _fail(self.file, 1, name, "there is no such column.")
        return self.cells[name]

    def integers(self, name: str, empty: int | None = None) -> list[int | None]:
        """A column of whole numbers; ``empty`` for an empty cell.  Raises `Unreadable`."""
        out: list[int | None] = []
        for line, cell in zip(self.lines, self.column(name), strict=True):
            if cell and (not _INTEGER.fullmatch(cell) or len(cell) > 20 or abs(int(cell)) > _LARGEST):
                raise _fail(self.file, line, name, f"“{cell}” is not a whole number that can be used.")
            out.append(int(cell) if cell else empty)
        return out

    def sets(self, name: str) -> list[frozenset[str]]:
        """A column of lists."""
        return [frozenset(filter(None, (item.strip() for item in cell.split(";")))) for cell in self.column(name)]


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise _fail(file, 1, 1, f"the file cannot be read ({error.strerror}).") from None


def read_table(file: Path) -> Table:
    """Reads a CSV file.  Raises `Unreadable`."""
    raw = _bytes(file)
    try:
        text = raw.decode("utf-8-sig")
        lines: list[int] = []
        rows: list[list[str]] = []
        source = csv.reader(io.StringIO(text, newline=""), strict=True)
        for row in source:
            if row:
                lines.append(source.line_num)
                rows.append([cell.strip() for cell in row])
    except (UnicodeDecodeError, csv.Error) as error:
        raise _fail(file, 1, 1, f"this is not CSV in UTF-8 ({error}).") from None
    if not rows:
        raise _fail(file, 1, 1, "there is no header.")
    header = rows[0]
    if len(set(header)) != len(header):
        raise _fail(file, 1, 1, "a column is named twice.")
    for line, row in zip(lines, rows, strict=True):
        if len(row) != len(header):
            raise _fail(file, line, len(row), f"{len(row)} cells under {len(header)} columns.")
    columns = {name: [row[k] for row in rows[1:]] for k, name in enumerate(header)}
    return Table(file, columns, lines[1:], hashlib.sha256(raw).hexdigest())


def read_people(file: Path) -> Table:
    """Reads a CSV file of people with unique ids.  Raises `Unreadable`."""
    table = read_table(file)
    known: set[str] = set()
    for line, identity in zip(table.lines, table.column("id"), strict=True):
        if not identity or identity in known:
            raise _fail(file, line, "id", f"the id “{identity}” is empty or used before.")
        known.add(identity)
    return table


@dataclass
class Part:
    """One criterion or rule."""

    kind: str
    mentee: str
    mentor: str
    values: dict[str, Any]
    table: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass
class Settings:
    """The criteria file."""

    criteria: list[Part]
    rules: list[Part]
    objective: str
    depth: int
    capacity: str | None
    hashes: dict[str, str]


def read_settings(file: Path) -> Settings:
    """Reads the criteria and the tables they name.  Raises `Unreadable`."""
    raw = _bytes(file)
    try:
        data = tomllib.loads(raw.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _fail(file, 1, 1, f"this is not TOML in UTF-8 ({error}).") from None
    unknown = set(data) - {"objective", "depth", "capacity", "seed", "waited", "criterion", "rule"}
    if unknown:
        raise _fail(file, 1, 1, f"unknown keys: {', '.join(sorted(unknown))}.")
    hashes = {"criteria": hashlib.sha256(raw).hexdigest()}
    criteria = [_part(file, part, _CRITERIA) for part in _list(file, data, "criterion")]
    rules = [_part(file, part, _RULES) for part in _list(file, data, "rule")]
    for part in criteria:
        if part.kind == "table":
            table = read_table(file.parent / part.values["table"])
            hashes[f"table {sum(name.startswith('table') for name in hashes) + 1}"] = table.sha256
            part.table = _points_table(table)
    objective, depth = data.get("objective", "placed-total"), data.get("depth", 1)
    if objective not in ("placed-total", "placed-worst-total") or not isinstance(depth, int) or depth < 1:
        raise _fail(file, 1, 1, "objective or depth make no sense.")
    capacity = data.get("capacity")
    return Settings(criteria, rules, objective, depth, capacity.strip() if capacity is not None else None, hashes)


def _list(file: Path, data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    parts = data.get(name, [])
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        raise _fail(file, 1, 1, f"{name} must be a list of tables.")
    return parts


def _part(file: Path, part: dict[str, Any], kinds: dict[str, set[str]]) -> Part:
    values = {key: value.strip() if isinstance(value, str) else value for key, value in part.items()}
    kind = values.pop("kind", None)
    if kind not in kinds or set(values) - kinds[kind] - {"name", "mentee", "mentor"}:
        raise _fail(file, 1, 1, f"“{kind}” is no kind, or has a key it does not know.")
    texts = ("name", "mentee", "mentor", "table", "side", "mentee_is", "mentor_is")
    for key, value in values.items():
        if isinstance(value, bool) or not isinstance(value, str if key in texts else int):
            raise _fail(file, 1, 1, f"“{key}” has the wrong type.")
    try:
        return Part(kind, values.pop("mentee"), values.pop("mentor"), values)
    except KeyError as error:
        raise _fail(file, 1, 1, f"a part has no {error}.") from None


def _points_table(table: Table) -> dict[tuple[str, str], int]:
    out: dict[tuple[str, str], int] = {}
    columns = table.column("mentee"), table.column("mentor"), table.integers("points")
    for line, mine, theirs, points in zip(table.lines, *columns, strict=True):
        if (mine, theirs) in out or points is None or points < 0:
            raise _fail(table.file, line, "points", "listed twice, or with points that are none.")
        out[mine, theirs] = points
    return out
