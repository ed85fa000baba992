"""Taking a mail in: its words go through the one gate and the screening like words typed on the page, or its writer is
told why not. What becomes of the mail and what it became commit together.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _

from ithaca.accounts.selectors import actor_of, roles_of
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.limits import within_limit
from ithaca.kernel.refusals import NotAllowed, NotNow
from ithaca.kernel.roles import Role
from ithaca.kernel.work import service
from ithaca.mentorships.models import Mentorship
from ithaca.messaging.selectors import draft_of
from ithaca.messaging.services import save_draft, send_message, tell_of_unsent
from ithaca.notices.services.deliver import came_back
from ithaca.notices.services.send import send_letter
from ithaca.participants.models import Participant
from ithaca.relay import letters
from ithaca.relay.models import Arrival
from ithaca.relay.reading.mail import Mail
from ithaca.relay.selectors import came_before
from ithaca.relay.states import ARRIVAL
from ithaca.relay.verdict import SENTENCES, Verdict
from ithaca.screening import ABOUT_THE_WRITER

CLAIM = timedelta(minutes=2)
RETRY = timedelta(minutes=5)
#: Tries until a mail that breaks its reader is given up visibly; looking names up in vain takes as long at most.
MOST_ATTEMPTS = 5
#: Letters of this room to one person a day: nobody's mailbox is filled by what a stranger sends in their name.
LETTERS_A_DAY = 10
DAY = 24 * 3600


@service
def claim(*, by: Actor, at: datetime) -> Arrival | None:
    """Take one mail that waits, for two minutes; None if there is none or another worker was quicker."""
    del by
    free = Q(claimed_until=None) | Q(claimed_until__lt=at)
    due = Arrival.objects.filter(free, state="waiting", next_try_at__lte=at).order_by("next_try_at", "pk")
    for key in due.values_list("pk", flat=True)[:5]:
        taken = Arrival.objects.filter(free, pk=key, state="waiting")
        if taken.update(claimed_until=at + CLAIM, attempts=F("attempts") + 1):
            return Arrival.objects.get(pk=key)
    return None


@service
def wait(*, arrival: Arrival, by: Actor, at: datetime) -> None:
    """It cannot be decided now (the names cannot be looked up): try again in five minutes."""
    del by
    Arrival.objects.filter(pk=arrival.pk, state="waiting").update(claimed_until=None, next_try_at=at + RETRY)


@service
def give_up(*, arrival: Arrival, writer: Participant | None, pair: Mentorship | None, by: Actor, at: datetime) -> None:
    """It cannot be read. It stays as it came; an administrator sees it, and the holder of the address is told."""
    _close(arrival, "broken", "unreadable", pair, writer, by=by, at=at)
    if pair is not None and writer is not None:
        _tell(letters.REFUSED, pair, writer, why=str(SENTENCES["unreadable"]), by=by, at=at)


@service
def returned(*, arrival: Arrival, letter: str, by: Actor, at: datetime) -> None:
    """A letter of ours (public id) came back: it counts as not delivered, and its scheme's co-ordinator sees that."""
    came_back(letter=letter, by=by, at=at)
    _close(arrival, "bounced", "bounce", None, None, by=by, at=at)


@service
def leave(*, arrival: Arrival, why: str, by: Actor, at: datetime) -> None:
    """Nobody's words: it is only noted that it came."""
    _close(arrival, "left", why, None, None, by=by, at=at)


