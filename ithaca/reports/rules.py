"""Who sees the scheme's figures, and who the lists behind them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.roles import LEADS, Role
from ithaca.kernel.rules import Rule

LISTS = (Role.COORDINATOR, Role.DEPUTY, *sorted(LEADS))

figures = Rule(
    "reports.figures", roles=(*LISTS, Role.MANAGER), says=_("Only those who run the scheme see its figures.")
)
behind = Rule("reports.behind", roles=LISTS, says=_("Only staff see the people behind a figure."))
