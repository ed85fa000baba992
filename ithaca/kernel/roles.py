"""The roles a person can hold, in the words people read (section 3 of the requirements, R01 to R31).

A role says who somebody is in a scheme. What each may see and do is said by the rules of each room; permissions
come only from roles held (ACC-05). Roles whose pages are not built yet have their place here so that no later room
has to invent one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    """Every role of the permission table."""

    MENTEE = "mentee"
    MENTOR = "mentor"
    APPLICANT = "applicant"
    COORDINATOR = "coordinator"
    DEPUTY = "deputy"
    MANAGER = "manager"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    DEPUTY_SAFEGUARDING_LEAD = "deputy_safeguarding_lead"
    THIRD_PERSON = "third_person"
    ESAFETY_OFFICER = "esafety_officer"
    PARENT = "parent"
    PARTNER_CONTACT = "partner_contact"
    SCHOOL_CONTACT = "school_contact"
    PROVIDER_ADVISER = "provider_adviser"
    EMPLOYER_CONTACT = "employer_contact"
    LINE_MANAGER = "line_manager"
    ASSESSOR = "assessor"
    SPONSOR = "sponsor"
    MATCHER = "matcher"
    SUPERVISOR = "supervisor"
    TRAINER = "trainer"
    REFERRER = "referrer"
    EXPERT = "expert"
    MODERATOR = "moderator"
    LOCAL_COORDINATOR = "local_coordinator"
    STEERING_MEMBER = "steering_member"
    FUNDER = "funder"
    EVALUATOR = "evaluator"
    STANDARDS_ASSESSOR = "standards_assessor"
    DIRECTORY_EDITOR = "directory_editor"
    VISITOR = "visitor"
    FORUM_MEMBER = "forum_member"
    FINANCE_OFFICER = "finance_officer"
    ADMINISTRATOR = "administrator"

    @property
    def words(self) -> str:
        """The role's name as people read it, translated."""
        return str(_WORDS[self])


_WORDS = {
    Role.MENTEE: _("mentee"),
    Role.MENTOR: _("mentor"),
    Role.APPLICANT: _("applicant"),
    Role.COORDINATOR: _("co-ordinator"),
    Role.DEPUTY: _("deputy co-ordinator"),
    Role.MANAGER: _("scheme manager"),
    Role.SAFEGUARDING_LEAD: _("safeguarding lead"),
    Role.DEPUTY_SAFEGUARDING_LEAD: _("deputy safeguarding lead"),
    Role.THIRD_PERSON: _("second person to tell"),
    Role.ESAFETY_OFFICER: _("e-safety officer"),
    Role.PARENT: _("parent or carer"),
    Role.PARTNER_CONTACT: _("partner contact"),
    Role.SCHOOL_CONTACT: _("school contact"),
    Role.PROVIDER_ADVISER: _("training provider adviser"),
    Role.EMPLOYER_CONTACT: _("employer contact"),
    Role.LINE_MANAGER: _("line manager"),
    Role.ASSESSOR: _("assessor or tutor"),
    Role.SPONSOR: _("sponsor"),
    Role.MATCHER: _("matcher"),
    Role.SUPERVISOR: _("mentor supervisor"),
    Role.TRAINER: _("trainer"),
    Role.REFERRER: _("referrer"),
    Role.EXPERT: _("expert adviser"),
    Role.MODERATOR: _("moderator"),
    Role.LOCAL_COORDINATOR: _("local co-ordinator"),
    Role.STEERING_MEMBER: _("steering group member"),
    Role.FUNDER: _("funder"),
    Role.EVALUATOR: _("evaluator"),
    Role.STANDARDS_ASSESSOR: _("standards assessor"),
    Role.DIRECTORY_EDITOR: _("directory editor"),
    Role.VISITOR: _("visitor"),
    Role.FORUM_MEMBER: _("forum member"),
    Role.FINANCE_OFFICER: _("finance officer"),
    Role.ADMINISTRATOR: _("platform administrator"),
}

#: Roles that are posts in a scheme, held by appointment and named at set-up.
POSTS = (
    Role.COORDINATOR,
    Role.DEPUTY,
    Role.MANAGER,
    Role.SAFEGUARDING_LEAD,
    Role.DEPUTY_SAFEGUARDING_LEAD,
    Role.THIRD_PERSON,
    Role.MATCHER,
    Role.PARTNER_CONTACT,
    Role.SCHOOL_CONTACT,
)

#: Roles that see children's data beyond one pair of their own, or say who does: a second factor is forced on them (SE-6).
SECOND_FACTOR = frozenset(
    {
        Role.COORDINATOR,
        Role.DEPUTY,
        Role.MANAGER,
        Role.SAFEGUARDING_LEAD,
        Role.DEPUTY_SAFEGUARDING_LEAD,
        Role.THIRD_PERSON,
        Role.MATCHER,
        Role.PARTNER_CONTACT,
        Role.SCHOOL_CONTACT,
        Role.ADMINISTRATOR,
    }
)

#: Those who run a scheme day by day. In order: who holds several acts in the first one a rule names, at every start alike.
LEADS = (Role.SAFEGUARDING_LEAD, Role.DEPUTY_SAFEGUARDING_LEAD)
STAFF = (Role.COORDINATOR, Role.DEPUTY, *LEADS)


@dataclass(frozen=True, slots=True)
class Held:
    """One role held by one account: in an organisation, in a scheme, as a person of that organisation.

    `of` narrows the role: the participant's id for mentor and mentee, the child's participant id for a parent,
    the partner's or school's organisation-unit id for its contact.
    """

    role: Role
    organisation_id: int | None = None
    scheme_id: int | None = None
    person_id: int | None = None
    of: int | None = None
