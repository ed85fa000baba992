"""The word stock, and the dice. The same seed and the same day always give the same files."""

import random
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

WORDS = Path(__file__).parent.parent / "words"
INWARD = "ABDEFGHJLNPQRSTUWXYZ"


@cache
def words(name: str) -> dict[str, Any]:
    """One file of the word stock."""
    return tomllib.loads((WORDS / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass
class Person:
    """Somebody invented. `facts` holds what the forms ask about this kind of person."""

    given: str
    family: str
    gender: str
    born: date
    email: str = ""
    phone: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given} {self.family}"


class Stock:
    """Draws people and their facts. No full name is drawn twice; the planted ones are never drawn."""

    def __init__(self, on: date, seed: int) -> None:
        self.on = on
        self.dice = random.Random(seed)  # noqa: S311 - dice for invented people, nothing secret
        self.taken = {f"{row[0]} {row[1]}" for rows in words("planted").values() for row in _lists(rows)}
        self.mobiles = self._numbers("07700 900", 1000)
        self.landlines = self._numbers("01632 960", 1000)

    def _numbers(self, start: str, count: int) -> list[str]:
        """Ofcom's numbers for drama, in a mixed order: nobody can be rung by mistake."""
        numbers = [f"{start}{number:03d}" for number in range(count)]
        self.dice.shuffle(numbers)
        return numbers

    def name(self, gender: str) -> tuple[str, str]:
        """A full name nobody else has."""
        stock = words("names")
        while True:
            pool = (
                stock["female"]
                if gender == "Female"
                else stock["male"]
                if gender == "Male"
                else stock["female"] + stock["male"]
            )
            given, family = self.dice.choice(pool), self.dice.choice(stock["family"])
            if f"{given} {family}" not in self.taken:
                self.taken.add(f"{given} {family}")
                return given, family

    def gender(self) -> str:
        """Female or male, and now and then neither."""
        return self.dice.choices(["Female", "Male", "Non-binary"], [50, 47, 3])[0]

    def born_aged(self, youngest: int, oldest: int) -> date:
        """A date of birth of somebody who is between the two ages on the day, both included."""
        days = self.dice.randrange((oldest + 1 - youngest) * 365 - 10)
        return years_before(self.on, youngest) - timedelta(days=days)

    def some(self, pool: Sequence[str], least: int, most: int) -> list[str]:
        """A few of a pool, each once."""
        return self.dice.sample(list(pool), self.dice.randint(least, most))

    def one(self, pool: Sequence[Any]) -> Any:
        """One of a pool."""
        return self.dice.choice(list(pool))

    def chance(self, share: float) -> bool:
        """True in this share of draws."""
        return self.dice.random() < share

    def mobile(self) -> str:
        """A mobile number nobody else has."""
        return self.mobiles.pop()

    def landline(self) -> str:
        """A landline number nobody else has."""
        return self.landlines.pop()

    def postcode(self) -> str:
        """A postcode of a county that is on no map."""
        end = self.one(INWARD) + self.one(INWARD)
        return f"{words('places')['postcode_area']}{self.dice.randint(1, 9)} {self.dice.randint(1, 9)}{end}"

    def street(self) -> str:
        """House number and street."""
        return f"{self.dice.randint(1, 120)} {self.one(words('places')['streets'])}"

    def ago(self, least: int, most: int) -> date:
        """A weekday so many days before the day."""
        return weekday(self.on - timedelta(days=self.dice.randint(least, most)))


def _lists(rows: dict[str, Any]) -> list[list[str]]:
    found = [value for value in rows.values() if isinstance(value, list)]
    if "given" in rows:
        found.append([rows["given"], rows["family"]])
    return found


def weekday(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 28 February for a leap day."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def address_of(given: str, family: str, domain: str = "example.org") -> str:
    """An e-mail address under a domain that can never exist."""
    plain = unicodedata.normalize("NFKD", f"{given}.{family}".replace("ł", "l").replace("Ł", "L"))
    bare = "".join(letter for letter in plain if letter.isascii() and (letter.isalnum() or letter in ".-"))
    return f"{bare.lower()}@{domain}"
