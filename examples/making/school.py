"""The files of the school scheme, as the trust's co-ordinator and two school offices would send them."""

from datetime import datetime, timedelta
from typing import Any

from examples.making.checks import training_rows
from examples.making.files import book_bytes, british, csv_bytes, google_stamp, new_book, put_rows
from examples.making.school_people import Pair, School, make_school
from examples.making.stock import Person, Stock, words

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def school_files(stock: Stock) -> dict[str, bytes]:
    """All files of the scheme, by name."""
    scheme = make_school(stock)
    first, second = (school["name"] for school in words("places")["schools"])
    return {
        "mentors-google-form.csv": _mentor_form(stock, scheme.mentors),
        "port-saltern-academy-pupils.xlsx": _sims(stock, [p for p in scheme.pupils if p.facts["school"] == first]),
        "wrackham-high-school-pupils.xlsx": _arbor([p for p in scheme.pupils if p.facts["school"] == second]),
        "single-central-record.xlsx": _record(scheme),
        "training-attended.csv": _training(stock, scheme),
        "parental-consents.xlsx": _consents(stock, scheme),
        "running-pairs.csv": _pairs(scheme),
        "sessions-google-form.csv": _sessions(stock, scheme),
    }


def _mentor_form(stock: Stock, mentors: list[Person]) -> bytes:
    """A Google Forms export: long questions, a grid of days, time stamps."""
    header = words("headings")["school_mentor_form"]
    rows = []
    moment = datetime.combine(stock.on - timedelta(days=210), datetime.min.time())
    for person in mentors:
        moment += timedelta(days=stock.dice.randint(1, 6), seconds=stock.dice.randrange(86_000))
        moment = min(moment, datetime.combine(stock.on - timedelta(days=1), moment.time()))
        facts = person.facts
        rows.append([
            google_stamp(moment), person.email, person.name, british(person.born), person.gender, person.phone, stock.postcode(),
            facts["employer"], facts["job_title"], facts["sector"], ", ".join(facts["skills"]), ", ".join(facts["interests"]),
            facts["mentored_before"], facts["reasons"], *(", ".join(facts["days"][day]) for day in DAYS), facts["places"],
            ", ".join(facts["groups"]), facts["declined"], facts["languages"], facts["access"], "Yes", "Yes", "I agree",
        ])  # fmt: skip
    return csv_bytes([header, *rows])


def _sims(stock: Stock, pupils: list[Person]) -> bytes:
    """A school system's export: title rows, a second header line for contacts, dates as dates, a count and a print line."""
    book, sheet = new_book("Report")
    sheet.append(["Port Saltern Academy"])
    sheet.append(["Business mentoring: pupils put forward, with parental contacts"])
    sheet.append([])
    groups = [*[""] * 8, "Priority 1 parental contact", *[""] * 4, "From pupil slips", *[""] * 3]
    header = words("headings")["school_sims"]
    rows: list[list[Any]] = [groups, header]
    rows += [_sims_row(person) for person in sorted(pupils, key=lambda p: (p.facts["year"], p.family))]
    put_rows(sheet, rows, header_rows=2)
    sheet.append(["Total pupils", len(pupils)])
    sheet.append([])
    printed = british(stock.on - timedelta(days=20))
    sheet.append([f"Printed on {printed} by the school office. Confidential: keep safe and delete when done."])
    sheet.merge_cells("A1:Q1")
    sheet.merge_cells("A2:Q2")
    sheet.merge_cells("I4:M4")
    sheet.merge_cells("N4:Q4")
    return book_bytes(book)


def _sims_row(person: Person) -> list[Any]:
    facts, parent = person.facts, person.facts["parent"]
    pupil = [facts["upn"], person.family, person.given, person.gender[0], person.born, f"Year {facts['year']}"]
    contact = [parent[key] for key in ("given", "family", "relationship", "phone", "email")]
    slip = ["\n".join(facts["interests"]), "; ".join(facts["careers"]), facts["goal"], "\n".join(facts["help"])]
    return [*pupil, facts["form"], facts["needs"], *contact, *slip]


def _arbor(pupils: list[Person]) -> bytes:
    """Another school's system: names the other way round, dates in words, tutor groups as headings, telephone
    numbers as numbers.
    """
    book, sheet = new_book("Custom report")
    header = words("headings")["school_arbor"]
    rows: list[list[Any]] = [header]
    for year in (9, 10, 11):
        rows.append([f"Year {year}"])
        for person in (p for p in pupils if p.facts["year"] == year):
            facts, parent = person.facts, person.facts["parent"]
            guardian = f"{parent['given']} {parent['family']}"
            phone = int(parent["phone"].replace(" ", ""))
            rows.append([
                f"{person.family.upper()}, {person.given}", facts["upn"], f"{person.born.day} {person.born:%b %Y}", person.gender,
                f"Year {year}", facts["form"], facts["needs"], guardian, parent["relationship"], phone, parent["email"],
                ", ".join(facts["interests"]), ", ".join(facts["careers"]), facts["goal"], ", ".join(facts["help"]),
            ])  # fmt: skip
    put_rows(sheet, rows)
    return book_bytes(book)


