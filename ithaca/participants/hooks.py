"""What participants tells and asks the rooms above."""

from __future__ import annotations

from dataclasses import dataclass

from ithaca.kernel.gates import Missing
from ithaca.kernel.hooks import Hook

contact_should_stop: Hook[None] = Hook(
    "participants.contact_should_stop",
    "Somebody no longer takes part, so their contact stops now: participant, by, at",
)
missing_for: Hook[dict[int, list[Missing]]] = Hook(
    "participants.missing_for",
    "participants (a list, with their people loaded) and on (a date) in; by participant key what each still lacks out",
)
in_pairs: Hook[dict[int, int]] = Hook(
    "participants.in_pairs",
    "participants (a list) in; by participant key the number of pairs they are in that have not ended out",
)


@dataclass(frozen=True, slots=True)
class PlacePart:
    """A button that a room above shows somebody on their own page about taking part; `page` may need nothing but the scheme."""

    label: str
    page: str
    page_args: tuple[tuple[str, str], ...] = ()


place_parts: Hook[list[PlacePart]] = Hook(
    "participants.place_parts",
    "participant (one's own, taking part) in; what else there is to see or to say as this one, as buttons, out",
)
