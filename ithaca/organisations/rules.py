"""Who may do what with organisations, their partners and the records of people."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import Role
from ithaca.kernel.rules import Rule
from ithaca.organisations.selectors import CONTACTS, LEADS, RUNS, may_see_person


def _organisation_id(thing: Any) -> int:
    return int(thing.pk if thing._meta.label_lower == "organisations.organisation" else thing.organisation_id)


def _of_my_organisation(by: Actor, thing: Any) -> bool:
    """The role acted in is held in the organisation of `thing`; the administrator's is held everywhere."""
    if by.role == Role.ADMINISTRATOR:
        return True
    return any(held.role == by.role and held.organisation_id == _organisation_id(thing) for held in by.held)


def _my_partner(by: Actor, partner: Any) -> bool:
    """Staff of the organisation, or the contact of this very partner."""
    if by.holds(*RUNS, *LEADS):
        return _staff_here(by, partner)
    return partner.pk in by.ids_as(*CONTACTS)


def _staff_here(by: Actor, thing: Any) -> bool:
    here = _organisation_id(thing)
    return by.holds(Role.ADMINISTRATOR) or any(h.role in (*RUNS, *LEADS) and h.organisation_id == here for h in by.held)


create = Rule(
    "organisations.create",
    roles=(Role.ADMINISTRATOR,),
    level="platform",
    says=_("Only the platform’s administrator can add an organisation."),
)
list_all = Rule(
    "organisations.list",
    roles=(Role.ADMINISTRATOR,),
    level="platform",
    says=_("The list of organisations is for the platform’s administrator."),
)
change = Rule(
    "organisations.change",
    roles=(Role.ADMINISTRATOR, Role.MANAGER, Role.COORDINATOR),
    level="organisation",
    says=_("Only the co-ordinator, the scheme manager or the administrator can change this."),
    about=_of_my_organisation,
)
partners = Rule(
    "organisations.partners",
    roles=(*RUNS, *LEADS, *CONTACTS),
    level="organisation",
    says=_("The list of partners is for the people who run the schemes."),
    about=_my_partner,
)
add_partner = Rule(
    "organisations.add_partner",
    roles=RUNS,
    level="organisation",
    says=_("Only the people who run the schemes can add a partner."),
    about=_of_my_organisation,
)
change_partner = Rule(
    "organisations.change_partner",
    roles=RUNS,
    level="organisation",
    says=_("Only the people who run the schemes can change a partner."),
    about=_of_my_organisation,
)
agreement = Rule(
    "organisations.agreement",
    roles=(*RUNS, *LEADS, *CONTACTS),
    level="organisation",
    says=_("This agreement is for the two sides of it."),
    about=lambda by, agreement: _my_partner(by, agreement.partner),
)
_AGREES: dict[str, Any] = {
    "roles": (Role.COORDINATOR, Role.MANAGER, Role.ADMINISTRATOR),
    "level": "organisation",
    "says": _("Only the co-ordinator, the scheme manager or the administrator can do this."),
    "about": _of_my_organisation,
}
draft_agreement = Rule("organisations.draft_agreement", **_AGREES)
sign_agreement = Rule("organisations.sign_agreement", **_AGREES)
renew_agreement = Rule("organisations.renew_agreement", **_AGREES)
end_agreement = Rule("organisations.end_agreement", **_AGREES)
add_person = Rule(
    "organisations.add_person",
    roles=(*RUNS, *LEADS, *CONTACTS),
    level="organisation",
    says=_("Only the people who run the schemes can add a person."),
    about=_of_my_organisation,
)
change_person = Rule(
    "organisations.change_person",
    roles=(Role.COORDINATOR, Role.DEPUTY, *LEADS),
    level="organisation",
    says=_("Only the people who run a scheme this person is in can change the record."),
    about=may_see_person,
)
invite = Rule(
    "organisations.invite",
    roles=(Role.COORDINATOR, Role.DEPUTY, Role.MANAGER, Role.ADMINISTRATOR, *LEADS, *CONTACTS),
    level="organisation",
    says=_("You may invite only people you look after."),
    about=lambda by, person: by.holds(Role.ADMINISTRATOR, Role.MANAGER) or may_see_person(by, person),
)
cards = Rule(
    "organisations.cards",
    roles=(Role.COORDINATOR, Role.DEPUTY, Role.SCHOOL_CONTACT),
    level="organisation",
    says=_("Sign-in cards are printed by the co-ordinator or the school’s contact."),
    about=may_see_person,
)
accept = Rule(
    "organisations.accept",
    level="link",
    says=_("This page opens with the link from your invitation."),
)
