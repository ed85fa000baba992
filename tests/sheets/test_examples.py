"""The example spreadsheets go through this room as a newcomer's would: guessed right, clean, the bad Monday inside."""

import tomllib
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from examples.make import COMMITTED_ON, make
from ithaca.sheets import (
    Cleaned,
    CleanRow,
    Name,
    Phone,
    Table,
    clean_rows,
    guess_mapping,
    guess_vocabulary,
    load_fields,
    read_workbook,
)

FOLDER = Path(__file__).parent.parent.parent / "examples"
MANIFEST: list[dict[str, Any]] = tomllib.loads((FOLDER / "manifest.toml").read_text(encoding="utf-8"))["files"]
DAYS = [COMMITTED_ON, date(2027, 3, 1), date(2028, 2, 29), date(2027, 8, 30)]
CLEAN = [entry for entry in MANIFEST if entry["scheme"]]


def tables(data: bytes, entry: dict[str, Any]) -> list[Table]:
    book = read_workbook(data, entry["path"])
    return [table for table in book.tables if not table.hidden and table.name in entry.get("sheets", [table.name])]


def clean(files: dict[str, bytes], path: str, on: date = COMMITTED_ON) -> list[CleanRow]:
    entry = next(entry for entry in MANIFEST if entry["path"] == path)
    return [row for table in tables(files[path], entry) for row in result_of(table, entry, on).rows]


def result_of(table: Table, entry: dict[str, Any], on: date) -> Cleaned:
    fields = load_fields(entry["vocabulary"])
    return clean_rows(table, guess_mapping(table, fields, on=on), fields, on=on)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return make(COMMITTED_ON)


def test_the_manifest_names_every_file(files: dict[str, bytes]) -> None:
    assert {entry["path"] for entry in MANIFEST} == set(files)


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_every_file_is_guessed_and_clean_on_any_day(on: date) -> None:
    made = make(on)
    for entry in CLEAN:
        for table in tables(made[entry["path"]], entry):
            fields = load_fields(entry["vocabulary"])
            mapping = guess_mapping(table, fields, on=on)
            assert mapping.problems(fields) == [], entry["path"]
            assert guess_vocabulary(table, on=on)[0][0] == entry["vocabulary"], entry["path"]
            result = clean_rows(table, mapping, fields, on=on)
            assert [(error.row, error.column, str(error.sentence)) for error in result.errors] == [], entry["path"]
            assert result.rows


def test_no_used_column_is_left_out(files: dict[str, bytes]) -> None:
    """Only what forms add of themselves goes nowhere."""
    left = Counter(
        column.header
        for entry in CLEAN
        for table in tables(files[entry["path"]], entry)
        for column in guess_mapping(table, load_fields(entry["vocabulary"]), on=COMMITTED_ON).columns
        if column.target is None
    )
    assert set(left) == {"ID", "Start time", "Email", "Name", "Timestamp"}


def test_the_committed_files_are_those_of_their_day(files: dict[str, bytes]) -> None:
    for path, data in files.items():
        on_disk = (FOLDER / path).read_bytes()
        assert read_workbook(on_disk, path) == read_workbook(data, path)
        if path.endswith(".csv"):
            assert on_disk == data


def test_as_many_people_as_said(files: dict[str, bytes]) -> None:
    counts = {
        "school/mentors-google-form.csv": 50, "school/port-saltern-academy-pupils.xlsx": 30,
        "school/wrackham-high-school-pupils.xlsx": 30,
        "school/single-central-record.xlsx": 41, "school/running-pairs.csv": 24, "business/mentors-own-list.csv": 50,
        "business/mentees-microsoft-form.xlsx": 80, "business/running-pairs.xlsx": 30,
        "apprentices/mentors-microsoft-form.xlsx": 25,
        "apprentices/apprentices-training-provider.xlsx": 35, "apprentices/running-pairs.csv": 15,
    }  # fmt: skip
    assert {path: len(clean(files, path)) for path in counts} == counts


def test_only_numbers_and_addresses_that_reach_nobody(files: dict[str, bytes]) -> None:
    for entry in CLEAN:
        for row in clean(files, entry["path"]):
            for value in row.values.values():
                if isinstance(value, Phone):
                    assert value.e164.startswith(("+447700900", "+441632960"))
                if isinstance(value, str) and "@" in value:
                    assert value.endswith((".example", "@example.org"))


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_pupils_are_13_to_16_and_apprentices_from_16(on: date) -> None:
    made = make(on)
    for path in ("school/port-saltern-academy-pupils.xlsx", "school/wrackham-high-school-pupils.xlsx"):
        ages = {age(row.values["birth_date"], on) for row in clean(made, path, on)}
        assert ages <= {13, 14, 15, 16}
    young = [
        age(row.values["birth_date"], on) for row in clean(made, "apprentices/apprentices-training-provider.xlsx", on)
    ]
    assert sum(years in (16, 17) for years in young) == 12
    assert min(young) == 16


