"""Arranging a session: within the gate, the scheme's places, and with somebody on duty where a school needs it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.audit.services.append import record
from ithaca.audit.services.move import move
from ithaca.consents.selectors import all_permit, parents_said_yes
from ithaca.cover.models import Duty, Place
from ithaca.cover.selectors import missing_cover, on_duty
from ithaca.kernel.actor import Actor
from ithaca.kernel.doors import address
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.work import service
from ithaca.meetings import letters, rules
from ithaca.meetings.models import Meeting
from ithaca.meetings.selectors import uncovered
from ithaca.meetings.services.words import check_place
from ithaca.meetings.states import AHEAD, LONGEST, MEETING, MEETING_CHANNELS, SHORTEST
from ithaca.mentorships.gate import Gate, lock_for_contact, may_be_in_contact
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.rules import RUNNERS, not_own
from ithaca.mentorships.selectors import has_child
from ithaca.notices.letters import LetterKind
from ithaca.notices.services.send import send_letter
from ithaca.schemes.selectors import coordinator_of
from ithaca.ui.words import full_day

FURTHEST = timedelta(days=366)


def what_stands_in_the_way(meeting: Meeting, *, at: datetime, gate: Gate | None = None) -> str:
    """The rule that stops this session from being confirmed, as a sentence; "" if none does (MEET-01, -03, RISK-06).

    `gate` is the pair's, for a list that has asked it for all of its pairs at once.
    """
    pair = meeting.mentorship
    arrangements = pair.scheme.arrangements
    if not (gate or may_be_in_contact(pair, at=at)).open:
        return _("Meetings are not possible at the moment.")
    if meeting.channel not in MEETING_CHANNELS or not arrangements.allows(meeting.channel):
        return _("This scheme does not meet that way.")
    on = timezone.localdate(meeting.starts_at)
    if meeting.channel == "video":
        return _against_video(meeting, on)
    if meeting.channel != "meetings":
        return ""
    overdue = missing_cover(pair.scheme, on=on, for_meetings=True)
    if overdue:
        return f"{overdue[0].sentence} {_('Until then no new meeting can be arranged.')}"
    if not all_permit("meeting_place", [pair.mentor, pair.mentee], arrangements=arrangements, on=on):
        return _("A parent or carer has not said yes to meeting at the scheme's places.")
    if arrangements.designated_places_only and (meeting.place is None or meeting.place.closed_at is not None):
        return _("Choose one of the scheme's places.")
    if arrangements.duty_needed and not on_duty(
        scheme=pair.scheme,
        partner=pair.mentee.person.school,
        starts=meeting.starts_at,
        ends=meeting.starts_at + timedelta(minutes=meeting.minutes),
    ):
        return _("Nobody is on duty for the whole of that time. Ask the co-ordinator, or choose another time.")
    return ""


def _against_video(meeting: Meeting, on: date) -> str:
    """Where one of the two is or may be under 18, a parent has said yes to video and somebody is on duty who can join (SG-19).

    On duty at the mentee's school, or anywhere for a mentee without one.
    """
    pair = meeting.mentorship
    two = [pair.mentor, pair.mentee]
    if not has_child(pair, on):
        return ""
    if not parents_said_yes("video", two, arrangements=pair.scheme.arrangements, on=on):
        return _("A parent or carer has not said yes to talking by video.")
    ends = meeting.starts_at + timedelta(minutes=meeting.minutes)
    school = pair.mentee.person.school
    if not on_duty(scheme=pair.scheme, partner=school, starts=meeting.starts_at, ends=ends):
        return _("Nobody is on duty who could join the call. Ask the co-ordinator, or choose another time.")
    return ""


@service
def arrange(
    *,
    mentorship: Mentorship,
    starts_at: datetime,
    minutes: int,
    by: Actor,
    at: datetime,
    channel: str = "meetings",
    place: Place | None = None,
    place_words: str = "",
) -> Meeting:
    """Plan a session. It is confirmed at once unless the scheme wants the co-ordinator's approval (MEET-02).

    Raises NotNow naming the rule that stands in the way.
    """
    rules.arrange.require(by=by, of=mentorship)
    lock_for_contact(mentorship)
    if starts_at <= at:
        raise NotNow(_("This time has passed. To put down a meeting that took place, log it."))
    if starts_at > at + FURTHEST:
        raise NotNow(_("This is more than a year ahead. Check the year."))
    if not SHORTEST <= minutes <= LONGEST:
        raise NotNow(_("Say how long it is to be: between 5 minutes and 12 hours."))
    check_place(mentorship, by, place_words, may=True, at=at)
    meeting: Meeting = Meeting.objects.create(
        scheme=mentorship.scheme,
        mentorship=mentorship,
        starts_at=starts_at,
        minutes=minutes,
        channel=channel,
        place=place,
        place_words=place_words,
        arranged_by_id=by.person_id,
        created_at=at,
    )
    hindrance = what_stands_in_the_way(meeting, at=at)
    if hindrance:
        raise NotNow(hindrance)
    record(name="meetings.arranged", by=by, at=at, about=meeting)
    staff = by.holds(*RUNNERS) and not_own(by, mentorship)
    involve = "none" if staff else mentorship.scheme.arrangements.meetings_involve
    if involve == "approve":
        move(meeting, "asked", table=MEETING, by=by, at=at)
        tell_coordinator(meeting, letters.ASKED, "meetings:asked", by=by, at=at)
        return meeting
    move(meeting, "confirmed", table=MEETING, by=by, at=at)
    tell_pair(meeting, letters.CONFIRMED, by=by, at=at)
    if involve == "told":
        tell_coordinator(meeting, letters.TOLD, "meetings:day", by=by, at=at)
    return meeting


def tell_coordinator(meeting: Meeting, kind: LetterKind, page: str, *, by: Actor, at: datetime) -> None:
    """One letter to the co-ordinator about a meeting, with day, time and place and no name."""
    scheme = meeting.scheme
    coordinator = coordinator_of(scheme, on=timezone.localdate(at))
    if coordinator is not None:
        link = address(page, organisation=scheme.organisation, scheme=scheme)
        send_letter(kind=kind, to=coordinator, scheme=scheme, context=_facts(meeting), by=by, at=at, link=link)


@service
def confirm(*, meeting: Meeting, by: Actor, at: datetime) -> None:
    """The co-ordinator approves; every rule is asked again."""
    rules.confirm.require(by=by, of=meeting)
    lock_for_contact(meeting.mentorship)
    hindrance = what_stands_in_the_way(meeting, at=at)
    if hindrance:
        raise NotNow(hindrance)
    move(meeting, "confirmed", table=MEETING, by=by, at=at, also={"approved_by_id": by.person_id})
    tell_pair(meeting, letters.CONFIRMED, by=by, at=at)


@service
def cancel(*, meeting: Meeting, reason: str, by: Actor, at: datetime) -> None:
    """Call it off: who, how long before, and that the others were written to (MEET-08)."""
    rules.cancel.require(by=by, of=meeting)
    if meeting.state not in AHEAD:
        raise NotNow(_("Only a meeting that is planned can be called off."))
    also = {
        "cancelled_by_id": by.person_id,
        "cancelled_at": at,
        "cancel_reason": reason.strip()[:200],
        "cancel_told_at": at,
    }
    move(meeting, "cancelled", table=MEETING, by=by, at=at, also=also)
    tell_pair(meeting, letters.CANCELLED, by=by, at=at)


@service
def cancel_upcoming(*, mentorship: Mentorship, by: Actor, at: datetime) -> None:
    """The pair has ended: what was planned does not take place. Both were told of the ending, so no letter more."""
    rows = Meeting.objects.filter(mentorship=mentorship, state__in=AHEAD, starts_at__gte=at)
    also = {"cancelled_by_id": by.person_id, "cancelled_at": at, "cancel_told_at": at}
    for meeting in rows.order_by("pk"):
        move(meeting, "cancelled", table=MEETING, by=by, at=at, also=also)


@service
def look_at_cover(*, duty: Duty, by: Actor, at: datetime) -> None:
    """Somebody is no longer on duty: the co-ordinator hears of each session that has lost its supervisor (MEET-03)."""
    scheme = duty.scheme
    if not scheme.arrangements.duty_needed:
        return
    for meeting in uncovered(scheme, since=at, until=at + FURTHEST):
        if timezone.localdate(meeting.starts_at) == duty.day:
            record(name="meetings.cover_lost", by=by, at=at, about=meeting)
            tell_coordinator(meeting, letters.COVER_LOST, "meetings:day", by=by, at=at)


def tell_pair(meeting: Meeting, kind: LetterKind, *, by: Actor, at: datetime) -> None:
    """Write to both, except to whoever did it; a pupil without an address gets a paper note through the school."""
    scheme, pair = meeting.scheme, meeting.mentorship
    link = address("mentorships:pair", organisation=scheme.organisation, scheme=scheme, pair=pair.public_id)
    for side in (pair.mentor, pair.mentee):
        if side.person_id != by.person_id:
            context = _facts(meeting)
            send_letter(kind=kind, to=side.person, scheme=scheme, context=context, by=by, at=at, link=link, urgent=True)


def _facts(meeting: Meeting) -> dict[str, object]:
    where = meeting.place.name if meeting.place else meeting.place_words or meeting.channel
    local = timezone.localtime(meeting.starts_at)
    when = _("%(day)s at %(time)s") % {"day": full_day(local.date()), "time": f"{local:%H:%M}"}
    return {"when": when, "where": where}
