"""Who edits what is asked."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.roles import Role
from ithaca.kernel.rules import Rule

forms = Rule("questions.forms", roles=(Role.COORDINATOR,), says=_("Only the co-ordinator changes what is asked."))
change = Rule("questions.change", roles=(Role.COORDINATOR,), says=_("Only the co-ordinator changes what is asked."))
