"""Who may arrange, log and greet."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import LEADS, Role
from ithaca.kernel.rules import Rule
from ithaca.meetings.models import Meeting
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.rules import PAIR, RUNNERS, is_one_of_the_two, not_own

GREETERS = (*RUNNERS, Role.SCHOOL_CONTACT)


def _pair_or_staff(by: Actor, pair: Mentorship) -> bool:
    return by.kind == "job" or by.holds(*RUNNERS) or is_one_of_the_two(by, pair)


def _meeting_or_staff(by: Actor, meeting: Meeting) -> bool:
    return _pair_or_staff(by, meeting.mentorship)


def _at_own_school(by: Actor, meeting: Meeting) -> bool:
    return by.holds(*RUNNERS) or meeting.mentorship.mentee.person.school_id in by.ids_as(Role.SCHOOL_CONTACT)


of_pair = Rule(
    "meetings.of_pair",
    roles=(*PAIR, *RUNNERS, *LEADS),
    says=_("Only the pair and staff see its meetings."),
    about=lambda by, pair: by.holds(*LEADS) or _pair_or_staff(by, pair),
)
hours = Rule("meetings.hours", roles=(*RUNNERS, *LEADS), says=_("Only staff see everybody's hours."))
asked = Rule("meetings.asked", roles=RUNNERS, says=_("Only the co-ordinator approves meetings."))
arrange = Rule(
    "meetings.arrange",
    roles=(*PAIR, *RUNNERS),
    says=_("Only the pair and the co-ordinator arrange meetings."),
    about=_pair_or_staff,
)
confirm = Rule(
    "meetings.confirm",
    roles=RUNNERS,
    says=_("Only the co-ordinator approves meetings, and nobody their own."),
    about=lambda by, meeting: not_own(by, meeting.mentorship),
)
cancel = Rule(
    "meetings.cancel",
    roles=(*PAIR, *RUNNERS),
    says=_("Only the pair and the co-ordinator cancel."),
    about=_meeting_or_staff,
)
log = Rule(
    "meetings.log",
    roles=(Role.MENTOR, *RUNNERS, Role.MENTEE),
    says=_("Only the pair and staff log meetings."),
    about=_pair_or_staff,
)
correct = Rule(
    "meetings.correct",
    roles=(Role.MENTOR, *RUNNERS),
    says=_("Only the mentor and staff correct a log."),
    about=_meeting_or_staff,
)
day = Rule("meetings.day", roles=(*GREETERS, *LEADS), says=_("Only staff and the school contact see the day's list."))
take_back = Rule(
    "meetings.take_back",
    roles=(Role.MENTOR, *RUNNERS),
    says=_("Only the mentor and staff take a log back."),
    about=_meeting_or_staff,
)
greet = Rule(
    "meetings.greet", roles=GREETERS, says=_("Only staff and the school contact mark arrivals."), about=_at_own_school
)
