"""Who sees and tries alarms, who answers them, and who says who answers when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import LEADS, Role
from ithaca.kernel.rules import Rule
from ithaca.oncall.models import Alarm

#: The purpose of the link in an alarm; its subject is "<alarm>:<person>".
LINK = "oncall"
ANSWERING = (*LEADS, Role.THIRD_PERSON)
SEEING = (Role.COORDINATOR, *ANSWERING, Role.DEPUTY, Role.MANAGER, Role.ADMINISTRATOR)


def rang_for(by: Actor, alarm: Alarm) -> bool:
    """True if the alarm rang for this very actor."""
    return bool(alarm.rings.filter(person__in=by.person_ids).exists())


see = Rule("oncall.see", roles=SEEING, says=_("Only the people who run the scheme see who answers alarms."))
change = Rule(
    "oncall.change",
    roles=(Role.COORDINATOR, *LEADS),
    says=_("Only the co-ordinator and the safeguarding leads say who answers when."),
)
test = Rule(
    "oncall.test",
    roles=(Role.COORDINATOR, *ANSWERING),
    says=_("Only the co-ordinator and the people who answer alarms try them."),
)
answer = Rule(
    "oncall.answer", roles=ANSWERING, says=_("Only somebody for whom this alarm rang answers it."), about=rang_for
)
answer_by_link = Rule("oncall.answer_by_link", level="link", says=_("This link does not work."))
