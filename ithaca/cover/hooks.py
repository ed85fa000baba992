"""What cover tells the rooms above."""

from __future__ import annotations

from ithaca.kernel.hooks import Hook

duty_dropped: Hook[None] = Hook(
    "cover.duty_dropped",
    "Somebody is no longer on duty, so sessions at that time may have lost their supervisor: duty, by, at",
)
