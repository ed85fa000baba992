"""What the columns of a spreadsheet may mean: fields, and the vocabularies we ship as data."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

FieldKind = Literal["text", "name", "date", "email", "phone", "list", "choice", "bool", "number", "minutes", "postcode"]
FOLDER = Path(__file__).parent / "vocabularies"
NAME_PARTS = {
    "given": ("first name", "forename", "given name", "christian name", "legal forename", "fore name"),
    "family": ("surname", "last name", "family name", "second name", "legal surname"),
    "known_as": ("preferred name", "known as", "nickname", "preferred forename", "chosen name"),
}
PART_LABELS = {"given": "first name", "family": "last name", "known_as": "known as"}


@dataclass(frozen=True)
class Choice:
    """One of the values a field may take, with the words people use for it."""

    value: str
    label: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """One thing we want to know about each row.

    `about` names whom it tells of when that is not the person of the row ("parent", "mentor", "mentee", "referee").
    `several`
    fields join many columns. `birth` dates lie in the past. Fields that say who somebody is are marked
    `identifies`: duplicates are
    looked for by them.
    """

    key: str
    label: str
    kind: FieldKind
    required: bool = False
    synonyms: tuple[str, ...] = ()
    about: str = ""
    choices: tuple[Choice, ...] = ()
    several: bool = False
    birth: bool = False
    identifies: bool = False
    column_needed: bool = False


@dataclass(frozen=True)
class Target:
    """Where a column may go: a field, or a part of a name."""

    key: str
    label: str
    field: Field
    synonyms: tuple[str, ...]
    part: str = ""


def vocabulary_names() -> tuple[str, ...]:
    """The vocabularies that ship with the room."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem != "contexts"))


@cache
def load_fields(name: str) -> tuple[Field, ...]:
    """The fields of one vocabulary, in the order a person would want to see them. Raises KeyError for an unknown
    name.
    """
    if name not in vocabulary_names():
        raise KeyError(name)
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return tuple(_field(row) for row in data["field"])


def _field(row: dict[str, Any]) -> Field:
    choices = tuple(
        Choice(choice["value"], choice["label"], tuple(choice.get("synonyms", ()))) for choice in row.get("choices", ())
    )
    rest = {key: value for key, value in row.items() if key not in {"choices", "synonyms"}}
    return Field(**rest, synonyms=tuple(row.get("synonyms", ())), choices=choices)


@cache
def contexts() -> dict[str, frozenset[str]]:
    """For each person a column may be about, the words that say so."""
    data = tomllib.loads((FOLDER / "contexts.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in data["context"].items()}


def targets(fields: Sequence[Field]) -> tuple[Target, ...]:
    """Every place a column may go, fields of kind name with their parts."""
    found = []
    for field in fields:
        found.append(Target(field.key, field.label, field, (field.label, *field.synonyms)))
        if field.kind == "name":
            for part, synonyms in NAME_PARTS.items():
                label = f"{field.label}: {PART_LABELS[part]}"
                found.append(Target(f"{field.key}:{part}", label, field, synonyms, part))
    return tuple(found)


def targets_for(fields: Sequence[Field]) -> list[tuple[str, str]]:
    """(target, label) for a list to choose from."""
    return [(target.key, target.label) for target in targets(fields)]


def every_synonym() -> Iterator[str]:
    """All words for all columns we know, to tell a header from data."""
    for name in vocabulary_names():
        for target in targets(load_fields(name)):
            yield from target.synonyms
