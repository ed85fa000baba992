"""What the pages of meetings show, and what this room adds to the page of a pair."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.cover.selectors import duties_visible_to
from ithaca.kernel.actor import Actor, job
from ithaca.kernel.doors import Door
from ithaca.meetings import rules, selectors
from ithaca.meetings.models import Meeting
from ithaca.meetings.services.words import ABOUT, REFUSED, shown_words
from ithaca.meetings.states import AHEAD, CHANNELS, STATE_WORDS
from ithaca.mentorships.gate import contact, may_be_in_contact
from ithaca.mentorships.hooks import PairPart
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.selectors import side_of
from ithaca.mentorships.states import RUNNING
from ithaca.oncall.selectors import SAYS_FOR, ToldAbout, told_lately
from ithaca.participants.models import Participant
from ithaca.safeguarding.services import unheard_ref
from ithaca.screening import looked_at, tells_of_harm
from ithaca.ui.parts import Fact
from ithaca.ui.words import day, length_words

KINDS = {
    "confirmed": "good",
    "asked": "wait",
    "planned": "wait",
    "logged": "neutral",
    "missed": "bad",
    "cancelled": "neutral",
}


def where_of(meeting: Meeting) -> str:
    """The place, or the way of meeting."""
    return meeting.place.name if meeting.place else meeting.place_words or str(CHANNELS.get(meeting.channel, ""))


def when_and_where(meeting: Meeting) -> str:
    """ "Tuesday at 14:00, School library, 1 hour"."""
    local = timezone.localtime(meeting.starts_at)
    moment = _("%(day)s at %(time)s") % {"day": day(local.date()), "time": f"{local:%H:%M}"}
    parts = (moment, where_of(meeting), length_words(meeting.minutes) if meeting.minutes else "")
    return ", ".join(part for part in parts if part)


def names_for(pair: Mentorship, by: Actor) -> str:
    """Who meets, as this reader may see it: both names for staff, the other's first name for the two."""
    side = side_of(pair, by)
    if side is None:
        return f"{pair.mentor.person.name} – {pair.mentee.person.name}"
    other = pair.mentee if side.pk == pair.mentor_id else pair.mentor
    return str(other.person.given_name)


def hours_words(pair: Mentorship, minutes: int) -> str:
    """Hours so far, with the balance against the scheme's least or most (MEET-11)."""
    arrangements = pair.scheme.arrangements
    so_far = length_words(minutes)
    to_go = (arrangements.hours_least or 0) * 60 - minutes
    if to_go > 0:
        return _("%(so_far)s, %(left)s to go") % {"so_far": so_far, "left": length_words(to_go)}
    if arrangements.hours_most:
        left = arrangements.hours_most * 60 - minutes
        if left < 0:
            return _("%(so_far)s, %(over)s over the most") % {"so_far": so_far, "over": length_words(-left)}
        return _("%(so_far)s, at most %(left)s more") % {"so_far": so_far, "left": length_words(left)}
    return so_far


def for_pair(door: Door, pair: Mentorship, *, at: datetime) -> dict[str, Any]:
    """The page of a pair's meetings. The words of a log are for the two alone."""
    meetings = list(selectors.of_pair(pair))
    held, minutes = selectors.totals_of([pair])[pair.pk]
    side = side_of(pair, door.by)
    gate = may_be_in_contact(pair, at=at)
    said = {meeting.pk: shown_words(meeting, pair, side, at=at) for meeting in meetings} if side is not None else {}
    rows = [_line(door, meeting, said.get(meeting.pk, "")) for meeting in meetings]
    return {
        "pair": pair,
        "both": names_for(pair, door.by),
        "ahead": [row for row in rows[::-1] if row["meeting"].state in AHEAD],
        "past": [row for row in rows if row["meeting"].state not in AHEAD],
        "facts": [Fact(_("Meetings so far"), str(held)), Fact(_("Time together"), hours_words(pair, minutes))],
        "help": help_for(pair, side, at=at),
        "may_log": pair.state != "gated" and rules.log.allows(by=door.by, of=pair),
        "may_arrange": gate.open and rules.arrange.allows(by=door.by, of=pair),
    }


