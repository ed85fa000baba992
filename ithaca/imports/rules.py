"""Who brings spreadsheets in and takes them out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.roles import Role
from ithaca.kernel.rules import Rule

start = Rule("imports.start", roles=(Role.COORDINATOR,), says=_("Only the co-ordinator brings spreadsheets in."))
see = Rule("imports.see", roles=(Role.COORDINATOR,), says=_("Only the co-ordinator brings spreadsheets in."))
export = Rule("imports.export", roles=(Role.COORDINATOR,), says=_("Only the co-ordinator takes spreadsheets out."))
