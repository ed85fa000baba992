"""Warning signs: written down by anyone on the staff, resolved by a second look (VET-08, ELIG-14)."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.organisations.models import Person
from ithaca.participants.services.lock import lock_people
from ithaca.vetting import hooks, rules
from ithaca.vetting.models import Sign
from ithaca.vetting.services.decide import reasoned


@service
def log_sign(*, person: Person, words: str, by: Actor, at: datetime, noticed_on: date | None = None) -> Sign:
    """Write down a sign of unsuitability. Clearing and contact are shut until a second person has looked at it."""
    rules.log_sign.require(by=by, of=person)
    words = words.strip()
    day = noticed_on or timezone.localdate(at)
    if not words or len(words) > 5000:
        raise NotNow(_("Write what you saw or heard, in up to 5,000 characters."))
    if day > timezone.localdate(at):
        raise NotNow(_("That day has not come yet."))
    lock_people([person.pk])
    sign: Sign = Sign.objects.create(
        organisation_id=person.organisation_id, person=person, noticed_on=day, words=words, noticed_by_id=by.person_id
    )
    record(name="vetting.sign_logged", by=by, at=at, about=sign)
    hooks.clearance_stopped.tell(person=person, by=by, at=at)
    return sign


@service
def resolve_sign(*, sign: Sign, resolution: str, by: Actor, at: datetime) -> None:
    """Resolve a sign after a second look by somebody else than who noticed it. Raises NotNow otherwise."""
    rules.resolve_sign.require(by=by, of=sign)
    words = reasoned(resolution)
    noticer = sign.noticed_by
    same_account = noticer is not None and noticer.account_id is not None and noticer.account_id == by.account_id
    if sign.noticed_by_id in by.person_ids or same_account:
        raise NotNow(_("You noticed this. Somebody else must take the second look."))
    if by.person_id is None:
        raise NotNow(_("A named person must decide."))
    changed = Sign.objects.filter(pk=sign.pk, resolved_at=None).update(
        resolved_at=at, resolved_by=by.person_id, resolution=words
    )
    if changed != 1:
        raise NotNow(_("Somebody has resolved this already."))
    sign.refresh_from_db()
    record(name="vetting.sign_resolved", by=by, at=at, about=sign)
