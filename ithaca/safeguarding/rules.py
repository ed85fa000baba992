"""Who may raise, read and decide a concern. The person it is about may do nothing with it (SG-13)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import Role
from ithaca.kernel.rules import Rule
from ithaca.safeguarding.models import Concern
from ithaca.safeguarding.selectors import concerns_visible_to

#: An administrator comes last: only what nobody else may see is theirs (see selectors.concerns_visible_to).
DECIDERS = (Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD, Role.THIRD_PERSON, Role.ADMINISTRATOR)
READERS = (*DECIDERS[:3], Role.COORDINATOR, Role.ADMINISTRATOR)


def _visible(by: Actor, concern: Concern) -> bool:
    return concerns_visible_to(by).filter(pk=concern.pk).exists()


worry = Rule("safeguarding.worry", level="public", says=_("Anybody may say what worries them."))
concerns = Rule("safeguarding.concerns", roles=READERS, says=_("Only those who deal with concerns see them."))
see = Rule("safeguarding.see", roles=READERS, says=_("This concern is not yours to see."), about=_visible)
work = Rule(
    "safeguarding.work", roles=READERS, says=_("Only those who deal with this concern write in it."), about=_visible
)
decide = Rule(
    "safeguarding.decide",
    roles=DECIDERS,
    says=_("Only a safeguarding lead decides. About a lead, the second person decides."),
    about=_visible,
)
unplaced = Rule(
    "safeguarding.unplaced", level="platform", roles=(Role.ADMINISTRATOR,), says=_("Only an administrator sees these.")
)
