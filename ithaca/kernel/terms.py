"""Privacy terms: for each personal field why we hold it, on what ground, who sees it, and until when (PR-1).

A room declares its terms as data in privacy_terms.py; a house test fails for a field without them, and for a row about a
person that neither a clock nor a reason to keep it speaks of. Keys, states and the times a row was made are technical and
need none. The room `privacy` lives by these terms: its clock, its copies and its erasures know nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Clock:
    """When the time of a row is over, and what is emptied then.

    since: the path from the row to the day or moment its time runs from ("scheme__ended_at", "sent_at"); a row without
    one is not over. "gone" runs from the day the person was last in anything of the organisation.
    months: how long after that. years_setting: the name of a setting of the scheme with the years instead.
    empty: field -> what stands there afterwards (nothing, or a database expression). where: only these rows.
    """

    since: str
    empty: Mapping[str, Any]
    months: int = 0
    years_setting: str = ""
    where: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one model.

    model: "room.Model". fields: field name -> class ("personal", "contact", "sensitive", "words", "technical").
    why: the purpose. ground: the lawful basis. seen_by: who may see it. until: when it goes, in words.
    person: the path from a row to the organisations.Person it is about ("participant__person"), "" if about nobody;
    also_about: paths to others it is about as much. pair: the path to the public id of the mentorship it belongs to.
    clock: when it is emptied. keeps: why an erasure asked for leaves it alone until its time, in words for the person.
    withheld: why it is not in a copy that a person asks for. third: fields about other people, left out of a copy.
    export: (person's key, scheme's key) -> plain values for a copy; None gives the fields as they stand.
    """

    model: str
    fields: dict[str, str]
    why: str
    ground: str
    seen_by: str
    until: str
    person: str = ""
    also_about: tuple[str, ...] = ()
    pair: str = ""
    clock: Clock | None = None
    keeps: str = ""
    withheld: str = ""
    third: tuple[str, ...] = ()
    export: Callable[[int, int], list[dict[str, Any]]] | None = field(default=None)

    @property
    def people(self) -> tuple[str, ...]:
        """Every path to a person the row is about."""
        return (self.person, *self.also_about) if self.person else ()


#: Fields that need no terms wherever they stand.
TECHNICAL = frozenset({"id", "public_id", "created_at", "organisation", "scheme", "state", "version", "position"})
