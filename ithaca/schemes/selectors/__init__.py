"""Reads of schemes: places and schemes, posts, the gates, the history of settings, what people will see."""

from ithaca.schemes.selectors.gate import confirmed_lines, missing_to_end, missing_to_open
from ithaca.schemes.selectors.places import find_place, schemes_visible_to
from ithaca.schemes.selectors.posts import (
    absences,
    appointments,
    coordinator_of,
    deputy_lead_of,
    holders,
    lead_of,
    roles_of_account,
    schemes_of,
    third_person_of,
)

__all__ = [
    "absences",
    "appointments",
    "confirmed_lines",
    "coordinator_of",
    "deputy_lead_of",
    "find_place",
    "holders",
    "lead_of",
    "missing_to_end",
    "missing_to_open",
    "roles_of_account",
    "schemes_of",
    "schemes_visible_to",
    "third_person_of",
]
