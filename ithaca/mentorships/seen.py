"""What one of the two sees of the other, and when: of a child only first name, age band and interests until contact is open.

What somebody wrote about themself is shown as a message would be delivered: no telephone number, address or account in it (SG-5).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from ithaca.organisations.models import Person
from ithaca.participants.models import Participant
from ithaca.screening import as_shown, role_of

#: (youngest, oldest) of each band. Wide enough to say little, narrow enough to be of use.
BANDS = ((0, 10), (11, 13), (14, 15), (16, 17))


@dataclass(frozen=True, slots=True)
class Seen:
    """What may be shown of a person to the other side: no address, number or date of birth, ever (REL-04)."""

    name: str
    line: str = ""
    introduction: str = ""
    interests: tuple[str, ...] = field(default=())


def age_band(person: Person, on: date) -> str:
    """The age in words that do not give the birthday away; an unknown one says so."""
    age = person.age_on(on)
    if age is None:
        return _("age not known")
    for youngest, oldest in BANDS:
        if youngest <= age <= oldest:
            if youngest == 0:
                return _("under 11")
            return _("%(youngest)d to %(oldest)d years old") % {"youngest": youngest, "oldest": oldest}
    return _("18 or older")


def interests_of(participant: Participant) -> tuple[str, ...]:
    """The interests somebody wrote down, as a list; one that gives a number, an address or an account away is left out."""
    value = participant.profile.get("interests") or []
    parts = value if isinstance(value, list) else str(value).replace(";", ",").split(",")
    said = tuple(str(part).strip() for part in parts if str(part).strip())
    role, together = role_of(participant.role), "; ".join(said)
    if as_shown(together, role=role) == together:
        return said
    return tuple(part for part in said if as_shown(part, role=role) == part)


def seen_by_other(side: Participant, *, on: date, open: bool) -> Seen:
    """What the other side sees of `side`; `open` is what the gate says now."""
    person = side.person
    if person.is_child_on(on):
        line = age_band(person, on)
        if not open:
            return Seen(person.given_name, line, "", interests_of(side))
        school = person.school.name if person.school else ""
        line = ", ".join(part for part in (line, school) if part)
        return Seen(person.given_name, line, as_shown(side.introduction, role=role_of(side.role)), interests_of(side))
    name = person.name if open else person.given_name
    employer = person.employer.name if person.employer and open else ""
    line = ", ".join(part for part in (person.job_title, employer) if part)
    return Seen(name, line, as_shown(side.introduction, role=role_of(side.role)), interests_of(side))
