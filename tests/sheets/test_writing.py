"""What we write is inert in a spreadsheet program, and our reader gives back exactly what was written."""

import csv
import io
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from ithaca.sheets import LIMITS, SheetError, escape_cell, read_workbook, unescape_text, write_csv, write_xlsx

ATTACKS = [
    "=1+1",
    "+44 7700 900001",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "\x01=1",
    "\x00\x1f@x",
    '=HYPERLINK("https://trap.example")',
    "'=1",
    "''@x",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_cell_of_ours_starts_a_formula(attack: str) -> None:
    [[_name], [cell]] = list(csv.reader(io.StringIO(write_csv([[attack]], ["Name"]).decode("utf-8-sig"), newline="")))
    assert cell.startswith("'")
    sheet = load_workbook(io.BytesIO(write_xlsx([[attack]], ["Name"]))).active
    assert sheet is not None
    assert (sheet["A2"].data_type, sheet["A2"].value[0]) == ("s", "'")


@pytest.mark.parametrize("attack", [attack for attack in ATTACKS if attack[0] not in "\x00\x01"])
def test_the_escape_is_undone_on_the_way_in(attack: str) -> None:
    for data, name in (
        (write_csv([["Ann", attack]], ["Name", "Note"]), "a.csv"),
        (write_xlsx([["Ann", attack]], ["Name", "Note"]), "a.xlsx"),
    ):
        assert read_workbook(data, name).tables[0].rows[0].cells == ("Ann", attack)


def test_a_header_is_escaped_too() -> None:
    assert b"'=cmd" in write_csv([], ["=cmd"])


def test_excel_sees_utf8_and_every_cell_is_quoted() -> None:
    assert write_csv([["Zoë", 3, date(2027, 3, 3)]], ["Name", "Places", "On"]) == (
        '\ufeff"Name","Places","On"\r\n"Zoë","3","03/03/2027"\r\n'.encode()
    )


def test_dates_and_numbers_stay_what_they_are_in_xlsx() -> None:
    row = ["Ann Lee", date(2027, 3, 3), datetime(2027, 3, 3, 9, 5), 3, 1.5, True, None]
    data = write_xlsx([row], [f"Name {n}" for n in range(7)], title="A [very] long/odd: title of a sheet that goes on")
    assert read_workbook(data, "a.xlsx").tables[0].rows[0].cells == tuple(row)


def test_a_text_that_no_cell_can_hold_is_refused_not_cut() -> None:
    with pytest.raises(SheetError, match="longer than the 32767"):
        write_xlsx([["a" * (LIMITS.cell_characters + 1)]], ["Name"])


@given(st.text())
def test_escape_and_unescape_are_exact(text: str) -> None:
    escaped = escape_cell(text)
    assert isinstance(escaped, str)
    assert unescape_text(escaped) == text
    assert not escaped[:1] or escaped[0] not in "=+-@\t\r\n"


WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), min_size=1, max_size=40
).filter(str.strip)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=8))
def test_round_trip_of_any_text(pairs: list[tuple[str, str]]) -> None:
    """Two filled columns of free text come back cell for cell, whichever way they are classed."""
    rows = [("Person Name", one, two, "end") for one, two in pairs]
    header = ["Name", "First note", "Second note", "Last"]
    for data, name in ((write_csv(rows, header), "a.csv"), (write_xlsx(rows, header), "a.xlsx")):
        table = read_workbook(data, name).tables[0]
        assert table.header == tuple(header)
        assert [row.cells for row in table.rows] == rows
        assert table.left_out == ()
