"""Who may see to insurance, risks, places and duty."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import Role
from ithaca.kernel.rules import Rule
from ithaca.participants.selectors import is_staff_of

STAFF = (Role.COORDINATOR, Role.DEPUTY, Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD)


def _of_my_scheme(by: Actor, thing: Any) -> bool:
    scheme_id = getattr(thing, "scheme_id", None) or thing.pk
    return is_staff_of(by, scheme_id) or any(h.role == Role.MANAGER and h.scheme_id == scheme_id for h in by.held)


def _duty(by: Actor, thing: Any) -> bool:
    """Staff of the scheme for every duty; a school contact for duty at the own school."""
    if is_staff_of(by, getattr(thing, "scheme_id", None) or thing.pk):
        return True
    return getattr(thing, "partner_id", None) in by.ids_as(Role.SCHOOL_CONTACT)


read = Rule(
    "cover.read",
    roles=(*STAFF, Role.MANAGER, Role.SCHOOL_CONTACT),
    says=_("This page is for those who run the scheme."),
)
add_insurance = Rule(
    "cover.add_insurance",
    roles=(Role.COORDINATOR, Role.MANAGER),
    says=_("Only the co-ordinator or the scheme manager may enter insurance."),
    about=_of_my_scheme,
)
approve_risks = Rule(
    "cover.approve_risks",
    roles=(Role.COORDINATOR, Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.MANAGER),
    says=_("Only the co-ordinator, the scheme manager or a safeguarding lead may approve the risk assessment."),
    about=_of_my_scheme,
)
add_place = Rule(
    "cover.add_place", roles=STAFF, says=_("Only those who run the scheme may approve a place."), about=_of_my_scheme
)
close_place = Rule(
    "cover.close_place", roles=STAFF, says=_("Only those who run the scheme may close a place."), about=_of_my_scheme
)
put_on_duty = Rule(
    "cover.put_on_duty",
    roles=(*STAFF, Role.SCHOOL_CONTACT),
    says=_("You may do this only for the scheme you help to run, or for your own school."),
    about=_duty,
)
drop_duty = Rule(
    "cover.drop_duty",
    roles=(*STAFF, Role.SCHOOL_CONTACT),
    says=_("You may do this only for the scheme you help to run, or for your own school."),
    about=_duty,
)
