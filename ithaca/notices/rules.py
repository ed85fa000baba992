"""Who may write to people, see letters, reword them, and set up mail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.roles import Role
from ithaca.kernel.rules import Rule

WRITERS = (Role.COORDINATOR, Role.DEPUTY)

write = Rule("notices.write", roles=WRITERS, says=_("Only the co-ordinator and deputies write to people."))
letters = Rule(
    "notices.letters", roles=WRITERS, says=_("Only the co-ordinator and deputies see the letters of the scheme.")
)
words = Rule("notices.words", roles=(Role.COORDINATOR,), says=_("Only the co-ordinator changes the words of letters."))
stop = Rule("notices.stop", level="link", says=_("This page opens with the link from a letter."))
mail = Rule(
    "notices.mail", level="platform", roles=(Role.ADMINISTRATOR,), says=_("Only an administrator sets up mail.")
)
texts = Rule(
    "notices.texts",
    level="platform",
    roles=(Role.ADMINISTRATOR,),
    says=_("Only an administrator sets up text messages."),
)
