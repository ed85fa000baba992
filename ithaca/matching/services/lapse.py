"""Offers with a last day: a reminder before it, and the end of what nobody answered. The clock does both (MATCH-13)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.work import service
from ithaca.matching import letters, rules
from ithaca.matching.models import Proposal
from ithaca.matching.services.offer import tell_closed, until_words
from ithaca.matching.states import PROPOSAL
from ithaca.notices.services.send import send_letter
from ithaca.participants.services.lock import lock_participants
from ithaca.schemes.models import Scheme

#: So many days before the last one whoever has not answered is reminded, once; not on the day of the offer or the next.
REMIND_BEFORE = timedelta(days=3)
NOT_BEFORE = timedelta(days=2)
A_PORTION = 100


@service
def remind_unanswered(*, scheme: Scheme, by: Actor, at: datetime) -> int:
    """One reminder to each side that has not answered and whose last day is near; returns how many letters."""
    rules.offer.require(by=by)
    today, sent = timezone.localdate(at), 0
    near = Proposal.objects.filter(
        scheme=scheme, state="offered", reminded_at=None, answer_by__gte=today, answer_by__lte=today + REMIND_BEFORE
    )
    rows = near.filter(offered_at__lte=at - NOT_BEFORE).select_related("mentor__person", "mentee__person")
    for proposal in rows.order_by("pk")[:A_PORTION]:
        if Proposal.objects.filter(pk=proposal.pk, state="offered", reminded_at=None).update(reminded_at=at) != 1:
            continue
        sent += _remind(proposal, scheme, by, at)
        record(name="matching.reminded", by=by, at=at, about=proposal)
    return sent


def _remind(proposal: Proposal, scheme: Scheme, by: Actor, at: datetime) -> int:
    link = address("matching:see_offer", organisation=scheme.organisation, scheme=scheme, proposal=proposal.public_id)
    sides = (
        (proposal.mentor, "mentee", proposal.mentor_accepted_at),
        (proposal.mentee, "mentor", proposal.mentee_accepted_at),
    )
    waiting = [(side, other) for side, other, said in sides if not said]
    for side, other in waiting:
        context = {"other": scheme.arrangements.word(other), "until": until_words(proposal.answer_by)}
        send_letter(kind=letters.REMINDER, to=side.person, scheme=scheme, context=context, by=by, at=at, link=link)
    return len(waiting)


@service
def lapse_overdue(*, scheme: Scheme, by: Actor, at: datetime) -> int:
    """End every offer whose last day has passed: both are free again and told so in neutral words; returns how many.

    Nobody has said no, so the two may be suggested to each other again.
    """
    rules.offer.require(by=by)
    overdue = Proposal.objects.filter(scheme=scheme, state="offered", answer_by__lt=timezone.localdate(at))
    lapsed = 0
    for proposal in overdue.select_related("mentor__person", "mentee__person").order_by("pk")[:A_PORTION]:
        lock_participants([proposal.mentor, proposal.mentee])
        proposal.refresh_from_db(fields=["state"])
        if proposal.state != "offered":
            continue  # answered between the first look and the lock
        move(proposal, "lapsed", table=PROPOSAL, by=by, at=at)
        tell_closed(proposal, [proposal.mentor, proposal.mentee], by=by, at=at)
        lapsed += 1
    return lapsed
