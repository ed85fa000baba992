"""How an event is hashed. Written so that a stand-alone script can do the same from an export."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

FIELDS = ("chain", "number", "at", "name", "actor_kind", "actor", "role", "scheme", "about_kind", "about", "data")


def digest_of(event: dict[str, Any], previous: str) -> str:
    """SHA-256 over 0x00, the previous digest and the event's fields as canonical JSON (sorted keys, UTC to the microsecond)."""
    fields = {key: event[key] for key in FIELDS}
    moment: datetime = event["at"]
    fields["at"] = moment.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(b"\x00" + previous.encode() + text.encode()).hexdigest()
