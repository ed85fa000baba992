"""A problem: two lists of people, read and checked, in one fixed order.

People are kept sorted by id, so that the order of the rows can change nothing that follows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from .cells import Cell, as_list, as_number, as_text
from .errors import InputError
from .model import Criterion, Rule, Scheme

Row = Mapping[str, Cell]
T = TypeVar("T")


@dataclass(frozen=True)
class People:
    """One list of people: ids sorted, with the rows in the same order.

    ``where[i]`` is the place of person i in the list as it was given, for messages.
    """

    name: str
    ids: tuple[str, ...]
    rows: tuple[Row, ...]
    where: tuple[int, ...]
    strict: bool = True
    _read: dict[tuple[str, str], list[object]] = field(default_factory=dict, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.ids)

    def _column(self, column: str, way: str, read: Callable[[Cell], T]) -> list[T]:
        cached = self._read.get((column, way))
        if cached is not None:
            return cached  # type: ignore[return-value]
        if self.strict and self.rows and column != "id" and not any(column in row for row in self.rows):
            raise InputError(f"There is no column “{column}”.", list_name=self.name, column=column)
        values: list[T] = []
        for i, row in enumerate(self.rows):
            try:
                values.append(read(row.get(column)))
            except InputError as error:
                raise InputError(f"{error.sentence}.", list_name=self.name, row=self.where[i], column=column) from None
        self._read[column, way] = values  # type: ignore[assignment]
        return values

    def texts(self, column: str) -> list[str]:
        """The column read as trimmed text."""
        return list(self.ids) if column == "id" else self._column(column, "text", as_text)

    def lists(self, column: str) -> list[tuple[str, ...]]:
        """The column read as lists."""
        return self._column(column, "list", as_list)

    def numbers(self, column: str) -> list[int | None]:
        """The column read as whole numbers, None where empty.  Raises `InputError` naming row and column."""
        return self._column(column, "number", as_number)

    def plus(self, others: People) -> People:
        """These people and then others, in this order, with what was read of them kept."""
        where = (*self.where, *(len(self) + place for place in others.where))
        joined = People(self.name, self.ids + others.ids, self.rows + others.rows, where, self.strict and others.strict)
        read: dict[str, Callable[[str], Sequence[object]]] = {
            "text": others.texts,
            "list": others.lists,
            "number": others.numbers,
        }
        for column, way in self._read:
            joined._read[column, way] = [*self._read[column, way], *read[way](column)]
        return joined

    @classmethod
    def read(cls, name: str, rows: Sequence[Row], *, strict: bool = True) -> People:
        """Sorts the people by id.  Raises `InputError` for a missing, empty or repeated id."""
        seen: dict[str, int] = {}
        for place, row in enumerate(rows):
            identity = as_text(row.get("id"))
            if not identity:
                raise InputError("This row has no id.", list_name=name, row=place, column="id")
            if identity in seen:
                raise InputError(f"The id “{identity}” is used twice.", list_name=name, row=place, column="id")
            seen[identity] = place
        ids = tuple(sorted(seen))
        where = tuple(seen[identity] for identity in ids)
        return cls(name, ids, tuple(rows[place] for place in where), where, strict)


@dataclass(frozen=True)
class Problem:
    """Everything a solver needs.  Make one with `Problem.build`; people are addressed by their place in the sorted lists."""

    scheme: Scheme
    mentees: People
    mentors: People
    capacities: tuple[int, ...]
    waited: tuple[int, ...]

    @classmethod
    def build(cls, mentees: Iterable[Row], mentors: Iterable[Row], scheme: Scheme, *, strict: bool = True) -> Problem:
        """Reads two lists of rows, each with an ``id`` and the columns the scheme names.

        A cell is text, a whole number, a list of texts, or None.  A column that no row has is an error, unless ``strict``
        is False: then its cells are empty.  Raises `InputError` naming list, row and column.
        """
        left = People.read("mentees", list(mentees), strict=strict)
        right = People.read("mentors", list(mentors), strict=strict)
        capacities = [1] * len(right)
        if scheme.capacity is not None:
            numbers = right.numbers(scheme.capacity)
            for j, number in enumerate(numbers):
                if number is not None and number < 0:
                    raise InputError(
                        f"The capacity is {number}, but it must be 0 or more.",
                        list_name="mentors",
                        row=right.where[j],
                        column=scheme.capacity,
                    )
                capacities[j] = 1 if number is None else number
        waited = [0] * len(left)
        if scheme.waited is not None:
            waited = [number or 0 for number in left.numbers(scheme.waited)]
        problem = cls(scheme, left, right, tuple(capacities), tuple(waited))
        problem.check_columns()
        return problem

    def check_columns(self) -> None:
        """Reads every column the scheme names, so that a wrong cell is found before any work.  Raises `InputError`."""
        parts: tuple[Criterion | Rule, ...] = (*self.scheme.criteria, *self.scheme.rules)
        for part in parts:
            for people, column, own in ((self.mentees, part.mentee, "mentee"), (self.mentors, part.mentor, "mentor")):
                if part.kind in ("near", "within"):
                    people.numbers(column)
                elif part.kind in ("overlap", "share"):
                    people.lists(column)
                else:
                    people.texts(column)
                    if part.kind == "listed" and getattr(part, "side", "") == own:
                        people.lists(column)