def _record(scheme: School) -> bytes:
    """The single central record of visiting mentors, with the lists for its drop-downs on a hidden sheet."""
    book, sheet = new_book("Mentors")
    sheet.append(["Single Central Record: visiting business mentors"])
    header = words("headings")["school_record"]
    rows: list[list[Any]] = [header]
    for check in scheme.checks:
        person, (first, second) = check["person"], check["references"]
        issued = check["issued"] is not None
        rows.append([
            person.family, person.given, person.born, person.email, check["identity"], "M Vantongeren", first,
            second, "DBS", "Enhanced",
            "Child", "Yes - children's" if issued else "", check["number"], check["issued"], check["seen_by"], check["seen"],
            "Yes" if check["update_service"] else "No", check["due"], check["reason"], check["decision"],
            check["decided_by"], check["decided"],
        ])  # fmt: skip
    put_rows(sheet, rows)
    lists = book.create_sheet("Lists")
    for row in (["Levels", "Workforces"], ["Basic", "Child"], ["Enhanced", "Adult"]):
        lists.append(row)
    lists.sheet_state = "hidden"
    return book_bytes(book)


def _training(stock: Stock, scheme: School) -> bytes:
    """Somebody's own list: semicolons, and the letters of an old Windows machine."""
    trained = [check["person"] for check in scheme.checks]
    header = words("headings")["school_training"]
    return csv_bytes([header, *training_rows(stock, trained)], delimiter=";", encoding="cp1252")


def _consents(stock: Stock, scheme: School) -> bytes:
    """A tick list of paper slips for both schools. Blank: the slip is not back yet. One parent has changed her
    mind, one says no.
    """
    book, sheet = new_book("Slips returned")
    header = words("headings")["school_consents"]
    withdrawn = " ".join(words("planted")["withdrawn_consent"]["pupil"][:2])
    paired = {id(pair.mentee) for pair in scheme.pairs}
    rows: list[list[Any]] = [header]
    refused = False
    for person in scheme.pupils:
        facts, parent = person.facts, person.facts["parent"]
        row: list[Any] = [facts["school"], person.name, person.born]
        contact = [f"{parent['given']} {parent['family']}", parent["relationship"], parent["phone"], parent["email"]]
        if id(person) not in paired and stock.chance(0.3):
            rows.append([*row, "", "", "", "", "", "", "", "", "", None, "", None, "Slip not back yet"])
            continue
        returned = stock.ago(160, 200)
        ticks = ["✓", "✓", "✓" if stock.chance(0.7) else "No", "✓", "✓" if stock.chance(0.6) else "No"]
        if id(person) not in paired and not refused:
            refused, ticks = True, ["No"] * 5
        gone = stock.on - timedelta(days=4) if person.name == withdrawn else None
        note = "Mum rang the school office" if gone else ""
        rows.append([*row, *contact, *ticks, returned, stock.one(["Paper", "Paper", "Online"]), gone, note])
    put_rows(sheet, rows)
    return book_bytes(book)


def _pairs(scheme: School) -> bytes:
    header = words("headings")["school_pairs"]
    rows = [
        [
            pair.mentor.name, pair.mentor.email, pair.mentee.name, british(pair.mentee.born), pair.mentee.facts["school"],
            british(pair.started), british(pair.started + timedelta(days=300)), pair.place, f"Every other {DAYS[pair.weekday]}",
        ]
        for pair in scheme.pairs
    ]  # fmt: skip
    return csv_bytes([header, *rows])


def session_days(stock: Stock, pair: Pair) -> list[Any]:
    """The days on which a pair met, the latest first."""
    latest = stock.on - timedelta(days=max(pair.quiet_for, 1))
    latest -= timedelta(days=(latest.weekday() - pair.weekday) % 7)
    days = []
    while latest > pair.started:
        days.append(latest)
        latest -= timedelta(days=pair.every)
    return days


def _sessions(stock: Stock, scheme: School) -> bytes:
    """What mentors filled in after each session."""
    header = words("headings")["school_sessions"]
    rows = []
    for pair in scheme.pairs:
        for day in session_days(stock, pair):
            came = stock.dice.choices(["Yes", "Pupil absent", "Cancelled"], [88, 8, 4])[0]
            minutes = stock.one([30, 40, 45, 45, 60]) if came == "Yes" else 0
            moment = datetime.combine(day, datetime.min.time()) + timedelta(hours=15, minutes=stock.dice.randrange(200))
            note = stock.one(words("mentoring")["session_notes"]) if came == "Yes" else ""
            rows.append((moment, [
                google_stamp(moment), pair.mentor.name, pair.mentee.name, british(pair.mentee.born), british(day),
                minutes or "", pair.place,
                came, note,
            ]))  # fmt: skip
    return csv_bytes([header, *(row for _moment, row in sorted(rows, key=lambda item: (item[0], item[1][1])))])
