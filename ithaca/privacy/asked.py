"""What privacy answers itself for the rooms below it, which may not look up."""

from __future__ import annotations

from datetime import date

from ithaca.kernel.actor import Actor
from ithaca.organisations.models import Organisation
from ithaca.organisations.selectors import own_people
from ithaca.schemes.selectors import posts_of_organisation


def posts_held(*, organisation: Organisation) -> dict[tuple[int, int], date | None]:
    """For `privacy.last_days`: until when people held posts; None while they do and the scheme goes on."""
    rows = posts_of_organisation(organisation)
    found: dict[tuple[int, int], date | None] = {}
    for person, scheme, until, ended in rows.values_list("person_id", "scheme_id", "until", "scheme__ended_at"):
        day = until or (ended.date() if ended else None)
        before = found.get((person, scheme), day)
        found[person, scheme] = None if day is None or before is None else max(before, day)
    return found


def own_subjects(*, by: Actor) -> set[str]:
    """For `privacy.own_subjects`: everybody the reader is, under whatever name."""
    return {person.public_id for person in own_people(by)}
