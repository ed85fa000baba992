"""Mentors, alike in all three schemes: who they are, where they work, what they can give."""

from typing import Any

from examples.making.stock import Person, Stock, address_of, words

YOUNGEST, OLDEST = 22, 71


def make_mentor(stock: Stock, *, planted: tuple[str, str, str] | None = None, name: str = "") -> Person:
    """A mentor with employer, skills, interests and availability. `planted` gives name and gender, `name` a name alone."""
    gender = planted[2] if planted else stock.gender()
    given, family = planted[:2] if planted else tuple(name.split(" ", 1)) if name else stock.name(gender)
    employer = stock.one(words("work")["employers"])
    retired = employer["name"] == "retired"
    born = stock.born_aged(60, OLDEST) if retired else stock.born_aged(YOUNGEST, 63)
    domain = employer["domain"] if employer["domain"] and stock.chance(0.5) else "example.org"
    person = Person(given, family, gender, born, address_of(given, family, domain), stock.mobile())
    person.facts = {**_work(stock, employer), **_wishes(stock)}
    return person


def _work(stock: Stock, employer: dict[str, Any]) -> dict[str, Any]:
    retired = employer["name"] == "retired"
    sector = employer["sector"] if not retired else stock.one(words("work")["employers"][:-1])["sector"]
    return {
        "employer": "Retired" if retired else employer["name"],
        "job_title": stock.one(employer["jobs"]),
        "sector": sector,
        "skills": stock.some(employer["skills"], 2, min(4, len(employer["skills"]))),
    }


def _wishes(stock: Stock) -> dict[str, Any]:
    talk = words("mentoring")
    return {
        "interests": stock.some(talk["interests"], 2, 4),
        "reasons": stock.one(talk["mentor_reasons"]),
        "mentored_before": stock.one(talk["mentored_before"]),
        "places": stock.dice.choices([1, 2, 3], [70, 25, 5])[0],
        "hours": stock.one([2, 2, 3, 4, 4, 6]),
        "groups": stock.some(talk["groups"], 1, 3),
        "declined": stock.one(talk["groups_declined"]),
        "languages": stock.one(talk["languages"]),
        "access": stock.one(talk["access"]),
        "days": {
            day: stock.some(talk["times"], 0, 2) for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
        },
    }
