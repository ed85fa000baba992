"""The form's wording: kept in versions, so that every answer points at what was read (PAR-01)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.consents import rules
from ithaca.consents.models import Wording
from ithaca.consents.selectors import wording_now
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.schemes.models import Scheme


@service
def change_wording(*, scheme: Scheme, words: str, by: Actor, at: datetime) -> Wording:
    """Put other words over the items; answers given so far keep the version they were given to."""
    rules.reword.require(by=by, of=scheme)
    words = words.strip()
    if not words or len(words) > 5000:
        raise NotNow(_("Write what parents should read, in up to 5,000 characters."))
    made = _next(scheme, words, wording_now(scheme)[1])
    record(name="consents.reworded", by=by, at=at, about=made, data={"version": made.version})
    return made


def wording_in_force(scheme: Scheme) -> Wording:
    """The newest version, made now if none stands or if the arrangements ask other items than it lists."""
    words, items = wording_now(scheme)
    latest = Wording.objects.filter(scheme=scheme).order_by("-version").first()
    if latest is not None and latest.items == items:
        found: Wording = latest
        return found
    return _next(scheme, words, items)


def _next(scheme: Scheme, words: str, items: dict[str, str]) -> Wording:
    latest = Wording.objects.filter(scheme=scheme).order_by("-version").first()
    made: Wording = Wording.objects.create(
        scheme=scheme, version=latest.version + 1 if latest else 1, words=words, items=items
    )
    return made
