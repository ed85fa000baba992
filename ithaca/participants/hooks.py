"""What participants tells and asks the rooms above."""

from __future__ import annotations

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
