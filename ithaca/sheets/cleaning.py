"""Rows of a table to rows of values: each is whole and right, or listed with what is to be put right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ithaca.sheets.duplicates import Duplicate, find_duplicates
from ithaca.sheets.fields import Field, targets
from ithaca.sheets.headers import words_of
from ithaca.sheets.mapping import ColumnGuess, Mapping
from ithaca.sheets.model import LeftOut, Row, Table, Value, as_typed, is_empty
from ithaca.sheets.sentences import Sentence, _
from ithaca.sheets.values.answers import parse_choice
from ithaca.sheets.values.blanks import is_failed_formula, says_nothing, text_of
from ithaca.sheets.values.dates import date_order, parse_date
from ithaca.sheets.values.durations import Unit, parse_minutes
from ithaca.sheets.values.kinds import SIMPLE
from ithaca.sheets.values.lists import ListReading, learn_list, parse_list
from ithaca.sheets.values.names import Name, mend_capitals, parse_name


@dataclass(frozen=True)
class CleanRow:
    """A row that is right. Every field has a key; its value is None, () or "" where nothing was given."""

    number: int
    values: dict[str, object]


@dataclass(frozen=True)
class RowError:
    """One thing to put right: the row, the column's heading, the field's key, what was typed, and what is wrong
    with it.
    """

    row: int
    column: str
    field: str
    typed: str
    sentence: Sentence


@dataclass(frozen=True)
class Cleaned:
    """The whole of a dry run. A row stands in `rows` or has errors, never both."""

    rows: tuple[CleanRow, ...]
    errors: tuple[RowError, ...]
    left_out: tuple[LeftOut, ...]
    duplicates: tuple[Duplicate, ...] = ()
    notes: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class ReadColumn:
    """A mapped column with what was learnt from looking down it."""

    guess: ColumnGuess
    field: Field
    part: str
    reading: ListReading
    unit: Unit | None
    label: str


def clean_rows(table: Table, mapping: Mapping, fields: Sequence[Field], *, on: date) -> Cleaned:
    """Read every row by the mapping. Nothing is written anywhere; the same input gives the same answer.

    Call `mapping.problems(fields)` first: with a required field unmapped every row is an error.
    """
    columns = _columns(table, mapping, fields)
    rows: list[CleanRow] = []
    errors: list[RowError] = []
    left_out = list(table.left_out)
    for row in table.rows:
        if all(is_empty(row.cells[column.guess.index]) for columns_of in columns.values() for column in columns_of):
            left_out.append(_unused(row))
            continue
        values, wrong = _clean_row(row, columns, fields, on)
        if wrong:
            errors.extend(wrong)
        else:
            rows.append(CleanRow(row.number, values))
    notes = [*table.notes, *_notes(table, columns)]
    duplicates = find_duplicates([(row.number, row.values) for row in rows], fields)
    return Cleaned(
        tuple(rows), tuple(errors), tuple(sorted(left_out, key=lambda out: out.row)), duplicates, tuple(notes)
    )


def _columns(table: Table, mapping: Mapping, fields: Sequence[Field]) -> dict[str, list[ReadColumn]]:
    places = {place.key: place for place in targets(fields)}
    found: dict[str, list[ReadColumn]] = {field.key: [] for field in fields}
    for guess in mapping.columns:
        place = places.get(guess.target or "")
        if place is None:
            continue
        listed = place.field.kind == "list"
        values = table.column(guess.index) if listed else []
        reading = learn_list(values, [choice.label for choice in place.field.choices]) if listed else ListReading()
        unit = _unit(guess.header) if place.field.kind == "minutes" else None
        found[place.field.key].append(ReadColumn(guess, place.field, place.part, reading, unit, _label(guess.header)))
    return found


def _unit(header: str) -> Unit | None:
    words = set(words_of(header))
    hours, minutes = bool(words & {"hour", "hr", "hrs"}), bool(words & {"minute", "min", "mins"})
    return None if hours == minutes else "hours" if hours else "minutes"


def _label(header: str) -> str:
    """The row of a Google Forms grid: "When are you free? [Monday]" is Monday."""
    return header.rstrip()[:-1].rpartition("[")[2].strip() if header.rstrip().endswith("]") and "[" in header else ""


def _clean_row(
    row: Row, columns: dict[str, list[ReadColumn]], fields: Sequence[Field], on: date
) -> tuple[dict[str, object], list[RowError]]:
    values: dict[str, object] = {}
    errors: list[RowError] = []
    for field in fields:
        value, wrong = _clean_field(row, field, columns[field.key], on)
        values[field.key] = value
        errors.extend(wrong)
        if field.required and not wrong and not value:
            header = columns[field.key][0].guess.header if columns[field.key] else field.label
            errors.append(RowError(row.number, header, field.key, "", _("“{field}” is missing.", field=field.label)))
    return values, errors


def _clean_field(row: Row, field: Field, columns: list[ReadColumn], on: date) -> tuple[object, list[RowError]]:
    errors: list[RowError] = []
    pieces: list[tuple[ReadColumn, object]] = []
    for column in columns:
        cell = row.cells[column.guess.index]
        value = _broken(cell) or (_name_part(cell) if column.part else clean_value(cell, field, column, on))
        if isinstance(value, Sentence):
            errors.append(RowError(row.number, column.guess.header, field.key, as_typed(cell), value))
        else:
            pieces.append((column, value))
    return (None if errors else _joined(field, pieces)), errors


def _broken(cell: Value) -> Sentence | None:
    if is_failed_formula(cell):
        return _("The formula in this cell failed: {typed}.", typed=as_typed(cell))
    return None


def clean_value(cell: Value, field: Field, column: ReadColumn, on: date) -> object:
    """One cell as its field's kind: the value, None (or an empty list) for nothing, or a Sentence."""
    match field.kind:
        case "date":
            return parse_date(cell, order=column.guess.order, on=on, birth=field.birth)
        case "list":
            return parse_list(cell, column.reading)
        case "minutes":
            return parse_minutes(cell, column.unit)
        case "choice":
            return parse_choice(cell, field.choices)
        case "text":
            return None if says_nothing(cell) else as_typed(cell).strip()
        case _:
            return SIMPLE[field.kind](cell)


