"""The criteria file: TOML in, a `Scheme` out, every complaint with its line and column."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .cells import as_number
from .csvfile import FileError, read_sheet, read_text
from .errors import InputError
from .model import CRITERION_KINDS, RULE_KINDS, Criterion, Rule, Scheme

_TOP = frozenset({"objective", "depth", "capacity", "seed", "waited", "criterion", "rule"})
_SHARED = frozenset({"name", "kind", "mentee", "mentor"})
_KEYS: Mapping[str, Mapping[str, frozenset[str]]] = {
    "criterion": {
        "overlap": frozenset({"points"}),
        "same": frozenset({"points"}),
        "near": frozenset({"points", "spread", "ahead"}),
        "table": frozenset({"points", "table"}),
    },
    "rule": {
        "differ": frozenset(),
        "same": frozenset(),
        "share": frozenset({"least"}),
        "within": frozenset({"most", "least_ahead"}),
        "listed": frozenset({"side"}),
        "not-when": frozenset({"mentee_is", "mentor_is"}),
    },
}
_NEEDED = {
    "overlap": ("points",),
    "near": ("points", "spread"),
    "table": ("table",),
    "not-when": ("mentee_is", "mentor_is"),
}
_TEXTS = frozenset({"name", "kind", "mentee", "mentor", "table", "side", "mentee_is", "mentor_is"})


@dataclass(frozen=True)
class _Places:
    """Finds the line and column of a key in the text, for messages."""

    file: Path
    text: str

    def error(self, sentence: str, *, section: str = "", number: int = 0, key: str = "") -> FileError:
        """The error at a key, or at the head of the ``number``-th section if it has no such key."""
        head = re.compile(rf"\s*\[\[\s*[\"']?{section}[\"']?\s*\]\]") if section else None
        wanted = re.compile(rf"(\s*)[\"']?{re.escape(key)}[\"']?\s*=") if key else None
        seen, inside, best = -1, not section, 1
        for line, words in enumerate(self.text.splitlines(), 1):
            if head is not None and head.match(words):
                seen += 1
                inside = seen == number
                best = line if inside else best
            elif re.match(r"\s*\[", words):
                inside = False
            elif inside and wanted is not None and (found := wanted.match(words)):
                return FileError(self.file, line, len(found.group(1)) + 1, key, sentence)
        return FileError(self.file, best, 1, key, sentence)


@dataclass(frozen=True)
class CriteriaFile:
    """A scheme read from a file, with the other files it names (their bytes count as inputs)."""

    scheme: Scheme
    tables: tuple[Path, ...]


def read_criteria(file: Path) -> CriteriaFile:
    """Reads and checks a criteria file.  Raises `FileError`."""
    text = read_text(file)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line, column = (int(found[1]), int(found[2])) if found else (len(text.splitlines()) or 1, 1)
        sentence = re.sub(r"\s*\(at .*\)$", "", str(error))
        raise FileError(file, line, column, "", f"this is not TOML: {sentence}.") from None
    places = _Places(file, text)
    for key in data:
        if key not in _TOP:
            raise places.error(f"the key “{key}” is unknown.", key=key)
    tables: list[Path] = []
    criteria = _sections(data, "criterion", places, lambda part, k: _criterion(part, k, places, tables))
    rules = _sections(data, "rule", places, lambda part, k: _rule(part, k, places))
    given: dict[str, Any] = {}
    for key, kind in (("objective", str), ("depth", int), ("capacity", str), ("seed", int), ("waited", str)):
        if key in data:
            given[key] = _typed(data[key], kind, places, key=key)
    try:
        return CriteriaFile(Scheme(criteria=criteria, rules=rules, **given), tuple(tables))
    except InputError as error:
        key = next((k for k in ("objective", "depth", "seed") if k in error.sentence.lower()), "")
        raise places.error(error.sentence, key=key) from None


def _typed(value: object, kind: type, places: _Places, *, key: str, section: str = "", number: int = 0) -> object:
    if isinstance(value, bool) or not isinstance(value, kind):
        expected = "a text" if kind is str else "a whole number"
        raise places.error(f"“{key}” must be {expected}.", section=section, number=number, key=key)
    return value.strip() if isinstance(value, str) else value


def _sections[Made: (Criterion, Rule)](
    data: dict[str, Any], section: str, places: _Places, make: Callable[[dict[str, Any], int], Made]
) -> tuple[Made, ...]:
    listed = data.get(section, [])
    if not isinstance(listed, list) or not all(isinstance(part, dict) for part in listed):
        raise places.error(f"“{section}” must be written as [[{section}]].", key=section)
    return tuple(make(part, number) for number, part in enumerate(listed))


def _clean(part: dict[str, Any], section: str, number: int, places: _Places) -> dict[str, Any]:
    """Checks kind, keys and types of one section; gives the values."""
    at = {"section": section, "number": number}
    kinds = CRITERION_KINDS if section == "criterion" else RULE_KINDS
    kind = part.get("kind")
    if not isinstance(kind, str) or kind.strip() not in kinds:
        said = f"the kind “{kind}” is unknown" if "kind" in part else f"this {section} has no kind"
        raise places.error(f"{said}; it is one of {', '.join(kinds)}.", section=section, number=number, key="kind")
    kind = kind.strip()
    for key in part:
        if key not in _SHARED | _KEYS[section][kind]:
            raise places.error(
                f"the key “{key}” is unknown for the kind “{kind}”.", section=section, number=number, key=key
            )
    needed = ("mentee", "mentor", *_NEEDED.get(kind, ("points",) if section == "criterion" else ()))
    for key in needed:
        if key not in part:
            raise places.error(f"this {section} of kind “{kind}” needs the key “{key}”.", **at, key=key)  # type: ignore[arg-type]
    out = {
        key: _typed(value, str if key in _TEXTS else int, places, key=key, section=section, number=number)
        for key, value in part.items()
    }
    out.setdefault("name", f"{section} {number + 1}")
    return out


def _criterion(part: dict[str, Any], number: int, places: _Places, tables: list[Path]) -> Criterion:
    values = _clean(part, "criterion", number, places)
    try:
        if values["kind"] != "table":
            return Criterion(**values)
        file = places.file.parent / values.pop("table")
        del values["kind"]
        tables.append(file)
        return Criterion.from_table(**values, table=_read_table(file, values.get("points")))
    except InputError as error:
        raise _at_fault(error, values, "criterion", number, places) from None


def _rule(part: dict[str, Any], number: int, places: _Places) -> Rule:
    values = _clean(part, "rule", number, places)
    try:
        return Rule(**values)
    except InputError as error:
        raise _at_fault(error, values, "rule", number, places) from None


def _at_fault(error: InputError, values: dict[str, Any], section: str, number: int, places: _Places) -> FileError:
    named = [k for k in values if f"“{k}”" in error.sentence or f" {k} of" in error.sentence]
    return places.error(error.sentence, section=section, number=number, key=named[0] if named else "name")


def _read_table(file: Path, most: int | None) -> dict[tuple[str, str], int]:
    """Columns mentee, mentor, points.  Raises `FileError` for a pair listed twice or points that are none."""
    sheet = read_sheet(file)
    for column in ("mentee", "mentor", "points"):
        sheet.need(column, "a table needs mentee, mentor and points")
    table: dict[tuple[str, str], int] = {}
    for row, cells in enumerate(sheet.rows):
        pair = (cells["mentee"].strip(), cells["mentor"].strip())
        if pair in table:
            raise sheet.error(f"“{pair[0]}” and “{pair[1]}” are listed twice.", row=row, column="mentee")
        try:
            points = as_number(cells["points"])
        except InputError as error:
            raise sheet.error(f"{error.sentence}.", row=row, column="points") from None
        if points is None or points < 0:
            said = "are missing" if points is None else f"are {points}"
            raise sheet.error(f"the points {said}, but they must be 0 or more.", row=row, column="points")
        if most is not None and points > most:
            raise sheet.error(f"the points are {points}, more than the {most} allowed.", row=row, column="points")
        table[pair] = points
    return table
