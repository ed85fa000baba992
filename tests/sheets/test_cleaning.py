"""Rows are right or listed with what to put right; nothing is lost, nothing is merged."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from ithaca.sheets import (
    FIX_COLUMN,
    Cleaned,
    Name,
    Phone,
    Table,
    clean_rows,
    errors_workbook,
    guess_mapping,
    load_fields,
    read_workbook,
    remembered_mapping,
    write_csv,
)
from tests.sheets.builders import ON, SIMPLE, book, csv_table


def cleaned(table: Table, vocabulary: str = "mentors") -> Cleaned:
    fields = load_fields(vocabulary)
    return clean_rows(table, guess_mapping(table, fields, on=ON), fields, on=ON)


def test_a_row_becomes_values_with_a_key_for_every_field() -> None:
    table = csv_table(
        "First name,Surname,Email,Mobile,DOB,Address 1,Town,When are you free? [Monday],When are you free? [Friday],"
        "How many mentees?\n"
        'ann,LEE,ann@example.org,7700900001,3/4/80,1 Fish Street,Wrackham,Morning,"Morning, Afternoon",2\n'
    )
    [row] = cleaned(table).rows
    assert set(row.values) == {field.key for field in load_fields("mentors")}
    assert row.values["name"] == Name("Ann", "Lee", typed="Ann Lee")
    assert row.values["phone"] == Phone("+447700900001", "7700900001", False)
    assert row.values["birth_date"] == date(1980, 4, 3)
    assert row.values["address"] == "1 Fish Street, Wrackham"
    assert row.values["availability"] == ("Monday: Morning", "Friday: Morning", "Friday: Afternoon")
    assert row.values["places"] == 2
    assert row.values["skills"] == ()
    assert row.values["postcode"] is None


def test_errors_name_row_column_what_was_typed_and_why() -> None:
    result = cleaned(
        csv_table("Name,Email,DOB\nAnn Lee,ann@example,31/02/1980\n,bo@example.org,\nCy Dent,cy@example.org,\n")
    )
    assert [(row.number, row.values["email"]) for row in result.rows] == [(4, "cy@example.org")]
    assert [(error.row, error.column, error.field, error.typed) for error in result.errors] == [
        (2, "Email", "email", "ann@example"), (2, "DOB", "birth_date", "31/02/1980"), (3, "Name", "name", ""),
    ]  # fmt: skip
    assert str(result.errors[2].sentence) == "“Name” is missing."


def test_hours_and_minutes_go_by_the_heading() -> None:
    pairs = "Mentor,Mentee,{}\nAnn Lee,Bo Chan,30\n"
    assert cleaned(csv_table(pairs.format("Hours so far")), "sessions").rows[0].values["minutes_so_far"] == 1800
    assert cleaned(csv_table(pairs.format("How long (minutes)?")), "sessions").rows[0].values["minutes"] == 30


def test_american_dates_are_read_and_said() -> None:
    result = cleaned(csv_table("Name,Email,DOB\nAnn Lee,a@example.org,03/14/1980\nBo Chan,b@example.org,03/04/1980\n"))
    assert [row.values["birth_date"] for row in result.rows] == [date(1980, 3, 14), date(1980, 3, 4)]
    assert "month/day/year" in str(result.notes[0])


def test_rows_with_nothing_in_the_used_columns_are_left_out_and_said() -> None:
    result = cleaned(csv_table("Name,Email,Odd thing\nAnn Lee,a@example.org,x\n,,seen Tuesday\n"))
    assert [(out.row, str(out.sentence)) for out in result.left_out] == [
        (3, "Row 3 has nothing in the columns that are read.")
    ]


def test_a_formula_that_failed_is_an_error_also_in_text() -> None:
    result = cleaned(csv_table("Name,Email,Employer\nAnn Lee,a@example.org,#REF!\n"))
    assert [(error.field, str(error.sentence)) for error in result.errors] == [
        ("employer", "The formula in this cell failed: #REF!.")
    ]


def test_a_conditional_consent_is_an_error_and_a_blank_one_no_answer() -> None:
    result = cleaned(
        csv_table("Pupil,Consent to mentoring\nAnn Lee,Yes but not online\nBo Chan,\nCy Dent,No\nDi East,✓\n"),
        "consents",
    )
    assert [error.row for error in result.errors] == [2]
    assert [row.values["mentoring"] for row in result.rows] == [None, False, True]


def kinds(text: str) -> list[tuple[str, tuple[int, ...]]]:
    table = csv_table(text)
    result = clean_rows(table, guess_mapping(table, SIMPLE, on=ON), SIMPLE, on=ON)
    assert len(result.rows) == len(table.rows), "nothing is merged or dropped"
    return [(duplicate.kind, duplicate.rows) for duplicate in result.duplicates]


def test_two_different_people_of_one_name_stay_two() -> None:
    assert kinds("Name,DOB\nDaniel Okafor,1/2/2012\nDaniel Okafor,3/4/2013\n") == [("same name", (2, 3))]


def test_the_same_person_twice() -> None:
    assert kinds('Name,DOB,Email\nAnn Lee,1/2/1980,a@example.org\n"LEE, ANN",1/2/1980,b@example.org\n') == [
        ("same person", (2, 3))
    ]
    assert kinds("Name,Email\nAnn Lee,a@example.org\nAnn  LEE,A@example.org\n") == [("same email", (2, 3))]
    assert kinds("Name,Email\nAnn Lee,a@example.org\nAnn Lee,a@example.org\n") == [("same row", (2, 3))]


def test_a_couple_with_one_address() -> None:
    assert kinds("Name,Email\nAnn Lee,lee@example.org\nBo Chan,lee@example.org\n") == [("shared email", (2, 3))]


def test_nearly_the_same_name() -> None:
    assert kinds("Name,DOB\nJon Smith,\nJohn Smith,1/2/1980\n") == [("near name", (2, 3))]
    assert kinds("Name,DOB\nJon Smith,1/2/1981\nJohn Smith,1/2/1980\n") == []
    assert kinds("Name,DOB\nZoe Müller,\nZoë Muller,\n") == [("same name", (2, 3))]


def test_the_file_of_rows_to_fix_reads_in_again_with_the_same_mapping() -> None:
    fields = load_fields("mentors")
    first = csv_table(
        "Name,Email,Odd,DOB\nAnn Lee,ann@example,=2+2,03/04/1980\nBo Chan,bo@example.org,,5/6/1981\n,cy@example.org,x,\n"
    )
    mapping = guess_mapping(first, fields, on=ON).with_target(2, "employer")
    to_fix = read_workbook(errors_workbook(first, clean_rows(first, mapping, fields, on=ON)), "fix.xlsx").tables[0]
    assert to_fix.header == (FIX_COLUMN, "Name", "Email", "Odd", "DOB")
    assert [row.cells[1:] for row in to_fix.rows] == [
        ("Ann Lee", "ann@example", "=2+2", "03/04/1980"),
        (None, "cy@example.org", "x", None),
    ]
    assert (
        to_fix.rows[0].cells[0]
        == "Row 2 of the first file.\nEmail: The e-mail address “ann@example” lacks its ending, like .co.uk."
    )
    again = remembered_mapping(to_fix, mapping.to_dict(), fields)
    assert again is not None
    assert [column.target for column in again.columns] == [None, "name", "email", "employer", "birth_date"]
    fixed = [list(row.cells) for row in to_fix.rows]
    fixed[0][2], fixed[1][1] = "ann@example.org", "Cy Dent"
    for data, name in ((write_csv(fixed, to_fix.header), "a.csv"), (book([to_fix.header, *fixed]), "a.xlsx")):
        table = read_workbook(data, name).tables[0]
        mapped = remembered_mapping(table, mapping.to_dict(), fields)
        assert mapped is not None
        result = clean_rows(table, mapped, fields, on=ON)
        assert result.errors == ()
        assert [row.values["email"] for row in result.rows] == ["ann@example.org", "cy@example.org"]
    twice = errors_workbook(to_fix, clean_rows(to_fix, again, fields, on=ON))
    assert read_workbook(twice, "fix.xlsx").tables[0].header == to_fix.header


CELLS = st.one_of(
    st.none(), st.text(max_size=30), st.integers(-10, 50_000),
    st.floats(allow_nan=False, allow_infinity=False, width=32), st.booleans(),
    st.dates(),
    st.sampled_from(["Ann Lee", "a@example.org", "07700 900001", "3/4/1980", "yes", "x", "Total", "Name", "=1", "1h 30"]),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=6),
    st.sampled_from(["mentors", "checks", "sessions", "consents"]),
)
def test_every_row_is_clean_wrong_or_left_out(rows: list[list[object]], vocabulary: str) -> None:
    """Whatever stands in the cells: no crash, and no row that is nowhere."""
    data = write_csv([list(row) for row in rows], ["Name", "Email", "DOB", "Consent", "Length", "Level"])  # type: ignore[misc]
    table = read_workbook(data, "a.csv").tables[0]
    result = cleaned(table, vocabulary)
    right, wrong, out = (
        {row.number for row in result.rows},
        {error.row for error in result.errors},
        {row.row for row in result.left_out},
    )
    assert not right & wrong
    assert not (right | wrong) & out
    assert {row.number for row in table.rows} <= right | wrong | out
