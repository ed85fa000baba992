"""Who looks after mail that comes in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.roles import Role
from ithaca.kernel.rules import Rule

answers = Rule(
    "relay.answers", level="platform", roles=(Role.ADMINISTRATOR,), says=_("Only an administrator sees this.")
)
try_again = Rule(
    "relay.try_again", level="platform", roles=(Role.ADMINISTRATOR,), says=_("Only an administrator does this.")
)
