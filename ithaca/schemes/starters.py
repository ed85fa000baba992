"""Starters: schemes worked out in advance, as TOML files in starter_files/ (SCH-28).

A starter holds what it is called (`key`, `row` of the list of known schemes, `name`, `card`), the purpose, `[settings]` by
the names of Arrangements, questions for the application forms, and `[entry]` for the directory. What a starter leaves out,
or says is "not stated", stays not stated.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from ithaca.organisations.models import PartnerKind
from ithaca.schemes.arrangements import Arrangements
from ithaca.schemes.checking import setting_problems
from ithaca.schemes.choices import CLOSED

FOLDER = Path(__file__).parent / "starter_files"
NOT_STATED = "not stated"
KNOWN = {
    "key",
    "row",
    "name",
    "card",
    "position",
    "purpose",
    "objectives",
    "target_group",
    "partners_are",
    "settings",
    "questions",
    "entry",
}
QUESTION = {"purpose", "key", "label", "hint", "kind", "choices", "required"}
QUESTION_KINDS = ("text", "long", "name", "date", "email", "phone", "number", "choice", "choices", "yes_no", "list")


class StarterError(ValueError):
    """A starter cannot be used; `sentences` say why, one for each thing."""

    def __init__(self, name: str, sentences: list[str]) -> None:
        """`name` is the file or the key."""
        self.sentences = sentences
        super().__init__(f"{name}: " + " ".join(sentences))


@dataclass(frozen=True, slots=True)
class Starter:
    """One starter. `questions` are {purpose, key, label, hint, kind, choices, required}; `entry` is for the directory.

    partners_are: the kind of partner that is asked for at set-up (a value of organisations' PartnerKind), "" to ask for none.
    """

    key: str
    name: str
    card: str = ""
    row: str = ""
    position: int = 100
    purpose: str = ""
    objectives: tuple[str, ...] = ()
    target_group: str = ""
    partners_are: str = ""
    arrangements: Arrangements = field(default_factory=Arrangements)
    questions: tuple[dict[str, Any], ...] = ()
    entry: dict[str, str] = field(default_factory=dict)


@cache
def all_starters() -> tuple[Starter, ...]:
    """Every starter that comes with Ithaca, in the order they are offered. Raises StarterError if one cannot be used."""
    found = [load(path.read_bytes(), path.name) for path in sorted(FOLDER.glob("*.toml"))]
    return tuple(sorted(found, key=lambda starter: (starter.position, starter.key)))


def find(key: str) -> Starter | None:
    """The starter called `key`, or None."""
    return next((starter for starter in all_starters() if starter.key == key), None)


def load(raw: bytes, name: str) -> Starter:
    """Read a starter file. Raises StarterError with clear sentences if it is no UTF-8, no TOML or makes no sense."""
    try:
        data = tomllib.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise StarterError(name, [_("The file is not written in UTF-8.")]) from error
    except tomllib.TOMLDecodeError as error:
        raise StarterError(name, [_("The file is not valid TOML: %(why)s.") % {"why": error}]) from error
    return from_table(data, name)


def from_table(data: Mapping[str, Any], name: str) -> Starter:
    """A starter from a table as TOML gives it. Raises StarterError."""
    problems = [_("“%(key)s” is not known.") % {"key": key} for key in sorted(set(data) - KNOWN)]
    problems += [_("“%(key)s” is missing.") % {"key": key} for key in ("key", "name") if not data.get(key)]
    if data.get("partners_are", "") not in ("", *PartnerKind.values):
        problems.append(_("“partners_are” is no kind of partner."))
    settings = data.get("settings", {})
    if not isinstance(settings, dict):
        raise StarterError(name, [*problems, _("“settings” must be a table.")])
    values = {key: _stated(key, value) for key, value in settings.items()}
    problems += setting_problems({**Arrangements().to_json(), **values})
    problems += _question_problems(data.get("questions", ()))
    if problems:
        raise StarterError(name, problems)
    return Starter(
        key=data["key"],
        name=data["name"],
        card=data.get("card", ""),
        row=data.get("row", ""),
        position=data.get("position", 100),
        purpose=_words(data, "purpose"),
        objectives=tuple(data.get("objectives", ())),
        target_group=_words(data, "target_group"),
        partners_are=data.get("partners_are", ""),
        arrangements=_with_training(Arrangements.from_json(values)),
        questions=tuple(data.get("questions", ())),
        entry={key: "" if value == NOT_STATED else value for key, value in data.get("entry", {}).items()},
    )


def _words(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key, "")
    return "" if value == NOT_STATED else str(value).strip()


def _stated(name: str, value: Any) -> Any:
    """ "not stated" as the setting's own way of being empty."""
    if value != NOT_STATED:
        return value
    if name == "duration":
        return {"kind": "not_stated"}
    if "not_stated" in CLOSED.get(name, ()):
        return "not_stated"
    kinds = {f.name: str(f.type) for f in fields(Arrangements)}
    kind = kinds.get(name, "")
    if kind.startswith("tuple"):
        return []
    if kind.startswith("dict"):
        return {}
    return "" if kind == "str" else None


def _with_training(arrangements: Arrangements) -> Arrangements:
    """Names of the compulsory courses, where the starter has not listed them itself."""
    from dataclasses import replace

    def names(role: str) -> tuple[str, ...]:
        return tuple(
            course["name"]
            for course in arrangements.courses
            if course["for_role"] == role and course.get("compulsory", True)
        )

    return replace(
        arrangements,
        mentor_training=arrangements.mentor_training or names("mentor"),
        mentee_training=arrangements.mentee_training or names("mentee"),
    )


def _question_problems(questions: Any) -> list[str]:
    if not isinstance(questions, list | tuple):
        return [_("“questions” must be a list of tables.")]
    found = []
    for question in questions:
        name = question.get("key", "?")
        if set(question) - QUESTION or question.get("purpose") not in ("mentor", "mentee"):
            found.append(
                _("The question “%(name)s” is for a mentor or a mentee, and holds nothing unknown.") % {"name": name}
            )
        if not question.get("label") or question.get("kind", "text") not in QUESTION_KINDS:
            found.append(_("The question “%(name)s” needs words, and a known kind.") % {"name": name})
    return found
