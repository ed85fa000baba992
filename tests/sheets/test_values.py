"""A cell becomes a value, or a sentence; an empty one becomes nothing."""

from datetime import date, datetime, time, timedelta

import pytest

from ithaca.sheets import (
    Phone,
    Value,
    date_order,
    learn_list,
    parse_bool,
    parse_choice,
    parse_date,
    parse_email,
    parse_list,
    parse_minutes,
    parse_number,
    parse_phone,
    parse_postcode,
)
from ithaca.sheets.values.times import each_time
from tests.sheets.builders import ON, said

MARCH = date(2027, 3, 3)


@pytest.mark.parametrize("blank", [None, "", "  ", "n/a", "N/A", "-", "unknown", "tbc", "?"])
def test_nothing_is_nothing_for_every_kind(blank: str | None) -> None:
    assert parse_date(blank, on=ON) is None
    assert parse_email(blank) is None
    assert parse_phone(blank) is None
    assert parse_postcode(blank) is None
    assert parse_minutes(blank) is None
    assert parse_number(blank) is None
    assert parse_bool(blank) is None
    assert parse_list(blank) == ()


@pytest.mark.parametrize(
    "typed",
    [
        "03/03/2027", "3/3/27", "3.3.2027", "3-3-2027", "2027-03-03", "2027/03/03", "20270303", "3rd March 2027",
        "3 March 2027", "3 Mar 27",
        "3-Mar-27", "Wed 3 March 2027", "Wednesday, 3rd of March 2027", "March 3, 2027", "3/3/2027 09:05:12",
        "2027/03/03 9:05:12 am GMT",
        "2027-03-03T09:05:12Z", "3/3/27 9:05", "46449", 46449, 46449.5, MARCH, datetime(2027, 3, 3, 9, 5), "  3  March\xa02027 ",
    ],
)  # fmt: skip
def test_one_day_written_in_many_ways(typed: Value) -> None:
    assert parse_date(typed, on=ON) == MARCH


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("31/02/2027", "no such date"), ("29 Feb 2027", "no such date"), ("12/25/2027", "no such month"), ("1979", "only a year"),
        (1979, "only a year"), ("soon", "not a date"), ("3 Marchuary 2027", "not a date"), (True, "not a date"),
        (time(9), "not a date"),
        ("03/03/3027", "year"), (12, "not a date"), ("3" * 200, "not a date"),
    ],
)  # fmt: skip
def test_dates_that_are_none_get_a_sentence(typed: Value, words: str) -> None:
    assert words in said(parse_date(typed, on=ON))


def test_years_of_two_figures() -> None:
    assert parse_date("1/6/62", on=ON, birth=True) == date(1962, 6, 1)
    assert parse_date("1/6/12", on=ON, birth=True) == date(2012, 6, 1)
    assert parse_date("1/6/28", on=ON, birth=True) == date(1928, 6, 1)
    assert parse_date("1/6/28", on=ON) == date(2028, 6, 1)
    assert "future" in said(parse_date("1/6/2028", on=ON, birth=True))
    assert "110 years" in said(parse_date("1/6/1910", on=ON, birth=True))


def test_american_dates_show_over_a_whole_column() -> None:
    american = date_order(["03/14/2027", "04/02/2027", "12/25/2027"])
    assert american.order == "mdy"
    assert "month/day/year" in said(american.sentence)
    assert parse_date("04/02/2027", order="mdy", on=ON) == date(2027, 4, 2)
    assert "month first" in said(parse_date("25/12/2027", order="mdy", on=ON))
    british = date_order(["14/03/2027", "04/02/2027", "text", None, 7])
    assert (british.order, british.sentence) == ("dmy", None)
    assert date_order(["03/04/2027"]).order == "dmy"
    mixed = date_order(["03/14/2027", "14/03/2027"])
    assert mixed.order == "dmy"
    assert "1 only month/day" in said(mixed.sentence)


@pytest.mark.parametrize(
    "typed",
    [
        "Yes",
        "y",
        "TRUE",
        True,
        1,
        "✓",
        "Agreed",
        "I agree",
        "I give permission for my child to take part",
        "Yes, I understand",
        "consent given",
    ],
)
def test_yes(typed: Value) -> None:
    assert parse_bool(typed) is True


