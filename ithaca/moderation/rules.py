"""Who reads samples, and who teaches the scheme's screening."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.roles import LEADS, Role
from ithaca.kernel.rules import Rule
from ithaca.messaging.rules import DESK

_DESK = _("Only the co-ordinator and the safeguarding leads do this.")

read = Rule(
    "moderation.read", roles=DESK, says=_("Only the co-ordinator and the safeguarding leads read samples of messages.")
)
find = Rule("moderation.find", roles=DESK, says=_DESK)
rate = Rule("moderation.rate", roles=(Role.COORDINATOR, Role.SAFEGUARDING_LEAD), says=_DESK)
words = Rule("moderation.words", roles=DESK, says=_DESK)
correct = Rule("moderation.correct", roles=DESK, says=_DESK)
policy = Rule("moderation.policy", roles=DESK, says=_DESK)
rescreen = Rule("moderation.rescreen", roles=(Role.COORDINATOR, Role.SAFEGUARDING_LEAD), says=_DESK)
blank = Rule(
    "moderation.blank",
    roles=tuple(sorted(LEADS)),
    says=_("Only a safeguarding lead blanks messages that may leave as examples."),
)
work = Rule("moderation.work", says=_("This is done by the worker."))
