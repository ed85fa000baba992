"""The kinds of file that people really send, as bytes. Written by hand here, not by our own writers: they are other
people's files.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

STILL = (2020, 1, 1, 0, 0, 0)


def csv_bytes(rows: Iterable[Sequence[Any]], *, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """A CSV file with Windows line ends."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def new_book(title: str) -> tuple[Workbook, Worksheet]:
    """An empty workbook and its first sheet."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    return book, sheet


def put_rows(sheet: Worksheet, rows: Iterable[Sequence[Any]], *, header_rows: int = 1) -> None:
    """Append rows, dates as dates in the British way, the first ones bold on grey."""
    for number, row in enumerate(rows):
        sheet.append(list(row))
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, datetime):
                cell.number_format = "dd/mm/yyyy hh:mm:ss"
            elif isinstance(cell.value, date):
                cell.number_format = "dd/mm/yyyy"
            if number < header_rows:
                cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDDDDD")
    for column in range(1, sheet.max_column + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 18


def book_bytes(book: Workbook) -> bytes:
    """The workbook as bytes that depend on nothing but its content: every clock in it stands still."""
    book.properties.creator = "Harbour Mentoring Trust"
    book.properties.created = book.properties.modified = datetime(*STILL)
    out = io.BytesIO()
    book.save(out)
    still = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(out.getvalue())) as moving,
        zipfile.ZipFile(still, "w", zipfile.ZIP_DEFLATED) as fixed,
    ):
        for entry in moving.infolist():
            data = moving.read(entry)
            if entry.filename == "docProps/core.xml":
                data = _without_clock(data)
            fixed.writestr(zipfile.ZipInfo(entry.filename, STILL), data, zipfile.ZIP_DEFLATED)
    return still.getvalue()


def _without_clock(core: bytes) -> bytes:
    start, end = core.find(b"<dcterms:modified"), core.find(b"</dcterms:modified>")
    if start < 0 or end < 0:
        return core
    return core[:start] + core[end + len(b"</dcterms:modified>") :]


def british(day: date | None) -> str:
    """3/4/2027 as 03/04/2027."""
    return f"{day:%d/%m/%Y}" if day else ""


def google_stamp(moment: datetime) -> str:
    """The time stamp of a Google Forms CSV export: 2027/03/03 9:05:12 am GMT."""
    hour = moment.hour % 12 or 12
    half = "am" if moment.hour < 12 else "pm"
    return f"{moment:%Y/%m/%d} {hour}:{moment:%M:%S} {half} GMT"
