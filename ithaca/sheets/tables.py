"""A grid of cells to a table: where the header is, which rows are people, and which are titles, totals, notes and
blanks.

No row is lost in silence: each row that is not data is listed with its number and the reason.
"""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from ithaca.sheets.headers import header_words, looks_like_data
from ithaca.sheets.limits import column_letters
from ithaca.sheets.model import Grid, LeftOut, Row, Table, Value, as_typed, is_empty, normal
from ithaca.sheets.sentences import Sentence, _

SEARCHED = 40
TOTAL = re.compile(
    r"(sub[- ]?total|grand total|total|totals|average|mean|sum|count|number of (pupils|mentors|rows|people|students))\b",
    re.IGNORECASE,
)
NOTE = re.compile(
    r"(notes?\b|n\.?b\.?\b|\*|©|printed\b|generated\b|report\b|page \d|source\b|key\b|exported\b|confidential\b|end of|"
    r"produced\b|last updated|please\b|data as at|run (on|by)\b|filter)",
    re.IGNORECASE,
)
HEADING = re.compile(
    r"(years?|yr|form|class|group|tutor|cohort|house|department|team|school|site|region|district|section|part)\b.{0,40}\Z|"
    r".{1,60}:\Z",
    re.IGNORECASE,
)


def make_table(grid: Grid) -> Table | None:
    """The table in a sheet, or None when the sheet is empty."""
    if not grid.rows:
        return None
    at = find_header(grid.rows, grid.merged_across)
    top = at if at is not None else 0
    below = grid.rows[top + 1 :] if at is not None else grid.rows
    header, used_above = _header(grid, at, below)
    left_out = [_title(row) for row in grid.rows[:top] if row.number not in used_above]
    rows, others, shifted = _sort_rows(grid, below, header, grid.rows[at].number if at is not None else 0)
    notes = [*grid.notes, *_notes(at is None, shifted)]
    return Table(
        name=grid.name,
        header=header,
        header_row=grid.rows[at].number if at is not None else 0,
        rows=tuple(rows),
        left_out=tuple(left_out + others),
        hidden=grid.hidden,
        notes=tuple(notes),
    )


def find_header(rows: Sequence[Row], merged: Sequence[tuple[int, int, int]] = ()) -> int | None:
    """The index of the row that names the columns, or None when the file begins with people."""
    widths = [_filled(row) for row in rows]
    for index, row in enumerate(rows[:SEARCHED]):
        after = widths[index + 1 : index + 51]
        usual = max(median(after), max(after) * 0.6) if after else 1
        if widths[index] < min(2, usual) or widths[index] < usual * 0.6 or not _names_columns(row):
            continue
        if _is_lower_half(rows, index + 1, merged):
            return index + 1
        return index
    return None


def _names_columns(row: Row) -> bool:
    filled = [cell for cell in row.cells if not is_empty(cell)]
    texts = [cell for cell in filled if isinstance(cell, str)]
    if not filled or len(texts) < len(filled) * 0.8:
        return False
    return sum(looks_like_data(text) for text in texts) <= len(texts) * 0.2


