"""Cells as long as a cell may be, made to be slow. A parser that is not linear would not come back before the day is out."""

import pytest

from ithaca.sheets import (
    LIMITS,
    Value,
    clean_rows,
    guess_mapping,
    learn_list,
    load_fields,
    parse_bool,
    parse_choice,
    parse_date,
    parse_email,
    parse_list,
    parse_minutes,
    parse_name,
    parse_number,
    parse_phone,
    parse_postcode,
    read_workbook,
    write_csv,
)
from tests.sheets.builders import ON

LONG = LIMITS.cell_characters - 1
HOSTILE = [
    unit * (LONG // len(unit))
    for unit in (
        "a",
        " ",
        "1",
        "@",
        "a@",
        "a.",
        "1/",
        "(",
        "'",
        ",",
        "a,",
        ";",
        "- ",
        "Yes ",
        "no but ",
        "ß",
        "I agree ",
        "\n",
        "\u200b",
        "a@b.",
        "Dr ",
        "O'",
    )
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_every_parser_comes_back(text: str) -> None:
    reading = learn_list([text, text[:99], "a, b"])
    answers: list[object] = [
        parse_date(text, on=ON), parse_bool(text), parse_phone(text), parse_email(text), parse_minutes(text), parse_name(text),
        parse_postcode(text), parse_number(text), parse_choice(text, ["child", "adult"]), parse_list(text, reading),
    ]  # fmt: skip
    assert len(answers) == 10
    assert all(len(str(answer)) < 400 for answer in answers[:-1]), (
        "a sentence shows a little of what was typed, not all"
    )


def test_long_headers_and_long_cells_together() -> None:
    header = [(word * 2000)[:30_000] for word in ("name ", "email (", "when? ", "[a] ", "date of birth: ")]
    rows: list[list[Value]] = [[text[:30_000] for text in HOSTILE[at : at + 5]] for at in range(15)]
    table = read_workbook(write_csv(rows, header), "a.csv").tables[0]
    for vocabulary in ("mentors", "mentees"):
        fields = load_fields(vocabulary)
        result = clean_rows(table, guess_mapping(table, fields, on=ON), fields, on=ON)
        assert len(result.rows) + len({error.row for error in result.errors}) + len(result.left_out) >= len(table.rows)


def test_ten_thousand_people_of_one_name_are_one_finding() -> None:
    rows: list[list[Value]] = [["Ann Lee", f"p{number}@example.org"] for number in range(10_000)]
    table = read_workbook(write_csv(rows, ["Name", "Email"]), "a.csv").tables[0]
    fields = load_fields("mentors")
    result = clean_rows(table, guess_mapping(table, fields, on=ON), fields, on=ON)
    assert [(found.kind, len(found.rows)) for found in result.duplicates] == [("same name", 10_000)]
