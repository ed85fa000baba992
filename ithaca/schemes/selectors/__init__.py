"""Reads of schemes: places and schemes, posts, the gates, the history of settings, what people will see."""

from ithaca.schemes.selectors.closed import closed_spans, is_closed
from ithaca.schemes.selectors.gate import confirmed_lines, missing_posts, missing_to_end, missing_to_open, unfilled
from ithaca.schemes.selectors.handing import changes_to_agree, changes_visible_to, needs_two
from ithaca.schemes.selectors.lines import line_cards, versions
from ithaca.schemes.selectors.places import find_place, running_schemes, schemes_of_organisation, schemes_visible_to
from ithaca.schemes.selectors.posts import (
    absences,
    appointments,
    coordinator_of,
    deputy_lead_of,
    holders,
    holders_of,
    lead_of,
    posts_of_organisation,
    roles_of_account,
    schemes_of,
    schemes_of_people,
    schemes_where_held,
    third_person_of,
)
from ithaca.schemes.selectors.todos import todo
from ithaca.schemes.selectors.tour import look_round, time_needed, who_may_read

__all__ = [
    "absences",
    "appointments",
    "changes_to_agree",
    "changes_visible_to",
    "closed_spans",
    "confirmed_lines",
    "coordinator_of",
    "deputy_lead_of",
    "find_place",
    "holders",
    "holders_of",
    "is_closed",
    "lead_of",
    "line_cards",
    "look_round",
    "missing_posts",
    "missing_to_end",
    "missing_to_open",
    "needs_two",
    "posts_of_organisation",
    "roles_of_account",
    "running_schemes",
    "schemes_of",
    "schemes_of_organisation",
    "schemes_of_people",
    "schemes_visible_to",
    "schemes_where_held",
    "third_person_of",
    "time_needed",
    "todo",
    "unfilled",
    "versions",
    "who_may_read",
]
