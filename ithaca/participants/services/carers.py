"""Parents and carers of a mentee."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.organisations.models import Person
from ithaca.organisations.selectors import likely_same
from ithaca.organisations.services import add_person
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


@service
def enter_carer(
    *,
    mentee: Participant,
    given_name: str,
    by: Actor,
    at: datetime,
    family_name: str = "",
    relation: str = "",
    email: str = "",
    phone: str = "",
) -> Carer:
    """Enter a parent or carer by name. The parent of two children is one person: same name and same address is the same."""
    rules.add_carer.require(by=by, of=mentee)
    organisation = mentee.scheme.organisation
    known = likely_same(
        organisation=organisation, given_name=given_name, family_name=family_name, date_of_birth=None, email=email
    )
    person = next((p for p in known if email and p.email.lower() == email.lower()), None)
    if person is None:
        person = add_person(
            organisation=organisation,
            given_name=given_name,
            family_name=family_name,
            email=email,
            phone=phone,
            by=by,
            at=at,
        )
    return add_carer(mentee=mentee, person=person, relation=relation, by=by, at=at)
