"""Deciding about a held message: release, return with a reason, or escalate to a concern (MSG-12)."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.work import service
from ithaca.mentorships.gate import lock_for_contact, may_be_in_contact, staff_may_read
from ithaca.messaging import letters, rules
from ithaca.messaging.judge import without_details
from ithaca.messaging.models import Message
from ithaca.messaging.selectors import held_visible_to
from ithaca.messaging.services.send import deliver
from ithaca.messaging.states import MESSAGE
from ithaca.notices.services.send import send_letter
from ithaca.organisations.models import Person
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.services.raising import raise_concern
from ithaca.schemes.models import Scheme


def require_reader(*, person: Person | None, scheme: Scheme, at: datetime) -> None:
    """Staff who read what children write must be checked like mentors; raises NotAllowed naming what is missing."""
    if person is None:
        raise NotAllowed(_("Only a person of this scheme's staff reads messages."))
    gate = staff_may_read(person, scheme, on=timezone.localdate(at))
    if not gate.open:
        sentence = _("Children's messages are read only by people whose own check is in order. Missing: %(what)s")
        raise NotAllowed(sentence % {"what": gate.missing[0].sentence})


@service
def open_desk(*, scheme: Scheme, reader: Person | None, by: Actor, at: datetime) -> list[Message]:
    """The held messages for somebody who may read them; each reading is logged before anything is shown (MSG-21)."""
    rules.desk.require(by=by)
    require_reader(person=reader, scheme=scheme, at=at)
    held = list(held_visible_to(by).filter(scheme=scheme)[:100])
    for message in held:
        record(name="messaging.held_read", by=by, at=at, about=message)
    return held


def _decidable(message: Message, by: Actor) -> None:
    rules.decide.require(by=by, of=message)
    if by.kind == "account" and not held_visible_to(by).filter(pk=message.pk).exists():
        raise NotNow(_("Somebody else has decided about this message already."))


@service
def release(*, message: Message, by: Actor, at: datetime, remove_details: bool = False) -> None:
    """Deliver it as written, or with the contact details removed. The gate is asked again: it may have closed meanwhile.

    An urgent message needs somebody other than whoever looked at it first only where the policy asks for two people.
    """
    _decidable(message, by)
    lock_for_contact(message.mentorship)
    if not may_be_in_contact(message.mentorship, at=at).open:
        raise NotNow(_("Contact of this pair is closed, so the message cannot be delivered. You can return it."))
    words = without_details(message) if remove_details else message.original
    also = {"decided_by_id": by.person_id, "decided_at": at}
    deliver(message, "delivered", words, by=by, at=at, also=also)


@service
def return_message(*, message: Message, reason: str, by: Actor, at: datetime) -> None:
    """Give it back to the writer with a friendly reason."""
    _decidable(message, by)
    if not reason.strip():
        raise NotNow(_("Say kindly what should change, so that the writer knows."))
    also = {"decided_by_id": by.person_id, "decided_at": at, "return_reason": reason.strip()}
    move(message, "returned", table=MESSAGE, by=by, at=at, also=also)
    scheme, pair = message.scheme, message.mentorship
    link = address("messaging:thread", organisation=scheme.organisation, scheme=scheme, pair=pair.public_id)
    send_letter(kind=letters.RETURNED, to=message.sender.person, scheme=scheme, by=by, at=at, link=link)


@service
def escalate(*, message: Message, words: str, raised_by: Person | None, by: Actor, at: datetime) -> Concern:
    """Open a concern from it; the message stays where it is, out of everybody's sight."""
    _decidable(message, by)
    also = {"decided_by_id": by.person_id, "decided_at": at}
    move(message, "escalated", table=MESSAGE, by=by, at=at, also=also)
    return raise_concern(
        organisation=message.scheme.organisation,
        scheme=message.scheme,
        words=words.strip() or _("A held message was passed on as a concern."),
        about_words=_("a message of %(name)s") % {"name": message.sender.person.name},
        about_people=(message.sender.person,) if message.sender.role == "mentor" else (),
        about_ref=f"messaging.message:{message.public_id}",
        raised_by=raised_by,
        by=by,
        at=at,
    )


@service
def freeze(*, message: Message, words: str, raised_by: Person | None, by: Actor, at: datetime) -> Concern:
    """One of the two is worried about a message: it is taken out of sight and kept, and a concern is raised (MSG-11)."""
    rules.freeze.require(by=by, of=message)
    move(message, "frozen", table=MESSAGE, by=by, at=at, also={"frozen_at": at})
    return raise_concern(
        organisation=message.scheme.organisation,
        scheme=message.scheme,
        words=words.strip() or _("I am worried about this message."),
        about_people=(message.sender.person,) if message.sender.person != raised_by else (),
        about_words=_("a message"),
        about_ref=f"messaging.message:{message.public_id}",
        raised_by=raised_by,
        by=by,
        at=at,
    )
