"""Small files as people send them, for the tests of this room."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook as Book

from ithaca.sheets import Field, Sentence, SheetError, Table, guess_mapping, load_fields, read_workbook

ON = date(2027, 3, 1)


def csv_table(text: str, encoding: str = "utf-8") -> Table:
    """The table in a CSV file with this text."""
    return read_workbook(text.encode(encoding), "people.csv").tables[0]


def book(rows: Sequence[Sequence[Any]], *, merge: Sequence[str] = (), title: str = "Sheet1") -> bytes:
    """An XLSX file as a spreadsheet program saves it."""
    made = Book()
    sheet = made.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for area in merge:
        sheet.merge_cells(area)
    return saved(made)


def saved(made: Book) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def raw_book(
    sheet_xml: str, *, shared: str = "", styles: str = "", workbook: str = "", extra: dict[str, bytes] | None = None
) -> bytes:
    """An XLSX file made by hand, for XML that no program would write."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "xl/workbook.xml": workbook
        or f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{sheet_xml}</worksheet>',
    }
    if shared:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{shared}</sst>'
    if styles:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{main}">{styles}</styleSheet>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
        for name, data in (extra or {}).items():
            packed.writestr(name, data)
    return out.getvalue()


def refusal(data: bytes, filename: str = "people.csv") -> str:
    """The sentence with which a file is refused."""
    try:
        read_workbook(data, filename)
    except SheetError as error:
        return str(error.sentence)
    raise AssertionError("the file was read")


def said(value: object) -> str:
    """The words of a sentence; fails when the value is anything else."""
    assert isinstance(value, Sentence), value
    return str(value)


def targets_of(table: Table, vocabulary: str) -> dict[str, str | None]:
    """Header to target, as guessed."""
    mapping = guess_mapping(table, load_fields(vocabulary), on=ON)
    return {column.header: column.target for column in mapping.columns}


SIMPLE: tuple[Field, ...] = (
    Field("name", "Name", "name", required=True, identifies=True, synonyms=("full name",)),
    Field("email", "E-mail", "email", identifies=True, synonyms=("email address",)),
    Field("birth_date", "Date of birth", "date", birth=True, identifies=True, synonyms=("dob",)),
)
