"""What one person may have of what pairs wrote: their own words, and what reached them, with nobody else's name (DP-05)."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Q


def messages_of(person: int, scheme: int) -> list[dict[str, Any]]:
    """Every message of this scheme that the person wrote, or that was delivered to them, oldest first, as plain values."""
    rows = apps.get_model("messaging.Message")._base_manager.filter(scheme=scheme)
    theirs = Q(mentorship__mentor__person=person) | Q(mentorship__mentee__person=person)
    own = Q(sender__person=person)
    found = (
        rows.filter(own | (theirs & Q(state="delivered"))).select_related("sender").order_by("sent_at", "pk").distinct()
    )
    return [
        {
            "at": row.sent_at.isoformat(),
            "by": "you" if row.sender.person_id == person else row.sender.role,
            "words": row.original if row.sender.person_id == person else row.delivered_text,
        }
        for row in found.iterator(chunk_size=1000)
    ]
