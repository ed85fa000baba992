"""A thing that waits for somebody: rooms list them in `selectors.todo(by=, scheme=, at=)`, the front desk shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

#: How many lines of one group are shown by name; a room need not read more rows than these.
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Todo:
    """One line of "Today".

    urgency: 0 urgent (a child may be at risk), 1 waits for me, 2 soon.
    since: since when it waits; older first within one urgency.
    words: what it is, one short line; `group` joins like things ("Held words") and `act` is the verb of the press.
    page, page_args: where one press leads, as in kernel.gates.Missing.
    more: how many further ones of this kind the room counted and did not list (see `shown`).
    card: the pair whose own card on Today says the same, by public id; beside that card the line is left out.
    first: somebody may be in danger and nobody has looked yet; stands before everything else, however long that has waited.
    """

    urgency: int
    since: datetime
    words: str
    group: str
    act: str
    page: str
    page_args: tuple[tuple[str, str], ...] = ()
    more: int = 0
    card: str = ""
    first: bool = False

    @property
    def place(self) -> tuple[bool, int, datetime]:
        """What it is sorted by: the smallest stands first."""
        return (not self.first, self.urgency, self.since)


def shown[T: Model](rows: QuerySet[T], *only: str) -> list[tuple[T, int]]:
    """The first rows in their order, each with how many it stands for beside itself: the last one for all left out.

    The keys are asked for first: mostly there are none, and the wide query with everybody's names is not even put together.
    A third query counts where there are more, so that Today costs the same in a scheme of ten thousand.
    `only` names the fields a line needs, through the relations that `rows` selects; without it whole rows are read.
    """
    keys = list(rows.values_list("pk", flat=True)[: SHOWN + 1])
    if not keys:
        return []
    wide = rows.only(*only) if only else rows
    by_key = {row.pk: row for row in wide.filter(pk__in=keys[:SHOWN])}
    first = [by_key[key] for key in keys[:SHOWN] if key in by_key]
    left_out = rows.count() - SHOWN if len(keys) > SHOWN else 0
    return [(row, left_out if row is first[-1] else 0) for row in first]
