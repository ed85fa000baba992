"""Who may make, set up, run and end a scheme, and who may name its people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.roles import Role
from ithaca.kernel.rules import Rule

#: Those who answer for how a scheme is arranged (SCH-01 to SCH-03, RISK-01, VET-04).
ANSWERING = (Role.COORDINATOR, Role.MANAGER, Role.SAFEGUARDING_LEAD)

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
