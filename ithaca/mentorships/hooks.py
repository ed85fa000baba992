"""What mentorships tells the rooms above."""

from __future__ import annotations

from ithaca.kernel.hooks import Hook

pair_opened: Hook[None] = Hook("mentorships.pair_opened", "A pair's contact has opened: mentorship, by, at")
pair_ended: Hook[None] = Hook("mentorships.pair_ended", "A pair has ended: mentorship, by, at")
contact_stopped: Hook[None] = Hook(
    "mentorships.contact_stopped",
    "Contact of these pairs stops now, by pause or because somebody left: mentorships, by, at",
)