def help_for(pair: Mentorship, reader: Participant | None, *, at: datetime) -> ToldAbout | None:
    """For the mentee's own words in a log that tell of harm, kept or refused in the last days: whom the alarm rang (SG-8).
    None for anybody else."""
    if reader is None or reader.role != "mentee":
        return None
    if lately := told_lately(pair.scheme, unheard_ref(REFUSED, pair, reader.role), at):
        return lately
    own = selectors.of_pair(pair).filter(logged_by=reader.person_id, logged_at__gt=at - SAYS_FOR).exclude(words="")
    for row in own:
        told = told_lately(pair.scheme, f"{ABOUT}{row.public_id}", at)
        if told is not None and tells_of_harm(looked_at(row.words, role="mentee")):
            return told
    return None


def _line(door: Door, meeting: Meeting, said: str) -> dict[str, Any]:
    logged = meeting.state in ("logged", "missed")
    return {
        "meeting": meeting,
        "words": when_and_where(meeting),
        "state": STATE_WORDS[meeting.state],
        "kind": KINDS[meeting.state],
        "said": said,
        "may_cancel": meeting.state in AHEAD and rules.cancel.allows(by=door.by, of=meeting),
        "may_correct": logged and rules.correct.allows(by=door.by, of=meeting),
    }


def for_day(door: Door, *, on: date, at: datetime) -> dict[str, Any]:
    """The day's list: who is on duty, who is expected, and what must not take place because its gate is shut."""
    meetings = selectors.day_list(by=door.by, scheme=door.scheme, day=on)
    gates = contact([meeting.mentorship for meeting in meetings], at=at)
    first, last = selectors.day_bounds(on)
    bare = {meeting.pk for meeting in selectors.uncovered(door.scheme, since=first, until=last)}
    duties = [duty for duty in duties_visible_to(job("meetings.day"), door.scheme, since=on) if duty.day == on]
    own = {duty.pk for duty in duties_visible_to(door.by, door.scheme, since=on)}
    today = on == timezone.localdate(at)
    return {
        "day": on,
        "today": today,
        "duties": [duty for duty in duties if duty.pk in own or duty.partner_id is None],
        "rows": [
            {
                "meeting": meeting,
                "where": where_of(meeting),
                "open": gates[meeting.mentorship_id].open,
                "bare": meeting.pk in bare,
                "may_greet": today and rules.greet.allows(by=door.by, of=meeting),
            }
            for meeting in meetings
        ],
    }


def pair_parts(*, mentorship: Mentorship, by: Actor, at: datetime, open: bool) -> list[PairPart]:
    """The answer to `mentorships.pair_parts`: log, arrange, the list; the next meeting and the hours so far."""
    if mentorship.state == "gated" or not selectors.channels_of(mentorship.scheme):
        return []
    if not rules.of_pair.allows(by=by, of=mentorship):
        return []
    args = (("pair", mentorship.public_id),)
    parts = [PairPart(_("All meetings"), page="meetings:of_pair", page_args=args, position=40)]
    main = side_of(mentorship, by) is not None
    # While contact is shut the two are not invited to meet; what took place is still logged from the list of meetings.
    if mentorship.state in RUNNING and (open or not main) and rules.log.allows(by=by, of=mentorship):
        parts.append(PairPart(_("Log a meeting"), page="meetings:log", page_args=args, main=main, position=20))
    if open and rules.arrange.allows(by=by, of=mentorship):
        parts.append(PairPart(_("Arrange a meeting"), page="meetings:arrange", page_args=args, position=30))
    coming = selectors.next_of([mentorship], at=at).get(mentorship.pk)
    held, minutes = selectors.totals_of([mentorship])[mentorship.pk]
    parts.append(PairPart(_("Next meeting"), when_and_where(coming) if coming else _("none planned")))
    parts.append(
        PairPart(_("Meetings so far"), f"{held} · {hours_words(mentorship, minutes)}" if held else _("none yet"))
    )
    return parts
