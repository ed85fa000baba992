"""Who may work on checks, who decides, and who may look."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import LEADS, STAFF, Role
from ithaca.kernel.rules import Rule
from ithaca.organisations.models import Person
from ithaca.vetting import selectors

VETTERS = selectors.VETTERS
_NOT_YOURS = _(
    "Checks are for the co-ordinator and the safeguarding lead of this person's scheme, never about oneself."
)


def _person(thing: Any) -> Person:
    return thing if isinstance(thing, Person) else thing.person


def _not_self(by: Actor, thing: Any) -> bool:
    """Nobody records or decides on their own check, under whichever name they are known."""
    person = _person(thing)
    if person.pk in by.person_ids or (person.account_id is not None and person.account_id == by.account_id):
        return False
    return selectors.may_vet(by, person)


def _notices(by: Actor, thing: Any) -> bool:
    """Staff may say what they noticed about anybody in the organisation they work for."""
    organisations = {held.organisation_id for held in by.held if held.role in STAFF}
    return by.kind == "job" or _person(thing).organisation_id in organisations


read = Rule("vetting.read", roles=VETTERS, says=_NOT_YOURS, about=_not_self)
record = Rule("vetting.record", roles=VETTERS, says=_NOT_YOURS, about=_not_self)
clear = Rule("vetting.clear", roles=VETTERS, says=_NOT_YOURS, about=_not_self, fresh=True)
decide_adverse = Rule(
    "vetting.decide_adverse",
    roles=tuple(sorted(LEADS)),
    says=_("Only a safeguarding lead may decide on a check that is not clear."),
    about=_not_self,
)
suspend = Rule("vetting.suspend", roles=VETTERS, says=_NOT_YOURS, about=_not_self)
restore = Rule(
    "vetting.restore",
    roles=tuple(sorted(LEADS)),
    says=_("Only a safeguarding lead may lift a suspension."),
    about=_not_self,
)
partner_clear = Rule(
    "vetting.partner_clear",
    roles=(*VETTERS, Role.PARTNER_CONTACT),
    says=_("A partner may do this only for mentors it supplied."),
    about=_not_self,
)
log_sign = Rule(
    "vetting.log_sign",
    roles=(*VETTERS, Role.DEPUTY),
    says=_("Only those who run a scheme of this organisation may write down what they noticed."),
    about=_notices,
)
resolve_sign = Rule("vetting.resolve_sign", roles=VETTERS, says=_NOT_YOURS, about=_not_self)
central_record = Rule(
    "vetting.central_record",
    roles=VETTERS,
    says=_("The single central record is for the co-ordinator and the safeguarding lead."),
)
export = Rule("vetting.export", roles=VETTERS, says=central_record.says, fresh=True)
progress = Rule(
    "vetting.progress", roles=(Role.MENTOR,), says=_("This page shows a mentor how far their own checks have come.")
)
supplied = Rule(
    "vetting.supplied",
    roles=(Role.PARTNER_CONTACT,),
    says=_("This page is for a partner about the mentors it supplied."),
)
