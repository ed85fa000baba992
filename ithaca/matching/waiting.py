"""Who waits without a suggestion, and why, as it is now: worked out when the page is asked for, so that no old reason stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.kernel.refusals import NotNow
from ithaca.matching.chosen import who_choose
from ithaca.matching.models import Choice, Run
from ithaca.matching.selectors import left_over
from ithaca.matching.sentences import why_nobody
from ithaca.matching.services.suggest import AT_ONCE
from ithaca.matching.standing import Standing, standing
from ithaca.participants.models import Participant
from ithaca.schemes.models import Scheme
from ithaca.ui.words import when


@dataclass
class Waiting:
    """By mentee key the reason; `said`: what holds for all of them; `again`: True if a new search is of use."""

    why: dict[int, str] = field(default_factory=dict)
    said: str = ""
    again: bool = False


def why_they_wait(scheme: Scheme, alone: Iterable[Participant], run: Run | None, *, waiting: int, on: date) -> Waiting:
    """The reasons of those who wait without a suggestion; none before the first search.

    With more than AT_ONCE mentees waiting (`waiting` of them do), or while a search goes on, they are those of the last
    search, and it is said of when.
    """
    rows, choosing = list(alone), who_choose(scheme)
    found = Waiting({row.pk: _chooses(choosing[row.pk]) for row in rows if row.pk in choosing})
    rest = [row for row in rows if row.pk not in choosing]
    if run is None or not rest:
        return found
    if waiting > AT_ONCE or run.state == "running":
        left = left_over(run)
        found.why |= {row.pk: left.get(row.public_id, "") for row in rest}
        found.said = _("The reasons are those of the search %(when)s.") % {
            "when": when(run.finished_at or run.created_at)
        }
        found.again = run.state != "running"
        return found
    try:
        with standing(scheme, on=on) as stands:
            return _as_it_is(found, stands, rest)
    except NotNow as refusal:
        found.said = refusal.sentence
        return found


def _chooses(choice: Choice) -> str:
    if choice.mentor is not None:
        return _("Has asked for %(name)s; see Today.") % {"name": choice.mentor.person.name}
    number = len(choice.options)
    words = ngettext("Can say yes to %(n)d mentor now.", "Can choose among %(n)d mentors now.", number)
    return words % {"n": number}


def _as_it_is(found: Waiting, stands: Standing, rows: list[Participant]) -> Waiting:
    pool, placed = stands.pool, 0
    refused = {row.pk for row in pool.refused}
    for row in rows:
        if row.pk in refused:
            found.why[row.pk] = _("A parent or carer has said no.")
        elif row.public_id not in pool.mentees:
            continue
        elif stands.session.result.mentor_of(row.public_id) is None:
            found.why[row.pk] = why_nobody(pool, stands.session, row.public_id)
        else:
            found.why[row.pk] = _("A mentor can be found now.")
            placed += 1
    if placed:
        words = ngettext("%(n)d of them can have a mentor now.", "%(n)d of them can have a mentor now.", placed)
        found.said, found.again = words % {"n": placed}, True
    return found
