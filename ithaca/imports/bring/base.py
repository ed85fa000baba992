"""What every kind of table has in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, Protocol, runtime_checkable

from ithaca.imports.bring.people_index import PeopleIndex
from ithaca.kernel.actor import Actor
from ithaca.organisations.models import Partner
from ithaca.schemes.models import Scheme

Outcome = Literal["new", "joining", "known", "nothing"]


@dataclass
class Bringing:
    """One import while it runs: the scheme, who brings it in, when, and who is known so far.

    `cache` holds what was looked up once. What a row adds to the index or the cache is taken back when the row fails:
    whoever adds says how in `undo`.
    """

    scheme: Scheme
    by: Actor
    at: datetime
    on: date
    index: PeopleIndex
    school: Partner | None = None
    bring_lookalikes: bool = False
    cache: dict[str, Any] = field(default_factory=dict)
    undo: list[Callable[[], object]] = field(default_factory=list)

    def begin_row(self) -> None:
        """From here on, what is added belongs to one row."""
        self.undo.clear()
        self.index.undo = self.undo

    def take_back(self, mark: int = 0) -> None:
        """Forget what was added since `mark`: nothing of it was written."""
        while len(self.undo) > mark:
            self.undo.pop()()


@runtime_checkable
class BringsMany(Protocol):
    """Brings many rows in with a few large writes."""

    def bring_many(self, rows: list[dict[str, Any]], bringing: Bringing) -> list[Outcome | None]:
        """Bring rows in; None for each that must be brought in by itself. Raises if any fails: nothing is written then."""


class Bringer(Protocol):
    """Brings rows of one kind in."""

    def look(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """What this row would do, without writing. Raises Unclear or Refused with a sentence."""

    def bring(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """Do it, through services. Raises Unclear or Refused with a sentence; nothing of the row is written then."""


def listed(value: Any) -> list[str]:
    """A list cell as a plain list."""
    return [str(item) for item in value] if value else []


def text(value: Any, most: int = 0) -> str:
    """A cell as text, cut to `most` characters if given; "" for an empty one."""
    words = str(value).strip() if value not in (None, (), []) else ""
    return words[:most] if most else words
