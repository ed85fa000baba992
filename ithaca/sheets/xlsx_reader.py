"""The cells of an XLSX file, sheet by sheet, as values: text, numbers, dates, lengths of time."""

import re
from datetime import UTC, date, datetime, time, timedelta

from ithaca.sheets.escaping import unescape_text
from ithaca.sheets.limits import LIMITS, Budget, column_letters
from ithaca.sheets.model import Grid, Row, Value, is_empty
from ithaca.sheets.sentences import Sentence, _
from ithaca.sheets.xlsx_parts import (
    Package,
    Shape,
    SheetPart,
    damaged,
    read_shapes,
    read_shared_texts,
    read_sheet_list,
    unescape_characters,
)

REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")
LAST_ROW = 1_048_576
LAST_SERIAL = 2_958_465


def read_xlsx(data: bytes) -> list[Grid]:
    """Every worksheet of the file, hidden ones marked. Raises SheetError when the file is damaged, locked or too
    large.
    """
    package = Package(data)
    sheets, from_1904 = read_sheet_list(package)
    texts = read_shared_texts(package)
    shapes = read_shapes(package)
    budget = Budget()
    return [_SheetReader(sheet, texts, shapes, from_1904, budget).read(package) for sheet in sheets]


class _SheetReader:
    """Walks one sheet's XML. Rows and columns count from 1 here, as in the file."""

    def __init__(
        self, sheet: SheetPart, texts: list[str], shapes: list[Shape], from_1904: bool, budget: Budget
    ) -> None:
        self.sheet, self.texts, self.shapes, self.budget = sheet, texts, shapes, budget
        self.base = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
        self.rows: dict[int, dict[int, Value]] = {}
        self.merges: list[tuple[int, int, int, int]] = []
        self.row = self.column = self.filled = self.hidden_rows = self.unsaved = 0
        self.hidden_columns = False
        self.first_unsaved = ""
        self.pieces: list[str] = []
        self.length = 0
        self.inside = self.aside = self.formula = False
        self.kind = self.style = ""

    def read(self, package: Package) -> Grid:
        """The sheet as a grid, with notes about hidden rows and formulas that were never worked out."""
        package.parse(self.sheet.part, start=self._start, end=self._end, text=self._text)
        self._fill_merges()
        rows = []
        for number in sorted(self.rows):
            cells = self.rows[number]
            rows.append(Row(number, tuple(cells.get(column) for column in range(1, max(cells) + 1))))
        across = tuple((top, left - 1, right - 1) for top, left, _bottom, right in self.merges if right > left)
        return Grid(self.sheet.name, tuple(rows), across, self.sheet.hidden, tuple(self._notes()))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name in {"v", "t"}:
            self.inside = not self.aside
        elif name == "f":
            self.formula = True
        elif name == "row":
            self._start_row(attributes)
        elif name == "rPh":
            self.aside = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden") in {"1", "true"}:
            self.hidden_columns = self.hidden_columns or attributes.get("max") != "16384"

    def _start_row(self, attributes: dict[str, str]) -> None:
        given = attributes.get("r", "")
        self.row = int(given) if given.isdecimal() and len(given) < 8 else self.row + 1
        if not 0 < self.row <= LAST_ROW:
            raise damaged()
        self.column = 0
        if attributes.get("hidden") in {"1", "true"}:
            self.hidden_rows += 1

    def _start_cell(self, attributes: dict[str, str]) -> None:
        found = REFERENCE.match(attributes.get("r", ""))
        self.column = _column_number(found.group(1)) if found else self.column + 1
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
        self.pieces.clear()
        self.length, self.formula = 0, False

    def _text(self, piece: str) -> None:
        if self.inside:
            self.pieces.append(piece)
            self.length += len(piece)
            if self.length > LIMITS.cell_characters * 7:
                self.budget.text(self.row, self.column, "".join(self.pieces))

    def _end(self, name: str) -> None:
        if name in {"v", "t"}:
            self.inside = False
        elif name == "rPh":
            self.aside = False
        elif name == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        if not self.pieces:
            if self.formula:
                self.unsaved += 1
                self.first_unsaved = self.first_unsaved or f"{column_letters(self.column)}{self.row}"
            return
        value = self._value("".join(self.pieces))
        if is_empty(value):
            return
        if isinstance(value, str):
            self.budget.text(self.row, self.column, value)
            value = unescape_text(value)
        else:
            self.budget.cell(self.row, self.column)
        if self.row not in self.rows:
            self.filled += 1
            self.budget.row(self.filled)
            self.rows[self.row] = {}
        self.rows[self.row][self.column] = value

    def _value(self, raw: str) -> Value:
        if self.kind == "s":
            index = int(raw) if raw.strip().isdecimal() and len(raw) < 10 else -1
            if not 0 <= index < len(self.texts):
                raise damaged()
            return self.texts[index]
        if self.kind == "b":
            return raw.strip() in {"1", "true"}
        if self.kind == "d":
            return _iso(raw)
        if self.kind in {"str", "inlineStr", "e"}:
            return unescape_characters(raw)
        return self._number(raw)

    def _number(self, raw: str) -> Value:
        try:
            number = float(raw) if len(raw) < 400 else None
        except ValueError:
            number = None
        if number is None or number != number or number in (float("inf"), float("-inf")):
            raise damaged()
        style = int(self.style) if self.style.isdecimal() and len(self.style) < 7 else -1
        shape = self.shapes[style] if 0 <= style < len(self.shapes) else None
        if shape is not None and 0 <= number <= LAST_SERIAL:
            return _moment(number, self.base, shape)
        return int(number) if number.is_integer() and abs(number) < 1e15 else number

    def _merge(self, reference: str) -> None:
        first, _colon, last = reference.partition(":")
        one, two = REFERENCE.match(first), REFERENCE.match(last)
        if one and two and len(self.merges) < LIMITS.merges:
            top, bottom = int(one.group(2)), int(two.group(2))
            self.merges.append((top, _column_number(one.group(1)), bottom, _column_number(two.group(1))))

    def _fill_merges(self) -> None:
        """A cell merged over several rows means the same for each of them."""
        steps = 0
        for top, left, bottom, _right in self.merges:
            value = self.rows.get(top, {}).get(left)
            if value is None or bottom <= top:
                continue
            numbers = range(top + 1, bottom + 1) if bottom - top < len(self.rows) else list(self.rows)
            steps += len(numbers)
            if steps > LIMITS.cells:
                raise damaged()
            for number in numbers:
                if top < number <= bottom and number in self.rows and left not in self.rows[number]:
                    self.budget.cell(number, left)
                    self.rows[number][left] = value

    def _notes(self) -> list[Sentence]:
        notes = []
        if self.hidden_rows:
            notes.append(_("Rows hidden by a filter or by hand: {count}. They are read too.", count=self.hidden_rows))
        if self.hidden_columns:
            notes.append(_("Some columns of this sheet are hidden. They are read too."))
        if self.unsaved:
            notes.append(
                _(
                    "Formulas without a saved value: {count}, the first in cell {cell}. Open the "
                    "file in your spreadsheet "
                    "program, save it and read it again, or those cells stay empty.",
                    count=self.unsaved,
                    cell=self.first_unsaved,
                )
            )
        return notes


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _iso(raw: str) -> Value:
    try:
        moment = datetime.fromisoformat(raw.strip()[:40])
    except ValueError:
        return raw
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    return moment.date() if moment.time() == time() else moment


def _moment(number: float, base: datetime, shape: Shape) -> Value:
    """An Excel serial number as the date, time or length of time that its format shows. Excel's 29 February 1900
    never was.
    """
    seconds = round(number * 86_400)
    if shape == "duration":
        return timedelta(seconds=seconds)
    if seconds < 86_400:
        return (datetime.min + timedelta(seconds=seconds)).time()
    if base.year == 1899 and number < 60:
        seconds += 86_400
    try:
        moment = base + timedelta(seconds=seconds)
    except OverflowError:
        return number
    return date(moment.year, moment.month, moment.day) if moment.time() == time() else moment
