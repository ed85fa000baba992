"""A pair begins (gated), and its contact opens when nothing is missing."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.mentorships import letters, rules
from ithaca.mentorships.gate import lock_for_contact, what_is_missing, with_people
from ithaca.mentorships.hooks import pair_opened
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import free_capacity
from ithaca.mentorships.services.rules_text import keep_rules
from ithaca.mentorships.services.telling import tell_both
from ithaca.mentorships.states import MENTORSHIP
from ithaca.participants.models import Participant
from ithaca.participants.services.lock import lock_participants
from ithaca.participants.states import TAKING_PART
from ithaca.schemes.arrangements import Duration
from ithaca.schemes.models import Scheme


@service
def begin(
    *,
    mentor: Participant,
    mentee: Participant,
    why: str,
    by: Actor,
    at: datetime,
    proposal: str = "",
    minutes_before: int = 0,
    meetings_before: int = 0,
    started_on: date | None = None,
) -> Mentorship:
    """Begin a pair with the reason it was made (MATCH-01). It stays gated until the gate has nothing missing.

    `started_on`, `minutes_before` and `meetings_before` are what a running pair had behind it when it was brought in.
    Raises NotNow if the two are a pair already, one of them no longer takes part, or the mentor has no room (MATCH-12).
    """
    rules.begin.require(by=by)
    if mentor.role != "mentor" or mentee.role != "mentee" or mentor.person_id == mentee.person_id:
        raise NotNow(_("A pair is one mentor and one mentee, two different people."))
    _ask_room(mentor, mentee)
    try:
        with transaction.atomic():
            pair: Mentorship = Mentorship.objects.create(
                scheme=mentor.scheme,
                mentor=mentor,
                mentee=mentee,
                why=why,
                proposal=proposal,
                started_on=started_on,
                minutes_before=minutes_before,
                meetings_before=meetings_before,
                created_at=at,
            )
    except IntegrityError as error:
        raise NotNow(_("These two are a pair already.")) from error
    keep_rules(scheme=mentor.scheme, by=by, at=at)
    record(
        name="mentorships.begun",
        by=by,
        at=at,
        about=pair,
        data={"mentor": mentor.public_id, "mentee": mentee.public_id},
    )
    tell_both(pair, letters.SIGN, by=by, at=at, page="mentorships:sign")
    return pair


def _ask_room(mentor: Participant, mentee: Participant) -> None:
    """Lock both and look again: two pairs made at once must not both take the mentor's last place."""
    now = {row.pk: row for row in lock_participants([mentor, mentee])}
    for side in (mentor, mentee):
        if side.pk not in now or now[side.pk].state not in TAKING_PART:
            raise NotNow(_("%(name)s no longer takes part in the scheme.") % {"name": side.person.name})
    if free_capacity([now[mentor.pk]])[mentor.pk] < 1:
        raise NotNow(_("%(name)s has no free place.") % {"name": mentor.person.name})


@service
def open_pair(*, mentorship: Mentorship, by: Actor, at: datetime) -> Mentorship:
    """Open contact. Raises NotNow naming the first thing that is missing; there is no way round the gate."""
    rules.open_rule.require(by=by, of=mentorship)
    lock_for_contact(mentorship)
    if mentorship.state != "gated":
        raise NotNow(_("This pair is open already, or has ended."))
    missing = what_is_missing([mentorship], at=at)[mentorship.pk]
    if missing:
        raise NotNow(f"{missing[0].about}: {missing[0].sentence}" if missing[0].about else missing[0].sentence)
    today = timezone.localdate(at)
    also = {
        "opened_at": at,
        "last_contact_at": at,
        "planned_end": planned_end(mentorship.scheme.arrangements.duration, mentorship.started_on or today),
    }
    move(mentorship, "active", table=MENTORSHIP, by=by, at=at, also=also)
    pair_opened.tell(mentorship=mentorship, by=by, at=at)
    tell_both(mentorship, letters.OPENED, by=by, at=at, page="mentorships:pair")
    return mentorship


@service
def open_ready_pairs(*, scheme: Scheme, by: Actor, at: datetime) -> int:
    """Open every gated pair of the scheme that lacks nothing; the clock does this, so that nobody waits for a press."""
    rules.open_rule.require(by=by)
    gated = list(with_people().filter(scheme=scheme, state="gated").order_by("pk"))
    lacking = what_is_missing(gated, at=at)
    opened = 0
    for pair in gated:
        if lacking[pair.pk]:
            continue
        try:
            open_pair(mentorship=pair, by=by, at=at)
        except NotNow:
            continue  # something closed its gate between the first look and the locked one: it stays shut
        opened += 1
    return opened


def planned_end(duration: Duration, start: date) -> date | None:
    """When a pair that starts on `start` is planned to end (SCH-15); None where nothing is stated.

    An academic year ends on 31 July; weeks and months count from the start; a fixed date is itself.
    """
    if duration.kind == "academic_year":
        return date(start.year + (start.month >= 8), 7, 31)
    if duration.kind == "weeks" and duration.number:
        return start + timedelta(weeks=duration.number)
    if duration.kind == "months" and duration.number:
        months = start.month - 1 + duration.number
        year, month = start.year + months // 12, months % 12 + 1
        last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
        return date(year, month, min(start.day, last))
    if duration.kind == "date" and duration.date:
        return date.fromisoformat(duration.date)
    return None
