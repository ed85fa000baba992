"""Mentors and mentees, with schools, employers and parents."""

from __future__ import annotations

from typing import Any

from ithaca.imports.bring.base import Bringing, Outcome, listed, text
from ithaca.organisations.models import Partner, Person
from ithaca.organisations.selectors import fold_name, partners_visible_to
from ithaca.organisations.services import add_partner, add_person
from ithaca.participants.services.carers import add_carer
from ithaca.participants.services.join import join
from ithaca.sheets import Name

#: Columns that go into the profile as they are; lists stay lists.
PROFILE = (
    "background", "mentoring_before", "skills", "interests", "languages", "availability", "sector", "hours_a_month",
    "groups_willing", "needs", "programme", "business_stage", "goals", "help_wanted", "mentor_wish", "year_group",
    "postcode", "pupil_number",
)  # fmt: skip
GENDERS = {
    "f": "female",
    "female": "female",
    "woman": "female",
    "girl": "female",
    "m": "male",
    "male": "male",
    "man": "male",
    "boy": "male",
}


class PeopleBringer:
    """Brings people in as mentors or as mentees."""

    def __init__(self, role: str) -> None:
        self.role = role

    def look(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """New, or known already."""
        person = _known(row, bringing)
        if person is None:
            return "new"
        here = bringing.index.participants.get((self.role, person.search_name), [])
        return "known" if any(p.person_id == person.pk for p in here) else "changed"

    def bring(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """Add the person if new, let them join if they have not, and enter a parent if the row names one."""
        person = _known(row, bringing)
        outcome: Outcome = "changed" if person else "new"
        person = person or self._add(row, bringing)
        here = bringing.index.participants.get((self.role, person.search_name), [])
        participant = next((p for p in here if p.person_id == person.pk), None)
        if participant is not None:
            return "known"
        participant = join(
            scheme=bringing.scheme,
            person=person,
            role=self.role,
            profile=_profile(row),
            capacity=min(50, max(1, int(row.get("places") or 1))),
            declined_groups=listed(row.get("groups_declined")),
            introduction=text(row.get("background")),
            joined_on=row.get("applied_on") or bringing.on,
            by=bringing.by,
            at=bringing.at,
        )
        bringing.index.add(participant)
        if row.get("parent_name"):
            self._parent(row, participant, bringing)
        return outcome

    def _add(self, row: dict[str, Any], bringing: Bringing) -> Person:
        name: Name = row["name"]
        person = add_person(
            organisation=bringing.index.organisation,
            given_name=name.given,
            family_name=name.family,
            date_of_birth=row.get("birth_date"),
            email=text(row.get("email")),
            phone=_phone(row.get("phone")),
            gender=GENDERS.get(text(row.get("gender")).casefold(), "other" if text(row.get("gender")) else ""),
            school=_partner(text(row.get("school")) or bringing.options.get("school", ""), "school", bringing),
            class_name=text(row.get("tutor_group")) or text(row.get("year_group")),
            employer=_partner(text(row.get("employer")), "employer", bringing),
            supplied_by=bringing.options.get("supplied_by"),
            job_title=text(row.get("job_title"))[:120],
            by=bringing.by,
            at=bringing.at,
        )
        bringing.index.remember(person.search_name, person.email)
        return person

    def _parent(self, row: dict[str, Any], participant: Any, bringing: Bringing) -> None:
        name: Name = row["parent_name"]
        email = text(row.get("parent_email"))
        parent = bringing.index.known(name, None, email) if email else None
        if parent is None:
            parent = add_person(
                organisation=bringing.index.organisation,
                given_name=name.given,
                family_name=name.family,
                email=email,
                phone=_phone(row.get("parent_phone")),
                by=bringing.by,
                at=bringing.at,
            )
            bringing.index.remember(parent.search_name, parent.email)
        relation = text(row.get("parent_relationship"))
        add_carer(mentee=participant, person=parent, relation=relation, by=bringing.by, at=bringing.at)


def _known(row: dict[str, Any], bringing: Bringing) -> Person | None:
    return bringing.index.known(row["name"], row.get("birth_date"), text(row.get("email")))


def _profile(row: dict[str, Any]) -> dict[str, Any]:
    profile = {key: row[key] for key in PROFILE if row.get(key)}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in profile.items()}


def _phone(value: Any) -> str:
    return str(getattr(value, "e164", value) or "")


def _partner(name: str, kind: str, bringing: Bringing) -> Partner | None:
    """The school or employer of that name, added the first time it is named."""
    if not name:
        return None
    known: dict[str, Partner] = bringing.cache.setdefault(
        "partners", {fold_name(p.name): p for p in partners_visible_to(bringing.by)}
    )
    key = fold_name(name)
    if key not in known:
        known[key] = add_partner(
            organisation=bringing.index.organisation, name=name[:120], kinds=[kind], by=bringing.by, at=bringing.at
        )
    return known[key]
