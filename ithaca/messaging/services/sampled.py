"""Delivered messages that a member of staff reads because they were chosen for it, and those that go out of sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.messaging import rules
from ithaca.messaging.lines import Line, marked, staff_line
from ithaca.messaging.models import Message
from ithaca.messaging.selectors import before, not_about, not_own, ref_of
from ithaca.messaging.services.read import CONTEXT, require_reader
from ithaca.messaging.states import MESSAGE
from ithaca.messaging.words import reasons_in_words
from ithaca.organisations.models import Person
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.services import raise_concern


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as staff see it: the original with its spans marked, why it was stopped or changed, what went before."""

    message: Message
    reader: Person
    words: SafeString
    reasons: Sequence[str]
    context: Sequence[Line]


@service
def read_delivered(*, message: Message, why: str, by: Actor, at: datetime) -> Shown:
    """A delivered message with what the two wrote just before; the reading is written down first, with `why`, a word of a
    closed list. Raises NotAllowed for who may not read, NotNow if it is out of sight by now."""
    rules.desk.require(by=by)
    reader = require_reader(scheme=message.scheme, by=by, at=at)
    if not not_about(not_own(Message.objects.filter(pk=message.pk, state="delivered"), by), by).exists():
        raise NotNow(_("This message is out of sight by now."))
    record(name="messaging.delivered_read", by=by, at=at, about=message, data={"why": why})
    earlier = Message.objects.filter(mentorship=message.mentorship, state="delivered").select_related("sender__person")
    rows = reversed(before(not_about(earlier, by), message)[:CONTEXT])
    reasons = reasons_in_words(message.reasons)
    return Shown(message, reader, marked(message), reasons, [staff_line(row) for row in rows])


@service
def worry_about(*, message: Message, words: str, by: Actor, at: datetime) -> Concern:
    """Staff are worried about a delivered message: it goes out of sight and is kept, and a concern is opened (MSG-11)."""
    rules.decide.require(by=by)
    reader = require_reader(scheme=message.scheme, by=by, at=at)
    move(message, "frozen", table=MESSAGE, by=by, at=at, also={"frozen_at": at})
    writer = message.sender
    return raise_concern(
        organisation=message.scheme.organisation,
        scheme=message.scheme,
        words=words if words.strip() else _("A message that was read afterwards worries us."),
        about_words=_("a message of %(name)s") % {"name": writer.person.name},
        about_people=(writer.person,) if writer.role == "mentor" else (),
        about_ref=ref_of(message),
        grew_from=message.original,
        raised_by=reader,
        by=by,
        at=at,
    )
