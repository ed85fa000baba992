"""Making and changing organisations."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.organisations import rules
from ithaca.organisations.models import Organisation
from ithaca.organisations.names import slug_for


@service
def create_organisation(
    *,
    name: str,
    slug: str = "",
    contact_email: str = "",
    contact_phone: str = "",
    by: Actor,
    at: datetime,
    is_example: bool = False,
) -> Organisation:
    """Register an organisation (ORG-01). Without a `slug` one is worked out from the name; a taken one gets a number.

    `is_example` marks the database of the example mode and is only heeded for the very first organisation. Raises
    NotNow if the name is empty.
    """
    rules.create.require(by=by)
    name = " ".join(name.split())
    if not name:
        raise NotNow(_("Enter the name of the organisation."))
    organisation = Organisation.objects.create(
        name=name[:120],
        slug=_free_slug(slug or name),
        contact_email=contact_email.strip(),
        contact_phone=contact_phone.strip(),
        is_example=is_example and not Organisation.objects.exists(),
    )
    record(name="organisations.created", by=by, at=at, about=organisation)
    return organisation


@service
def change_organisation(*, organisation: Organisation, by: Actor, at: datetime, **changes: str) -> None:
    """Change name, contact_email or contact_phone. The address (slug) stays: links to it are on paper."""
    rules.change.require(by=by, of=organisation)
    wrong = set(changes) - {"name", "contact_email", "contact_phone"}
    if wrong:
        raise TypeError(f"no such field: {', '.join(sorted(wrong))}")
    if not changes.get("name", organisation.name).strip():
        raise NotNow(_("Enter the name of the organisation."))
    for field, value in changes.items():
        setattr(organisation, field, value.strip())
    organisation.save(update_fields=sorted(changes))
    record(name="organisations.changed", by=by, at=at, about=organisation, data={"fields": sorted(changes)})


def _free_slug(wanted: str) -> str:
    base = slug_for(wanted, most=36)
    taken = set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)
