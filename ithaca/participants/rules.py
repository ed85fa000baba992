"""Who may do what with the people of a scheme."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import LEADS, Role
from ithaca.kernel.rules import Rule
from ithaca.participants import selectors

#: Those who see everybody of the scheme by name.
SEES_ALL = (Role.COORDINATOR, Role.DEPUTY, Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD)
RUNS = (Role.COORDINATOR, Role.DEPUTY)
THEMSELVES = (Role.MENTOR, Role.MENTEE)


def _theirs(by: Actor, participant: Any) -> bool:
    """Staff of the scheme, or the person themselves."""
    return selectors.is_staff_of(by, participant.scheme_id) or participant.pk in by.ids_as(*THEMSELVES)


def _of_my_scheme(by: Actor, thing: Any) -> bool:
    return selectors.is_staff_of(by, getattr(thing, "scheme_id", None) or thing.pk)


join = Rule(
    "participants.join", roles=RUNS, says=_("Only those who run this scheme may add people to it."), about=_of_my_scheme
)
change = Rule(
    "participants.change", roles=(*RUNS, *THEMSELVES), says=_("You may change only what is about you."), about=_theirs
)
list_people = Rule(
    "participants.list",
    roles=(*SEES_ALL, Role.SCHOOL_CONTACT, Role.PARTNER_CONTACT),
    says=_("This list is for those who run the scheme."),
)
own = Rule(
    "participants.own",
    roles=THEMSELVES,
    says=_("This page is for mentors and mentees, about themselves."),
    about=_theirs,
)
_STEP = {"roles": (*SEES_ALL, *THEMSELVES), "about": _theirs}
rest = Rule("participants.rest", says=_("Only the person or those who run the scheme may do this."), **_STEP)  # type: ignore[arg-type]
resume = Rule("participants.resume", says=_("Only the person or those who run the scheme may do this."), **_STEP)  # type: ignore[arg-type]
leave = Rule("participants.leave", says=_("Only the person or those who run the scheme may do this."), **_STEP)  # type: ignore[arg-type]
withdraw = Rule("participants.withdraw", says=_("Only the person or those who run the scheme may do this."), **_STEP)  # type: ignore[arg-type]
finish = Rule(
    "participants.finish", roles=RUNS, says=_("Only those who run the scheme may do this."), about=_of_my_scheme
)
disqualify = Rule(
    "participants.disqualify",
    roles=(Role.COORDINATOR, *sorted(LEADS)),
    says=_("Only the co-ordinator or a safeguarding lead may do this."),
    about=_of_my_scheme,
)
note = Rule("participants.note", roles=SEES_ALL, says=_("Notes are for those who run the scheme."), about=_of_my_scheme)
invite = Rule(
    "participants.invite",
    roles=(*RUNS, Role.SCHOOL_CONTACT),
    says=_("You may invite only people you look after here."),
    about=lambda by, participant: selectors.looks_after(by, participant),
)
add_carer = Rule(
    "participants.add_carer",
    roles=(*RUNS, Role.SCHOOL_CONTACT),
    says=_("You may do this only for pupils you look after here."),
    about=lambda by, participant: selectors.looks_after(by, participant),
)
