"""Spreadsheets that are safe to open: CSV and XLSX whose cells no program runs as formulas, and the file of rows to
put right.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from openpyxl import Workbook as OpenpyxlWorkbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from ithaca.sheets.cleaning import Cleaned
from ithaca.sheets.escaping import escape_cell
from ithaca.sheets.limits import LIMITS
from ithaca.sheets.model import FIX_COLUMN, Table, Value, as_typed
from ithaca.sheets.sentences import SheetError, _

LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
WIDEST = 60


def write_csv(rows: Iterable[Sequence[Value]], header: Sequence[str]) -> bytes:
    """A CSV file in UTF-8 with the mark that Excel needs, every cell quoted, formulas made inert.

    Control characters are left out: no spreadsheet program shows them, and no reader takes them for text.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in (header, *rows):
        writer.writerow([escape_cell(NOT_TEXT.sub("", as_typed(cell))) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def write_xlsx(rows: Iterable[Sequence[Value]], header: Sequence[str], *, title: str = "Sheet1") -> bytes:
    """An XLSX file with one sheet: bold header that stays in view, dates and numbers as such, formulas made inert.

    Characters that XML cannot hold are left out. Raises SheetError when a text is longer than a cell can hold.
    """
    prepared = [[_xlsx_value(cell) for cell in row] for row in rows]
    book = OpenpyxlWorkbook(write_only=True)
    sheet = book.create_sheet(SHEET_NAME.sub(" ", title).strip("' ")[:31] or "Sheet1")
    sheet.freeze_panes = "A2"
    for index, name in enumerate(header, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = min(WIDEST, max(12, len(name) + 2))
    bold = []
    for name in header:
        cell = WriteOnlyCell(sheet, value=str(_xlsx_value(name)))
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        bold.append(cell)
    sheet.append(bold)
    for row in prepared:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xlsx_value(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    text = escape_cell(NOT_TEXT.sub("", value))
    assert isinstance(text, str)
    if len(text) > LIMITS.cell_characters:
        raise SheetError(_("A text is longer than the {most} characters a cell can hold.", most=LIMITS.cell_characters))
    return LOOKS_ESCAPED.sub("_x005F_", text).replace("\r", "_x000D_")


def errors_workbook(table: Table, cleaned: Cleaned) -> bytes:
    """The rows to put right, as they were typed, with the reasons in the first column.

    Read in again, the file has the same fingerprint as the first one, so the mapping kept for it fits.
    """
    reasons: defaultdict[int, list[str]] = defaultdict(list)
    for error in cleaned.errors:
        reasons[error.row].append(f"{error.column}: {error.sentence}")
    header = [name for name in table.header if name != FIX_COLUMN]
    keep = [index for index, name in enumerate(table.header) if name != FIX_COLUMN]
    rows = [
        [_reason(row.number, reasons[row.number]), *(row.cells[index] for index in keep)]
        for row in table.rows
        if row.number in reasons
    ]
    return write_xlsx(rows, [FIX_COLUMN, *header], title=str(_("To put right")))


def _reason(number: int, sentences: list[str]) -> str:
    row = str(_("Row {row} of the first file.", row=number))
    return "\n".join([row, *sentences[:20]])[:5000]
