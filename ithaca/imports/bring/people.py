"""Mentors and mentees, with schools, employers and parents."""

from __future__ import annotations

from typing import Any

from ithaca.imports.bring.base import Bringing, Outcome, listed, text
from ithaca.imports.bring.people_index import READER, Known, LooksAlike
from ithaca.organisations.models import Partner, Person
from ithaca.organisations.selectors import fold_name, partners_visible_to
from ithaca.organisations.services import add_partner, add_person
from ithaca.participants.models import Participant
from ithaca.participants.services.carers import add_carer
from ithaca.participants.services.join import join
from ithaca.sheets import Name

#: Columns that go into the profile as they are; lists stay lists.
PROFILE = (
    "background", "mentoring_before", "skills", "interests", "languages", "availability", "sector", "hours_a_month",
    "groups_willing", "reasons", "needs", "programme", "business_stage", "goals", "help_wanted", "mentor_wish",
    "year_group", "postcode", "pupil_number",
)  # fmt: skip
GENDERS = {
    **dict.fromkeys(("f", "female", "woman", "girl"), "female"),
    **dict.fromkeys(("m", "male", "man", "boy"), "male"),
}


class PeopleBringer:
    """Brings people in as mentors or as mentees."""

    def __init__(self, role: str) -> None:
        self.role = role

    def look(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """New, known to the organisation and joining, or taking part already."""
        known = self._known(row, bringing)
        if known is None:
            bringing.index.expect(row["name"], row.get("birth_date"), text(row.get("email")))
            return "new"
        if known.pk == 0:
            return "known"
        return "known" if bringing.index.here(self.role, known.pk) else "joining"

    def bring(self, row: dict[str, Any], bringing: Bringing) -> Outcome:
        """Add the person if new, let them join if they have not, and enter a parent if the row names one."""
        known = self._known(row, bringing)
        if known is not None and bringing.index.here(self.role, known.pk):
            return "known"
        person = bringing.index.person(known) if known else self._add(row, bringing)
        participant = join(
            scheme=bringing.scheme,
            person=person,
            role=self.role,
            profile=_profile(row),
            capacity=min(50, max(1, int(row.get("places") or 1))) if self.role == "mentor" else 1,
            declined_groups=listed(row.get("groups_declined")),
            introduction=text(row.get("background"), 2000),
            joined_on=row.get("applied_on") or bringing.on,
            by=bringing.by,
            at=bringing.at,
        )
        bringing.index.add(participant)
        if row.get("parent_name"):
            _parent(row, participant, bringing)
        return "joining" if known else "new"

    def _known(self, row: dict[str, Any], bringing: Bringing) -> Known | None:
        try:
            return bringing.index.known(row["name"], row.get("birth_date"), text(row.get("email")), role=self.role)
        except LooksAlike:
            if bringing.bring_lookalikes:
                return None
            raise

    def _add(self, row: dict[str, Any], bringing: Bringing) -> Person:
        name: Name = row["name"]
        gender = text(row.get("gender"))
        person = add_person(
            organisation=bringing.index.organisation,
            given_name=name.given or name.full,
            family_name=name.family,
            date_of_birth=row.get("birth_date"),
            email=text(row.get("email")),
            phone=_phone(row.get("phone")),
            gender=GENDERS.get(gender.casefold(), "other" if gender else ""),
            school=_partner(text(row.get("school")), "school", bringing) or bringing.school,
            class_name=text(row.get("tutor_group")) or text(row.get("year_group")),
            employer=_partner(text(row.get("employer")), "employer", bringing),
            job_title=text(row.get("job_title"), 120),
            by=bringing.by,
            at=bringing.at,
        )
        bringing.index.remember(person)
        return person


def _parent(row: dict[str, Any], participant: Participant, bringing: Bringing) -> None:
    """The parent of two children is one person: same name and same address is the same."""
    name: Name = row["parent_name"]
    email = text(row.get("parent_email"))
    parent = None
    if email:
        try:
            known = bringing.index.known(name, None, email)
        except LooksAlike:
            known = None
        parent = bringing.index.person(known) if known else None
    if parent is None or parent.pk == participant.person_id:
        parent = add_person(
            organisation=bringing.index.organisation,
            given_name=name.given or name.full,
            family_name=name.family,
            email=email,
            phone=_phone(row.get("parent_phone")),
            by=bringing.by,
            at=bringing.at,
        )
        bringing.index.remember(parent)
    relation = text(row.get("parent_relationship"), 40)
    add_carer(mentee=participant, person=parent, relation=relation, by=bringing.by, at=bringing.at)


def _profile(row: dict[str, Any]) -> dict[str, Any]:
    profile = {key: row[key] for key in PROFILE if row.get(key)}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in profile.items()}


def _phone(value: Any) -> str:
    return str(getattr(value, "e164", value) or "")


def _partner(name: str, kind: str, bringing: Bringing) -> Partner | None:
    """The school or employer of that name, added the first time it is named."""
    key = fold_name(name)
    if not key:
        return None
    if "partners" not in bringing.cache:
        here = partners_visible_to(READER).filter(organisation=bringing.index.organisation, ended_at=None)
        bringing.cache["partners"] = {fold_name(partner.name): partner for partner in here}
    known: dict[str, Partner] = bringing.cache["partners"]
    if key not in known:
        known[key] = add_partner(
            organisation=bringing.index.organisation, name=name[:120], kinds=[kind], by=bringing.by, at=bringing.at
        )
        bringing.undo.append(lambda: known.pop(key, None))
    return known[key]
