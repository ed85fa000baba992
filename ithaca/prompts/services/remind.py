"""Reminding: by the clock, capped for each person and week, never in closed weeks or quiet hours (MSG-08, -10, -17)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.work import service
from ithaca.mentorships.gate import contact
from ithaca.notices.services.send import send_letter
from ithaca.notices.services.waiting import wait_until
from ithaca.prompts import letters
from ithaca.prompts.days import quiet_until
from ithaca.prompts.models import Prompt
from ithaca.prompts.selectors import Silent, sent_since, silent_sides
from ithaca.schemes.models import Scheme
from ithaca.schemes.selectors import is_closed

WEEK = timedelta(days=7)


@service
def remind(*, scheme: Scheme, by: Actor, at: datetime) -> int:
    """Remind each side that has not written in time; returns how many letters.

    One reminder a silence, and one more after each further week, up to the scheme's cap for each person and week over all
    their pairs. Nothing where the scheme has reminders off, in closed weeks, in quiet hours, or where the gate is shut.
    """
    arrangements, on = scheme.arrangements, timezone.localdate(at)
    if not arrangements.prompts or quiet_until(arrangements, at) or is_closed(scheme, on):
        return 0
    silent = silent_sides(scheme, at=at)
    gates = contact([line.pair for line in silent], at=at)
    sent = sent_since([line.side for line in silent], at - WEEK)
    done = 0
    for line in silent:
        before = sent[line.side.pk]
        if not gates[line.pair.pk].open or len(before) >= arrangements.prompts_a_week:
            continue
        if any(prompt.mentorship_id == line.pair.pk for prompt in before):
            continue
        before.append(_send(line, by=by, at=at))
        done += 1
    return done


def _send(line: Silent, *, by: Actor, at: datetime) -> Prompt:
    """Write the letter and keep that it went."""
    pair, scheme = line.pair, line.pair.scheme
    other = scheme.arrangements.word("mentee" if line.side.pk == pair.mentor_id else "mentor")
    link = address("messaging:thread", organisation=scheme.organisation, scheme=scheme, pair=pair.public_id)
    context = {"other": other, "days": line.days}
    send_letter(kind=letters.WRITE, to=line.side.person, context=context, scheme=scheme, by=by, at=at, link=link)
    row: Prompt = Prompt.objects.create(
        scheme=scheme, mentorship=pair, participant=line.side, kind="write", created_at=at
    )
    return row


@service
def wait_in_quiet_hours(*, message: Any, by: Actor, at: datetime, **_more: Any) -> None:
    """For `messaging.delivered`: the notice of a message that arrives in quiet hours leaves when they are over (MSG-17).

    The message itself stands on the page at once, and what is urgent never waits: no alarm is a notice of a message.
    """
    until = quiet_until(message.scheme.arrangements, at)
    if until is None:
        return
    pair = message.mentorship
    reader = pair.mentor if message.sender_id == pair.mentee_id else pair.mentee
    wait_until(name="messaging.arrived", person=reader.person, scheme=message.scheme, until=until, by=by, at=at)