@pytest.mark.parametrize(
    "typed", ["No", "n", False, 0, "✗", "refused", "Withdrawn", "not given", "I do not give consent", "No, sorry"]
)
def test_no(typed: Value) -> None:
    assert parse_bool(typed) is False


@pytest.mark.parametrize(
    "typed",
    ["x", "Yes, but not on trips", "yes only in school", "I agree unless it rains", "no objection",
     "perhaps a bit", "2", "returned", "Yes if I am there", "no problem"],
)  # fmt: skip
def test_a_doubtful_answer_is_never_a_yes(typed: str) -> None:
    assert said(parse_bool(typed))


@pytest.mark.parametrize("typed", ["pending", "Not yet returned", "awaiting slip", "don't know"])
def test_no_answer_yet(typed: str) -> None:
    assert parse_bool(typed) is None


@pytest.mark.parametrize(
    "typed",
    ["07700 900123", "07700900123", "7700900123", 7700900123, 7700900123.0, "+44 7700 900123", "+44 (0)7700 900123",
     "0044 7700 900123",
     "447700900123", "(07700) 900-123", "mum 07700 900123", "07700 900123 (work)", "Tel: 07700 900123", "'07700 900123"],
)  # fmt: skip
def test_one_number_written_in_many_ways(typed: Value) -> None:
    found = parse_phone(typed)
    assert isinstance(found, Phone)
    assert found.e164 == "+447700900123"
    assert not found.valid, "Ofcom's numbers for drama are in no number plan"


def test_other_numbers() -> None:
    assert parse_phone("020 7946 0018") == Phone("+442079460018", "020 7946 0018", True)
    assert parse_phone("+33 1 42 68 53 00") == Phone("+33142685300", "+33 1 42 68 53 00", True)
    assert "two numbers" in said(parse_phone("07700 900123 / 01632 960001"))
    assert "shortened" in said(parse_phone("7.7009E+09"))
    assert "too short" in said(parse_phone("07700 90012"))
    assert "too long" in said(parse_phone("07700 900123 4567"))
    assert "not a telephone number" in said(parse_phone("ring the office"))


@pytest.mark.parametrize(
    "typed",
    ["ann.lee@example.org", " ann.lee@EXAMPLE.org. ", "mailto:ann.lee@example.org", "Ann Lee <ann.lee@example.org>",
     "<ann.lee@example.org>;",
     "ann.lee@example.org, ann.lee@example.org"],
)  # fmt: skip
def test_one_address_written_in_many_ways(typed: str) -> None:
    assert parse_email(typed) == "ann.lee@example.org"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("ann.lee example.org", "no @"), ("ann lee@example.org", "space"), ("ann@example,org", "comma"),
        ("ann@example", "ending"),
        ("ann@example.org; bo@example.org", "two e-mail addresses"),
        ("ann@example.org or bo@example.org", "two e-mail addresses"),
        ("ann..lee@example.org", "not an e-mail"), ("ann@-example.org", "not an e-mail"),
        ("@example.org", "not an e-mail"), ("a" * 2000, "not an e-mail"),
    ],
)  # fmt: skip
def test_addresses_with_a_fault(typed: str, words: str) -> None:
    assert words in said(parse_email(typed))


def test_a_forms_anonymous_is_no_address() -> None:
    assert parse_email("anonymous") is None


@pytest.mark.parametrize(
    ("typed", "unit", "minutes"),
    [
        ("1h 30", None, 90), ("1 hr 30 mins", None, 90), ("90 mins", None, 90), ("90", None, 90), (90, None, 90),
        ("1.5", None, 90), (1.5, None, 90),
        ("1,5", "hours", 90), ("0:45", None, 45), ("1:30", None, 90), ("1:30:00", None, 90),
        ("half an hour", None, 30), ("an hour and a half", None, 90),
        ("1½ hours", None, 90), ("2", None, 120), (2, "minutes", 2), (30, "hours", 1800), ("30", "hours", 1800),
        (time(1, 30), None, 90),
        (timedelta(hours=26), None, 1560), ("3 hours", "minutes", 180), ("1h", None, 60), ("1 hour and 5 minutes", None, 65),
    ],
)  # fmt: skip
def test_lengths_of_time(typed: Value, unit: str | None, minutes: int) -> None:
    assert parse_minutes(typed, unit) == minutes  # type: ignore[arg-type]


