"""People who stand in a file twice, and people who only look as if. Nothing is merged here: a person decides.

Linear in the length of the names: near names are found by leaving out one letter, not by comparing every two.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ithaca.sheets.fields import Field
from ithaca.sheets.sentences import Sentence, _
from ithaca.sheets.values.names import Name

Numbered = tuple[int, Mapping[str, object]]
SHORTEST, LONGEST = 5, 40


@dataclass(frozen=True)
class Duplicate:
    """Rows that may be one person. `kind`: same row, same email, shared email, same person, same name, near name."""

    rows: tuple[int, ...]
    kind: str
    sentence: Sentence


@dataclass(frozen=True)
class _Person:
    row: int
    name: str
    shown: str
    email: str
    born: date | None


def find_duplicates(rows: Sequence[Numbered], fields: Sequence[Field]) -> tuple[Duplicate, ...]:
    """Same rows in any file; in files of people also same e-mail, same name with the same date of birth, same and
    near names.
    """
    found = [
        Duplicate(tuple(group), "same row", _("Rows {rows} say exactly the same.", rows=_numbers(group)))
        for group in _groups((repr(sorted(values.items(), key=lambda item: item[0])), row) for row, values in rows)
    ]
    keys: dict[str, str] = {field.kind: field.key for field in fields if field.identifies}
    if "name" in keys:
        again = {row for duplicate in found for row in duplicate.rows[1:]}
        people = [_person(row, values, keys) for row, values in rows if row not in again]
        found += [*_by_email(people), *_by_name(people), *_near(people)]
    return tuple(sorted(found, key=lambda duplicate: duplicate.rows))


def _person(row: int, values: Mapping[str, object], keys: Mapping[str, str]) -> _Person:
    name, email = values.get(keys["name"]), values.get(keys.get("email", ""))
    born = values.get(keys.get("date", ""))
    shown = name.full if isinstance(name, Name) else ""
    return _Person(row, plain_name(shown), shown, str(email or "").casefold(), born if isinstance(born, date) else None)


def plain_name(text: str) -> str:
    """A name as compared: no case, accents or marks, its words in alphabetical order."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    return " ".join(sorted(re.findall(r"\w+", bare.replace("'", ""))))


def _groups(pairs: Iterable[tuple[object, int]]) -> list[list[int]]:
    grouped: defaultdict[object, list[int]] = defaultdict(list)
    for key, row in pairs:
        grouped[key].append(row)
    return [rows for rows in grouped.values() if len(rows) > 1]


def _by_email(people: Sequence[_Person]) -> list[Duplicate]:
    by_row = {person.row: person for person in people}
    found = []
    for rows in _groups((person.email, person.row) for person in people if person.email):
        email = by_row[rows[0]].email
        if len({by_row[row].name for row in rows}) == 1:
            sentence = _(
                "Rows {rows} have the same name and e-mail address: {email}.", rows=_numbers(rows), email=email
            )
            found.append(Duplicate(tuple(rows), "same email", sentence))
        else:
            sentence = _(
                "Rows {rows} share one e-mail address under different names: {email}.", rows=_numbers(rows), email=email
            )
            found.append(Duplicate(tuple(rows), "shared email", sentence))
    return found


def _by_name(people: Sequence[_Person]) -> list[Duplicate]:
    by_row = {person.row: person for person in people}
    found = []
    for rows in _groups((person.name, person.row) for person in people if person.name):
        shown = by_row[rows[0]].shown
        same = _groups((by_row[row].born, row) for row in rows if by_row[row].born)
        for group in same:
            sentence = _("Rows {rows} have the same name and date of birth: {name}.", rows=_numbers(group), name=shown)
            found.append(Duplicate(tuple(group), "same person", sentence))
        if len(same) == 1 and len(same[0]) == len(rows):
            continue
        if len({by_row[row].email for row in rows}) == 1 and by_row[rows[0]].email:
            continue
        sentence = _(
            "Rows {rows} have the same name: {name}. They are kept as different people.",
            rows=_numbers(rows),
            name=shown,
        )
        found.append(Duplicate(tuple(rows), "same name", sentence))
    return found


def _near(people: Sequence[_Person]) -> list[Duplicate]:
    """Names one letter apart, of people whose dates of birth do not tell them apart."""
    first: dict[str, _Person] = {}
    for person in people:
        if SHORTEST <= len(person.name) <= LONGEST:
            first.setdefault(person.name, person)
    seen: dict[str, str] = {}
    near: defaultdict[str, set[str]] = defaultdict(set)
    for name in first:
        for shorter in {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}:
            other = seen.setdefault(shorter, name)
            if other != name:
                near[shorter].update((other, name))
    found: dict[tuple[int, ...], Duplicate] = {}
    for names in near.values():
        alike = sorted((first[name] for name in names), key=lambda person: person.row)
        births = [person.born for person in alike]
        if len(alike) < 2 or (None not in births and len(set(births)) == len(births)):
            continue
        rows = tuple(person.row for person in alike)
        shown = ", ".join(person.shown for person in alike[:4])
        sentence = _(
            "Rows {rows} have nearly the same name: {names}. Is this one person?", rows=_numbers(rows), names=shown
        )
        found[rows] = Duplicate(rows, "near name", sentence)
    return [duplicate for rows, duplicate in found.items() if not _within(rows, found)]


def _within(rows: tuple[int, ...], found: Mapping[tuple[int, ...], Duplicate]) -> bool:
    """True when a larger group holds these rows already. Few groups are ever found, but never more than a few
    hundred are compared.
    """
    if len(found) > 300:
        return False
    return any(len(other) > len(rows) and set(rows) <= set(other) for other in found)


def _numbers(rows: Sequence[int]) -> str:
    shown = ", ".join(str(row) for row in rows[:6])
    return f"{shown} …" if len(rows) > 6 else shown
