"""Files with the mistakes people make, to try the import with."""

from datetime import timedelta

from examples.making.files import book_bytes, british, csv_bytes, new_book
from examples.making.people import make_mentor
from examples.making.stock import Person, Stock, words, years_before

GOOD_MENTORS, GOOD_PUPILS = 12, 8


def messy_files(stock: Stock) -> dict[str, bytes]:
    """A mentors' list and a pupils' list, both wrong in the usual ways."""
    return {"mentors-messy.csv": _mentors(stock), "pupils-messy.xlsx": _pupils(stock)}


def _mentors(stock: Stock) -> bytes:
    """Semicolons and cp1252, two title lines, a repeated header, a total, a note; and twenty rows with something to look at."""
    header = [
        "Full name",
        "E-mail address",
        "Mobile",
        "Date of birth",
        "Employer",
        "Skills",
        "How many mentees?",
        "DBS check?",
    ]
    good = [make_mentor(stock) for _count in range(GOOD_MENTORS)]
    rows: list[list[str]] = [
        ["Mentors for the autumn, my list"],
        ["last tidied in spring", "", "please ask Bev"],
        header,
    ]
    rows += [_mentor_row(person) for person in good[:8]]
    rows += [[], header]
    rows += [_mentor_row(person) for person in good[8:]]
    dates = {
        "{born}": british(stock.on - timedelta(days=15_000)),
        "{future}": british(stock.on + timedelta(days=400)),
    }
    rows += [[dates.get(cell, cell) for cell in row] for row in words("mistakes")["mentors"]]
    rows += _doubles(good)
    rows += [["Total", "", "", "", "", "", "31", ""], []]
    rows += [["NB the ones without e-mail have been rung, they will send it to Bev by the end of the month"]]
    return csv_bytes(rows, delimiter=";", encoding="cp1252")


def _doubles(good: list[Person]) -> list[list[str]]:
    """A row twice, a person twice, a shared address, and a name that is nearly another's."""
    same, moved, shared, near = good[:4]
    nearly = f"{near.given}{near.given[-1]} {near.family}"
    return [
        _mentor_row(same),
        [moved.name, "another.address@example.org", moved.phone, british(moved.born), "", "Listening", "1", "Yes"],
        [f"Pat {shared.family}", shared.email, "07700 900018", british(shared.born), "", "Listening", "1", "Yes"],
        [nearly, "near.name@example.org", "07700 900019", "", "", "Bikes", "1", "Yes"],
    ]


def _mentor_row(person: Person) -> list[str]:
    facts = person.facts
    skills = ", ".join(facts["skills"])
    return [
        person.name,
        person.email,
        person.phone,
        british(person.born),
        facts["employer"],
        skills,
        str(facts["places"]),
        "Yes",
    ]


def _pupils(stock: Stock) -> bytes:
    """Merged year groups and title, a cover sheet, a formula nobody saved, a hidden row, a date that is text, a missing name."""
    book, cover = new_book("Read me")
    cover.append(["Please use the second tab. Ring the office if anything is odd."])
    sheet = book.create_sheet("Pupils")
    sheet.append(["Pupils for mentoring (draft 3 FINAL)"])
    sheet.merge_cells("A1:F1")
    sheet.append([])
    sheet.append(["Year", "Surname", "Forename", "DOB", "Interests", "Parent mobile"])
    for number in range(GOOD_PUPILS):
        given, family = stock.name(stock.gender())
        born = years_before(stock.on, 14) - timedelta(days=stock.dice.randrange(300))
        mobile = int(stock.mobile().replace(" ", ""))
        sheet.append(["Year 9" if number == 0 else None, family.upper(), given, born, "Football\nChess", mobile])
    sheet.merge_cells(f"A4:A{3 + GOOD_PUPILS}")
    sheet.append(["Year 10", "LOVAGE", "Kit", "30/02/2012", "Reading", "07700 900021"])
    sheet.append(["Year 10", "LOVAGE", "", "12 March 2012", "Reading", "07700 900022"])
    sheet.append(["Year 10", "HATHERLEY", "Mo", "12/3/12", "Reading", "ring the grandparents"])
    sheet.append(["Year 10", "NETTLES", "Io", "12/3/12", "Reading", "=F4"])
    sheet.append(["Total", f"=COUNTA(B4:B{sheet.max_row})"])
    sheet.row_dimensions[5].hidden = True
    return book_bytes(book)
