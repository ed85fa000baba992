"""Who may look at the furniture: everybody. It shows invented people only and writes nothing."""

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.rules import Rule

LOOK = Rule("ui.gallery", level="public", says=_("Anybody may look at the furniture."))
