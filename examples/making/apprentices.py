"""Mentors for apprentices: 35 apprentices, some of 16 and 17, 25 mentors at their workplaces."""

from datetime import datetime, timedelta
from typing import Any

from examples.making.checks import make_check, training_rows
from examples.making.files import book_bytes, british, csv_bytes, new_book, put_rows
from examples.making.people import make_mentor
from examples.making.school_people import Pair
from examples.making.stock import Person, Stock, address_of, words, years_before

APPRENTICES, MENTORS, PAIRS, UNDER_18 = 35, 25, 15, 12
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def apprentice_files(stock: Stock) -> dict[str, bytes]:
    """All files of the scheme, by name."""
    planted = words("planted")["apprentice_lapsed"]
    mentors = [make_mentor(stock, planted=tuple(planted["mentor"]))]
    mentors += [make_mentor(stock, name=name) for name in words("names")["accented"][6:7]]
    mentors += [make_mentor(stock) for _count in range(MENTORS - len(mentors))]
    apprentices = _apprentices(stock)
    reason = words("mentoring")["lawful_reason_work"]
    checks = [
        make_check(stock, person, reason=reason, seen_by="S Abara", next_due_in=-8 if number == 0 else None)
        for number, person in enumerate(mentors[:20])
    ]
    pairs = [
        Pair(
            mentor,
            apprentice,
            stock.ago(60, 200),
            stock.one(words("places")["workplaces"]),
            stock.dice.randrange(5),
            every=28,
        )
        for mentor, apprentice in zip(mentors[:PAIRS], apprentices, strict=False)
    ]
    return {
        "apprentices-training-provider.xlsx": _provider(stock, apprentices),
        "mentors-microsoft-form.xlsx": _form(stock, mentors),
        "mentor-checks.csv": _checks(checks),
        "training-attended.csv": _training(stock, mentors[:20]),
        "parental-consents-under-18.csv": _consents(stock, apprentices),
        "running-pairs.csv": _pairs(pairs),
        "sessions-own-sheet.xlsx": _sessions(stock, pairs),
    }


def _apprentices(stock: Stock) -> list[Person]:
    given, family, gender = words("planted")["apprentice_lapsed"]["apprentice"]
    talk = words("mentoring")
    people = []
    for number in range(APPRENTICES):
        if number:
            gender = stock.gender()
            given, family = stock.name(gender)
        young = number < UNDER_18
        born = (
            years_before(stock.on, stock.one([16, 17])) - timedelta(days=stock.dice.randrange(1, 330))
            if young
            else stock.born_aged(18, 24)
        )
        person = Person(given, family, gender, born, address_of(given, family), stock.mobile())
        parent_given, other = stock.name(stock.one(["Female", "Male"]))
        parent_family = family if stock.chance(0.75) else other
        person.facts = {
            "uln": str(stock.dice.randrange(10**9, 10**10)),
            "employer": stock.one(words("work")["employers"][:-1]),
            "standard": stock.one(talk["standards"]),
            "started": stock.ago(90, 400),
            "goal": stock.one(talk["apprentice_goals"]),
            "interests": stock.some(talk["interests"], 2, 3),
            "needs": stock.one(talk["access"]),
            "young": young,
            "parent": (f"{parent_given} {parent_family}", address_of(parent_given, parent_family), stock.mobile())
            if young
            else ("", "", ""),
        }
        people.append(person)
    return people


def _provider(stock: Stock, apprentices: list[Person]) -> bytes:
    """A training provider's export: employers grouped, a subtotal under each, the header again for the printer."""
    book, sheet = new_book("Learners")
    sheet.append([f"Saltmere Training: learners on programme at {british(stock.on - timedelta(days=10))}"])
    sheet.append([])
    header = words("headings")["apprentices_provider"]
    rows: list[list[Any]] = [header]
    ordered = sorted(apprentices, key=lambda person: str(person.facts["employer"]["name"]))
    for number, person in enumerate(ordered):
        facts = person.facts
        if number == 20:
            rows.append(header)
        rows.append([
            facts["uln"], person.family, person.given, person.born, person.gender, person.email, person.phone,
            facts["employer"]["name"],
            facts["standard"], facts["employer"]["sector"], facts["needs"], ", ".join(facts["interests"]),
            facts["goal"], *facts["parent"],
        ])  # fmt: skip
        if number + 1 == len(ordered) or ordered[number + 1].facts["employer"] is not facts["employer"]:
            rows.append(
                [
                    f"Subtotal {facts['employer']['name']}",
                    sum(p.facts["employer"] is facts["employer"] for p in ordered),
                ]
            )
    put_rows(sheet, rows)
    return book_bytes(book)


