"""Business e-mentoring across the region: 80 adults in business, 50 mentors, and what they have written and said so far."""

from datetime import datetime, timedelta
from typing import Any

from examples.making.files import book_bytes, british, csv_bytes, new_book, put_rows
from examples.making.people import make_mentor
from examples.making.stock import Person, Stock, address_of, words

MENTEES, MENTORS, PAIRS = 80, 50, 30


def business_files(stock: Stock) -> dict[str, bytes]:
    """All files of the scheme, by name."""
    mentors, mentees = _mentors(stock), _mentees(stock)
    pairs = _pairs(stock, mentors, mentees)
    return {
        "mentees-microsoft-form.xlsx": _form(stock, mentees),
        "mentors-own-list.csv": _own_list(stock, mentors),
        "running-pairs.xlsx": _pair_sheet(pairs),
        "hours-so-far.csv": _hours(pairs),
    }


def _mentors(stock: Stock) -> list[Person]:
    planted = words("planted")
    mentors = [make_mentor(stock, planted=tuple(planted["two_schemes"]["mentor"]))]
    mentors[0].email, mentors[0].born = planted["two_schemes"]["email"], planted["two_schemes"]["born"]
    mentors.append(make_mentor(stock, planted=tuple(planted["business_quiet"]["mentor"])))
    mentors += [make_mentor(stock, name=name) for name in words("names")["accented"][4:5]]
    while len(mentors) < MENTORS:
        mentors.append(make_mentor(stock))
    return mentors


def _mentees(stock: Stock) -> list[Person]:
    planted, talk = words("planted"), words("mentoring")
    names = [tuple(planted["business_quiet"]["mentee"])]
    names += [tuple(planted["business_partners"][side]) for side in ("first", "second")]
    mentees = []
    for number in range(MENTEES):
        gender = names[number][2] if number < len(names) else stock.gender()
        given, family = names[number][:2] if number < len(names) else stock.name(gender)
        person = Person(given, family, gender, stock.born_aged(21, 60), address_of(given, family), stock.mobile())
        if number in (1, 2):
            person.email = planted["business_partners"]["email"]
        person.facts = {
            "business": "Skerry Soap"
            if number in (1, 2)
            else talk["business_names"][number % len(talk["business_names"])],
            "stage": stock.one(talk["business_stages"]),
            "sector": stock.one([employer["sector"] for employer in words("work")["employers"][:-1]]),
            "help": stock.some(talk["business_help"], 1, 3),
            "goal": stock.one(talk["business_goals"]),
            "interests": stock.some(talk["interests"], 1, 3),
            "wish": stock.one(talk["mentor_wishes"]),
            "access": stock.one(talk["access"]),
        }
        mentees.append(person)
    return mentees


def _pairs(stock: Stock, mentors: list[Person], mentees: list[Person]) -> list[dict[str, Any]]:
    first = [(mentors[1], mentees[0])]
    others = zip([mentors[0], *mentors[2:]], mentees[1:], strict=False)
    pairs = []
    for number, (mentor, mentee) in enumerate([*first, *others][:PAIRS]):
        started = stock.ago(60, 240)
        quiet = 50 if number == 0 else stock.dice.randint(1, 16)
        meetings = max(1, (stock.on - started).days // 21)
        pairs.append({
            "mentor": mentor, "mentee": mentee, "started": started, "last": stock.on - timedelta(days=quiet),
            "meetings": meetings,
            "minutes": meetings * stock.one([30, 45, 60]), "note": "Duncan is on a long contract abroad?" if number == 0 else "",
        })  # fmt: skip
    return pairs


def _form(stock: Stock, mentees: list[Person]) -> bytes:
    """A Microsoft Forms export: its own five columns first, semicolons at the end of every list."""
    book, sheet = new_book("Sheet1")
    header = words("headings")["business_form"]
    rows: list[list[Any]] = [header]
    moment = datetime.combine(stock.on - timedelta(days=280), datetime.min.time())
    for number, person in enumerate(mentees, start=1):
        moment += timedelta(days=stock.dice.randint(1, 4), seconds=stock.dice.randrange(80_000))
        moment = min(moment, datetime.combine(stock.on - timedelta(days=1), moment.time()))
        facts = person.facts
        rows.append([
            number, moment, moment + timedelta(minutes=stock.dice.randint(4, 25)), "anonymous", "", person.name,
            person.email, person.phone,
            person.born, person.gender, facts["business"], facts["stage"], facts["sector"],
            "".join(f"{item};" for item in facts["help"]),
            facts["goal"], "".join(f"{item};" for item in facts["interests"]), facts["wish"], facts["access"],
            stock.postcode(), "Yes",
        ])  # fmt: skip
    put_rows(sheet, rows)
    return book_bytes(book)


def _own_list(stock: Stock, mentors: list[Person]) -> bytes:
    """Somebody's own list, kept for years: semicolons, cp1252, landlines and mobiles, commas inside cells."""
    header = words("headings")["business_own_list"]
    rows = []
    for person in mentors:
        facts = person.facts
        phone = person.phone if stock.chance(0.7) else stock.landline()
        free = [
            f"{day[:3]} {'/'.join(time.lower() for time in times)}" for day, times in facts["days"].items() if times
        ]
        rows.append([
            person.name, person.email, phone, british(person.born), person.gender[0] if person.gender != "Non-binary" else "NB",
            stock.street(), stock.one(words("places")["towns"]), stock.postcode(), facts["employer"],
            facts["job_title"], facts["sector"],
            ", ".join(facts["skills"]), ", ".join(facts["interests"]), facts["mentored_before"], facts["hours"], facts["places"],
            facts["languages"], ", ".join(free), "" if stock.chance(0.8) else "Prefers video calls",
        ])  # fmt: skip
    return csv_bytes([header, *rows], delimiter=";", encoding="cp1252")


def _pair_sheet(pairs: list[dict[str, Any]]) -> bytes:
    book, sheet = new_book("Current matches")
    sheet.append(["Business e-mentoring: current matches"])
    sheet.append([])
    header = words("headings")["business_pair_sheet"]
    rows: list[list[Any]] = [header]
    for pair in pairs:
        rows.append([
            pair["mentor"].name, pair["mentor"].email, pair["mentee"].name, pair["mentee"].email, pair["started"],
            pair["started"] + timedelta(days=365), "Gone quiet" if pair["note"] else "Active",
            "Messages and video call", pair["note"],
        ])  # fmt: skip
    put_rows(sheet, rows)
    return book_bytes(book)


def _hours(pairs: list[dict[str, Any]]) -> bytes:
    """One row a pair: how often and how long so far, with a total at the foot."""
    header = words("headings")["business_hours"]
    rows = [
        [
            pair["mentor"].name, pair["mentee"].name, pair["mentee"].email, pair["meetings"],
            f"{pair['minutes'] // 60}:{pair['minutes'] % 60:02d}", british(pair["last"]),
        ]
        for pair in pairs
    ]  # fmt: skip
    minutes = sum(pair["minutes"] for pair in pairs)
    total = ["Total", "", "", sum(pair["meetings"] for pair in pairs), f"{minutes // 60}:{minutes % 60:02d}", ""]
    return csv_bytes([header, *rows, total], encoding="utf-8-sig")
