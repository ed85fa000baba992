"""Opening a pair's messages by somebody who is not one of the two: a typed reason, logged first (CONF-08, MSG-21)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.work import service
from ithaca.mentorships.models import Mentorship
from ithaca.messaging import rules
from ithaca.messaging.models import Message, Opening
from ithaca.messaging.services.decide import require_reader
from ithaca.organisations.models import Person

SHORTEST_REASON = 10


@service
def open_thread(
    *, mentorship: Mentorship, reason: str, reader: Person | None, by: Actor, at: datetime
) -> list[Message]:
    """Everything the two wrote, in the original. The reason and the reader are kept before a word is shown."""
    rules.open_thread.require(by=by, of=mentorship)
    require_reader(person=reader, scheme=mentorship.scheme, at=at)
    if reader is not None and reader.pk in (mentorship.mentor.person_id, mentorship.mentee.person_id):
        raise NotAllowed(_("You are one of the two: use your own page."))
    if len(reason.strip()) < SHORTEST_REASON:
        raise NotNow(
            _("Say in a sentence why you need to read what these two wrote. The safeguarding lead can see it.")
        )
    opening = Opening.objects.create(
        scheme=mentorship.scheme,
        mentorship=mentorship,
        opened_by=reader,
        opened_as=str(by.role or ""),
        reason=reason.strip(),
        created_at=at,
    )
    record(name="messaging.thread_opened", by=by, at=at, about=mentorship, data={"opening": opening.public_id})
    return list(
        Message.objects.filter(mentorship=mentorship).select_related("sender__person").order_by("sent_at", "pk")
    )
