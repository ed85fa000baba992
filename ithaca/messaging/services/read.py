"""Readings by staff: each is written down, and committed, before a word is shown (MSG-21, SG-12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import LEADS, Role
from ithaca.kernel.work import service
from ithaca.mentorships.gate import staff_may_read
from ithaca.mentorships.models import Mentorship
from ithaca.messaging import rules
from ithaca.messaging.models import Message, Opening
from ithaca.messaging.pack.build import build
from ithaca.messaging.selectors import before, held_visible_to, not_about, reader_of
from ithaca.organisations.models import Person
from ithaca.schemes.models import Scheme

SHORTEST_REASON, LONGEST_REASON = 10, 2_000
#: How long one typed reason holds; then it is asked again.
OPEN_FOR = timedelta(hours=1)
CONTEXT = 3
A_PAGE = 50


def require_reader(*, scheme: Scheme, by: Actor, at: datetime, concern: bool = False) -> Person:
    """The member of staff who reads; over a `concern` also the second person it may have gone to.

    Who reads what children write is checked like a mentor (SG-2): raises NotAllowed naming what is missing. A job has no
    eyes and reads nothing.
    """
    roles = (*rules.DESK, Role.THIRD_PERSON) if concern else rules.DESK
    reader = reader_of(by, scheme, at, roles)
    if reader is None:
        raise NotAllowed(_("Only a person of this scheme's staff reads messages."))
    gate = staff_may_read(reader, scheme, on=timezone.localdate(at))
    if not gate.open:
        sentence = _("Children's messages are read only by people whose own check is in order. Missing: %(what)s")
        raise NotAllowed(sentence % {"what": " ".join(missing.sentence for missing in gate.missing)})
    return reader


@dataclass(frozen=True, slots=True)
class Held:
    """A message that waits for a decision, and the last messages of the pair before it, oldest first."""

    message: Message
    context: Sequence[Message]


@service
def open_held(*, message: Message, by: Actor, at: datetime) -> Held:
    """A held message with what the two wrote just before. Raises NotAllowed for who may not read, NotNow once it is decided."""
    rules.desk.require(by=by)
    require_reader(scheme=message.scheme, by=by, at=at)
    if not held_visible_to(by).filter(pk=message.pk).exists():
        raise NotNow(_("Somebody else has decided about this message already."))
    record(name="messaging.held_read", by=by, at=at, about=message)
    earlier = Message.objects.filter(mentorship=message.mentorship, state="delivered").select_related("sender__person")
    return Held(message, list(reversed(before(not_about(earlier, by), message)[:CONTEXT])))


@service
def open_thread(*, mentorship: Mentorship, reason: str, by: Actor, at: datetime) -> Opening:
    """Open what the two wrote, with a typed reason that the safeguarding leads can see (CONF-08). It holds for an hour."""
    rules.open_thread.require(by=by, of=mentorship)
    reader = require_reader(scheme=mentorship.scheme, by=by, at=at)
    if reader.pk in (mentorship.mentor.person_id, mentorship.mentee.person_id):
        raise NotAllowed(_("You are one of the two: use your own page."))
    reason = reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise NotNow(
            _("Say in a sentence why you need to read what these two wrote. The safeguarding lead can see it.")
        )
    if len(reason) > LONGEST_REASON:
        raise NotNow(_("This is too long. A sentence or two are enough."))
    opening: Opening = Opening.objects.create(
        scheme=mentorship.scheme,
        mentorship=mentorship,
        opened_by=reader,
        opened_as=str(by.role or ""),
        reason=reason,
        created_at=at,
    )
    record(name="messaging.thread_opened", by=by, at=at, about=mentorship, data={"opening": opening.public_id})
    return opening


@service
def take_pack(*, opening: Opening, by: Actor, at: datetime) -> bytes:
    """The evidence pack of an opened thread as a ZIP file; whoever may read it there may take it, in the same hour.

    The taking is an event that holds the SHA-256 of the pack's manifest, so that a pack can be told from a forged one.
    Messages that became a concern are in it for a safeguarding lead only.
    """
    rows = _require_open(opening, by, at)
    pack, digest = build(
        opening, rows.select_related("decided_by").order_by("sent_at", "pk"), at=at, lead=by.holds(*LEADS)
    )
    data = {"opening": opening.public_id, "manifest": digest}
    record(name="messaging.pack_taken", by=by, at=at, about=opening.mentorship, data=data)
    return pack


def _require_open(opening: Opening, by: Actor, at: datetime) -> QuerySet[Message]:
    """The messages that this reader may read in the opening. Raises NotAllowed for another, NotNow when the hour is over."""
    rules.open_thread.require(by=by, of=opening.mentorship)
    reader = require_reader(scheme=opening.scheme, by=by, at=at)
    if opening.opened_by_id != reader.pk:
        raise NotAllowed(_("Only the person who gave the reason reads here. Give a reason of your own."))
    if at - opening.created_at > OPEN_FOR:
        raise NotNow(_("Your reason was for one hour. Give a reason again."))
    rows: QuerySet[Message] = Message.objects.filter(mentorship=opening.mentorship).select_related("sender__person")
    rows = not_about(rows, by)
    return rows if by.holds(*LEADS) else rows.exclude(state__in=("frozen", "escalated", "locked"))


@service
def one_of_opened(*, opening: Opening, message: str, by: Actor, at: datetime) -> Message | None:
    """The message of that public id, if this reader may read it in the opening and its words are still kept; for services
    that say something about it without its words. Raises as `read_opened` does."""
    rows = _require_open(opening, by, at).exclude(state="locked").exclude(original="")
    found: Message | None = (
        rows.filter(public_id=message)
        .select_related("mentorship__mentor__person", "mentorship__mentee__person", "scheme__organisation")
        .first()
    )
    return found


@service
def read_opened(*, opening: Opening, by: Actor, at: datetime, earlier_than: Message | None = None) -> list[Message]:
    """One page of an opened thread, the latest first, in the original, whatever became of each message.

    A message that became a concern is read by that concern's readers: here by a safeguarding lead only (SG-13). One that
    is locked stands here without its words, for the lead too (OS-5).
    Only whoever opened it, and only within the hour: raises NotAllowed for another, NotNow when the hour is over.
    """
    rows = _require_open(opening, by, at)
    record(name="messaging.thread_read", by=by, at=at, about=opening.mentorship, data={"opening": opening.public_id})
    return list(before(rows, earlier_than)[: A_PAGE + 1])
