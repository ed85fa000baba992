"""Parents and carers of a mentee."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.organisations.models import Person
from ithaca.participants import rules
from ithaca.participants.models import Carer, Participant


@service
def add_carer(*, mentee: Participant, person: Person, relation: str, by: Actor, at: datetime) -> Carer:
    """Enter a parent or carer; entering the same one again changes nothing. Raises NotNow for a person who cares for themself."""
    rules.add_carer.require(by=by, of=mentee)
    if person.pk == mentee.person_id:
        raise NotNow(_("A person cannot be their own parent or carer."))
    carer, made = Carer.objects.get_or_create(
        scheme_id=mentee.scheme_id, mentee=mentee, person=person, defaults={"relation": relation[:40]}
    )
    if made:
        record(name="participants.carer_added", by=by, at=at, about=mentee, data={"carer": carer.public_id})
    found: Carer = carer
    return found
