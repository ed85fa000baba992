"""Who may ask for, write down and take back a permission."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from ithaca.consents.models import Consent
from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import Role
from ithaca.kernel.rules import Rule
from ithaca.participants.models import Participant
from ithaca.participants.selectors import is_staff_of, looks_after

STAFF = (Role.COORDINATOR, Role.DEPUTY, Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD)
#: The purpose of the link in a parent's letter; its subject is the consent's public id.
LINK = "consent"


def _mentee(thing: Any) -> Participant:
    return thing if isinstance(thing, Participant) else thing.mentee


def _looks_after(by: Actor, thing: Any) -> bool:
    return looks_after(by, _mentee(thing))


def _parent_of(by: Actor, thing: Any) -> bool:
    """A parent who is signed in, for the own child."""
    return _mentee(thing).pk in by.ids_as(Role.PARENT)


def holds_link(by: Actor, consent: Consent) -> bool:
    """The holder of the link that was sent for this very permission."""
    return by.kind == "link" and by.link == LINK and by.subject == consent.public_id


_LOOKED_AFTER = _("You may do this only for pupils you look after here.")

read = Rule("consents.read", roles=(*STAFF, Role.SCHOOL_CONTACT), says=_LOOKED_AFTER, about=_looks_after)
ask = Rule("consents.ask", roles=(Role.COORDINATOR, Role.DEPUTY, Role.SCHOOL_CONTACT), says=_LOOKED_AFTER, about=_looks_after)
write_down = Rule("consents.write_down", roles=(*STAFF, Role.SCHOOL_CONTACT), says=_LOOKED_AFTER, about=_looks_after)
mine = Rule("consents.mine", roles=(Role.PARENT,), says=_("You may answer only for your own child."), about=_parent_of)
answer_by_link = Rule("consents.permission", level="link", says=_("This link does not work."))
reword = Rule(
    "consents.reword",
    roles=(Role.COORDINATOR,),
    says=_("Only the co-ordinator may change the words of the form."),
    about=lambda by, scheme: is_staff_of(by, scheme.pk),
)


def require_answerer(by: Actor, consent: Consent) -> None:
    """Raise NotAllowed unless `by` is the parent by link or account, or staff writing down what the parent said."""
    if holds_link(by, consent) or (by.holds(Role.PARENT) and mine.allows(by=by, of=consent)):
        return
    write_down.require(by=by, of=consent)
