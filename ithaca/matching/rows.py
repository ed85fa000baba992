"""A person as a row of cells for the engine: what they told us, and what stands on record."""

from __future__ import annotations

from datetime import date

from ithaca.matching.workplace import cells_of
from ithaca.organisations.selectors import fold_name
from ithaca.participants.models import Participant

#: Answers of a mentee that name people with another role over them (MATCH-06).
OTHER_ROLES = ("line_manager", "supervisor", "assessor", "tutor", "training_adviser")

#: Added to the rounds somebody has waited if their pair could begin at once. The engine tells equals apart by the sum: that
#: never costs anybody a place, nor the pairs a point.
MAY_START = 10_000

type Cell = str | int | list[str] | None
type Row = dict[str, Cell]


def mentee_row(participant: Participant, groups: list[str], on: date | None = None, may_start: bool = True) -> Row:
    """A mentee's cells: the profile, what stands on record, the groups of theirs, other roles, and whose turn it is.

    `turn` are the rounds waited, and MAY_START more unless a permission is missing that the pair must wait for.
    """
    person = participant.person
    row = row_of(participant)
    theirs = {str(group).casefold() for group in items_of(participant.profile.get("groups"))}
    row |= {f"group {group}": "yes" if group.casefold() in theirs else "no" for group in groups}
    row["gender_rule"] = "shielded" if person.gender in ("", "female") else "open"
    names = [text for key in OTHER_ROLES for text in items_of(participant.profile.get(key))]
    row["other_roles"] = [fold_name(name) for name in names]
    waited = participant.rounds_waited + (max(0, (on - participant.joined_on).days) // 7 if on else 0)
    row["turn"] = min(waited, MAY_START - 1) + (MAY_START if may_start else 0)
    return row


def mentor_row(participant: Participant, groups: list[str], room: int) -> Row:
    """A mentor's cells: the profile, what stands on record, the groups declined, and `room`, the places that are free."""
    person = participant.person
    row = row_of(participant)
    declined = {str(group).casefold() for group in participant.declined_groups}
    row |= {f"group {group}": "yes" if group.casefold() in declined else "no" for group in groups}
    row["gender_rule"] = "not_for" if person.gender in ("", "male") else "open"
    row["name"] = fold_name(person.name)
    row["room"] = room
    return row


def row_of(participant: Participant) -> Row:
    """The profile as cells, with what stands on the person's record."""
    row: Row = {key: _cell(value) for key, value in participant.profile.items()}
    person = participant.person
    row["id"] = participant.public_id
    row["gender"] = person.gender
    row["school"] = str(person.school_id or "")
    row["employer"] = str(person.employer_id or "")
    return row | cells_of(participant.role, participant.profile)


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return value
    if isinstance(value, list):
        return [str(item) for item in value]
    return str(value) if value is not None else None


def items_of(value: object) -> list[str]:
    """An answer as a list: as it was given, or split at semicolons."""
    if isinstance(value, list):
        return [str(item) for item in value]
    return [part.strip() for part in str(value or "").split(";") if part.strip()]


def other_role(mentee: Participant, mentor: Participant) -> bool:
    """True if the mentee named this mentor as somebody with another role over them (MATCH-06)."""
    return fold_name(mentor.person.name) in (mentee_row(mentee, [])["other_roles"] or [])  # type: ignore[operator]