@pytest.mark.parametrize("typed", ["a while", "-30", -5, "1e9", "9" * 50, True, date(2027, 3, 3), "h", "1:75"])
def test_lengths_that_are_none(typed: Value) -> None:
    assert "not a length of time" in said(parse_minutes(typed))


def test_numbers() -> None:
    assert parse_number("1,200") == 1200
    assert parse_number("£30.50") == 30.5
    assert parse_number(" -4 ") == -4
    assert (parse_number("One"), parse_number("twelve")) == (1, 12)
    assert "not a number" in said(parse_number("one or two"))
    assert "not a number" in said(parse_number("9" * 400))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("qz4 7ab", "QZ4 7AB"),
        ("sw1a1aa", "SW1A 1AA"),
        ("M1-1AE", "M1 1AE"),
        ("gir0aa", "GIR 0AA"),
        ("BFPO 12", "BFPO 12"),
    ],
)
def test_postcodes(typed: str, code: str) -> None:
    assert parse_postcode(typed) == code


def test_a_letter_o_in_a_postcode_is_pointed_out() -> None:
    assert "Did you mean SW1A 0AA?" in said(parse_postcode("SW1A OAA"))
    assert "not a UK postcode" in said(parse_postcode("75008 Paris"))


def test_lists_as_forms_write_them() -> None:
    assert parse_list("Art;Law;Sport;") == ("Art", "Law", "Sport")
    assert parse_list("• Art\n• Law\n\n- Art ") == ("Art", "Law")
    assert parse_list("Art, law , Art") == ("Art", "law")
    assert parse_list("Rock and roll") == ("Rock and roll",)


def test_a_comma_inside_an_answer_is_learnt_from_the_column() -> None:
    column = ["Sport, Art, design and media", "Art, design and media", "Music, Sport", "Art, design and media, Music"]
    reading = learn_list(column)
    assert [parse_list(cell, reading) for cell in column] == [
        ("Sport", "Art, design and media"), ("Art, design and media",), ("Music", "Sport"), ("Art, design and media", "Music"),
    ]  # fmt: skip


def test_small_letters_alone_do_not_join_what_also_stands_apart() -> None:
    column = ["chess, running", "running", "chess", "running, chess"]
    assert parse_list(column[0], learn_list(column)) == ("chess", "running")


def test_choices_known_beforehand_keep_their_commas() -> None:
    reading = learn_list(["Law, food and drink, Sport"], ["Law, food and drink"])
    assert parse_list("Law, food and drink, Sport", reading) == ("Law, food and drink", "Sport")


def test_choice_by_value_label_or_other_word() -> None:
    assert parse_choice("CHILDREN", ["child", "children"]) == "children"
    assert parse_choice("Child workforce", ["child", "adult"]) == "child"
    assert "not one of: child, adult" in said(parse_choice("both, please", ["child", "adult"]))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -1e300, 10**30])
def test_numbers_that_are_no_day_and_no_length(number: float) -> None:
    assert "not a date" in said(parse_date(number, on=ON))
    assert "not a length of time" in said(parse_minutes(number))


@pytest.mark.parametrize(
    ("cell", "times"),
    [
        ("Wed afternoon/lunch time", ("Wed afternoon", "Wed lunch time")),
        ("Mon/Thu after school", ("Mon after school", "Thu after school")),
        ("Tuesday mornings & Friday pm", ("Tuesday mornings", "Friday pm")),
        ("Monday or Wednesday", ("Monday", "Wednesday")),
        ("lunch time / Wed lunchtime", ("lunch time", "Wed lunchtime")),
        ("9/10 am only, not Fridays", ("9/10 am only, not Fridays",)),
        ("work/home", ("work/home",)),
        ("Fri afternoon", ("Fri afternoon",)),
    ],
)
def test_several_times_in_one_answer_are_several_times(cell: str, times: tuple[str, ...]) -> None:
    assert each_time([cell]) == times
    assert each_time([cell, cell]) == times
