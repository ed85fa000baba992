"""Sending: the untouched original is committed with its decision, the audit event and the letters, or nothing is (MSG)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.kernel.work import service
from ithaca.mentorships.gate import lock_for_contact
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.services.end import touch_contact
from ithaca.messaging import hooks, letters, rules
from ithaca.messaging.judge import question, spans_to_json
from ithaca.messaging.lines import came_back
from ithaca.messaging.models import Draft, Message
from ithaca.messaging.seal import new_salt, seal
from ithaca.messaging.selectors import CAME_BACK, ref_of, why_no_messages
from ithaca.messaging.services.lock import is_suspected, lock_new
from ithaca.messaging.services.unsent import tell_of_unsent
from ithaca.messaging.states import MESSAGE
from ithaca.notices.services.send import send_letter
from ithaca.participants.models import Participant
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.services.raising import raise_concern
from ithaca.screening import ABOUT_THE_WRITER, Verdict, redacted

LONGEST = 10_000
LONGEST_DRAFT = 1_000_000
#: The same words sent again within this time, with nothing written between, are one message.
TWICE = timedelta(minutes=2)


@service
def send_message(
    *, mentorship: Mentorship, sender: Participant, body: str, by: Actor, at: datetime, keep_draft: bool = False
) -> Message:
    """Keep `body` as written, screen it, and deliver, hold or alert as the policy says.

    The sender is answered only after this has committed. Raises NotNow with a neutral sentence if the gate to contact is
    closed, the scheme has no messages, or there is nothing to send. What stands in the box on the page is gone then,
    unless `keep_draft`: words that came another way (by mail) must not cost what somebody is typing.
    """
    rules.send.require(by=by, of=mentorship)
    _require_side(sender, mentorship, by)
    lock_for_contact(mentorship)
    closed = why_no_messages(mentorship, at=at)
    if closed:
        kept = _("What you wrote is kept here as a draft.")
        raise NotNow(f"{closed} {_('What you wrote is kept here.') if mentorship.state == 'ended' else kept}")
    if not body.strip():
        raise NotNow(_("Write something first."))
    if len(body) > LONGEST:
        raise NotNow(_("This is too long to send at once. Please send it in two parts."))
    asked = question(pair=mentorship, sender=sender, body=body, on=timezone.localdate(at))
    verdict = asked.answer()
    salt = new_salt()
    message: Message = Message.objects.create(
        scheme=mentorship.scheme,
        mentorship=mentorship,
        sender=sender,
        original=body,
        action=verdict.action,
        spans=spans_to_json(verdict),
        reasons=list(verdict.reasons),
        engine_version=verdict.engine_version,
        policy_version=verdict.policy_version,
        judged=asked.to_json(),
        sent_at=at,
        created_at=at,
        salt=salt,
    )
    data = {"action": verdict.action, "seal": seal(salt, body)}
    record(name="messaging.sent", by=by, at=at, about=message, data=data)
    _follow(message, verdict, by=by, at=at)
    if not keep_draft:
        Draft.objects.filter(mentorship=mentorship, participant=sender).delete()
    return message


def _follow(message: Message, verdict: Verdict, *, by: Actor, at: datetime) -> None:
    """What the verdict leads to. Anything but a clear "allow" or "redact" waits for a person."""
    moderated = message.mentorship.scheme.arrangements.moderate_all
    if verdict.action == "urgent":
        locked = is_suspected(message, verdict)
        if locked:
            lock_new(message=message, by=by, at=at)
        else:
            move(message, "urgent", table=MESSAGE, by=by, at=at)
        concern = _alert(message, verdict, by=by, at=at)
        if (
            concern.route != "lead" and not locked
        ):  # it tells of a lead: nobody at the desk may read it and speak with her
            move(message, "escalated", table=MESSAGE, by=by, at=at)
    elif verdict.action in ("allow", "redact") and not moderated and not verdict.failed:
        words = message.original if verdict.action == "allow" else redacted(message.original, verdict)
        deliver(message, "delivered", words, by=by, at=at)
    else:
        move(message, "held", table=MESSAGE, by=by, at=at)


def deliver(
    message: Message, to: str, words: str, *, by: Actor, at: datetime, also: Mapping[str, object] | None = None
) -> None:
    """Show `words` to the other side and send a notice; by_mail.py says whether the words go with it."""
    also = {"delivered_text": words, "delivered_at": at, **(also or {})}
    move(message, to, table=MESSAGE, by=by, at=at, also=also)
    pair = message.mentorship
    touch_contact(mentorship=pair, by=by, at=at)
    to_mentor = message.sender_id == pair.mentee_id
    reader = pair.mentor if to_mentor else pair.mentee
    scheme = pair.scheme
    send_letter(
        kind=letters.ARRIVED,
        to=reader.person,
        context={"other": scheme.arrangements.word("mentee" if to_mentor else "mentor")},
        scheme=scheme,
        by=by,
        at=at,
        link=address("messaging:thread", organisation=scheme.organisation, scheme=scheme, pair=pair.public_id),
        about=ref_of(message),
    )
    hooks.delivered.tell(message=message, removed=words != message.original, by=by, at=at)


def _alert(message: Message, verdict: Verdict, *, by: Actor, at: datetime) -> Concern:
    """Tell the safeguarding lead at once. Unless the words are about harm done to the writer, it is about the writer."""
    harmed = verdict.classes & ABOUT_THE_WRITER
    writer = message.sender.person
    return raise_concern(
        organisation=message.scheme.organisation,
        scheme=message.scheme,
        words=_("A message was stopped before it was delivered: %(reasons)s") % {"reasons": " ".join(verdict.reasons)},
        about_people=() if harmed else (writer,),
        about_words=_("a message of %(name)s") % {"name": writer.name},
        about_ref=ref_of(message),
        grew_from=message.original,
        by=by,
        at=at,
    )


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of it: the message, or the sentence why not and that the words are kept as a draft."""

    message: Message | None = None
    refusal: str = ""


