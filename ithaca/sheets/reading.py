"""The one way in: bytes and a file name to a workbook, or one sentence that says why not and what to do."""

import io
import zipfile

from ithaca.sheets.csv_reader import read_csv
from ithaca.sheets.decoding import decode
from ithaca.sheets.limits import LIMITS
from ithaca.sheets.model import Grid, Kind, Workbook
from ithaca.sheets.sentences import Sentence, SheetError, _
from ithaca.sheets.tables import make_table
from ithaca.sheets.xlsx_parts import damaged, locked
from ithaca.sheets.xlsx_reader import read_xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_workbook(data: bytes, filename: str) -> Workbook:
    """Read a CSV or XLSX file. What the bytes are decides, not the name's ending.

    Raises SheetError, and nothing else, for whatever cannot be read: too large, locked, damaged, another format, no
    text, empty.
    """
    if len(data) > LIMITS.file_bytes:
        raise SheetError(
            _(
                "This file is larger than {most} MB. Keep the sheet you need and try again.",
                most=LIMITS.file_bytes // 1048576,
            )
        )
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise SheetError(_("This file is empty."))
    kind, grids = _grids(data, filename)
    tables = [(grid, make_table(grid)) for grid in grids]
    read = tuple(table for _grid, table in tables if table is not None)
    if not read:
        raise SheetError(_("There is nothing in this file: every sheet is empty."))
    notes = tuple(_("Sheet “{name}” is empty.", name=grid.name) for grid, table in tables if table is None)
    hidden = tuple(_("Sheet “{name}” is hidden in the file.", name=table.name) for table in read if table.hidden)
    return Workbook(filename=filename, kind=kind, tables=read, notes=notes + hidden)


def _grids(data: bytes, filename: str) -> tuple[Kind, list[Grid]]:
    if data.startswith(b"PK"):
        refusal = _other_zip(data)
        if refusal is not None:
            raise SheetError(refusal)
        return "xlsx", read_xlsx(data)
    if data.startswith(OLE):
        raise locked() if ENCRYPTED in data else SheetError(_save_as(_("an old Excel file (.xls)")))
    refusal = _other_text(data)
    if refusal is not None:
        raise SheetError(refusal)
    name = filename.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0] or filename
    return "csv", [read_csv(decode(data), name)]


def _save_as(what: Sentence) -> Sentence:
    return _(
        "This is {what}. Open it, choose Save As or Export, pick Excel workbook (.xlsx) or CSV, and try again.",
        what=what,
    )


def _other_zip(data: bytes) -> Sentence | None:
    """What a zip is when it is not XLSX."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            names = set(opened.namelist()[: LIMITS.parts])
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, UnicodeError) as error:
        raise damaged() from error
    if "xl/workbook.xml" in names:
        return None
    if "xl/workbook.bin" in names:
        return _save_as(_("a binary Excel file (.xlsb)"))
    if "content.xml" in names and "mimetype" in names:
        return _save_as(_("an OpenDocument file (.ods)"))
    if any(name.endswith(".iwa") or name.startswith("Index") for name in names):
        return _save_as(_("an Apple Numbers file (.numbers)"))
    if "word/document.xml" in names:
        return _save_as(_("a Word document"))
    return _("This is a folder packed into one file (.zip). Unpack it and choose the spreadsheet inside.")


def _other_text(data: bytes) -> Sentence | None:
    """What a file is when its first bytes say that it is not CSV."""
    head = data[:2048].lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    if head.startswith(b"%pdf"):
        return _save_as(_("a PDF"))
    if head.startswith(b"{\\rtf"):
        return _save_as(_("a text document"))
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta")):
        return _save_as(_("a web page with a spreadsheet's name"))
    if head.startswith((b"\x89png", b"\xff\xd8\xff", b"gif8", b"\x1f\x8b", b"7z\xbc\xaf", b"rar!")):
        return _("This file is not a spreadsheet. Choose the CSV or XLSX file.")
    return None
