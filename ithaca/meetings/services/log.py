"""Logging: two taps. Date, place and length are filled in; words are asked only where the scheme asks (MEET-07)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.cover.models import Place
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.meetings import letters, rules
from ithaca.meetings.models import Meeting
from ithaca.meetings.services.arrange import tell_coordinator
from ithaca.meetings.services.video import report_unarranged
from ithaca.meetings.services.words import check_place, check_words, may_write, tell_if_urgent
from ithaca.meetings.states import LONGEST, MEETING, SHORTEST
from ithaca.mentorships.gate import may_be_in_contact
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.rules import RUNNERS
from ithaca.mentorships.services.end import touch_contact

SLIP = timedelta(minutes=10)
EARLIEST = timedelta(days=366)


@service
def log_meeting(
    *,
    mentorship: Mentorship,
    starts_at: datetime,
    minutes: int,
    by: Actor,
    at: datetime,
    meeting: Meeting | None = None,
    channel: str = "meetings",
    place: Place | None = None,
    place_words: str = "",
    words: str = "",
    mentor_came: bool = True,
    mentee_came: bool = True,
    gave_advice: bool = False,
) -> Meeting:
    """Put down a session that took place (or that somebody missed); `meeting` is the planned one, if it was planned.

    What happened is recorded even if contact is closed now: a log opens nothing, and then it takes no words of the two to
    each other. Raises NotNow for a time ahead, a length that cannot be, missing words where the scheme asks for them, words
    that must not pass (services/words.py), or the same session logged twice. A session that nobody had agreed to where the
    scheme wants that, or of a pair that was not open, is kept and reported (MEET-02), and so is a talk by video with a child
    that was not arranged (SG-19).
    """
    rules.log.require(by=by, of=mentorship)
    if meeting is not None and meeting.mentorship_id != mentorship.pk:
        raise NotNow(_("This meeting is another pair's."))
    missed = not (mentor_came and mentee_came)
    _check(mentorship, starts_at, minutes, at)
    may = may_write(mentorship, by, at=at)
    check_words(mentorship, by, words, may=may, at=at)
    check_place(mentorship, by, place_words, may=may, at=at)
    if mentorship.scheme.arrangements.log_asks_words and may and not missed and not words.strip():
        raise NotNow(_("Please add a few words on what you talked about."))
    agreed = meeting is not None and meeting.state == "confirmed"
    video_agreed = meeting is not None and agreed and meeting.channel == "video"
    row: Meeting = meeting or _new(mentorship, starts_at, minutes, by, at)
    also = {
        "starts_at": starts_at,
        "minutes": 0 if missed else minutes,
        "channel": channel,
        "place": place,
        "place_words": place_words,
        "words": words.strip(),
        "mentor_came": mentor_came,
        "mentee_came": mentee_came,
        "gave_advice": gave_advice,
        "logged_at": at,
        "logged_by_id": by.person_id,
    }
    move(row, "missed" if missed else "logged", table=MEETING, by=by, at=at, also=also, data={"minutes": minutes})
    tell_if_urgent(row, by, words, at=at)
    if not missed:
        touch_contact(mentorship=mentorship, by=by, at=starts_at)
        _report_unagreed(row, agreed=agreed, by=by, at=at)
        if channel == "video" and not video_agreed and not by.holds(*RUNNERS):
            report_unarranged(row, at=at)
    return row


def _report_unagreed(meeting: Meeting, *, agreed: bool, by: Actor, at: datetime) -> None:
    pair = meeting.mentorship
    if by.holds(*RUNNERS):
        return  # she writes down herself what she would be told, such as the meetings of a pair before it came here
    wanted = pair.scheme.arrangements.meetings_involve == "approve"
    begun = pair.opened_at is not None and meeting.starts_at >= pair.opened_at - timedelta(days=1)
    over = pair.ended_at is not None and meeting.starts_at > pair.ended_at
    if (wanted and not agreed) or not begun or over:
        record(name="meetings.unagreed", by=by, at=at, about=meeting)
        tell_coordinator(meeting, letters.UNAGREED, "mentorships:pairs", by=by, at=at)


def _check(pair: Mentorship, starts_at: datetime, minutes: int, at: datetime) -> None:
    if starts_at > at + timedelta(hours=1):
        raise NotNow(_("This meeting lies ahead. Log it when it has taken place."))
    began = pair.started_on or timezone.localdate(pair.created_at)
    if timezone.localdate(starts_at) < began - EARLIEST:
        raise NotNow(_("This is long before the pair began. Check the year."))
    if not SHORTEST <= minutes <= LONGEST:
        raise NotNow(_("Say how long it was: between 5 minutes and 12 hours."))


def _new(pair: Mentorship, starts_at: datetime, minutes: int, by: Actor, at: datetime) -> Meeting:
    """A session that was never planned; the same pair and minute twice is a slip of the finger."""
    twice = Meeting.objects.filter(
        mentorship=pair,
        state__in=("logged", "missed"),
        starts_at__gt=starts_at - SLIP,
        starts_at__lt=starts_at + SLIP,
    )
    if twice.exists():
        raise NotNow(_("A meeting at this time is logged already."))
    row: Meeting = Meeting.objects.create(
        scheme=pair.scheme,
        mentorship=pair,
        starts_at=starts_at,
        minutes=minutes,
        arranged_by_id=by.person_id,
        created_at=at,
    )
    return row


@service
def correct(
    *,
    meeting: Meeting,
    starts_at: datetime,
    minutes: int,
    reason: str,
    by: Actor,
    at: datetime,
    words: str | None = None,
) -> None:
    """Put a log right, with a reason; the old figures stand in the audit log. `words` None leaves the words as they are."""
    rules.correct.require(by=by, of=meeting)
    if meeting.state not in ("logged", "missed"):
        raise NotNow(_("Only a meeting that was logged can be corrected."))
    if not reason.strip():
        raise NotNow(_("Say in a few words what was wrong."))
    _check(meeting.mentorship, starts_at, minutes, at)
    new = "" if words is None or words.strip() == meeting.words else words.strip()
    check_words(meeting.mentorship, by, new, may=not new or may_write(meeting.mentorship, by, at=at), at=at)
    data = {"minutes_before": meeting.minutes, "minutes": minutes, "started_before": meeting.starts_at.isoformat()}
    also = {
        "starts_at": starts_at,
        "minutes": minutes,
        "words": meeting.words if words is None else words.strip(),
        "mentor_came": True,
        "mentee_came": True,
        "cancel_reason": reason.strip()[:200],
        "logged_by_id": by.person_id if new else meeting.logged_by_id,
    }
    move(meeting, "logged", table=MEETING, by=by, at=at, also=also, data=data)
    tell_if_urgent(meeting, by, new, at=at)


@service
def take_back(*, meeting: Meeting, reason: str, by: Actor, at: datetime) -> None:
    """A log made by mistake: it no longer counts."""
    rules.correct.require(by=by, of=meeting)
    if meeting.state not in ("logged", "missed"):
        raise NotNow(_("Only a meeting that was logged can be taken back."))
    also = {"cancel_reason": reason.strip()[:200], "cancelled_at": at, "cancelled_by_id": by.person_id}
    move(meeting, "cancelled", table=MEETING, by=by, at=at, also=also)


@service
def greet(*, meeting: Meeting, by: Actor, at: datetime) -> None:
    """The mentor has arrived and was met (MEET-20). Pressing twice changes nothing.

    The gate is asked once more at the door of the school: NotNow says to keep the two apart if it has shut since.
    """
    rules.greet.require(by=by, of=meeting)
    if meeting.state != "confirmed" or timezone.localdate(meeting.starts_at) != timezone.localdate(at):
        raise NotNow(_("This meeting is not on today's list any more."))
    if not may_be_in_contact(meeting.mentorship, at=at).open:
        raise NotNow(_("This meeting must not take place now. Ask the mentor to wait, and telephone the co-ordinator."))
    if Meeting.objects.filter(pk=meeting.pk, arrived_at=None).update(arrived_at=at, greeted_by_id=by.person_id):
        record(name="meetings.arrived", by=by, at=at, about=meeting)


@service
def depart(*, meeting: Meeting, by: Actor, at: datetime) -> None:
    """The mentor has left. Raises NotNow if the arrival was never marked."""
    rules.greet.require(by=by, of=meeting)
    if meeting.arrived_at is None:
        raise NotNow(_("Mark the arrival first."))
    if Meeting.objects.filter(pk=meeting.pk, left_at=None).update(left_at=at):
        record(name="meetings.departed", by=by, at=at, about=meeting)
