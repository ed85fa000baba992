"""Who may ask to join, and who decides."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.roles import Role
from ithaca.kernel.rules import Rule

DECIDERS = (Role.COORDINATOR,)
READERS = (Role.COORDINATOR, Role.DEPUTY)

scheme = Rule("applications.scheme", level="public", says=_("Everybody may read the public page."))
apply = Rule("applications.apply", level="public", says=_("Everybody may ask to join."))
refer = Rule(
    "applications.refer", level="public", says=_("Everybody may refer somebody where the scheme takes referrals.")
)
referrals = Rule("applications.referrals", level="link", says=_("Use the link from your letter."))
follow = Rule("applications.follow", level="link", says=_("Use the link from your letter."))
waiting = Rule("applications.waiting", roles=READERS, says=_("Only the co-ordinator and deputies see applications."))
see = Rule("applications.see", roles=READERS, says=_("Only the co-ordinator and deputies see applications."))
decide = Rule("applications.decide", roles=DECIDERS, says=_("Only the co-ordinator decides about applications."))
