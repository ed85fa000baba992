"""The people of the school scheme: two schools, 60 pupils of 13 to 16, 50 mentors, and the pairs that run already."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from examples.making.checks import make_check, waiting
from examples.making.people import make_mentor
from examples.making.stock import Person, Stock, address_of, words, years_before

PUPILS_EACH, MENTORS, PAIRS = 30, 50, 24


@dataclass
class Pair:
    """A mentor and a mentee who meet. `quiet_for`: days since they last did."""

    mentor: Person
    mentee: Person
    started: date
    place: str
    weekday: int
    every: int = 14
    quiet_for: int = 3


@dataclass
class School:
    """The whole scheme."""

    mentors: list[Person] = field(default_factory=list)
    pupils: list[Person] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    checks: list[dict[str, Any]] = field(default_factory=list)


def make_school(stock: Stock) -> School:
    """Everybody, with the planted people first, so that later draws do not move them."""
    planted = words("planted")
    scheme = School()
    scheme.pupils = _pupils(stock)
    for key in ("lapsed_check", "withdrawn_consent", "quiet_pair", "soon_due", "one_reference", "two_schemes"):
        scheme.mentors.append(make_mentor(stock, planted=tuple(planted[key]["mentor"])))
    scheme.mentors[5].email, scheme.mentors[5].born = planted["two_schemes"]["email"], planted["two_schemes"]["born"]
    for side in ("first", "second"):
        scheme.mentors.append(make_mentor(stock, planted=tuple(planted["couple"][side])))
        scheme.mentors[-1].email = planted["couple"]["email"]
        scheme.mentors[-1].facts["employer"] = "Retired"
    scheme.mentors.append(_young_mentor(stock))
    for name in words("names")["accented"][:4]:
        scheme.mentors.append(make_mentor(stock, name=name))
    while len(scheme.mentors) < MENTORS:
        scheme.mentors.append(make_mentor(stock))
    scheme.checks = _checks(stock, scheme.mentors)
    scheme.pairs = _pairs(stock, scheme)
    return scheme


def _young_mentor(stock: Stock) -> Person:
    """A sixth-former of seventeen who would like to mentor: a child, whatever her role."""
    given, family, gender = words("planted")["young_mentor"]["mentor"]
    person = make_mentor(stock, planted=(given, family, gender))
    person.born = years_before(stock.on, 17) - timedelta(days=120)
    person.email = address_of(given, family)
    person.facts.update(
        employer="Port Saltern Academy sixth form", job_title="Student", mentored_before="Reading buddy in Year 12"
    )
    return person


def _pupils(stock: Stock) -> list[Person]:
    planted = words("planted")
    schools = words("places")["schools"]
    pupils = []
    for number, school in enumerate(schools):
        names = [planted["same_name"]]
        if number == 0:
            for key in ("lapsed_check", "withdrawn_consent", "quiet_pair", "soon_due"):
                names.append(dict(zip(("given", "family", "gender"), planted[key]["pupil"], strict=True)))
        names += [None] * (PUPILS_EACH - len(names))
        pupils += [_pupil(stock, school, at, name) for at, name in enumerate(names)]
    return pupils


def _pupil(stock: Stock, school: dict[str, Any], at: int, name: dict[str, str] | None) -> Person:
    gender = name["gender"] if name else stock.one(["Female", "Male"])
    given, family = (name["given"], name["family"]) if name else stock.name(gender)
    year = 9 + at % 3
    began = date(stock.on.year if stock.on.month >= 9 else stock.on.year - 1, 9, 1)
    first = years_before(began, year + 5)
    born = first + timedelta(days=stock.dice.randrange(360))
    talk = words("mentoring")
    person = Person(given, family, gender, born)
    person.facts = {
        "school": school["name"],
        "upn": f"{stock.one('ABCDEFGHJKLMNPQRTUVWXYZ')}{stock.dice.randrange(10**11, 10**12)}",
        "year": year,
        "form": stock.one([group for group in school["tutor_groups"] if group.startswith(str(year))]),
        "interests": stock.some(talk["interests"], 2, 4),
        "careers": stock.some(talk["career_areas"], 1, 2),
        "goal": stock.one(talk["pupil_goals"]),
        "help": stock.some(talk["pupil_help"], 1, 3),
        "needs": stock.one(talk["pupil_needs"]),
        "parent": _parent(stock, family),
    }
    return person


def _parent(stock: Stock, family: str) -> dict[str, str]:
    relationship = stock.one(words("mentoring")["relationships"])
    gender = "Female" if relationship in {"Mother", "Grandmother", "Aunt", "Foster carer"} else "Male"
    given, other = stock.name(gender)
    surname = family if stock.chance(0.7) else other
    email = address_of(given, surname) if stock.chance(0.85) else ""
    return {"given": given, "family": surname, "relationship": relationship, "email": email, "phone": stock.mobile()}


def _checks(stock: Stock, mentors: list[Person]) -> list[dict[str, Any]]:
    """A record for most mentors; a lapsed one, one that is due soon, one that waits, and nothing yet for the newest."""
    planted = words("planted")
    staff = [name for school in words("places")["schools"] for name in school["staff"]]
    reason = words("mentoring")["lawful_reason"]
    due = {" ".join(planted["lapsed_check"]["mentor"][:2]): -6, " ".join(planted["soon_due"]["mentor"][:2]): 18}
    late = {" ".join(planted["one_reference"]["mentor"][:2])} | {person.name for person in mentors[38:42]}
    checks = []
    for person in mentors[:42]:
        if person.name == " ".join(planted["young_mentor"]["mentor"][:2]):
            continue
        check = make_check(stock, person, reason=reason, seen_by=stock.one(staff), next_due_in=due.get(person.name))
        checks.append(waiting(check) if person.name in late else check)
    return checks


def _pairs(stock: Stock, scheme: School) -> list[Pair]:
    """Planted pairs first, then others: a cleared mentor, and no man with a girl, as the scheme's rule has it."""
    mentors = {person.name: person for person in scheme.mentors}
    pairs = []
    for key in ("lapsed_check", "withdrawn_consent", "quiet_pair", "soon_due"):
        mentor, child = (" ".join(words("planted")[key][side][:2]) for side in ("mentor", "pupil"))
        pairs.append(_pair(stock, mentors[mentor], next(person for person in scheme.pupils if person.name == child)))
    pairs[2].quiet_for = 45
    cleared = [check["person"] for check in scheme.checks if check["decision"] == "Cleared"]
    free = [person for person in cleared if person not in [pair.mentor for pair in pairs]]
    twins = [person for person in scheme.pupils if person.name == "Daniel Okafor"]
    waiting_pupils = twins + [p for p in scheme.pupils if p not in twins and p not in [pair.mentee for pair in pairs]]
    for pupil in waiting_pupils:
        if len(pairs) == PAIRS:
            break
        fitting = [m for m in free if not (pupil.gender == "Female" and m.gender == "Male")]
        if fitting and (pupil in twins or stock.chance(0.5)):
            free.remove(fitting[0])
            pairs.append(_pair(stock, fitting[0], pupil))
    return pairs


def _pair(stock: Stock, mentor: Person, pupil: Person) -> Pair:
    started = stock.ago(70, 150)
    return Pair(mentor, pupil, started, stock.one(words("places")["school_rooms"]), stock.dice.randrange(5))
