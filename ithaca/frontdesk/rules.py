"""Who arrives where."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ithaca.kernel.roles import POSTS, Role
from ithaca.kernel.rules import Rule

TAKERS = (Role.MENTOR, Role.MENTEE, Role.PARENT, Role.APPLICANT)
#: The role acted in at these pages is the first held; those who run the scheme come first.
EVERYBODY = (*POSTS, *TAKERS)
STAFF_ROLES = (Role.COORDINATOR, Role.DEPUTY, Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD)

home = Rule("frontdesk.home", level="public", says=_("Everybody may come to the front door."))
today = Rule("frontdesk.today", roles=EVERYBODY, says=_("You hold no role in this scheme."))
more = Rule("frontdesk.more", roles=EVERYBODY, says=_("You hold no role in this scheme."))
search = Rule(
    "frontdesk.search",
    roles=(*STAFF_ROLES, Role.SCHOOL_CONTACT, Role.PARTNER_CONTACT),
    says=_("Only staff, schools and partners search for people."),
)
person = Rule(
    "frontdesk.person",
    roles=(*STAFF_ROLES, Role.SCHOOL_CONTACT, Role.PARTNER_CONTACT),
    says=_("This person is not yours to see."),
)
