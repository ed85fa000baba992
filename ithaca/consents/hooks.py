"""What consents tells the rooms above."""

from __future__ import annotations

from ithaca.kernel.hooks import Hook

own_pairs: Hook[set[int]] = Hook(
    "consents.own_pairs",
    "mentees (participants) and by in; out the keys of those whom `by` is in a pair with: another writes down their permission",
)
permission_ended: Hook[None] = Hook(
    "consents.permission_ended",
    "A parent or carer took permission back or said no, so contact is shut: participant, by, at",
)
