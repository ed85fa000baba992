"""What the components are fed with. Plain values only: a view fills them, a template includes the component.

Templates take dictionaries with the same keys as well; these classes let the type checker see a missing word.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ithaca.ui.context import MenuItem

__all__ = [
    "Bar", "Bubble", "Cell", "Column", "Entry", "Fact", "Figure", "Helpline", "MenuItem", "PairCard", "Person", "Progress",
    "Row", "Step", "SummaryRow", "Table", "Task",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Task:
    """A line of a task list: the act is the link; `status` is a word, `kind` one of `pieces.PILLS`."""

    label: str
    url: str = ""
    hint: str = ""
    status: str = ""
    kind: str = "neutral"


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """An answer to check. `change_url` empty: it cannot be changed here; `change_hint` completes "Change …" for the ear."""

    label: str
    value: str
    change_url: str = ""
    change_hint: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A short label and its value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; `sort_url` makes it sortable, `sorted` is "up", "down" or "" for how it stands now."""

    label: str
    sort_url: str = ""
    sorted: str = ""
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: words, with a link or as a pill of that kind if given."""

    text: object
    url: str = ""
    pill: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; its first cell names it. `value` is sent when its box is ticked, `ticked` how it stands."""

    cells: Sequence[Cell | str]
    value: str = ""
    ticked: bool = False

    @property
    def name(self) -> str:
        """What the row is called, for the label of its tick box."""
        first = self.cells[0]
        return str(first.text) if isinstance(first, Cell) else str(first)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that turns into cards on a phone.

    `choose` names the tick boxes, `choose_url` gets those ticked, `choose_label` says for what.
    `tick_all_url` shows the same page with every box ticked, for phones and without a script. Raises ValueError for a
    row whose cells do not fit the columns.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    choose: str = ""
    choose_url: str = ""
    choose_label: str = ""
    tick_all_url: str = ""
    hidden: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(f"the row {row.name} has {len(row.cells)} cells for {len(self.columns)} columns")

    def lines(self) -> Iterator[tuple[Row, list[tuple[Column, Cell]]]]:
        """Each row with its cells beside their columns, as the template walks them."""
        for row in self.rows:
            cells = [cell if isinstance(cell, Cell) else Cell(cell) for cell in row.cells]
            yield row, list(zip(self.columns, cells, strict=True))

    @property
    def sortable(self) -> list[Column]:
        """The columns that can be sorted by, for the list of links above the cards on a phone."""
        return [column for column in self.columns if column.sort_url]


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated entry of a timeline; `kind` is "", "good", "wait" or "bad"."""

    title: str
    at: dt.datetime | dt.date
    text: str = ""
    by: str = ""
    url: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Bubble:
    """A message: `kind` is "own", "theirs" or "staff". `held` draws it as waiting; `note` says in a sentence what happened to it.

    `words` is plain text, or safe HTML made by `pieces.words_with_spans`.
    """

    who: str
    words: str
    at: dt.datetime
    kind: str = "theirs"
    held: bool = False
    note: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a longer way; `state` is "done", "now" or "next"."""

    label: str
    state: str = "next"


@dataclass(frozen=True, slots=True)
class Figure:
    """A big number with what it counts, how it is defined, and the list behind it."""

    value: str
    label: str
    definition: str = ""
    unit: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart; `text` is shown for the value (default: the value); `soft` draws it as comparison."""

    label: str
    value: float
    text: str = ""
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A person on a card: name, one line about them, and a link if the reader may open their page."""

    name: str
    line: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class PairCard:
    """Two people put forward, with the reasons for and, plainly, what speaks against or why not the next."""

    left: Person
    right: Person
    reasons: Sequence[str]
    against: Sequence[str] = ()
    status: str = ""
    kind: str = "neutral"


@dataclass(frozen=True, slots=True)
class Progress:
    """Long work: `done` of `total` (total 0: not known yet); `poll_url` answers this component again, `next_url` comes after.

    Beside it a button in "progress__stop" may stop it; it goes once the work is over.
    """

    label: str
    done: int
    total: int
    poll_url: str
    next_url: str
    finished: bool = False
    failed: str = ""
    stopped: bool = False

    @property
    def over(self) -> bool:
        """True once there is nothing to wait for."""
        return self.finished or self.stopped or bool(self.failed)


@dataclass(frozen=True, slots=True)
class Helpline:
    """Somebody to turn to now: who, the number to dial, and one line on when."""

    name: str
    number: str
    line: str = ""
