"""What participants answers when the rooms below ask."""

from __future__ import annotations

from datetime import date

from ithaca.kernel.actor import Actor
from ithaca.organisations.models import Organisation
from ithaca.participants.models import Carer, Participant
from ithaca.participants.selectors import participants_visible_to
from ithaca.participants.states import TAKING_PART
from ithaca.privacy.hooks import Subject


def last_days(*, organisation: Organisation) -> dict[tuple[int, int], date | None]:
    """For `privacy.last_days`: mentors and mentees until they left or the scheme ended, parents as long as their child."""
    rows = Participant._base_manager.filter(scheme__organisation=organisation)
    found: dict[tuple[int, int], date | None] = {}
    by_key: dict[int, date | None] = {}
    for row in rows.only("person_id", "scheme_id", "state", "left_on", "joined_on", "scheme__ended_at").select_related(
        "scheme"
    ):
        ended = row.scheme.ended_at.date() if row.scheme.ended_at else None
        day = ended if row.state in TAKING_PART else row.left_on or ended or row.joined_on
        by_key[row.pk] = day
        _merge(found, (row.person_id, row.scheme_id), day)
    for carer in Carer._base_manager.filter(scheme__organisation=organisation):
        _merge(found, (carer.person_id, carer.scheme_id), by_key.get(carer.mentee_id))
    return found


def _merge(found: dict[tuple[int, int], date | None], part: tuple[int, int], day: date | None) -> None:
    before = found.get(part, day)
    found[part] = None if day is None or before is None else max(before, day)


def subject_of(*, kind: str, public_id: str, by: Actor) -> Subject | None:
    """For `privacy.subject_of`: somebody who takes part in the open scheme, or is a parent or carer there."""
    if kind != "person":
        return None
    seen = participants_visible_to(by)
    place = seen.filter(person__public_id=public_id).select_related("person").first()
    carer = Carer.objects.filter(mentee__in=seen, person__public_id=public_id).select_related("person").first()
    person = place.person if place else carer.person if carer else None
    if person is None:
        return None
    args = (("person", public_id),)
    return Subject("person", public_id, person.name, "frontdesk:person", args)


def card_people(*, organisation_id: int) -> set[int]:
    """For `organisations.card_people`: mentors without an e-mail address, where their scheme takes them so."""
    rows = Participant._base_manager.filter(
        scheme__organisation=organisation_id, role="mentor", state__in=TAKING_PART, person__email=""
    )
    found = rows.select_related("scheme")
    return {row.person_id for row in found if row.scheme.arrangements.mentors_without_email}
