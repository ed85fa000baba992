"""Reading what came in: whose it may be, and how it went. Nothing here shows a word of a mail."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from ithaca.kernel.actor import Actor, job
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import pair_visible_to, pairs_visible_to
from ithaca.mentorships.states import RUNNING
from ithaca.participants.models import Participant
from ithaca.relay import rules
from ithaca.relay.addresses import Relay
from ithaca.relay.models import Arrival

DOOR = job("relay")
RECENT = timedelta(days=30)


def arrivals_visible_to(by: Actor) -> QuerySet[Arrival]:
    """Every mail that came in, for an administrator and for jobs; nobody else sees that there is one."""
    rows = Arrival.objects.order_by("-created_at", "-pk")
    return rows if rules.answers.allows(by=by) else rows.none()


def counted(by: Actor, at: datetime) -> Counter[str]:
    """How many mails of the last 30 days went which way, by state."""
    rows = arrivals_visible_to(by).filter(created_at__gte=at - RECENT).order_by()
    return Counter(dict(rows.values_list("state").annotate(number=Count("pk"))))


def whose(relay: Relay, sender: str) -> tuple[Mentorship | None, Participant | None]:
    """The pair a mail belongs to and the one of the two who wrote it; (None, None) if there is no such pair.

    To a "reply" address its own side writes; to a "standing" one, whoever of a running pair with that participant has the
    address `sender`. Asked across all schemes, because the address is the door; the caller opens the scope of the pair.
    """
    if relay.kind == "reply":
        pair = pair_visible_to(DOOR, relay.about)
        return (pair, pair.mentor if relay.role == "mentor" else pair.mentee) if pair else (None, None)
    theirs = Q(mentor__public_id=relay.about, mentee__person__email__iexact=sender)
    theirs |= Q(mentee__public_id=relay.about, mentor__person__email__iexact=sender)
    found = list(pairs_visible_to(DOOR).filter(theirs, state__in=RUNNING)[:2]) if sender else []
    if len(found) != 1:
        return None, None
    return found[0], found[0].mentee if found[0].mentor.public_id == relay.about else found[0].mentor


def came_before(arrival: Arrival, pair: Mentorship, sender: Participant, mail_id: str) -> bool:
    """True if this very mail of this sender to this pair has been dealt with already (it was delivered twice)."""
    same = Arrival.objects.filter(pair=pair, sender=sender, mail_id=mail_id, state__in=("passed", "kept"))
    return bool(mail_id) and same.exclude(pk=arrival.pk).exists()