def _name_part(cell: Value) -> str | Sentence | None:
    """A given or family name from a column of its own: not split, only its capitals mended."""
    found = parse_name(cell)
    return found if found is None or isinstance(found, Sentence) else mend_capitals(text_of(cell))


def _joined(field: Field, pieces: list[tuple[ReadColumn, object]]) -> object:
    """The pieces of one field as one value."""
    given = [(column, value) for column, value in pieces if value]
    if field.kind == "name":
        return _joined_name(given)
    if field.kind == "list":
        items: dict[str, None] = {}
        for column, value in given:
            assert isinstance(value, tuple)
            items.update(dict.fromkeys(f"{column.label}: {item}" if column.label else item for item in value))
        return tuple(items)
    if field.kind == "text":
        return ", ".join(dict.fromkeys(str(value) for _column, value in given))
    return pieces[0][1] if pieces else None


def _joined_name(pieces: list[tuple[ReadColumn, object]]) -> Name | None:
    parts = {column.part: value for column, value in pieces}
    whole = parts.get("")
    known_as = str(parts.get("known_as") or "")
    if isinstance(whole, Name):
        return Name(whole.given, whole.family, known_as or whole.known_as, whole.title, whole.typed)
    given, family = str(parts.get("given") or ""), str(parts.get("family") or "")
    if not given and not family:
        return Name(known_as, "", "", "", known_as) if known_as else None
    typed = f"{given} {family}".strip()
    return Name(given, family, known_as, "", typed) if given else Name(family, "", known_as, "", typed)


def _unused(row: Row) -> LeftOut:
    text = " | ".join(as_typed(cell)[:100] for cell in row.cells[:8] if not is_empty(cell))
    return LeftOut(row.number, "blank", text, _("Row {row} has nothing in the columns that are read.", row=row.number))


def _notes(table: Table, columns: dict[str, list[ReadColumn]]) -> list[Sentence]:
    """What is worth knowing about whole columns."""
    notes = []
    for column in (column for group in columns.values() for column in group):
        header = column.guess.header
        if column.field.kind == "date":
            found = date_order(table.column(column.guess.index)).sentence
            if found is not None:
                notes.append(_("“{header}”: {why}", header=header, why=found))
        elif column.field.kind == "phone":
            lost = sum(_lost_nought(value) for value in table.column(column.guess.index))
            if lost:
                notes.append(
                    _(
                        "“{header}”: the first 0 was lost and is put back in these many numbers: {count}.",
                        header=header,
                        count=lost,
                    )
                )
    return notes


def _lost_nought(value: Value) -> bool:
    text = text_of(value) if not is_empty(value) else ""
    return text.isdecimal() and len(text) == 10 and text[0] in "1237"
