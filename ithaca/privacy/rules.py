"""Everybody may know what is held; everybody in a scheme may ask about their own; staff answer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.actor import Actor
from ithaca.kernel.roles import LEADS, POSTS, Role
from ithaca.kernel.rules import Rule
from ithaca.privacy.models import Request

KEEPERS = (Role.COORDINATOR, *LEADS)
IN_SCHEME = (Role.MENTOR, Role.MENTEE, Role.PARENT, *POSTS)


def _own(by: Actor, request: Request) -> bool:
    return request.person_id in by.person_ids


notice = Rule("privacy.notice", level="public", says=_("Everybody may read this."))
mine = Rule("privacy.mine", roles=IN_SCHEME, says=_("This is about the people of the scheme."))
ask = Rule("privacy.ask", roles=IN_SCHEME, says=_("Only people of the scheme ask here."))
take_back = Rule("privacy.take_back", roles=IN_SCHEME, says=_("Only whoever asked can take it back."), about=_own)
own_copy = Rule("privacy.own_copy", roles=IN_SCHEME, says=_("This copy is for the person it is about."), about=_own)
answer = Rule(
    "privacy.answer",
    roles=KEEPERS,
    says=_("Only the co-ordinator and the safeguarding leads answer people who ask about their data."),
)
hold = Rule(
    "privacy.hold",
    roles=KEEPERS,
    says=_("Only the co-ordinator and the safeguarding leads can say that something must be kept."),
)
schedule = Rule(
    "privacy.schedule",
    roles=KEEPERS,
    says=_("Only the co-ordinator and the safeguarding leads see what is past its time."),
)