def _form(stock: Stock, mentors: list[Person]) -> bytes:
    book, sheet = new_book("Sheet1")
    header = words("headings")["apprentices_form"]
    rows: list[list[Any]] = [header]
    moment = datetime.combine(stock.on - timedelta(days=240), datetime.min.time())
    for number, person in enumerate(mentors, start=1):
        moment += timedelta(days=stock.dice.randint(1, 9), seconds=stock.dice.randrange(80_000))
        facts = person.facts
        free = "".join(f"{day} {time.lower()};" for day, times in facts["days"].items() for time in times)
        rows.append([
            number, moment, moment + timedelta(minutes=9), "anonymous", "", person.given, person.family,
            person.email, person.phone, person.born,
            person.gender, facts["employer"], facts["job_title"], facts["sector"],
            "".join(f"{item};" for item in facts["skills"]),
            "".join(f"{item};" for item in facts["interests"]), facts["mentored_before"], free, facts["hours"],
            facts["places"], "Yes", "Yes",
        ])  # fmt: skip
    put_rows(sheet, rows)
    return book_bytes(book)


def _checks(checks: list[dict[str, Any]]) -> bytes:
    header = words("headings")["apprentices_checks"]
    rows = [
        [
            check["person"].name, check["person"].email, british(check["identity"]), check["seen_by"],
            *map(british, check["references"]), "DBS",
            "Enhanced with barred list", "Child", "Children", check["number"], british(check["issued"]),
            check["seen_by"], british(check["seen"]),
            british(check["due"]), check["reason"], "Yes", check["decided_by"], british(check["decided"]),
        ]
        for check in checks
    ]  # fmt: skip
    return csv_bytes([header, *rows])


def _training(stock: Stock, mentors: list[Person]) -> bytes:
    header = words("headings")["apprentices_training"]
    rows = [[*row[:4], "3 hours" if row[4] == "3" else "1h 30", *row[5:]] for row in training_rows(stock, mentors)]
    return csv_bytes([header, *rows], encoding="utf-16", delimiter="\t")


def _consents(stock: Stock, apprentices: list[Person]) -> bytes:
    header = words("headings")["apprentices_consents"]
    rows = []
    for person in [p for p in apprentices if p.facts["young"]][: UNDER_18 - 2]:
        moment = datetime.combine(stock.ago(200, 230), datetime.min.time()) + timedelta(
            hours=19, minutes=stock.dice.randrange(100)
        )
        name, email, phone = person.facts["parent"]
        rows.append([
            f"{british(moment.date())} {moment:%H:%M:%S}", person.name, british(person.born), name,
            stock.one(["Mother", "Father"]), email, phone,
            "I give permission", "I agree", "I agree" if stock.chance(0.8) else "I do not agree", "Yes, I understand",
        ])  # fmt: skip
    return csv_bytes([header, *rows])


def _pairs(pairs: list[Pair]) -> bytes:
    header = words("headings")["apprentices_pairs"]
    rows = [
        [
            pair.mentor.name, pair.mentor.email, pair.mentee.name, pair.mentee.email, pair.mentee.facts["employer"]["name"],
            british(pair.started), british(pair.started + timedelta(days=365)), pair.place,
        ]
        for pair in pairs
    ]  # fmt: skip
    return csv_bytes([header, *rows], encoding="utf-8-sig")


def _sessions(stock: Stock, pairs: list[Pair]) -> bytes:
    """A sheet for each half of the pairs, as two people keep it; lengths as people type them."""
    book, sheet = new_book("Sessions A-L")
    other = book.create_sheet("Sessions M-Z")
    header = words("headings")["apprentices_sessions"]
    rows: dict[bool, list[list[Any]]] = {True: [header], False: [header]}
    for pair in sorted(pairs, key=lambda pair: pair.mentor.family):
        day = stock.on - timedelta(days=stock.dice.randint(2, 20))
        while day > pair.started:
            length = stock.one(["1h", "45 mins", "1h 15", "0:50", "1.5", "90 mins"])
            how = stock.one(["Face to face", "Face to face", "Teams"])
            place = pair.place if how == "Face to face" else ""
            note = stock.one(words("mentoring")["session_notes"])
            early = pair.mentor.family.upper() < "M"
            rows[early].append([day, pair.mentor.name, pair.mentee.name, length, place, how, "Both", note])
            day -= timedelta(days=pair.every)
    put_rows(sheet, rows[True])
    put_rows(other, rows[False])
    return book_bytes(book)
