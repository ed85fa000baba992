"""What consents tells the rooms above."""

from __future__ import annotations

from ithaca.kernel.hooks import Hook

permission_ended: Hook[None] = Hook(
    "consents.permission_ended", "A parent or carer took permission back or said no, so contact is shut: participant, by, at"
)
