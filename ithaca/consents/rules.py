"""Who may ask for, write down and take back a permission."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ithaca.consents import hooks
from ithaca.consents.models import Consent
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotAllowed
from ithaca.kernel.roles import Role
from ithaca.kernel.rules import Rule
from ithaca.participants.models import Participant
from ithaca.participants.selectors import is_staff_of, looks_after

STAFF = (Role.COORDINATOR, Role.DEPUTY, Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD)
#: The purpose of the link in a parent's letter; its subject is the consent's public id.
LINK = "consent"
#: What the holder of a link is called whose link was made before the last no: it shows and takes back, and gives nothing.
OLD_LINK = "consent_before_a_no"


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


def holds_any_link(by: Actor, consent: Consent) -> bool:
    """The same, or the holder of a link from before the last no."""
    return by.kind == "link" and by.link in (LINK, OLD_LINK) and by.subject == consent.public_id


_LOOKED_AFTER = _("You may do this only for pupils you look after here.")

read = Rule("consents.read", roles=(*STAFF, Role.SCHOOL_CONTACT), says=_LOOKED_AFTER, about=_looks_after)
ask = Rule(
    "consents.ask", roles=(Role.COORDINATOR, Role.DEPUTY, Role.SCHOOL_CONTACT), says=_LOOKED_AFTER, about=_looks_after
)
write_down = Rule("consents.write_down", roles=(*STAFF, Role.SCHOOL_CONTACT), says=_LOOKED_AFTER, about=_looks_after)
mine = Rule("consents.mine", roles=(Role.PARENT,), says=_("You may answer only for your own child."), about=_parent_of)
answer_by_link = Rule("consents.permission", level="link", says=_("This link does not work."))
reword = Rule(
    "consents.reword",
    roles=(Role.COORDINATOR,),
    says=_("Only the co-ordinator may change the words of the form."),
    about=lambda by, scheme: is_staff_of(by, scheme.pk),
)


def own_of(by: Actor, mentees: Sequence[Participant]) -> set[int]:
    """The keys of those for whom `by` writes down no yes, because the two are a pair: nobody decides about their own pair."""
    if by.kind != "account":
        return set()
    return {key for keys in hooks.own_pairs.ask(mentees=mentees, by=by) for key in keys}


def refuse_own_pair(by: Actor, mentees: Sequence[Participant]) -> None:
    """Raise NotAllowed if somebody writes down a yes for the other one of their own pair; a parent's own answer is theirs."""
    own = own_of(by, [mentee for mentee in mentees if mentee.pk not in by.ids_as(Role.PARENT)])
    names = ", ".join(mentee.person.name for mentee in mentees if mentee.pk in own)
    if names:
        says = gettext("You are in a pair with %(names)s. Somebody else has to write this yes down.")
        raise NotAllowed(says % {"names": names})


def require_giver(by: Actor, consent: Consent) -> None:
    """As `require_answerer`, for a yes: a link from before a no does not open again what the no has shut."""
    if by.kind == "link" and by.link == OLD_LINK and by.subject == consent.public_id:
        raise NotAllowed(gettext("This link is from before the no. Ask for a new letter, then you can say yes again."))
    require_answerer(by, consent)


def require_answerer(by: Actor, consent: Consent) -> None:
    """Raise NotAllowed unless `by` is the parent by link or account, or staff writing down what the parent said."""
    if holds_any_link(by, consent) or (by.holds(Role.PARENT) and mine.allows(by=by, of=consent)):
        return
    write_down.require(by=by, of=consent)
