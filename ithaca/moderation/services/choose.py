"""Which delivered messages a person is to read: a random part, the first three of a pair, and whatever lost a detail."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.work import service
from ithaca.mentorships.selectors import has_child
from ithaca.messaging.models import Message
from ithaca.messaging.selectors import is_among_first, passed_by_machine
from ithaca.moderation.drawing import FIRST_OF_A_PAIR, LEAST_WITH_CHILDREN, lot, share
from ithaca.moderation.models import Rate, Reading
from ithaca.moderation.services.removals import note_removal
from ithaca.schemes.models import Scheme

#: What the check calls plans to meet, and to talk somewhere else.
PLANS = {"MEET", "OFFPLATFORM"}
A_WEEK, A_DAY = timedelta(days=7), timedelta(days=1)


@service
def choose(*, message: Message, removed: bool, by: Actor, at: datetime) -> Reading | None:
    """Told of every delivered message: put it on the reading list if chance, its place in the pair or a removed detail
    says so (MSG-05). What a person let through has been read and is not put there again.

    Nothing about it is shown or told to the two.
    """
    child = has_child(message.mentorship, timezone.localdate(at))
    if removed and child:
        note_removal(message=message, by=by, at=at)
    if message.decided_by_id is not None:
        return None
    rate = current_share(scheme=message.scheme, by=by, at=at)
    drawn = lot(message.public_id) < (max(rate, LEAST_WITH_CHILDREN) if child else rate)
    why = _why(message, details=removed and child)
    if why == "sample" and not drawn:
        return None
    row: Reading = Reading.objects.create(scheme=message.scheme, message=message, why=why, drawn=drawn, created_at=at)
    record(name="moderation.chosen", by=by, at=at, about=row, data={"why": why, "message": message.public_id})
    return row


def _why(message: Message, *, details: bool) -> str:
    """Why a person reads it, whatever chance says; "sample" where nothing else does.

    Plans to meet and to talk elsewhere pass where a scheme for adults says so; where meetings go through the co-ordinator, she
    sees them (MSG-14).
    """
    if details:
        return "details"
    found = {kind for _start, _end, kind in message.spans}
    if found & PLANS and message.scheme.arrangements.meetings_involve != "none":
        return "meeting"
    return "first" if is_among_first(message, FIRST_OF_A_PAIR) else "sample"


@service
def current_share(*, scheme: Scheme, by: Actor, at: datetime) -> float:
    """The share of messages that is drawn today; worked out once a day from the last week's messages."""
    del by
    row, _made = Rate.objects.get_or_create(scheme=scheme)
    if row.counted_at is None or not timedelta(0) <= at - row.counted_at < A_DAY:
        _count_again(row, scheme, at)
    return float(row.share)


@service
def set_share_again(*, scheme: Scheme, by: Actor, at: datetime) -> None:
    """The minutes have changed: the share is worked out anew with the next message."""
    del by, at
    Rate.objects.filter(scheme=scheme).update(counted_at=None)


def _count_again(row: Rate, scheme: Scheme, at: datetime) -> None:
    arrangements = scheme.arrangements
    row.share = share(
        minutes=arrangements.reading_minutes(),
        a_week=passed_by_machine(scheme, since=at - A_WEEK),
        children=arrangements.mentees_may_be_children,
    )
    row.counted_at = at
    stale = Q(counted_at=None) | Q(counted_at__lte=at - A_DAY) | Q(counted_at__gt=at)
    Rate.objects.filter(stale, pk=row.pk).update(share=row.share, counted_at=at)