def age(born: object, on: date) -> int:
    assert isinstance(born, date)
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def name_of(row: CleanRow, key: str = "name") -> str:
    name = row.values[key]
    assert isinstance(name, Name)
    return name.full


def test_it_is_a_bad_monday(files: dict[str, bytes]) -> None:
    on = COMMITTED_ON
    checks = {name_of(row): row.values for row in clean(files, "school/single-central-record.xlsx")}
    assert checks["Graham Pellow"]["next_due"] == on - timedelta(days=6)
    assert checks["Owen Tredwell"]["next_due"] == on + timedelta(days=18)
    assert checks["Nikhil Bose"]["decision"] == "waiting"
    assert checks["Nikhil Bose"]["reference_2_on"] is None
    assert checks["Graham Pellow"]["barred_list"] == "children"
    withdrawn = [row for row in clean(files, "school/parental-consents.xlsx") if row.values["withdrawn_on"]]
    assert [(name_of(row), row.values["withdrawn_on"]) for row in withdrawn] == [
        ("Maisie Trevanion", on - timedelta(days=4))
    ]
    met = [
        row.values["held_on"]
        for row in clean(files, "school/sessions-google-form.csv")
        if name_of(row, "mentor_name") == "Ruth Castlemain"
    ]
    assert max(str(day) for day in met) < str(on - timedelta(weeks=6))
    pupils = [
        *clean(files, "school/port-saltern-academy-pupils.xlsx"),
        *clean(files, "school/wrackham-high-school-pupils.xlsx"),
    ]
    assert len({row.values["birth_date"] for row in pupils if name_of(row) == "Daniel Okafor"}) == 2
    assert all(row.values["email"] is None for row in pupils)
    mentors = {name_of(row): row.values for row in clean(files, "school/mentors-google-form.csv")}
    assert age(mentors["Amelia Thornbury"]["birth_date"], on) == 17
    assert mentors["Brian Fenwick"]["email"] == mentors["Maureen Fenwick"]["email"]
    paired = {name_of(row, "mentee_name") for row in clean(files, "school/running-pairs.csv")}
    assert {"Callum Reeve", "Maisie Trevanion", "Jasmine Adeyemi", "Daniel Okafor"} <= paired


def test_no_running_school_pair_breaks_the_gender_rule_or_waits_for_its_check(files: dict[str, bytes]) -> None:
    """MATCH-04 and the gate: a pair that runs was cleared once, save for what is planted."""
    pupils = [
        *clean(files, "school/port-saltern-academy-pupils.xlsx"),
        *clean(files, "school/wrackham-high-school-pupils.xlsx"),
    ]
    gender = {(name_of(row), row.values["birth_date"]): str(row.values["gender"])[0] for row in pupils}
    mentors = {name_of(row): row.values["gender"] for row in clean(files, "school/mentors-google-form.csv")}
    cleared = {
        name_of(row)
        for row in clean(files, "school/single-central-record.xlsx")
        if row.values["decision"] == "accepted"
    }
    consents = {
        (name_of(row), row.values["birth_date"]): row.values["mentoring"]
        for row in clean(files, "school/parental-consents.xlsx")
    }
    for row in clean(files, "school/running-pairs.csv"):
        mentor, pupil = name_of(row, "mentor_name"), (name_of(row, "mentee_name"), row.values["mentee_birth_date"])
        assert not (mentors[mentor] == "Male" and gender[pupil] == "F")
        assert mentor in cleared
        assert consents[pupil] is True


def test_the_messy_files_show_their_mistakes(files: dict[str, bytes]) -> None:
    entry = next(entry for entry in MANIFEST if entry["path"] == "messy/mentors-messy.csv")
    [table] = tables(files[entry["path"]], entry)
    result = result_of(table, entry, COMMITTED_ON)
    assert len({error.row for error in result.errors}) == 16
    assert {duplicate.kind for duplicate in result.duplicates} == {
        "same row",
        "same person",
        "shared email",
        "near name",
    }
    assert Counter(out.kind for out in result.left_out) == {
        "title": 2,
        "blank": 2,
        "repeated header": 1,
        "total": 1,
        "note": 1,
    }
    pupils = next(entry for entry in MANIFEST if entry["path"] == "messy/pupils-messy.xlsx")
    [sheet] = tables(files[pupils["path"]], pupils)
    assert {row.cells[0] for row in sheet.rows[:8]} == {"Year 9"}
    assert len(result_of(sheet, pupils, COMMITTED_ON).errors) == 2
