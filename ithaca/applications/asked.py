"""What applications answers when the rooms below ask."""

from __future__ import annotations

from datetime import date

from ithaca.applications.models import Application
from ithaca.organisations.models import Organisation

#: States in which an application has been answered for good.
OVER = ("rejected", "withdrawn", "accepted")


def last_days(*, organisation: Organisation) -> dict[tuple[int, int], date | None]:
    """For `privacy.last_days`: people who applied, until the day they were answered; None while they wait."""
    rows = Application._base_manager.filter(scheme__organisation=organisation).exclude(person=None)
    found: dict[tuple[int, int], date | None] = {}
    for person, scheme, state, decided, made in rows.values_list(
        "person_id", "scheme_id", "state", "decided_at", "created_at"
    ):
        day = (decided or made).date() if state in OVER or state == "draft" else None
        before = found.get((person, scheme), day)
        found[person, scheme] = None if day is None or before is None else max(before, day)
    return found
