"""What privacy asks and tells the rooms above."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ithaca.kernel.hooks import Hook


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what a hold is about: "person" or "pair", its public id, what it is called, and the page it stands on."""

    kind: str
    public_id: str
    name: str
    page: str
    page_args: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What must not be emptied: people by key, pairs by public id."""

    people: frozenset[int] = field(default_factory=frozenset)
    pairs: frozenset[str] = field(default_factory=frozenset)


subject_of: Hook[Subject | None] = Hook(
    "privacy.subject_of", "kind, public_id, by in; what a hold would be about, if this reader may see it, or None out"
)
own_subjects: Hook[set[str]] = Hook(
    "privacy.own_subjects",
    "by in; the public ids of the people and pairs that are the reader's own out: nobody sees a hold about themself",
)
held_back: Hook[HeldBack] = Hook(
    "privacy.held_back", "organisation in; the people and pairs of whom nothing may be emptied at present out"
)
last_days: Hook[dict[tuple[int, int], date | None]] = Hook(
    "privacy.last_days",
    "organisation in; by (person key, scheme key) the last day this person had a part there, None while they have one, out",
)
before_taking: Hook[None] = Hook(
    "privacy.before_taking",
    "scheme, by, at in: a member of staff takes a copy of what is held about somebody. Raises NotAllowed if they may not",
)
names_beside: Hook[set[str]] = Hook(
    "privacy.names_beside",
    "person, scheme in; names, addresses and telephones of others that the person's own rows may hold (to be taken out) out",
)
answered: Hook[None] = Hook("privacy.answered", "request, by, at: somebody who asked about their data has an answer")
