"""Who may do what with a pair."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import LEADS, STAFF, Role
from ithaca.kernel.rules import Rule
from ithaca.mentorships.models import Mentorship, Pause
from ithaca.mentorships.selectors import pauses_visible_to
from ithaca.participants.models import Participant

RUNNERS = (Role.COORDINATOR, Role.DEPUTY)
PAIR = (Role.MENTOR, Role.MENTEE)


def is_one_of_the_two(by: Actor, pair: Mentorship) -> bool:
    """True if the actor is the mentor or the mentee of this pair, in that role."""
    return pair.mentor_id in by.ids_as(Role.MENTOR) or pair.mentee_id in by.ids_as(Role.MENTEE)


def is_that_side(by: Actor, side: Participant) -> bool:
    """True if the actor is this very participant, in that role (or a job)."""
    return by.kind == "job" or side.pk in by.ids_as(Role(side.role))


def not_own(by: Actor, pair: Mentorship) -> bool:
    """False for a pair the actor is in, under whatever name: nobody decides about themself."""
    if by.kind == "job":
        return True
    people = (pair.mentor.person, pair.mentee.person)
    return not any(
        person.pk in by.person_ids or (person.account_id is not None and person.account_id == by.account_id)
        for person in people
    )


def _not_own_pause(by: Actor, pause: Pause) -> bool:
    """False for a pause on the actor, on a pair the actor is in, or on the other side of such a pair."""
    return by.kind == "job" or pauses_visible_to(by).filter(pk=pause.pk).exists()


def _the_two_or_parent(by: Actor, pair: Mentorship) -> bool:
    return is_one_of_the_two(by, pair) or pair.mentee_id in by.ids_as(Role.PARENT)


def _mine_or_staff(by: Actor, pair: Mentorship) -> bool:
    return by.holds(*STAFF) or _the_two_or_parent(by, pair)


expect = Rule("mentorships.expect", level="public", says=_("Everybody may read what to expect."))
see = Rule(
    "mentorships.see",
    roles=(*RUNNERS, *LEADS, *PAIR, Role.PARENT),
    says=_("This pair is not yours to see."),
    about=_mine_or_staff,
)
mine = Rule("mentorships.mine", roles=(*PAIR, Role.PARENT), says=_("This page is for mentors, mentees and parents."))
list_pairs = Rule("mentorships.list", roles=(*RUNNERS, *LEADS), says=_("Only staff see the list of pairs."))
write = Rule("mentorships.write", roles=RUNNERS, says=_("Only the co-ordinator and a deputy write to many people."))
begin = Rule(
    "mentorships.begin",
    roles=(Role.COORDINATOR, Role.DEPUTY, Role.MATCHER, *PAIR),
    says=_("Pairs are made by accepting an offer, or brought in by the co-ordinator."),
)
open_rule = Rule("mentorships.open", roles=RUNNERS, says=_("Only the co-ordinator opens contact."))
sign = Rule("mentorships.sign", roles=PAIR, says=_("Only the two people of this pair sign."), about=is_one_of_the_two)
pause = Rule(
    "mentorships.pause",
    roles=(*RUNNERS, *LEADS),
    says=_("Only the co-ordinator, a deputy or a safeguarding lead pauses contact."),
)
pauses = Rule("mentorships.pauses", roles=(*RUNNERS, *LEADS), says=_("Only staff see what is paused."))
lift = Rule(
    "mentorships.lift",
    roles=(Role.COORDINATOR, *LEADS),
    says=_("Only the co-ordinator or a safeguarding lead lets contact go on, and nobody their own."),
    about=_not_own_pause,
)
not_working = Rule(
    "mentorships.not_working",
    roles=(*PAIR, Role.PARENT),
    says=_("Only the two people of this pair, or a parent, can say this."),
    about=_the_two_or_parent,
)
repair = Rule(
    "mentorships.repair",
    roles=(*RUNNERS, *LEADS),
    says=_("Only staff answer when a pair is not working, and nobody about their own."),
    about=not_own,
)
extend = Rule("mentorships.extend", roles=RUNNERS, says=_("Only the co-ordinator moves the end of a pair."))
wind_down = Rule("mentorships.wind_down", roles=RUNNERS, says=_("Only the co-ordinator begins an ending."))
end = Rule(
    "mentorships.end",
    roles=(Role.COORDINATOR, *LEADS),
    says=_("Only the co-ordinator or a safeguarding lead ends a pair."),
)
last_word = Rule(
    "mentorships.last_word",
    roles=PAIR,
    says=_("Only the two people of this pair leave a last word."),
    about=is_one_of_the_two,
)
