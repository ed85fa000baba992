"""Privacy terms: for each personal field why we hold it, on what ground, who sees it, and until when (PR-1).

A room declares its terms as data in privacy_terms.py; a house test fails for a field without them. Keys, states and the
times a row was made are technical and need none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one model.

    model: "room.Model". fields: field name -> class ("personal", "contact", "sensitive", "words", "technical").
    why: the purpose. ground: the lawful basis. seen_by: who may see it. until: when it goes, in words.
    person: the path from a row to the organisations.Person it is about ("participant__person"), "" if about nobody.
    export: rows of a person -> plain values for a subject access pack; None exports the fields as they stand.
    """

    model: str
    fields: dict[str, str]
    why: str
    ground: str
    seen_by: str
    until: str
    person: str = ""
    export: Callable[[Any], list[dict[str, Any]]] | None = field(default=None)


#: Fields that need no terms wherever they stand.
TECHNICAL = frozenset({"id", "public_id", "created_at", "organisation", "scheme", "state", "version", "position"})
