"""What cannot be read is refused in one sentence, without unpacking a bomb and without a traceback."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ithaca.sheets import LIMITS, SheetError, Table, read_workbook
from tests.sheets.builders import book, raw_book, refusal

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_or_refused(data: bytes) -> tuple[Table, ...]:
    """The tables of a file, or none of a file that is refused with a sentence. Any other exception fails the test."""
    try:
        return read_workbook(data, "people").tables
    except SheetError as error:
        said = str(error.sentence)
    assert said.endswith(".")
    return ()


def packed(names: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in names.items():
            made.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "This file is empty."),
        (b"\xef\xbb\xbf \r\n\r\n", "This file is empty."),
        (OLE + b"\x00" * 600, "an old Excel file (.xls)"),
        (OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "has a password"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}), "(.ods)"),
        (packed({"Index/Document.iwa": b"x"}), "(.numbers)"),
        (packed({"xl/workbook.bin": b"x"}), "(.xlsb)"),
        (packed({"word/document.xml": b"<a/>"}), "Word document"),
        (packed({"people.csv": b"Name\nAnn\n"}), "Unpack it"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"<html><table><tr><td>Name</td></tr></table></html>", "web page"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a spreadsheet"),
        (b"PK\x03\x04 and no more", "damaged"),
        (bytes(range(256)) * 20, "not a spreadsheet"),
        (b"Name,Email\nAnn\x07Lee,x\n", "Line 2"),
        (b"Name,Email\nZo\xc3\xab,a\nJos\xc3\xa9,b\nBad\xff,c\n", "Line 4 of this file holds bytes that are no text"),
        (b"\xff\xfeN\x00a\x00m\x00e\x00\n\x00\x00\xdc", "Line 2"),
        (b'Name,Email\nAnn,"a@example.org\nBo,b@example.org\n', "row 2 is opened and never closed"),
        (book([]), "every sheet is empty"),
    ],
)  # fmt: skip
def test_the_sentence_says_what_it_is_and_what_to_do(data: bytes, words: str) -> None:
    assert words in refusal(data)


def test_too_many_rows_columns_characters_and_bytes() -> None:
    assert "more than 50000 rows" in refusal(b"Name\n" + b"a\n" * (LIMITS.rows + 1))
    assert "column GS; we read up to 200" in refusal(b",".join([b"h"] * 201) + b"\n")
    assert "row 2, column A holds more than 32767" in refusal(b"Name,Email\n" + b"a" * 40_000 + b",b\n")
    assert "row 2" in refusal(b'Name,Email\n"' + b"a" * 10_000_000 + b'",b\n')
    assert "larger than 20 MB" in refusal(b"a" * (LIMITS.file_bytes + 1))


def test_a_zip_bomb_is_refused_by_what_it_says_of_itself() -> None:
    bomb = raw_book("<sheetData/>", extra={"xl/media/big.bin": b"\x00" * (LIMITS.unpacked_bytes + 1)})
    assert len(bomb) < 1_000_000
    assert "larger than the 100 MB" in refusal(bomb)


def test_a_cell_of_ten_megabytes_in_xlsx() -> None:
    cell = f'<sheetData><row r="7"><c r="B7" t="inlineStr"><is><t>{"a" * 10_000_000}</t></is></c></row></sheetData>'
    assert "row 7, column B holds more than 32767" in refusal(raw_book(cell))


def test_one_long_text_used_by_many_cells_is_counted_each_time() -> None:
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 1400))
    assert "more text than we read" in refusal(
        raw_book(f"<sheetData>{cells}</sheetData>", shared=f"<si><t>{'a' * 32_000}</t></si>")
    )


@pytest.mark.parametrize(
    "sheet",
    [
        '<sheetData><row r="9999999"><c><v>1</v></c></row></sheetData>',
        '<sheetData><row><c t="s"><v>5</v></c></row></sheetData>',
        "<sheetData><row><c><v>one</v></c></row></sheetData>",
        "<sheetData><row><c><v>nan</v></c></row></sheetData>",
        "<sheetData><row>",
    ],
)
def test_xml_that_makes_no_sense_is_damage(sheet: str) -> None:
    assert "damaged" in refusal(raw_book(sheet))


def test_entities_are_not_expanded() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>'
    data = raw_book(
        '<sheetData><row><c t="s"><v>0</v></c></row></sheetData>', extra={"xl/sharedStrings.xml": bomb.encode()}
    )
    assert "damaged" in refusal(data)


def test_far_away_cells_and_overlapping_merges_cost_nothing() -> None:
    far = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'
    far += '<row r="1048576"><c r="A1048576"><v>5</v></c></row></sheetData>'
    table = read_workbook(raw_book(far), "a.xlsx").tables[0]
    assert [row.number for row in table.rows] == [1_048_576]
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 3000))
    merges = "<mergeCells>" + '<mergeCell ref="A1:A3000"/>' * 3000 + "</mergeCells>"
    assert "damaged" in refusal(raw_book(f"<sheetData>{rows}</sheetData>{merges}"))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_bytes_of_any_kind_are_read_or_refused(data: bytes) -> None:
    tables = read_or_refused(data)
    assert all(len(row.cells) == len(table.header) for table in tables for row in table.rows)


GOOD = book([["Name", "Born"], ["Ann Lee", 5], ["Bo Chan", 1.5]], merge=["A2:A3"])


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
def test_a_spoilt_xlsx_is_read_or_refused(at: int, patch: bytes) -> None:
    spoilt = GOOD[:at] + patch + GOOD[at + len(patch) :]
    tables = read_or_refused(spoilt)
    assert all(len(row.cells) == len(table.header) for table in tables for row in table.rows)


MARKUP = st.sampled_from(["<c>", "</c>", '<c t="s">', '<c t="b" r="B2" s="1">', "<v>", "</v>", "1",
                          "-1", "1e999", "46000", "x", "<row>", "</row>", "<f>", "</f>",
                          '<row r="0">', '<c r="ZZZ9">', "<is><t>", "</t></is>", '<mergeCell ref="A1:B9"/>',
                          "&#13;"])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(MARKUP, max_size=30))
def test_sheets_of_odd_markup_are_read_or_refused(pieces: list[str]) -> None:
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    tables = read_or_refused(raw_book("".join(pieces), styles=styles))
    assert all(len(row.cells) == len(table.header) for table in tables for row in table.rows)
