"""What schemes asks and tells the rooms above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ithaca.kernel.gates import Missing
from ithaca.kernel.hooks import Hook

launch_gate: Hook[list[Missing]] = Hook(
    "schemes.launch_gate", "scheme, on (a day) in; what is missing before the scheme may open out"
)
end_gate: Hook[list[Missing]] = Hook(
    "schemes.end_gate", "scheme, on (a day) in; what must be settled before the scheme may end out"
)
scheme_created: Hook[None] = Hook(
    "schemes.scheme_created",
    "scheme, starter, by, at: a scheme was made; rooms lay out what its starter holds for them",
)
line_confirmed: Hook[None] = Hook(
    "schemes.line_confirmed",
    "scheme, line, person (or None), signed_name, by, at: a line of “before you open” was confirmed",
)
settings_changed: Hook[None] = Hook(
    "schemes.settings_changed",
    "scheme, before, after (Arrangements), by, at: the arrangements are other than they were",
)
appointed: Hook[None] = Hook("schemes.appointed", "appointment, by, at: somebody now holds a post")
stepped_down: Hook[None] = Hook("schemes.stepped_down", "appointment, by, at: somebody holds a post no longer")
post_asked: Hook[None] = Hook(
    "schemes.post_asked", "change, by, at: somebody asked for a change of who keeps the scheme safe; another must agree"
)
may_decide_together: Hook[bool] = Hook(
    "schemes.may_decide_together",
    "organisation, accounts (public ids of the one who asked and the one who agrees) in; True out if one of them may decide",
)
scheme_opened: Hook[None] = Hook("schemes.scheme_opened", "scheme, by, at: the scheme is open or in its pilot")
scheme_ended: Hook[None] = Hook("schemes.scheme_ended", "scheme, by, at: the scheme has ended and is read-only")


@dataclass(frozen=True, slots=True)
class Placeable:
    """How many could be placed under one setting of the gender rule: `mentees` of `waiting`, for the rule `rule`."""

    rule: str
    mentees: int
    waiting: int


placeable_each_way: Hook[list[Placeable]] = Hook(
    "schemes.placeable_each_way",
    "scheme in; how many could be placed under each setting of the gender rule out (MATCH-04)",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of “look round”: what `who` ("mentor", "mentee" or "parent") will see, in this scheme's own words.

    step: where it stands among the steps, smaller first (10 public page, 20 applying, 30 checks, 40 meeting the other,
    50 talking, 60 ending). kind: "page" or "letter".
    """

    step: int
    title: str
    words: str
    kind: str = "page"


closed_days: Hook[list[tuple[date, date]]] = Hook(
    "schemes.closed_days", "scheme in; the days on which it is closed, as first and last day, both counted, out"
)
look_round: Hook[list[Shown]] = Hook(
    "schemes.look_round", "scheme, who in; what they will see out. Nothing is written and nobody is made"
)
