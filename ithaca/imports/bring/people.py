"""Mentors and mentees, with schools, employers and parents."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from ithaca.imports.bring.base import Bringing, Outcome, listed, text
from ithaca.imports.bring.people_index import READER, Known, LooksAlike
from ithaca.organisations.models import Partner, Person
from ithaca.organisations.selectors import fold_name, partners_visible_to
from ithaca.organisations.services import add_partner, add_people, add_person
from ithaca.participants.models import Participant
from ithaca.participants.services.join import join
from ithaca.participants.services.many import Joining, add_carers, join_many
from ithaca.sheets import Name
from ithaca.sheets.values.times import each_time

#: Columns that go into the profile as they are; lists stay lists.
PROFILE = (
    "background", "mentoring_before", "skills", "interests", "languages", "availability", "sector", "hours_a_month",
    "groups_willing", "reasons", "needs", "programme", "business_stage", "goals", "help_wanted", "mentor_wish",
    "year_group", "postcode", "pupil_number", "department", "seniority", "site", "remote", "line_manager",
)  # fmt: skip
GENDERS = {
    **dict.fromkeys(("f", "female", "woman", "girl"), "female"),
    **dict.fromkeys(("m", "male", "man", "boy"), "male"),
}
#: Words that leave a gender unknown; the rule about gender then keeps the person as safe as the strictest answer does.
NOT_SAID = re.compile(r"\b(not|unknown|undisclosed|unsure|n/?[ak])\b", re.IGNORECASE)


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
        common: dict[str, Any] = {"by": bringing.by, "at": bringing.at}
        if known:
            person = bringing.index.person(known)
        else:
            person = add_person(organisation=bringing.index.organisation, **_facts(row, bringing), **common)
            bringing.index.remember(person)
        place = self._place(row, bringing)
        participant = join(scheme=bringing.scheme, person=person, role=self.role, **place, **common)
        bringing.index.add(participant)
        _parents([(row, participant)], bringing)
        return "joining" if known else "new"

    def bring_many(self, rows: list[dict[str, Any]], bringing: Bringing) -> list[Outcome | None]:
        """The same for many rows with a few large writes; None for each row that must be brought in by itself.

        Those are rows about people who are known, or about whom somebody must say, and second rows about one person.
        Raises Refused if one of the rows cannot be brought in; nothing of any is written then.
        """
        outcomes: list[Outcome | None] = [None] * len(rows)
        fresh: list[int] = []
        mark = len(bringing.undo)
        for number, row in enumerate(rows):
            try:
                known = self._known(row, bringing)
            except LooksAlike:
                continue
            if known is None:
                bringing.index.expect(row["name"], row.get("birth_date"), text(row.get("email")))
                fresh.append(number)
            elif bringing.index.here(self.role, known.pk):
                outcomes[number] = "known"
        bringing.take_back(mark)
        self._add_all([rows[number] for number in fresh], bringing)
        for number in fresh:
            outcomes[number] = "new"
        return outcomes

    def _add_all(self, rows: list[dict[str, Any]], bringing: Bringing) -> None:
        common: dict[str, Any] = {"by": bringing.by, "at": bringing.at}
        organisation = bringing.index.organisation
        people = add_people(organisation=organisation, people=[_facts(row, bringing) for row in rows], **common)
        for person in people:
            bringing.index.remember(person)
        joining = [
            Joining(person=person, **self._place(row, bringing)) for row, person in zip(rows, people, strict=True)
        ]
        participants = join_many(scheme=bringing.scheme, joining=joining, role=self.role, **common)
        for participant in participants:
            bringing.index.add(participant)
        _parents(list(zip(rows, participants, strict=True)), bringing)

    def _place(self, row: dict[str, Any], bringing: Bringing) -> dict[str, Any]:
        """What `join` wants to know."""
        return {
            "profile": _profile(row),
            "capacity": min(50, max(1, int(row.get("places") or 1))) if self.role == "mentor" else 1,
            "declined_groups": listed(row.get("groups_declined")),
            "introduction": text(row.get("background"), 2000),
            "joined_on": row.get("applied_on") or bringing.on,
        }

    def _known(self, row: dict[str, Any], bringing: Bringing) -> Known | None:
        born = row.get("birth_date")
        but = bringing.index.is_parent if born is not None and _young(born, bringing) else None
        try:
            return bringing.index.known(row["name"], born, text(row.get("email")), role=self.role, but=but)
        except LooksAlike:
            if bringing.bring_lookalikes:
                return None
            raise


def _facts(row: dict[str, Any], bringing: Bringing) -> dict[str, Any]:
    """What `add_person` wants to know."""
    name: Name = row["name"]
    gender = text(row.get("gender"))
    return {
        "given_name": name.given or name.full,
        "family_name": name.family,
        "date_of_birth": row.get("birth_date"),
        "email": text(row.get("email")),
        "phone": _phone(row.get("phone")),
        "gender": GENDERS.get(gender.casefold(), "other" if gender and not NOT_SAID.search(gender) else ""),
        "school": _partner(text(row.get("school")), "school", bringing) or bringing.school,
        "class_name": text(row.get("tutor_group")) or text(row.get("year_group")),
        "employer": _partner(text(row.get("employer")), "employer", bringing),
        "job_title": text(row.get("job_title"), 120),
    }


def _parents(rows: list[tuple[dict[str, Any], Participant]], bringing: Bringing) -> None:
    """Enter the parent that each row names. The parent of two children is one person: same name and same address."""
    new: dict[tuple[str, ...], dict[str, Any]] = {}
    found: list[Person | tuple[str, ...]] = []
    named = [(row, participant) for row, participant in rows if row.get("parent_name")]
    for row, participant in named:
        name, email = row["parent_name"], text(row.get("parent_email"))
        known = _known_parent(name, email, participant, bringing)
        if known is not None:
            found.append(known)
            continue
        key = (fold_name(name.full), email.lower()) if email else (participant.public_id,)
        facts = {"given_name": name.given or name.full, "family_name": name.family}
        new.setdefault(key, {**facts, "email": email, "phone": _phone(row.get("parent_phone"))})
        found.append(key)
    made = add_people(
        organisation=bringing.index.organisation, people=list(new.values()), by=bringing.by, at=bringing.at
    )
    for parent in made:
        bringing.index.remember(parent)
        bringing.index.parents.add(parent.pk)
    by_key = dict(zip(new, made, strict=True))
    carers = [
        (participant, by_key[who] if isinstance(who, tuple) else who, text(row.get("parent_relationship"), 40))
        for (row, participant), who in zip(named, found, strict=True)
    ]
    add_carers(carers=carers, by=bringing.by, at=bringing.at)


def _known_parent(name: Name, email: str, child: Participant, bringing: Bringing) -> Person | None:
    if not email:
        return None
    try:
        known = bringing.index.known(name, None, email, but=lambda k: k.born is not None and _young(k.born, bringing))
    except LooksAlike:
        return None
    return bringing.index.person(known) if known and known.pk != child.person_id else None


def _young(born: date, bringing: Bringing) -> bool:
    """True for somebody under 18: no parent of anybody here, whatever they are called."""
    return (bringing.on - born).days < 18 * 365


def _profile(row: dict[str, Any]) -> dict[str, Any]:
    profile = {key: row[key] for key in PROFILE if row.get(key)}
    if isinstance(profile.get("availability"), tuple):
        profile["availability"] = each_time(profile["availability"])
    return {key: list(value) if isinstance(value, tuple) else value for key, value in profile.items()}


def _phone(value: Any) -> str:
    return str(getattr(value, "e164", value) or "")


def _partner(name: str, kind: str, bringing: Bringing) -> Partner | None:
    """The school or employer of that name, added the first time it is named."""
    name = " ".join(name.split())[:120]
    key = fold_name(name)
    if not key:
        return None
    if "partners" not in bringing.cache:
        here = partners_visible_to(READER).filter(organisation=bringing.index.organisation, ended_at=None)
        bringing.cache["partners"] = {fold_name(partner.name): partner for partner in here}
    known: dict[str, Partner] = bringing.cache["partners"]
    if key not in known:
        known[key] = add_partner(
            organisation=bringing.index.organisation, name=name, kinds=[kind], by=bringing.by, at=bringing.at
        )
        bringing.undo.append(lambda: known.pop(key, None))
    return known[key]
