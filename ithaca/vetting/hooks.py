"""What vetting tells the rooms above."""

from __future__ import annotations

from ithaca.kernel.hooks import Hook

clearance_stopped: Hook[None] = Hook(
    "vetting.clearance_stopped",
    "Somebody's clearance is suspended, barred or in doubt, so contact is shut now: person, by, at",
)
