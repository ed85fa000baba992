"""A thing that waits for somebody: rooms list them in `selectors.todo(by=, scheme=, at=)`, the front desk shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Todo:
    """One line of "Today".

    urgency: 0 urgent (a child may be at risk), 1 waits for me, 2 soon.
    since: since when it waits; older first within one urgency.
    words: what it is, one short line; `group` joins like things ("Held words") and `act` is the verb of the press.
    page, page_args: where one press leads, as in kernel.gates.Missing.
    """

    urgency: int
    since: datetime
    words: str
    group: str
    act: str
    page: str
    page_args: tuple[tuple[str, str], ...] = ()
