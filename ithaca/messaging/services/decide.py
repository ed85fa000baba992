"""Deciding about a held message: release, return with a reason, or escalate to a concern (MSG-12)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import CHANGED_MEANWHILE, move
from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.roles import LEADS
from ithaca.kernel.work import service
from ithaca.mentorships.gate import lock_for_contact
from ithaca.mentorships.selectors import side_of
from ithaca.messaging import letters, rules
from ithaca.messaging.judge import without_details
from ithaca.messaging.lines import is_cry_for_help
from ithaca.messaging.models import Message
from ithaca.messaging.selectors import held_visible_to, ref_of, why_no_messages
from ithaca.messaging.services.read import require_reader
from ithaca.messaging.services.send import LONGEST, deliver
from ithaca.messaging.states import MESSAGE, OUT_OF_SIGHT
from ithaca.notices.services.send import send_letter
from ithaca.organisations.models import Person
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.selectors import concern_about
from ithaca.safeguarding.services import raise_concern, say_more


def _decidable(message: Message, by: Actor, at: datetime) -> Person:
    """Who decides; raises NotAllowed for who may not, and NotNow once somebody has decided."""
    rules.decide.require(by=by, of=message)
    reader = require_reader(scheme=message.scheme, by=by, at=at)
    if not held_visible_to(by).filter(pk=message.pk).exists():
        raise NotNow(_("Somebody else has decided about this message already."))
    return reader


@service
def release(*, message: Message, by: Actor, at: datetime, remove_details: bool = False) -> str:
    """Deliver it as written, or with the contact details removed; returns "delivered", or "proposed" for an urgent one
    of which a second person must be sure too (SG-20: two people, one of them a safeguarding lead).

    The gate is asked again: it may have closed meanwhile. Raises NotNow then.
    """
    reader = _decidable(message, by, at)
    lock_for_contact(message.mentorship)
    if why_no_messages(message.mentorship, at=at):
        raise NotNow(_("Contact of this pair is closed, so the message cannot be delivered. You can return it."))
    if message.state == "urgent" and not _second_is_sure(message, by):
        return _propose(message, reader, by, at)
    words = without_details(message) if remove_details else message.original
    also = {"decided_by_id": by.person_id, "decided_at": at}
    deliver(message, "delivered", words, by=by, at=at, also=also)
    return "delivered"


def _second_is_sure(message: Message, by: Actor) -> bool:
    """True if somebody else has proposed it. Raises NotNow for the same human being twice, or for two without a lead."""
    sentence = why_not_second(message, by)
    if sentence:
        raise NotNow(sentence)
    return message.proposed_by is not None


def why_not_second(message: Message, by: Actor) -> str:
    """Why this reader cannot be the second of the two who are sure of an urgent message, as a sentence; "" if they can, or if
    nobody has proposed it."""
    first = message.proposed_by
    if first is None:
        return ""
    if first.pk in by.person_ids or (first.account_id is not None and first.account_id == by.account_id):
        return _("You have said already that it may go. Somebody else must be sure too.")
    if not (by.holds(*LEADS) or _is_lead(first, message)):
        return _("For an urgent message one of the two must be a safeguarding lead.")
    return ""


def _is_lead(person: Person, message: Message) -> bool:
    posts = person.appointments.filter(scheme=message.scheme_id, until=None)
    return bool(posts.filter(role__in=[role.value for role in LEADS]).exists())


def _propose(message: Message, reader: Person, by: Actor, at: datetime) -> str:
    unproposed = Message.objects.filter(pk=message.pk, state="urgent", proposed_by=None)
    if unproposed.update(proposed_by_id=reader.pk, proposed_at=at) != 1:
        raise NotNow(CHANGED_MEANWHILE)
    record(name="messaging.release_proposed", by=by, at=at, about=message)
    return "proposed"


@service
def return_message(*, message: Message, reason: str, by: Actor, at: datetime) -> None:
    """Give it back to the writer with a friendly reason. Raises NotNow for a cry for help: nobody is told to write it again."""
    _decidable(message, by, at)
    if is_cry_for_help(message):
        raise NotNow(
            _(
                "This tells of harm to the writer, so it is not given back. Leave it to the concern, and speak with the writer."
            )
        )
    if not reason.strip():
        raise NotNow(_("Say kindly what should change, so that the writer knows."))
    if len(reason) > LONGEST:
        raise NotNow(_("This is too long. A sentence or two are enough."))
    also = {"decided_by_id": by.person_id, "decided_at": at, "return_reason": reason.strip()}
    move(message, "returned", table=MESSAGE, by=by, at=at, also=also)
    scheme, pair = message.scheme, message.mentorship
    link = address("messaging:thread", organisation=scheme.organisation, scheme=scheme, pair=pair.public_id)
    send_letter(kind=letters.RETURNED, to=message.sender.person, scheme=scheme, by=by, at=at, link=link)


@service
def escalate(*, message: Message, words: str, by: Actor, at: datetime) -> Concern:
    """Open a concern from it; the message stays where it is, out of everybody's sight.

    An urgent message has its concern already: that one is returned, and no second is opened.
    """
    reader = _decidable(message, by, at)
    also = {"decided_by_id": by.person_id, "decided_at": at}
    move(message, "escalated", table=MESSAGE, by=by, at=at, also=also)
    ref = ref_of(message)
    standing = concern_about(ref)
    if standing is not None and not words.strip():
        return standing
    return raise_concern(
        organisation=message.scheme.organisation,
        scheme=message.scheme,
        words=words if words.strip() else _("A held message was passed on as a concern."),
        about_words=_("a message of %(name)s") % {"name": message.sender.person.name},
        about_people=(message.sender.person,) if message.sender.role == "mentor" else (),
        about_ref=ref,
        grew_from=message.original,
        raised_by=reader,
        by=by,
        at=at,
    )


@service
def freeze(*, message: Message, words: str, by: Actor, at: datetime) -> Concern:
    """One of the two is worried about a message: it is taken out of sight and kept, and a concern is raised (MSG-11).

    The writer of the message sees no difference (SG-13): their own worry about it is taken also when it is out of sight.
    Who says it again adds to their own concern, and no second alarm rings.
    """
    rules.freeze.require(by=by, of=message)
    me = side_of(message.mentorship, by)
    own = me is not None and me.pk == message.sender_id
    message.refresh_from_db(
        from_queryset=Message.objects.select_for_update(), fields=("state",)
    )  # two presses: one by one
    if not (own and message.delivered_at is not None and message.state in OUT_OF_SIGHT):
        move(message, "frozen", table=MESSAGE, by=by, at=at, also={"frozen_at": at})
    words = words if words.strip() else _("I am worried about this message.")
    told = say_more(about_ref=ref_of(message), words=words, raised_by=me.person, by=by, at=at) if me else None
    return told or raise_concern(
        organisation=message.scheme.organisation,
        scheme=message.scheme,
        words=words,
        about_people=() if own else (message.sender.person,),
        about_words=_("a message"),
        about_ref=ref_of(message),
        grew_from=message.original,
        raised_by=me.person if me else None,
        by=by,
        at=at,
    )
