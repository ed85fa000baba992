"""Many people joining in one go, with their parents, as a spreadsheet brings them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.organisations.models import Person
from ithaca.participants import rules
from ithaca.participants.models import Carer, Participant
from ithaca.schemes.models import Scheme


@dataclass(frozen=True, slots=True)
class Joining:
    """One person who joins; the fields are the arguments of `join`."""

    person: Person
    profile: dict[str, Any] = field(default_factory=dict)
    capacity: int = 1
    declined_groups: list[str] = field(default_factory=list)
    introduction: str = ""
    joined_on: date | None = None


@service
def join_many(*, scheme: Scheme, joining: Sequence[Joining], role: str, by: Actor, at: datetime) -> list[Participant]:
    """`join` for many people who have never taken part in that role, in the order given, with one event each.

    Raises NotNow as `join` does, also for somebody who took part before; then nobody joins.
    """
    rules.join.require(by=by, of=scheme)
    if role not in ("mentor", "mentee"):
        raise NotNow(_("Say whether this person joins as a mentor or as a mentee."))
    if any(one.person.organisation_id != scheme.organisation_id for one in joining):
        raise NotNow(_("This person is not known to this organisation."))
    if any(not 1 <= one.capacity <= 50 for one in joining):
        raise NotNow(_("A mentor can look after between 1 and 50 people."))
    keys = [one.person.pk for one in joining]
    if len(set(keys)) < len(keys) or Participant.objects.filter(scheme=scheme, role=role, person__in=keys).exists():
        raise NotNow(_("This person already takes part in this scheme."))
    today = timezone.localdate(at)
    made: list[Participant] = Participant.objects.bulk_create(
        Participant(
            scheme=scheme,
            person=one.person,
            role=role,
            profile=one.profile,
            capacity=one.capacity,
            declined_groups=one.declined_groups,
            introduction=one.introduction,
            joined_on=one.joined_on or today,
        )
        for one in joining
    )
    for participant in made:
        record(name="participants.joined", by=by, at=at, about=participant, data={"role": role})
    return made


@service
def add_carers(*, carers: Sequence[tuple[Participant, Person, str]], by: Actor, at: datetime) -> list[Carer]:
    """`add_carer` for many mentees who have none yet: (mentee, the parent or carer, who they are to the mentee).

    Raises NotNow for a person who cares for themself; then none is entered.
    """
    for mentee, person, _relation in carers:
        rules.add_carer.require(by=by, of=mentee)
        if person.pk == mentee.person_id:
            raise NotNow(_("A person cannot be their own parent or carer."))
    rows = [
        Carer(scheme=mentee.scheme, mentee=mentee, person=person, relation=words[:40])
        for mentee, person, words in carers
    ]
    made: list[Carer] = Carer.objects.bulk_create(rows)
    for carer in made:
        record(name="participants.carer_added", by=by, at=at, about=carer.mentee, data={"carer": carer.public_id})
    return made
