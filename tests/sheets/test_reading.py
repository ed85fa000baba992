"""Files as forms, systems and people send them are read; what is left out is said."""

import io
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook as Book

from ithaca.sheets import read_workbook
from tests.sheets.builders import book, csv_table, raw_book, saved

HEADER = "Name,Email\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_accents_survive_every_encoding(encoding: str) -> None:
    table = csv_table("Name,Email\r\nZoë Müller,zoe@example.org\r\nJosé Ibáñez,jose@example.org\r\n", encoding)
    assert [row.cells[0] for row in table.rows] == ["Zoë Müller", "José Ibáñez"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_though_cells_hold_others(delimiter: str) -> None:
    lines = [["Name", "Skills"], ["Ann Lee", '"Art, design; and media"'], ["Bo Chan", '"Law, food; sport"']]
    table = csv_table("\n".join(delimiter.join(line) for line in lines))
    assert table.header == ("Name", "Skills")
    assert table.rows[0].cells == ("Ann Lee", "Art, design; and media")


def test_excels_own_separator_line_is_understood() -> None:
    table = csv_table("sep=;\nName;Email\nAnn Lee;ann@example.org\n")
    assert table.header == ("Name", "Email")
    assert table.rows[0].number == 3


def test_line_breaks_in_a_cell_do_not_move_the_row_numbers() -> None:
    table = csv_table('Name,Interests\n"Ann Lee","Chess\nRunning"\nBo Chan,Law\n')
    assert [row.number for row in table.rows] == [2, 3]
    assert table.rows[0].cells[1] == "Chess\nRunning"


def test_what_is_not_data_is_left_out_and_said() -> None:
    table = csv_table(
        "Harbour School,,\nMentors for autumn,,\n,,\nName,Email,Places\nAnn Lee,ann@example.org,2\n,,\n"
        "Name,Email,Places\nBo Chan,bo@example.org,1\nTotal,,3\n,,\nNote: the rest will follow by Friday,,\n"
    )
    assert [row.cells[0] for row in table.rows] == ["Ann Lee", "Bo Chan"]
    assert [(out.row, out.kind) for out in table.left_out] == [
        (1, "title"), (2, "title"), (6, "blank"), (7, "repeated header"), (9, "total"), (10, "blank"), (11, "note"),
    ]  # fmt: skip
    assert str(table.left_out[4].sentence) == "Row 9 is a total: Total | 3"


def test_tutor_groups_as_headings_are_left_out_but_a_lone_name_is_kept() -> None:
    table = csv_table(
        "Name,Year,Form,Interests\nYear 9\nAnn Lee,9,9A,Chess\nBo Chan,9,9B,Law\nCy Dent\nDi East,9,9A,Art\n"
    )
    assert [row.cells[0] for row in table.rows] == ["Ann Lee", "Bo Chan", "Cy Dent", "Di East"]
    assert [(out.row, out.kind) for out in table.left_out] == [(2, "heading")]


def test_rows_of_empty_tick_boxes_and_bare_numbers_are_blank() -> None:
    table = csv_table("No,Name,Here\n1,Ann Lee,TRUE\n2,,\n,,FALSE\n")
    assert [row.number for row in table.rows] == [2]
    assert [out.kind for out in table.left_out] == ["blank", "blank"]


def test_a_person_called_total_is_a_person() -> None:
    table = csv_table("Name,Email\nTotal Eclipse,moon@example.org\nAnn Lee,ann@example.org\n")
    assert len(table.rows) == 2


def test_two_lines_of_header_are_joined_and_each_name_stands_once() -> None:
    table = read_workbook(
        book(
            [["Class list"], [None, None, "Parent 1", None, "Parent 2", None], ["Name", "DOB", "Name", "Email", "Name", "Email"],
             ["Ann Lee", date(2013, 4, 3), "Bo Lee", "bo@example.org", "Cy Lee", "cy@example.org"]],
            merge=["A1:F1", "C2:D2", "E2:F2"],
        ),
        "class.xlsx",
    ).tables[0]  # fmt: skip
    assert table.header == ("Name", "DOB", "Parent 1: Name", "Parent 1: Email", "Parent 2: Name", "Parent 2: Email")
    assert table.rows[0].cells[1] == date(2013, 4, 3)


def test_header_merged_over_two_lines() -> None:
    rows = [["Name", "Parent", None], [None, "Name", "Email"], ["Ann Lee", "Bo Lee", "bo@example.org"]]
    table = read_workbook(book(rows, merge=["A1:A2", "B1:C1"]), "a.xlsx").tables[0]
    assert table.header == ("Name", "Parent: Name", "Parent: Email")
    assert table.header_row == 2


def test_same_heading_twice_and_no_heading() -> None:
    table = csv_table("Name,Email,Email,\nAnn Lee,a@example.org,b@example.org,spare\n")
    assert table.header == ("Name", "Email", "Email (2)", "Column D")


def test_a_file_without_header_says_so() -> None:
    table = csv_table("Ann Lee,ann@example.org,07700 900001\nBo Chan,bo@example.org,07700 900002\n")
    assert table.header == ("Column A", "Column B", "Column C")
    assert len(table.rows) == 2
    assert "No row names the columns" in str(table.notes[0])


def test_a_comma_that_moved_the_cells_is_pointed_out() -> None:
    lines = "".join(f"Person Number,p{n}@example.org\n" for n in range(9))
    table = csv_table(f"{HEADER}{lines}Ann Lee,ann@example.org,media\n")
    assert "the first is row 11" in str(table.notes[0])


def test_cells_keep_their_types() -> None:
    when = datetime(2027, 3, 3, 9, 5, 12)
    rows = [["Name", "Born", "Sent", "At", "Long", "Places", "Share", "Ok"],
            ["Ann Lee", date(2013, 4, 3), when, time(9, 30), timedelta(hours=26, minutes=30), 2, 1.5, True]]  # fmt: skip
    cells = read_workbook(book(rows), "a.xlsx").tables[0].rows[0].cells
    assert cells == ("Ann Lee", date(2013, 4, 3), when, time(9, 30), timedelta(hours=26, minutes=30), 2, 1.5, True)


def test_dates_that_count_from_1904() -> None:
    made = Book()
    made.epoch = datetime(1904, 1, 1)
    made.active.append(["Name", "Born"])
    made.active.append(["Ann Lee", date(2013, 4, 3)])
    assert read_workbook(saved(made), "mac.xlsx").tables[0].rows[0].cells[1] == date(2013, 4, 3)


def test_cells_merged_downwards_hold_for_every_row() -> None:
    rows = [["Year", "Name"], ["Year 9", "Ann Lee"], [None, "Bo Chan"], [None, "Cy Dent"], ["Year 10", "Di East"]]
    table = read_workbook(book(rows, merge=["A2:A4"]), "a.xlsx").tables[0]
    assert [row.cells[0] for row in table.rows] == ["Year 9", "Year 9", "Year 9", "Year 10"]


def test_hidden_rows_sheets_and_unsaved_formulas_are_said() -> None:
    made = Book()
    sheet = made.active
    for row in (["Name", "Sum"], ["Ann Lee", "=1+1"], ["Bo Chan", 2]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    made.create_sheet("Lists").append(["Level"])
    made["Lists"].sheet_state = "hidden"
    made.create_sheet("Empty")
    workbook = read_workbook(saved(made), "a.xlsx")
    assert [(table.name, table.hidden) for table in workbook.tables] == [("Sheet", False), ("Lists", True)]
    assert [str(note) for note in workbook.notes] == ["Sheet “Empty” is empty.", "Sheet “Lists” is hidden in the file."]
    notes = " ".join(str(note) for note in workbook.tables[0].notes)
    assert "Rows hidden by a filter or by hand: 1" in notes
    assert "the first in cell B2" in notes
    assert workbook.tables[0].rows[0].cells == ("Ann Lee", None)


def test_saved_values_of_formulas_are_read() -> None:
    data = raw_book(
        '<sheetData><row><c t="inlineStr"><is><t>Name</t></is></c><c t="inlineStr"><is><t>Sum</t></is></c></row>'
        '<row><c t="str"><f>A1</f><v>Ann Lee</v></c><c><f>1+1</f><v>2</v></c></row></sheetData>'
    )
    assert read_workbook(data, "a.xlsx").tables[0].rows[0].cells == ("Ann Lee", 2)


def test_rich_text_reading_aids_and_escaped_characters() -> None:
    data = raw_book(
        '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row></sheetData>',
        shared="<si><r><t>Na</t></r><r><t>me</t></r></si><si><t>Ann_x000D_Lee</t><rPh sb='0' eb='1'><t>aid</t></rPh></si>",
    )
    table = read_workbook(data, "a.xlsx").tables[0]
    assert table.header == ("Name",)
    assert table.rows[0].cells == ("Ann\rLee",)


def test_names_with_a_prefix_and_strict_files_are_read() -> None:
    inner = '<x:sheetData xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:row>'
    inner += '<x:c t="inlineStr"><x:is><x:t>Name</x:t></x:is></x:c></x:row>'
    inner += '<x:row><x:c t="d"><x:v>2013-04-03T00:00:00</x:v></x:c></x:row></x:sheetData>'
    assert read_workbook(raw_book(inner), "a.xlsx").tables[0].rows[0].cells == (date(2013, 4, 3),)


def test_the_fingerprint_knows_headers_in_any_order() -> None:
    one, two = csv_table("Name,Email\nA,a@example.org\n"), csv_table("email, name\nb@example.org,B\n")
    assert one.fingerprint == two.fingerprint
    assert one.fingerprint != csv_table("Name,E-mail\nA,a@example.org\n").fingerprint


def test_reading_takes_no_notice_of_the_files_ending() -> None:
    data = book([["Name"], ["Ann Lee"]])
    assert read_workbook(data, "people.csv").kind == "xlsx"
    assert read_workbook(io.BytesIO(b"Name\nAnn Lee\n").getvalue(), "people.xlsx").kind == "csv"
