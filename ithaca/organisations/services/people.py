"""The records of people: added once an organisation, corrected with a reason."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.organisations import rules
from ithaca.organisations.models import Correction, Organisation, Partner, Person
from ithaca.organisations.names import full_search_name

WORDS = ("given_name", "family_name", "email", "phone", "gender", "class_name", "job_title")
PARTNERS = ("school", "employer", "supplied_by")
CHANGEABLE = frozenset({*WORDS, *PARTNERS, "date_of_birth"})
#: These say who somebody is and whether they are a child; changing one needs a reason.
NEEDS_REASON = frozenset({"given_name", "family_name", "date_of_birth"})


@service
def add_person(
    *,
    organisation: Organisation,
    given_name: str,
    family_name: str = "",
    date_of_birth: date | None = None,
    email: str = "",
    phone: str = "",
    gender: str = "",
    school: Partner | None = None,
    class_name: str = "",
    employer: Partner | None = None,
    supplied_by: Partner | None = None,
    job_title: str = "",
    by: Actor,
    at: datetime,
) -> Person:
    """Add a person this organisation knows. Whether they are known already is for the caller to ask (`likely_same`).

    Raises NotNow if the given name is empty or the date of birth cannot be.
    """
    rules.add_person.require(by=by, of=organisation)
    fields = cleaned(
        {
            "given_name": given_name,
            "family_name": family_name,
            "date_of_birth": date_of_birth,
            "email": email,
            "phone": phone,
            "gender": gender,
            "school": school,
            "class_name": class_name,
            "employer": employer,
            "supplied_by": supplied_by,
            "job_title": job_title,
        },
        at,
    )
    search_name = full_search_name(fields["given_name"], fields["family_name"])
    person: Person = Person.objects.create(organisation=organisation, search_name=search_name, **fields)
    record(name="organisations.person_added", by=by, at=at, about=person)
    return person


@service
def change_person(*, person: Person, by: Actor, at: datetime, reason: str = "", **changes: Any) -> list[str]:
    """Change fields of CHANGEABLE and return the names of those that differ. Nothing is written if none does.

    Raises NotNow if a name, the date of birth or a gender that is on record changes without a `reason` (the rule about
    gender rests on it; adding one that was missing needs none), or as `add_person` does. The log names the
    fields; the reason stands in the correction.
    """
    rules.change_person.require(by=by, of=person)
    wrong = set(changes) - CHANGEABLE
    if wrong:
        raise TypeError(f"no such field: {', '.join(sorted(wrong))}")
    fields = cleaned(changes, at)
    changed = sorted(field for field, value in fields.items() if getattr(person, field) != value)
    if not changed:
        return []
    corrected = NEEDS_REASON.intersection(changed) or ("gender" in changed and person.gender)
    if corrected and not reason.strip():
        raise NotNow(_("Say why you correct a name, a date of birth or a gender."))
    for field in changed:
        setattr(person, field, fields[field])
    person.search_name = full_search_name(person.given_name, person.family_name)
    person.save(update_fields=[*changed, "search_name"])
    Correction.objects.create(
        organisation_id=person.organisation_id,
        person=person,
        fields=changed,
        reason=" ".join(reason.split())[:300],
        corrected_by_id=by.person_id,
    )
    record(name="organisations.person_changed", by=by, at=at, about=person, data={"fields": changed})
    return changed


def cleaned(fields: dict[str, Any], at: datetime) -> dict[str, Any]:
    """The fields as they are kept: spaces tidied, cut to their length, impossible dates refused."""
    tidy = dict(fields)
    for field in WORDS:
        if field in tidy:
            length = getattr(Person._meta.get_field(field), "max_length", None) or 120
            tidy[field] = " ".join(str(tidy[field] or "").split())[:length]
    if "given_name" in tidy and not tidy["given_name"]:
        raise NotNow(_("Enter the given name."))
    born = tidy.get("date_of_birth")
    if born is not None:
        today = timezone.localdate(at)
        if born > today or born.year < today.year - 120:
            raise NotNow(_("This date of birth cannot be right."))
    return tidy
