"""Who may propose, approve and answer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import LEADS, Role
from ithaca.kernel.rules import Rule
from ithaca.matching.models import Proposal, Trial
from ithaca.participants.models import Participant

MATCHERS = (Role.COORDINATOR, Role.MATCHER)
SIDES = (Role.MENTOR, Role.MENTEE)


def _either_side(by: Actor, proposal: Proposal) -> bool:
    """The two people themselves; or staff and the school, for an answer given to them in person."""
    if by.holds(*MATCHERS):
        return True
    if proposal.mentee.person.school_id and proposal.mentee.person.school_id in by.ids_as(Role.SCHOOL_CONTACT):
        return True
    return proposal.mentor_id in by.ids_as(Role.MENTOR) or proposal.mentee_id in by.ids_as(Role.MENTEE)


def answers_for(by: Actor, side: Participant) -> bool:
    """True for the person, the co-ordinator, and for a pupil the contact of the school."""
    if by.kind == "job" or by.holds(Role.COORDINATOR) or side.pk in by.ids_as(Role(side.role)):
        return True
    school = side.person.school_id
    return side.role == "mentee" and school is not None and school in by.ids_as(Role.SCHOOL_CONTACT)


def _of_the_two(by: Actor, trial: Trial) -> bool:
    pair = trial.mentorship
    return pair.mentor_id in by.ids_as(Role.MENTOR) or pair.mentee_id in by.ids_as(Role.MENTEE)


board = Rule("matching.board", roles=MATCHERS, says=_("Only the co-ordinator and matchers see suggestions."))
suggest = Rule("matching.suggest", roles=MATCHERS, says=_("Only the co-ordinator and matchers ask for suggestions."))
assess = Rule(
    "matching.assess", roles=MATCHERS, says=_("Only the co-ordinator and matchers write and read assessments.")
)
offer = Rule("matching.offer", roles=MATCHERS, says=_("Only the co-ordinator and matchers make offers."))
weigh = Rule(
    "matching.weigh",
    roles=(Role.COORDINATOR,),
    says=_("Only the co-ordinator decides what counts when pairs are made."),
)
how = Rule("matching.how", roles=SIDES, says=_("How a match was made is told to the two."))
answer_fit = Rule(
    "matching.answer_fit",
    roles=(*SIDES, Role.COORDINATOR, Role.SCHOOL_CONTACT),
    says=_("Only the person who was asked answers these questions."),
    about=lambda by, fit: answers_for(by, fit.participant),
)
see_fit = Rule(
    "matching.see_fit",
    roles=(Role.COORDINATOR, Role.DEPUTY, *tuple(sorted(LEADS))),
    says=_("Only those who look after pairs read these answers."),
)
ask_fit = Rule("matching.ask_fit", roles=(Role.COORDINATOR,), says=_("The clock asks these questions."))
after_trial = Rule(
    "matching.after_trial", roles=SIDES, says=_("Only the two people of this pair answer this."), about=_of_the_two
)
be_found = Rule(
    "matching.be_found",
    roles=(Role.MENTOR,),
    says=_("Only a mentor says whether they may be found."),
    about=lambda by, mentor: mentor.pk in by.ids_as(Role.MENTOR),
)
ask_for = Rule(
    "matching.ask_for",
    roles=(Role.MENTEE,),
    says=_("Only a mentee looks for a mentor here."),
    about=lambda by, mentee: mentee.pk in by.ids_as(Role.MENTEE),
)
be_shared = Rule(
    "matching.be_shared",
    roles=(Role.MENTOR,),
    says=_("Only a mentor says whether other schemes may ask them."),
    about=lambda by, mentor: mentor.pk in by.ids_as(Role.MENTOR),
)
directory = Rule(
    "matching.directory", roles=(Role.COORDINATOR,), says=_("Only the co-ordinator asks mentors of other schemes.")
)
ask_to_mentor = Rule(
    "matching.ask_to_mentor",
    roles=(Role.MENTOR,),
    says=_("Only a mentor says whom they would like to mentor."),
    about=lambda by, mentor: mentor.pk in by.ids_as(Role.MENTOR),
)
pick = Rule(
    "matching.pick",
    roles=(Role.MENTEE, Role.COORDINATOR, Role.SCHOOL_CONTACT),
    says=_("This choice is somebody else’s."),
    about=lambda by, choice: answers_for(by, choice.mentee),
)
state_need = Rule(
    "matching.state_need",
    roles=(Role.MENTEE, *MATCHERS, Role.SCHOOL_CONTACT),
    says=_("What a mentor should be is said by the mentee, or by those who look after them."),
    about=lambda by, mentee: by.holds(*MATCHERS) or answers_for(by, mentee),
)
offer_choice = Rule(
    "matching.offer_choice", roles=MATCHERS, says=_("Only the co-ordinator and matchers offer a choice.")
)
grant = Rule("matching.grant", roles=MATCHERS, says=_("Only the co-ordinator and matchers decide about a choice."))
see_offer = Rule(
    "matching.see_offer",
    roles=(Role.MENTOR, Role.MENTEE, Role.COORDINATOR, Role.MATCHER, Role.SCHOOL_CONTACT),
    says=_("This offer is not yours."),
    about=_either_side,
)
answer = Rule(
    "matching.answer",
    roles=(Role.MENTOR, Role.MENTEE, Role.COORDINATOR, Role.SCHOOL_CONTACT),
    says=_("Only the two people this is about answer an offer."),
    about=_either_side,
)
ask_exemption = Rule("matching.ask_exemption", roles=MATCHERS, says=_("Only the co-ordinator asks for an exception."))
exemptions = Rule(
    "matching.exemptions", roles=(*MATCHERS, *tuple(sorted(LEADS))), says=_("Only matchers and leads see exceptions.")
)
sign_exemption = Rule(
    "matching.sign_exemption", roles=tuple(sorted(LEADS)), says=_("Only a safeguarding lead signs an exception.")
)
