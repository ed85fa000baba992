"""Suspected sexual abuse or grooming of a child: the words go out of sight at once and are kept as evidence (OS-5)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor, job
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.work import service
from ithaca.mentorships.selectors import has_child
from ithaca.messaging import rules
from ithaca.messaging.models import Message
from ithaca.messaging.selectors import ref_of
from ithaca.messaging.services.read import LONGEST_REASON, SHORTEST_REASON, require_reader
from ithaca.messaging.states import MESSAGE
from ithaca.privacy.selectors import is_held
from ithaca.privacy.services import place_hold
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.services import add_entry
from ithaca.screening import ABOUT_THE_WRITER, Verdict

KEEPER = job("messaging.lock")
#: What makes words evidence where either of the two is under 18.
SUSPECTED = {"SEXUAL", "GROOMING"}
LOOK_AGAIN = timedelta(days=365)


def is_suspected(message: Message, verdict: Verdict) -> bool:
    """True for urgent words of a sexual or grooming kind between an adult and a child or two children.

    Not for a mentee's own words that tell of harm: a child who tells is helped, by everybody who can see them at the desk.
    """
    if verdict.action != "urgent" or not verdict.classes & SUSPECTED:
        return False
    if message.sender.role == "mentee" and verdict.classes & ABOUT_THE_WRITER:
        return False
    return has_child(message.mentorship, timezone.localdate(message.sent_at))


@service
def lock_new(*, message: Message, by: Actor, at: datetime) -> None:
    """The check has found it: nobody sees it any more but through its concern, and nothing of the pair can go.

    Called in the transaction in which the message is kept, so that no moment lies between.
    """
    move(message, "locked", table=MESSAGE, by=by, at=at)
    _keep(message, at)


@service
def lock(*, message: Message, concern: Concern, by: Actor, at: datetime) -> None:
    """Whoever looks after the concern has read it and suspects sexual abuse. The writer sees no difference."""
    _require(message, concern, by, at)
    move(message, "locked", table=MESSAGE, by=by, at=at)
    _keep(message, at)
    words = _("The message is kept as evidence. Nobody sees it but through this concern.")
    add_entry(concern=concern, kind="fact", words=words, by=by, at=at)


@service
def unlock(*, message: Message, concern: Concern, reason: str, by: Actor, at: datetime) -> None:
    """It is not what it seemed: it goes back to the desk, where delivering it still takes two people; what had been
    delivered stays out of sight, and what had been given back stays so. The reason stands in the record of the concern.

    The legal hold stays until two people lift it. Raises NotNow without a reason, or for a message that is not locked.
    """
    _require(message, concern, by, at)
    if not SHORTEST_REASON <= len(reason.strip()) <= LONGEST_REASON:
        raise NotNow(_("Say in a sentence why it is not what it seemed. It is kept with the concern."))
    back = "frozen" if message.delivered_at is not None else "returned" if message.return_reason else "urgent"
    move(message, back, table=MESSAGE, by=by, at=at)
    add_entry(concern=concern, kind="opinion", words=reason.strip(), by=by, at=at)


def _require(message: Message, concern: Concern, by: Actor, at: datetime) -> None:
    """Raises NotAllowed for who does not look after this very message's concern, or whose own check is missing."""
    rules.lock.require(by=by)
    if concern.about_ref != ref_of(message):
        raise NotAllowed(rules.lock.says)
    require_reader(scheme=message.scheme, by=by, at=at, concern=True)


def _keep(message: Message, at: datetime) -> None:
    """A legal hold on what the two wrote. Its reason says nothing about anybody, because co-ordinators see holds."""
    pair = message.mentorship
    if is_held(scheme=message.scheme, subject=pair.public_id):
        return
    place_hold(
        scheme=message.scheme,
        kind="pair",
        subject=pair.public_id,
        reason=_("Kept by the check of messages."),
        review_on=timezone.localdate(at + LOOK_AGAIN),
        by=KEEPER,
        at=at,
    )
