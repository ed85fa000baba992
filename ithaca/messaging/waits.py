"""How long held messages wait, in the scheme's working time, and what the writer of one is told (SG-6, SG-8)."""

from __future__ import annotations

from datetime import datetime, timedelta
from statistics import median

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.mentorships.models import Mentorship
from ithaca.messaging.lines import came_back, may_need_help
from ithaca.messaging.models import Message
from ithaca.messaging.selectors import UNSENT, ref_of
from ithaca.oncall.selectors import SAYS_FOR, ToldAbout, hours_of, told_about, told_lately
from ithaca.participants.models import Participant
from ithaca.safeguarding.services import unheard_ref
from ithaca.schemes.models import Scheme
from ithaca.ui.words import when

#: How far back the median looks, how many decisions it is made of at most, and how many it needs to mean anything.
LOOKS_BACK, MOST, LEAST = timedelta(days=90), 500, 3


def next_read_words(next_open: datetime | None, at: datetime) -> str:
    """When held words are next read, for their writer: the same for every held message, whatever is in it (SG-13)."""
    if next_open is None:
        return _("Waiting for a look. Somebody reads it before it is passed on.")
    if next_open == at:
        return _("Waiting for a look. Somebody reads it in working hours, which are now.")
    return _("Waiting for a look. Held words are next read %(when)s.") % {"when": when(next_open)}


def median_wait(scheme: Scheme, at: datetime) -> timedelta | None:
    """The median working time that ordinary held messages of the last 90 days waited for a decision; None for too few."""
    rows = Message.objects.filter(scheme=scheme, decided_at__gte=at - LOOKS_BACK, decided_by__isnull=False)
    rows = rows.exclude(action="urgent")  # their alarm counts real time, and delivering one takes two people
    found = list(rows.order_by("-decided_at").values_list("sent_at", "decided_at")[:MOST])
    if len(found) < LEAST:
        return None
    hours = hours_of(scheme)
    return timedelta(seconds=median(hours.worked(sent, decided).total_seconds() for sent, decided in found))


def wait_words(wait: timedelta | None) -> str:
    """The median wait as a sentence; empty while there is none."""
    if wait is None:
        return ""
    minutes = round(wait.total_seconds() / 60)
    if minutes < 60:
        return ngettext(
            "Half of the held messages are decided within %(n)d minute of working time.",
            "Half of the held messages are decided within %(n)d minutes of working time.",
            minutes,
        ) % {"n": minutes}
    count = round(minutes / 60)
    return ngettext(
        "Half of the held messages are decided within %(n)d hour of working time.",
        "Half of the held messages are decided within %(n)d hours of working time.",
        count,
    ) % {"n": count}


def help_for(pair: Mentorship, reader: Participant, messages: list[Message], at: datetime) -> ToldAbout | None:
    """For the mentee's own latest words that tell of harm and were stopped: whom the alarm rang. None for anybody else."""
    for message in messages:
        stopped = message.state in ("urgent", "escalated", "locked") and message.sent_at > at - SAYS_FOR
        if stopped and not came_back(message) and may_need_help(message, reader):
            return told_about(pair.scheme, ref_of(message), at)
    return None


def help_unsent(pair: Mentorship, reader: Participant, at: datetime) -> ToldAbout | None:
    """For a mentee whose words could not be sent and tell of harm: whom the alarm about them rang. None for anybody else."""
    ref = unheard_ref(UNSENT, pair, reader.role)
    return told_lately(pair.scheme, ref, at) if reader.role == "mentee" else None
