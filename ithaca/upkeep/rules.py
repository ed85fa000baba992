"""Who looks after the installation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.roles import Role
from ithaca.kernel.rules import Rule

ready = Rule("upkeep.ready", level="platform", roles=(Role.ADMINISTRATOR,), says=_("Only an administrator sees this."))
kept_elsewhere = Rule(
    "upkeep.kept_elsewhere",
    level="platform",
    roles=(Role.ADMINISTRATOR,),
    says=_("Only an administrator confirms this."),
)
disk_encrypted = Rule(
    "upkeep.disk_encrypted",
    level="platform",
    roles=(Role.ADMINISTRATOR,),
    says=_("Only an administrator confirms this."),
)
example = Rule("upkeep.example", level="public", says=_("This page exists only in the example."))
