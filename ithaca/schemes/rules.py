"""Who may make, set up, run and end a scheme, and who may name its people."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from ithaca.accounts.selectors import address_of_account, address_of_public_id
from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import Role
from ithaca.kernel.rules import Rule
from ithaca.schemes import hooks

#: Those who answer for how a scheme is arranged (SCH-01 to SCH-03, RISK-01, VET-04).
ANSWERING = (Role.COORDINATOR, Role.MANAGER, Role.SAFEGUARDING_LEAD)
#: Those who read worries or answer for who does: their posts change hands only when two people want it. The co-ordinator,
#: whose own post one person alone may pass on, is not among those who agree.
TWO_HANDS = (Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.THIRD_PERSON, Role.MANAGER)
AGREEING = (*TWO_HANDS, Role.ADMINISTRATOR)


def _second_hand(by: Actor, change: Any) -> bool:
    """Another than the one who asked and the one who is named; and one of the two hands must be free to decide."""
    if by.account == change.asked_account or change.person_id in by.person_ids:
        return False
    mine = address_of_account(by.account_id)
    named = {change.person.email.strip().lower()} if change.person else set()
    if mine & (address_of_public_id(change.asked_account) | named):
        return False
    answers = hooks.may_decide_together.ask(
        organisation=change.scheme.organisation, accounts=(change.asked_account, by.account)
    )
    return bool(answers) and all(answers)


def _asker_or_second_hand(by: Actor, change: Any) -> bool:
    return by.account == change.asked_account or (by.holds(*AGREEING) and _second_hand(by, change))


create = Rule(
    "schemes.create",
    roles=(Role.ADMINISTRATOR,),
    level="organisation",
    says=_("Only the platform’s administrator can start a new scheme."),
)
read = Rule(
    "schemes.read",
    roles=(*ANSWERING, Role.DEPUTY, Role.DEPUTY_SAFEGUARDING_LEAD, Role.ADMINISTRATOR),
    says=_("How the scheme is arranged is for the people who run it."),
)
look = Rule(
    "schemes.look",
    roles=(*ANSWERING, Role.DEPUTY, Role.DEPUTY_SAFEGUARDING_LEAD, Role.ADMINISTRATOR),
    says=_("Looking round is for the people who run the scheme."),
)
confirm = Rule(
    "schemes.confirm",
    roles=ANSWERING,
    says=_("Only the co-ordinator, the scheme manager or the safeguarding lead can confirm this."),
)
change = Rule(
    "schemes.change",
    roles=ANSWERING,
    says=_("Only the co-ordinator, the scheme manager or the safeguarding lead can change how the scheme is arranged."),
)
open = Rule(
    "schemes.open",
    roles=(Role.COORDINATOR, Role.MANAGER),
    says=_("Only the co-ordinator or the scheme manager can open or close the scheme."),
)
end = Rule(
    "schemes.end",
    roles=(Role.COORDINATOR, Role.MANAGER),
    says=_("Only the co-ordinator or the scheme manager can end the scheme."),
)
appoint = Rule(
    "schemes.appoint",
    roles=(*ANSWERING, Role.ADMINISTRATOR),
    says=_("Only the people who answer for the scheme can say who holds which post."),
    fresh=True,
)
agree = Rule(
    "schemes.agree",
    roles=AGREEING,
    says=_("Somebody else who keeps this scheme safe has to agree: neither who asked nor who is named."),
    about=_second_hand,
    fresh=True,
)
drop = Rule(
    "schemes.drop",
    roles=(*ANSWERING, Role.DEPUTY_SAFEGUARDING_LEAD, Role.THIRD_PERSON, Role.ADMINISTRATOR),
    says=_("Only who asked, or somebody who could agree, can set this aside."),
    about=_asker_or_second_hand,
)
away = Rule(
    "schemes.away",
    roles=(
        *ANSWERING,
        Role.DEPUTY,
        Role.DEPUTY_SAFEGUARDING_LEAD,
        Role.THIRD_PERSON,
        Role.MATCHER,
        Role.SCHOOL_CONTACT,
        Role.PARTNER_CONTACT,
    ),
    says=_("You can say so only about yourself, unless you answer for the scheme."),
)
