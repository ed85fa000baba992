"""Joining a scheme as a mentor or a mentee."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.organisations.models import Person
from ithaca.participants import rules
from ithaca.participants.models import Participant
from ithaca.participants.states import PARTICIPANT, READ_ONLY
from ithaca.schemes.models import Scheme


@service
def join(
    *,
    scheme: Scheme,
    person: Person,
    role: str,
    by: Actor,
    at: datetime,
    profile: Mapping[str, Any] | None = None,
    capacity: int = 1,
    declined_groups: Iterable[str] = (),
    introduction: str = "",
    joined_on: date | None = None,
) -> Participant:
    """Let `person` take part in `scheme` as "mentor" or "mentee".

    Somebody who left, withdrew or finished comes back to the same place; every gate asks them again. Raises NotNow if
    they take part already, were disqualified (ELIG-12), or belong to another organisation.
    """
    rules.join.require(by=by, of=scheme)
    if role not in ("mentor", "mentee"):
        raise NotNow(_("Say whether this person joins as a mentor or as a mentee."))
    if person.organisation_id != scheme.organisation_id:
        raise NotNow(_("This person is not known to this organisation."))
    if capacity < 1 or capacity > 50:
        raise NotNow(_("A mentor can look after between 1 and 50 people."))
    facts = {
        "profile": dict(profile or {}),
        "capacity": capacity,
        "declined_groups": list(declined_groups),
        "introduction": introduction,
        "joined_on": joined_on or timezone.localdate(at),
    }
    before = Participant.objects.filter(scheme=scheme, person=person, role=role).first()
    if before is not None:
        return _return(before, facts, by, at)
    made: Participant = Participant.objects.create(scheme=scheme, person=person, role=role, **facts)
    record(name="participants.joined", by=by, at=at, about=made, data={"role": role})
    return made


def _return(before: Participant, facts: dict[str, Any], by: Actor, at: datetime) -> Participant:
    if before.state == "disqualified":
        raise NotNow(_("This person may not take part in this scheme. Ask the safeguarding lead."))
    if before.state not in READ_ONLY:
        raise NotNow(_("This person already takes part in this scheme."))
    kept = {key: value for key, value in facts.items() if value or key in ("capacity", "joined_on")}
    move(before, "joined", table=PARTICIPANT, by=by, at=at, also={**kept, "left_on": None})
    return before
