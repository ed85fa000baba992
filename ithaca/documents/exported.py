"""What one person may have of the documents of their pairs: their own files, and that others were delivered to them (DP-05)."""

from __future__ import annotations

import base64
from typing import Any

from django.apps import apps
from django.db.models import Q


def documents_of(person: int, scheme: int) -> list[dict[str, Any]]:
    """Every document of this scheme that the person passed on, with the file in base64, or that was delivered to them, without
    it: it is the other's own, and to be had on the page. Oldest first, as plain values."""
    rows = apps.get_model("documents.Document")._base_manager.filter(scheme=scheme)
    theirs = Q(mentorship__mentor__person=person) | Q(mentorship__mentee__person=person)
    own = Q(sender__person=person)
    found = rows.filter(own | (theirs & Q(state="delivered"))).select_related("sender").order_by("sent_at", "pk")
    lines = []
    for row in found.distinct().iterator(chunk_size=10):
        mine = row.sender.person_id == person
        line = {"at": row.sent_at.isoformat(), "by": "you" if mine else row.sender.role, "kind": row.kind}
        if mine:
            line |= {"name": row.name, "file": base64.b64encode(bytes(row.content or b"")).decode()}
        lines.append(line)
    return lines
