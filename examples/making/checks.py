"""Checks and training of mentors, as the people who keep the record would have them."""

from datetime import date, timedelta
from typing import Any

from examples.making.files import british
from examples.making.stock import Person, Stock, weekday, words

VALID_DAYS = 3 * 365


def make_check(
    stock: Stock, person: Person, *, reason: str, seen_by: str, next_due_in: int | None = None
) -> dict[str, Any]:
    """A complete record: identity seen, two references, an enhanced check with the children's barred list, a decision."""
    if next_due_in is None:
        issued = stock.ago(150, 700)
        due = issued + timedelta(days=VALID_DAYS)
    else:
        due = stock.on + timedelta(days=next_due_in)
        issued = due - timedelta(days=VALID_DAYS)
    seen = weekday(issued + timedelta(days=stock.dice.randint(3, 12)))
    return {
        "person": person,
        "identity": weekday(issued - timedelta(days=stock.dice.randint(15, 25))),
        "references": [weekday(issued - timedelta(days=stock.dice.randint(1, 12))) for _count in range(2)],
        "number": f"00{stock.dice.randrange(10**9, 10**10)}",
        "issued": issued,
        "seen": seen,
        "seen_by": seen_by,
        "due": due,
        "reason": reason,
        "decided": weekday(seen + timedelta(days=2)),
        "decision": "Cleared",
        "decided_by": "M Vantongeren",
        "update_service": stock.chance(0.4),
    }


def waiting(check: dict[str, Any]) -> dict[str, Any]:
    """The same person with the second reference and the certificate still to come."""
    first = check["references"][0]
    return {
        **check, "references": [first, None], "number": "", "issued": None, "seen": None, "seen_by": "", "due": None,
        "decided": None,
        "decision": "Pending", "decided_by": "",
    }  # fmt: skip


def training_rows(stock: Stock, people: list[Person], *, latest: int = 30) -> list[list[str]]:
    """Who came to which course: everybody to the induction and to safeguarding, some to a third."""
    talk = words("mentoring")
    days = {course: [stock.ago(latest + 20, 300) for _count in range(3)] for course in talk["courses"]}
    rows = []
    for person in people:
        held: dict[str, date] = {course: stock.one(days[course]) for course in talk["courses"][:2]}
        if stock.chance(0.35):
            held[talk["courses"][2]] = stock.one(days[talk["courses"][2]])
        for course, day in held.items():
            hours = "3" if course == talk["courses"][0] else "1.5"
            rows.append([person.name, person.email, course, british(day), hours, stock.one(talk["trainers"]), "Yes"])
    return rows
