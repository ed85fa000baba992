"""Asking: a copy of what is held about oneself, or that it goes."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.work import service
from ithaca.organisations.models import Person
from ithaca.privacy import rules
from ithaca.privacy.models import Request
from ithaca.privacy.rules import KEEPERS
from ithaca.privacy.states import REQUEST
from ithaca.schemes.models import Scheme

#: One month is the law's limit (UK GDPR, article 12(3)); counted as 28 days it is never missed by a short month.
ANSWER_WITHIN = timedelta(days=28)
LONGEST = 2_000


@service
def ask(*, scheme: Scheme, person: Person, kind: str, by: Actor, at: datetime, words: str = "") -> Request:
    """Keep the wish of `person` for a "copy" or an "erasure"; a second one while the first waits is the first.

    Staff may write it down for somebody who asked by letter or telephone. Raises NotAllowed for anybody else's data.
    """
    rules.ask.require(by=by)
    own = person.pk in by.person_ids
    if not own and not by.holds(*KEEPERS):
        raise NotAllowed(_("You can ask for your own data only."))
    if kind not in ("copy", "erasure"):
        raise NotNow(_("Choose what you want: a copy, or that it goes."))
    if len(words) > LONGEST:
        raise NotNow(_("This is too long. A few sentences are enough."))
    waiting: Request | None = Request.objects.filter(scheme=scheme, person=person, kind=kind, state="asked").first()
    if waiting is not None:
        return waiting
    row: Request = Request.objects.create(
        scheme=scheme,
        person=person,
        kind=kind,
        words=words.strip(),
        asked_by_id=None if own else by.person_id,
        due_on=timezone.localdate(at) + ANSWER_WITHIN,
        created_at=at,
    )
    record(name="privacy.asked", by=by, at=at, about=row, data={"kind": kind})
    return row


@service
def take_back(*, request: Request, by: Actor, at: datetime) -> None:
    """The person no longer wants it. Raises NotNow once it is answered."""
    rules.take_back.require(by=by, of=request)
    move(request, "taken_back", table=REQUEST, by=by, at=at)
