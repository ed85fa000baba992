"""Names are split where a file has them whole, and their capitals mended only where somebody typed none or nothing else."""

import pytest

from ithaca.sheets import Name, mend_capitals, parse_name, plain_name
from tests.sheets.builders import said


@pytest.mark.parametrize(
    ("typed", "given", "family"),
    [
        ("Jane Smith", "Jane", "Smith"),
        ("SMITH, Jane", "Jane", "Smith"),
        ("SMITH Jane", "Jane", "Smith"),
        ("Jane SMITH", "Jane", "Smith"),
        ("jane smith", "Jane", "Smith"),
        ("Ian McDONALD", "Ian", "McDonald"),
        ("IAN MCDONALD", "Ian", "McDonald"),
        ("O'BRIEN, SEAN", "Sean", "O'Brien"),
        ("Sean O’Brien", "Sean", "O'Brien"),
        ("Anna van der Berg", "Anna", "van der Berg"),
        ("VAN DER BERG, ANNA", "Anna", "van der Berg"),
        ("Anna VAN DER BERG", "Anna", "van der Berg"),
        ("de la Haye, Max", "Max", "de la Haye"),
        ("ANN SMITH-JONES", "Ann", "Smith-Jones"),
        ("Mary Jane St John", "Mary Jane", "St John"),
        ("AJ Patel", "AJ", "Patel"),
        ("Suharto", "Suharto", ""),
        ("Na Li", "Na", "Li"),
        ("Aoibhín Ní Dhúill", "Aoibhín", "Ní Dhúill"),
        ("Dr. Ravi  Nair PhD", "Ravi", "Nair"),
        ("Siân ap Rhys", "Siân", "ap Rhys"),
        ("jane van der berg", "Jane", "van der Berg"),
        ("李 小龍", "李", "小龍"),
    ],
)
def test_given_and_family(typed: str, given: str, family: str) -> None:
    found = parse_name(typed)
    assert isinstance(found, Name)
    assert (found.given, found.family) == (given, family)


def test_title_and_the_name_somebody_goes_by() -> None:
    found = parse_name("Mrs Catherine (Kate) O'Brien")
    assert found == Name("Catherine", "O'Brien", "Kate", "Mrs", "Mrs Catherine (Kate) O'Brien")
    assert found.full == "Catherine O'Brien"


def test_people_whose_name_computers_take_for_nothing() -> None:
    assert isinstance(parse_name("Null"), Name)
    assert isinstance(parse_name("Na"), Name)
    assert parse_name("n/a") is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("ann@example.org", "e-mail address"), ("07700 900123", "not look like a name"),
        ("=1+1", "not look like a name"), ("***", "not look like a name"),
        ("Ann Lee & Bo Chan", "two people"), ("Ann Lee / Bo Chan", "two people"),
        ("Ann Lee and Bo Chan", "two people"), ("a" * 200, "longer than 150"),
    ],
)  # fmt: skip
def test_what_is_no_name(typed: str, words: str) -> None:
    assert words in said(parse_name(typed))


@pytest.mark.parametrize("own", ["MacLeod", "deVries", "Di Marco", "LeBlanc", "van Gogh", "d'Arcy"])
def test_an_owners_own_capitals_are_left_alone(own: str) -> None:
    assert mend_capitals(own) == own


def test_names_compared_without_accents_and_order() -> None:
    assert plain_name("Zoë O'Brien") == plain_name("OBRIEN, Zoe")
