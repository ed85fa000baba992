"""What a check can be: kinds, levels and steps by nation, read once from data/checks.toml."""

from __future__ import annotations

import calendar
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FILE = Path(__file__).parent / "data" / "checks.toml"

WORKFORCES = {
    "child": gettext_lazy("children"),
    "adult": gettext_lazy("adults"),
    "both": gettext_lazy("children and adults"),
    "other": gettext_lazy("other"),
}
#: Workforces of a check that cover work with children, and with adults.
COVERS_CHILDREN = frozenset({"child", "both"})
#: How a certificate was seen.
HOW_SEEN = {
    "original": gettext_lazy("the original paper"),
    "online": gettext_lazy("an online status check"),
    "body": gettext_lazy("told by the body that makes the check"),
}


@dataclass(frozen=True, slots=True)
class Level:
    """How deep a check goes. A higher `rank` covers a lower one."""

    key: str
    label: str
    rank: int
    barred_list: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """A check of one nation, its levels and how many months it counts unless the scheme says otherwise."""

    key: str
    label: str
    nations: tuple[str, ...]
    levels: tuple[str, ...]
    renew_months: int


@dataclass(frozen=True, slots=True)
class StepKind:
    """Something done for a person beside the criminal record check."""

    key: str
    label: str
    statutory: bool


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def levels() -> dict[str, Level]:
    """Every level by key."""
    return {row["key"]: Level(**row) for row in _read()["level"]}


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of check by key. A scheme may name another kind; it then has all levels."""
    rows = _read()["kind"]
    return {
        row["key"]: Kind(**{**row, "nations": tuple(row["nations"]), "levels": tuple(row["levels"])}) for row in rows
    }


@cache
def step_kinds() -> dict[str, StepKind]:
    """Every other step by key."""
    return {row["key"]: StepKind(**row) for row in _read()["step"]}


def rank(level: str) -> int:
    """The rank of a level; 0 for one that is not known, which is enough for nothing."""
    known = levels().get(level)
    return known.rank if known else 0


def level_label(level: str) -> str:
    """The level's name for people."""
    known = levels().get(level)
    return _(known.label) if known else level


def step_label(step: str) -> str:
    """The step's name for people."""
    known = step_kinds().get(step)
    return _(known.label) if known else step


def looks_at_barred_list(level: str, ticked: bool) -> bool:
    """True if the check looked at the barred list: it was asked for, or the level always does."""
    known = levels().get(level)
    return ticked or (known is not None and known.barred_list)


def months_later(day: date, months: int) -> date:
    """The same day of the month `months` later, or the last day of that month if it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def lawful_reason(level: str, workforce: str, barred_list: bool) -> str:
    """A sentence that says why this level may be asked for, offered for a named person to confirm or change."""
    if rank(level) >= 3 and workforce in COVERS_CHILDREN:
        if looks_at_barred_list(level, barred_list):
            return _(
                "Gives children advice or guidance often enough to be regulated activity, which includes the barred list."
            )
        return _("Works with children in a way that would be regulated activity if it were done more often.")
    if rank(level) >= 3:
        return _("Gives adults who need care or protection the help that the law names for this level.")
    if rank(level) == 2:
        return _("The post is one of those the law names for a standard check.")
    return _("A basic check may be asked for any role with the person's agreement.")
