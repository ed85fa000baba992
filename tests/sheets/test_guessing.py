"""Columns are guessed from words and values; doubts are spoken; a mapping is remembered."""

import json

import pytest

from ithaca.sheets import (
    guess_mapping,
    guess_vocabulary,
    load_fields,
    remembered_mapping,
    targets_for,
    vocabulary_names,
)
from tests.sheets.builders import ON, csv_table, said, targets_of

MENTORS = (
    "Timestamp,Email Address,What is your full name (as it appears on your passport)?,When were you born? (date of birth),"
    "Which company or organisation do you work for?,Emergency contact name,Emergency contact phone\n"
    "2027/01/03 9:05:12 am GMT,ann@example.org,Ann Lee,3/4/1980,Acme,Bo Lee,01632 960001\n"
)


def test_long_questions_of_a_google_form() -> None:
    assert list(targets_of(csv_table(MENTORS), "mentors").values()) == [
        "applied_on", "email", "name", "birth_date", "employer", None, None,
    ]  # fmt: skip


def test_whose_fact_it_is_counts() -> None:
    table = csv_table(
        "Pupil,DOB,Email,Parent/Carer,Parent email,Mother's mobile\nAnn Lee,3/4/2013,,Bo Lee,bo@example.org,07700 900001\n"
    )
    assert list(targets_of(table, "mentees").values()) == [
        "name",
        "birth_date",
        "email",
        "parent_name",
        "parent_email",
        "parent_phone",
    ]


def test_given_and_family_name_beside_the_whole() -> None:
    table = csv_table("Name,First name,Surname\nAnn Lee,Ann,Lee\n")
    assert targets_of(table, "mentors") == {"Name": None, "First name": "name:given", "Surname": "name:family"}


def test_name_beside_first_name_is_the_family_name_when_it_is_one_word() -> None:
    table = csv_table("Name,First name,Email\nLee,Ann,a@example.org\nChan,Bo,b@example.org\n")
    assert targets_of(table, "mentors") == {"Name": "name:family", "First name": "name:given", "Email": "email"}


def test_values_speak_where_headings_do_not() -> None:
    table = csv_table(
        "Ann Lee,ann@example.org,07700 900001\nBo Chan,bo@example.org,07700 900002\nCy Dent,cy@example.org,07700 900003\n"
    )
    mapping = guess_mapping(table, load_fields("mentors"), on=ON)
    assert [column.target for column in mapping.columns] == ["name", "email", "phone"]
    assert not any(column.sure for column in mapping.columns)
    assert "looks like" in str(mapping.columns[1].why)


def test_values_that_contradict_the_heading_lose() -> None:
    table = csv_table("Name,Email,Contact\nAnn Lee,yes,ann@example.org\nBo Chan,no,bo@example.org\n")
    mapping = guess_mapping(table, load_fields("mentors"), on=ON)
    assert not mapping.columns[1].sure


def test_a_question_for_a_number_is_no_question_for_yes_or_no() -> None:
    rows = "Ann Lee,ann@example.org,001234567890\nBo Chan,bo@example.org,001234567891\n"
    asked = csv_table("Name,Email,Do you have a DBS? If so the number\n" + rows)
    assert guess_mapping(asked, load_fields("mentors"), on=ON).columns[2].target is None
    agreed = csv_table("Name,Email,Do you agree to a DBS check?\nAnn Lee,ann@example.org,Yes\n")
    assert guess_mapping(agreed, load_fields("mentors"), on=ON).columns[2].target == "agrees_to_check"


def test_two_columns_never_go_to_one_field_in_silence() -> None:
    table = csv_table(
        "Name,Email,E-mail address\nAnn Lee,a@example.org,b@example.org\nBo Chan,c@example.org,d@example.org\n"
    )
    mapping = guess_mapping(table, load_fields("mentors"), on=ON)
    assert [column.target for column in mapping.columns].count("email") == 1
    assert mapping.doubts
    both = mapping.with_target(1, "email").with_target(2, "email")
    assert "2 columns are set to “E-mail”. Choose one." in [
        str(problem) for problem in both.problems(load_fields("mentors"))
    ]


def test_a_required_field_without_a_column_is_a_problem() -> None:
    mapping = guess_mapping(csv_table("Email\nann@example.org\n"), load_fields("mentors"), on=ON)
    assert [str(problem) for problem in mapping.problems(load_fields("mentors"))] == [
        "No column is set to “Name”, and it is needed."
    ]


def test_a_mapping_is_remembered_by_its_headings_in_any_order() -> None:
    fields = load_fields("mentors")
    first = guess_mapping(csv_table("Name,Email,Odd\nAnn Lee,a@example.org,Acme\n"), fields, on=ON).with_target(
        2, "employer"
    )
    stored = json.loads(json.dumps(first.to_dict()))
    again = remembered_mapping(csv_table("odd,email,name\nAcme,a@example.org,Ann Lee\n"), stored, fields)
    assert again is not None
    assert [column.target for column in again.columns] == ["employer", "email", "name"]
    assert remembered_mapping(csv_table("Name,Email\nAnn Lee,a@example.org\n"), stored, fields) is None
    assert (
        remembered_mapping(csv_table("Name,Email,Odd\nAnn Lee,a@example.org,x\n"), stored, load_fields("pairs")) is None
    )
    assert remembered_mapping(csv_table("Name,Email,Odd\nAnn Lee,a@example.org,x\n"), {}, fields) is None


def test_files_without_headings_are_not_taken_for_each_other() -> None:
    fields = load_fields("mentors")
    first = csv_table("Ann Lee,ann@example.org\nBo Chan,bo@example.org\n")
    other = csv_table("ann@example.org,Ann Lee\nbo@example.org,Bo Chan\n")
    assert remembered_mapping(other, guess_mapping(first, fields, on=ON).to_dict(), fields) is None


def test_the_order_of_dates_is_remembered_with_the_column() -> None:
    fields = load_fields("mentors")
    first = guess_mapping(csv_table("Name,DOB\nAnn Lee,03/14/1980\n"), fields, on=ON)
    again = remembered_mapping(csv_table("Name,DOB\nAnn Lee,03/04/1980\n"), first.to_dict(), fields)
    assert again is not None
    assert again.columns[1].order == "mdy"


@pytest.mark.parametrize("name", vocabulary_names())
def test_every_label_and_synonym_finds_its_own_field(name: str) -> None:
    fields = load_fields(name)
    for field in fields:
        assert targets_of(csv_table(f"{field.label},Zzz\n,\nx,y\n"), name)[field.label] is not None, field.key
    assert len({target for target, _label in targets_for(fields)}) == len(targets_for(fields))


def test_which_vocabulary_a_table_holds() -> None:
    assert guess_vocabulary(csv_table(MENTORS), on=ON)[0][0] == "mentors"
    pairs = csv_table("Mentor,Pupil,Date matched\nAnn Lee,Bo Chan,3/3/2027\n")
    assert guess_vocabulary(pairs, on=ON)[0][0] == "pairs"


def test_an_unknown_vocabulary_is_an_error() -> None:
    with pytest.raises(KeyError):
        load_fields("../fields")


def test_sentences_go_through_a_translator_inside_and_out() -> None:
    mapping = guess_mapping(
        csv_table("Name,Email,E-mail address\nAnn,a@example.org,b@example.org\n"), load_fields("mentors"), on=ON
    )
    doubt = mapping.doubts[0]
    assert said(doubt)
    assert doubt.translated(lambda text: text.replace("“", "«")).count("«") >= 2