@service
def send_or_keep(*, mentorship: Mentorship, sender: Participant, body: str, by: Actor, at: datetime) -> Sent:
    """Send, or keep the words as a draft together with the refusal: what was typed is there whatever happens, and a cry for
    help in it is heard. The same words sent again from another page within two minutes are the message that went."""
    just_sent = _just_sent(mentorship, sender, body, by, at)
    if just_sent is not None:
        Draft.objects.filter(mentorship=mentorship, participant=sender).delete()
        return Sent(just_sent)
    try:
        return Sent(send_message(mentorship=mentorship, sender=sender, body=body, by=by, at=at))
    except NotNow as refusal:
        save_draft(mentorship=mentorship, sender=sender, words=body, by=by, at=at)
        tell_of_unsent(mentorship=mentorship, sender=sender, body=body, by=by, at=at)
        return Sent(refusal=refusal.sentence)


def _just_sent(mentorship: Mentorship, sender: Participant, body: str, by: Actor, at: datetime) -> Message | None:
    """The last message of the two, if this side sent these very words a moment ago: the page went back and was sent again,
    or stood open twice. What came back to be changed may be sent as it was."""
    rules.send.require(by=by, of=mentorship)
    _require_side(sender, mentorship, by)
    lock_for_contact(mentorship)
    last: Message | None = Message.objects.filter(mentorship=mentorship).order_by("-sent_at", "-pk").first()
    if last is None or last.sender_id != sender.pk or last.original != body or came_back(last):
        return None
    return last if timedelta(0) <= at - last.sent_at < TWICE else None


def _require_side(sender: Participant, mentorship: Mentorship, by: Actor) -> None:
    """The sender is the actor's own side of this very pair."""
    if sender.pk not in (mentorship.mentor_id, mentorship.mentee_id):
        raise NotAllowed(rules.send.says)
    if by.kind == "account" and sender.pk not in by.ids_as(Role(sender.role)):
        raise NotAllowed(rules.send.says)


@service
def save_draft(*, mentorship: Mentorship, sender: Participant, words: str, by: Actor, at: datetime) -> None:
    """Keep what somebody is typing, so that nothing is lost; it is screened only when it is sent.

    Raises NotNow for words so long that they are no message any more; the page that is open still holds them.
    """
    rules.send.require(by=by, of=mentorship)
    _require_side(sender, mentorship, by)
    if len(words) > LONGEST_DRAFT:
        raise NotNow(_("This is too long to keep. Please shorten it before you leave the page."))
    if not words:
        Draft.objects.filter(mentorship=mentorship, participant=sender).delete()
        return
    Draft.objects.update_or_create(
        mentorship=mentorship,
        participant=sender,
        defaults={"scheme": mentorship.scheme, "words": words, "saved_at": at},
    )


@service
def mark_read(*, mentorship: Mentorship, reader: Participant, by: Actor, at: datetime) -> int:
    """The reader has opened the thread: delivered messages to them, and their own returned ones, are read (MSG-04)."""
    rules.thread.require(by=by, of=mentorship)
    _require_side(reader, mentorship, by)
    rows = Message.objects.filter(mentorship=mentorship, read_at=None)
    theirs = rows.filter(state="delivered").exclude(sender=reader).update(read_at=at)
    return theirs + rows.filter(CAME_BACK, sender=reader).update(read_at=at)
