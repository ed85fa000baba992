"""Places where pairs may meet (RISK-10, MEET-04)."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.cover import rules
from ithaca.cover.features import ASKS_REASON, FEATURES
from ithaca.cover.models import Place
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.organisations.models import Partner
from ithaca.schemes.models import Scheme


@service
def add_place(
    *,
    scheme: Scheme,
    name: str,
    feature: str,
    by: Actor,
    at: datetime,
    partner: Partner | None = None,
    reason: str = "",
) -> Place:
    """Approve a place, with what makes it fit; who enters it has looked at it. A closed one of that name opens again.

    Raises NotNow for a place that others cannot see into without a reason, an unknown feature, or a name in use.
    """
    rules.add_place.require(by=by, of=scheme)
    name, reason = " ".join(name.split()), reason.strip()
    if not name or len(name) > 120:
        raise NotNow(_("Give the place a name of up to 120 characters."))
    if feature not in FEATURES:
        raise NotNow(_("Choose what makes the place fit for meetings."))
    if feature in ASKS_REASON and not reason:
        raise NotNow(_("Others cannot see into this place. Say why it is safe all the same."))
    if len(reason) > 200:
        raise NotNow(_("Keep the reason under 200 characters."))
    place = Place.objects.filter(scheme=scheme, name__iexact=name).first()
    if place is not None and place.closed_at is None:
        raise NotNow(_("There is a place of that name already."))
    facts = {
        "partner": partner,
        "feature": feature,
        "reason": reason,
        "checked_by_id": by.person_id,
        "checked_on": timezone.localdate(at),
        "closed_at": None,
    }
    if place is None:
        place = Place.objects.create(scheme=scheme, name=name, **facts)
    else:
        Place.objects.filter(pk=place.pk).update(**facts)
        place.refresh_from_db()
    record(name="cover.place_added", by=by, at=at, about=place, data={"feature": feature})
    found: Place = place
    return found


@service
def close_place(*, place: Place, by: Actor, at: datetime) -> None:
    """Close a place: nothing new is booked there."""
    rules.close_place.require(by=by, of=place)
    if Place.objects.filter(pk=place.pk, closed_at=None).update(closed_at=at) != 1:
        raise NotNow(_("This place is closed already."))
    record(name="cover.place_closed", by=by, at=at, about=place)
