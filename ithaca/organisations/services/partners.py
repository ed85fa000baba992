"""Adding and changing partners: schools, employers, suppliers of mentors (ORG-01)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.organisations import rules
from ithaca.organisations.models import Organisation, Partner, PartnerKind

DETAILS = frozenset(
    {
        "address",
        "contact_name",
        "contact_email",
        "contact_phone",
        "lead_name",
        "lead_phone",
        "supplies_mentors",
    }
)


@service
def add_partner(
    *, organisation: Organisation, name: str, kinds: Iterable[str], by: Actor, at: datetime, **details: Any
) -> Partner:
    """Add a partner of one or more kinds; `details` are the fields named in DETAILS.

    A partner of the same name that had ended is taken up again. Raises NotNow if the name is empty or in use, or if no
    known kind is given.
    """
    rules.add_partner.require(by=by, of=organisation)
    fields = _cleaned(details) | {"name": _name(name), "kinds": _kinds(kinds)}
    before: Partner | None = Partner.objects.filter(organisation=organisation, name__iexact=fields["name"]).first()
    if before is not None and before.ended_at is None:
        raise NotNow(_("There is a partner of this name already."))
    if before is not None:
        _write(before, {**fields, "ended_at": None})
        record(name="organisations.partner_returned", by=by, at=at, about=before)
        return before
    partner: Partner = Partner.objects.create(organisation=organisation, **fields)
    record(name="organisations.partner_added", by=by, at=at, about=partner, data={"kinds": fields["kinds"]})
    return partner


@service
def change_partner(*, partner: Partner, by: Actor, at: datetime, **changes: Any) -> None:
    """Change name, kinds or any of DETAILS. Raises NotNow if the name is empty or in use, or if no kind is left."""
    rules.change_partner.require(by=by, of=partner)
    fields = _cleaned({k: v for k, v in changes.items() if k not in ("name", "kinds")})
    if "name" in changes:
        fields["name"] = _name(changes["name"])
        others = Partner.objects.filter(organisation_id=partner.organisation_id, name__iexact=fields["name"])
        if others.exclude(pk=partner.pk).exists():
            raise NotNow(_("There is a partner of this name already."))
    if "kinds" in changes:
        fields["kinds"] = _kinds(changes["kinds"])
    changed = sorted(field for field, value in fields.items() if getattr(partner, field) != value)
    _write(partner, fields)
    record(name="organisations.partner_changed", by=by, at=at, about=partner, data={"fields": changed})


@service
def end_partner(*, partner: Partner, by: Actor, at: datetime) -> None:
    """Stop working with a partner: it is offered nowhere any more. Raises NotNow if an agreement is still in force."""
    rules.change_partner.require(by=by, of=partner)
    if partner.ended_at is not None:
        raise NotNow(_("You stopped working with this partner before."))
    if partner.agreements.filter(state="in_force").exists():
        raise NotNow(_("End the agreement with this partner first."))
    _write(partner, {"ended_at": at})
    record(name="organisations.partner_ended", by=by, at=at, about=partner)


def _write(partner: Partner, fields: dict[str, Any]) -> None:
    for field, value in fields.items():
        setattr(partner, field, value)
    partner.save(update_fields=sorted(fields))


def _cleaned(details: dict[str, Any]) -> dict[str, Any]:
    wrong = set(details) - DETAILS
    if wrong:
        raise TypeError(f"no such field: {', '.join(sorted(wrong))}")
    return {field: value.strip() if isinstance(value, str) else value for field, value in details.items()}


def _name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise NotNow(_("Enter the name of the partner."))
    return name[:120]


def _kinds(kinds: Iterable[str]) -> list[str]:
    wanted = {str(kind) for kind in kinds}
    known = [kind.value for kind in PartnerKind if kind.value in wanted]
    if not known or len(known) != len(wanted):
        raise NotNow(_("Say what kind of partner this is."))
    return known