def _is_lower_half(rows: Sequence[Row], index: int, merged: Sequence[tuple[int, int, int]]) -> bool:
    """True when the row is the second line of a header whose first line names groups of columns."""
    if index >= len(rows) or not _names_columns(rows[index]) or _filled(rows[index]) < 2:
        return False
    above, row = rows[index - 1], rows[index]
    if row.number != above.number + 1 or not any(top == above.number for top, _first, _last in merged):
        return False
    names = [normal(cell) for cell in row.cells if isinstance(cell, str) and cell.strip()]
    known = sum(1 for name in names if header_words(name))
    return known >= max(2, len(names) // 2)


def _header(grid: Grid, at: int | None, below: Sequence[Row]) -> tuple[tuple[str, ...], set[int]]:
    """The names of the columns, each once, and the numbers of the rows above that took part in them."""
    width = max((len(row.cells) for row in below), default=0)
    if at is None:
        return tuple(_unnamed(column) for column in range(width)), set()
    row = grid.rows[at]
    names = [" ".join(as_typed(cell).split()) for cell in row.cells]
    names += [""] * (width - len(names))
    used: set[int] = set()
    groups = _groups(grid, at, names)
    if groups:
        used.add(grid.rows[at - 1].number)
        names = [
            f"{group}: {name}" if group and name and normal(group) != normal(name) else name or group
            for group, name in zip(groups, names, strict=True)
        ]
    while names and not names[-1] and not any(len(r.cells) >= len(names) for r in below):
        names.pop()
    return _each_once(names), used


def _groups(grid: Grid, at: int, names: list[str]) -> list[str]:
    """The group each column stands under, when the row above the header names groups ("Parent 1", "Parent 2")."""
    if at == 0:
        return []
    above, row = grid.rows[at - 1], grid.rows[at]
    if above.number + 1 != row.number or not _names_columns(above):
        return []
    spans = {first: last for top, first, last in grid.merged_across if top == above.number}
    repeated = Counter(normal(name) for name in names if name).most_common(1)
    doubles = bool(repeated) and repeated[0][1] > 1
    if not (doubles and _filled(above) >= 1) and not (len(spans) >= 1 and _filled(above) >= 2):
        return []
    groups, current, until = [], "", -1
    for column in range(len(names)):
        cell = above.cells[column] if column < len(above.cells) else None
        if not is_empty(cell):
            current = " ".join(as_typed(cell).split())
            until = spans.get(column, column if spans else len(names))
        groups.append(current if column <= until else "")
    return groups


def _each_once(names: list[str]) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    taken = {normal(name) for name in names if name}
    result = []
    for column, name in enumerate(names):
        name = name or _unnamed(column)
        seen[normal(name)] += 1
        label, number = name, seen[normal(name)]
        while number > 1 and normal(label := f"{name} ({number})") in taken:
            number += 1
        taken.add(normal(label))
        result.append(label)
    return tuple(result)


def _unnamed(column: int) -> str:
    return f"Column {column_letters(column + 1)}"


def _sort_rows(
    grid: Grid, below: Sequence[Row], header: tuple[str, ...], header_number: int
) -> tuple[list[Row], list[LeftOut], list[int]]:
    """Data rows made as wide as the header; the others with their reasons; rows that are wider than the named
    columns.
    """
    rows: list[Row] = []
    left_out: list[LeftOut] = []
    shifted: list[int] = []
    width = len(header)
    named = max((i + 1 for i, name in enumerate(header) if name != _unnamed(i)), default=width)
    merged_rows = {top for top, first, last in grid.merged_across if last - first >= 1}
    names = [normal(name) for name in header]
    usual = median([_filled(row) for row in below]) if below else 0
    last = header_number
    for row in below:
        if row.number > last + 1 and last:
            left_out.append(_blank(last + 1, row.number - 1))
        last = row.number
        reason = _reason(row, names, usual, merged=row.number in merged_rows)
        if reason is not None:
            left_out.append(LeftOut(row.number, reason[0], _row_text(row), reason[1]))
            continue
        if len(row.cells) > named:
            shifted.append(row.number)
        rows.append(Row(row.number, row.cells + (None,) * (width - len(row.cells))))
    return rows, left_out, shifted if len(shifted) * 5 <= len(rows) else []


def _reason(row: Row, names: list[str], usual: float, *, merged: bool) -> tuple[str, Sentence] | None:
    """Why a row is not data, or None when it is."""
    filled = [(column, cell) for column, cell in enumerate(row.cells) if not is_empty(cell)]
    if all(cell is False or cell == "FALSE" for _column, cell in filled):
        return "blank", _("Row {row} has only empty tick boxes.", row=row.number)
    first = as_typed(filled[0][1]).strip()
    same = sum(1 for column, cell in filled if isinstance(cell, str) and names[column : column + 1] == [normal(cell)])
    if same >= 2 and same >= len(filled) * 0.8:
        return "repeated header", _("Row {row} repeats the header.", row=row.number)
    if _is_total(first, filled):
        return "total", _("Row {row} is a total: {text}", row=row.number, text=_row_text(row))
    if len(filled) == 1 and len(names) > 2:
        return _lonely(row, first, filled[0][1], usual, merged=merged)
    return None


def _is_total(first: str, filled: list[tuple[int, Value]]) -> bool:
    if not TOTAL.match(first):
        return False
    rest = [as_typed(cell).strip() for _column, cell in filled[1:]]
    return all(re.fullmatch(r"[£$€]?[\d.,: %]+", text) for text in rest) and bool(rest or len(first) < 40)


def _lonely(row: Row, text: str, value: Value, usual: float, *, merged: bool) -> tuple[str, Sentence] | None:
    """A row with one filled cell in a table of several columns: a note, a heading, a bare row number, or a person
    after all.
    """
    if not isinstance(value, str) or text.isdecimal():
        return "blank", _("Row {row} holds nothing but {text}.", row=row.number, text=text)
    if NOTE.match(text) or (len(text.split()) >= 7 and usual >= 2):
        return "note", _("Row {row} is a note: {text}", row=row.number, text=text)
    if merged or (usual >= 3 and HEADING.match(text)):
        return "heading", _("Row {row} is a heading: {text}", row=row.number, text=text)
    return None


def _title(row: Row) -> LeftOut:
    text = _row_text(row)
    return LeftOut(row.number, "title", text, _("Row {row} stands above the header: {text}", row=row.number, text=text))


def _blank(first: int, last: int) -> LeftOut:
    if first == last:
        return LeftOut(first, "blank", "", _("Row {row} is empty.", row=first))
    return LeftOut(first, "blank", "", _("Rows {first} to {last} are empty.", first=first, last=last))


def _notes(headless: bool, shifted: list[int]) -> list[Sentence]:
    notes = []
    if headless:
        notes.append(_("No row names the columns, so every row was read as data. Say below what each column holds."))
    if shifted:
        notes.append(
            _(
                "Rows with more cells than there are named columns: {count}, the first is row {row}. "
                "A comma inside a cell may have moved what follows it.",
                count=len(shifted),
                row=shifted[0],
            )
        )
    return notes


def _filled(row: Row) -> int:
    return sum(1 for cell in row.cells if not is_empty(cell))


def _row_text(row: Row) -> str:
    return " | ".join(as_typed(cell).strip()[:200] for cell in row.cells[:8] if not is_empty(cell))
