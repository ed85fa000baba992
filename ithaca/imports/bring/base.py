"""What every kind of table has in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, Protocol

from ithaca.imports.bring.people_index import PeopleIndex
from ithaca.kernel.actor import Actor
from ithaca.schemes.models import Scheme

Outcome = Literal["new", "known", "changed"]


@dataclass
class Bringing:
    """One import while it runs: the scheme, who brings it in, when, and who is known so far."""

    scheme: Scheme
    by: Actor
    at: datetime
    on: date
    index: PeopleIndex
    options: dict[str, Any] = field(default_factory=dict)
    cache: dict[str, Any] = field(default_factory=dict)


class Bringer(Protocol):
    """Brings rows of one kind in."""

    def look(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """What this row would do, without writing. Raises NotFound or Refused with a sentence."""

    def bring(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """Do it, through services. Raises NotFound or Refused with a sentence; nothing of the row is written then."""


def listed(value: Any) -> list[str]:
    """A list cell as a plain list."""
    return [str(item) for item in value] if value else []


def text(value: Any) -> str:
    """A cell as text; "" for an empty one."""
    return str(value).strip() if value not in (None, (), []) else ""