@service
def take_in(
    *,
    arrival: Arrival,
    mail: Mail,
    decided: Verdict,
    proof: str,
    pair: Mentorship,
    writer: Participant,
    by: Actor,
    at: datetime,
) -> str:
    """Do what was decided about a mail of one of the two; returns the state it ends in. The scope of the pair is open.

    A "send" that the gate refuses, and a "keep", leave the words as a draft under what stands there already.
    """
    Arrival.objects.filter(pk=arrival.pk).update(proof=proof, mail_id=_fold(mail.mail_id))
    if decided.outcome == "leave":
        return _close(arrival, "left", decided.why, pair, writer, by=by, at=at)
    if decided.outcome != "refuse" and came_before(arrival, pair, writer, _fold(mail.mail_id)):
        return _close(arrival, "left", "double", pair, writer, by=by, at=at)
    if decided.outcome == "refuse":
        return _refuse(arrival, decided.why, pair, writer, by=by, at=at)
    me = _as(writer, pair)
    if decided.outcome == "keep":
        return _keep(arrival, mail, str(SENTENCES[decided.why]), decided.why, pair, writer, me, by=by, at=at)
    try:
        message = send_message(mentorship=pair, sender=writer, body=mail.words, by=me, at=at, keep_draft=True)
    except NotAllowed:
        return _refuse(arrival, "not_allowed", pair, writer, by=by, at=at)
    except NotNow as refusal:
        state = _keep(arrival, mail, refusal.sentence, "gate", pair, writer, me, by=by, at=at)
        if tell_of_unsent(mentorship=pair, sender=writer, body=mail.words, by=me, at=at) is not None:
            _tell(letters.HELP, pair, writer, urgent=True, by=by, at=at)
        return state
    _close(
        arrival, "passed", "files" if mail.attachments else "", pair, writer, by=by, at=at, message=message.public_id
    )
    if any(kind in ABOUT_THE_WRITER for _start, _end, kind in message.spans):
        _tell(letters.HELP, pair, writer, urgent=True, by=by, at=at)
    elif mail.attachments:
        _tell(letters.LEFT_OUT, pair, writer, by=by, at=at)
    return "passed"


def _as(writer: Participant, pair: Mentorship) -> Actor:
    """The writer with the roles held now, in the one they write in: somebody who takes part no more has none."""
    account = writer.person.account
    if account is None:
        raise NotAllowed(_("You cannot write here without an account."))
    held = roles_of(account, organisation_id=pair.scheme.organisation_id, scheme_id=pair.scheme_id)
    return actor_of(account, held).acting_as(Role(writer.role))


def _keep(
    arrival: Arrival,
    mail: Mail,
    sentence: str,
    why: str,
    pair: Mentorship,
    writer: Participant,
    me: Actor,
    *,
    by: Actor,
    at: datetime,
) -> str:
    before = draft_of(pair, writer)
    words = f"{before}\n\n{mail.words}" if before.strip() and mail.words not in before else before or mail.words
    try:
        save_draft(mentorship=pair, sender=writer, words=words, by=me, at=at)
    except NotAllowed:
        return _refuse(arrival, "not_allowed", pair, writer, by=by, at=at)
    except NotNow:
        return _refuse(arrival, "too_long", pair, writer, by=by, at=at)
    _close(arrival, "kept", why, pair, writer, by=by, at=at)
    _tell(letters.KEPT, pair, writer, why=sentence, by=by, at=at)
    return "kept"


def _refuse(arrival: Arrival, why: str, pair: Mentorship, writer: Participant, *, by: Actor, at: datetime) -> str:
    _tell(letters.REFUSED, pair, writer, why=str(SENTENCES[why]), by=by, at=at)
    return _close(arrival, "refused", why, pair, writer, by=by, at=at)


def _close(
    arrival: Arrival,
    state: str,
    why: str,
    pair: Mentorship | None,
    writer: Participant | None,
    *,
    by: Actor,
    at: datetime,
    message: str = "",
) -> str:
    scheme = pair.scheme if pair else None
    also: dict[str, Any] = {"why": why, "message": message, "done_at": at, "claimed_until": None, "pair": pair}
    also |= {"sender": writer, "scheme": scheme, "organisation": scheme.organisation if scheme else None}
    data = {"why": why, "pair": pair.public_id if pair else ""}
    move(arrival, state, table=ARRIVAL, by=by, at=at, also=also, data=data)
    return state


def _tell(
    kind: Any, pair: Mentorship, writer: Participant, *, by: Actor, at: datetime, why: str = "", urgent: bool = False
) -> None:
    """A letter to the address we know, never to one a mail names; at most LETTERS_A_DAY to one person."""
    if not urgent and not within_limit(key=f"relay.tell:{writer.public_id}", most=LETTERS_A_DAY, seconds=DAY, at=at):
        return
    scheme = pair.scheme
    send_letter(
        kind=kind,
        to=writer.person,
        context={"why": why},
        scheme=scheme,
        by=by,
        at=at,
        link=address("messaging:thread", organisation=scheme.organisation, scheme=scheme, pair=pair.public_id),
        urgent=urgent,
    )


def _fold(mail_id: str) -> str:
    """A Message-ID of any length as 64 figures; "" for none."""
    return hashlib.sha256(mail_id.encode("utf-8", "replace")).hexdigest() if mail_id else ""
