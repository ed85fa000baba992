"""Points and rules, a mentee's whole row at a time, straight from the definitions."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .reader import Part, Settings, Table

Row = NDArray[np.int64]
Mask = NDArray[np.bool_]
#: Rows remembered for each criterion or rule, by the mentee's cell.
REMEMBERED = 200


class Scores:
    """The points of every mentee with every mentor, -1 where a rule forbids the pair."""

    def __init__(self, settings: Settings, mentees: Table, mentors: Table) -> None:
        self._width = len(mentors)
        self._criteria = [_criterion(part, mentees, mentors) for part in settings.criteria]
        self._rules = [_rule(part, mentees, mentors) for part in settings.rules]

    def row(self, i: int) -> Row:
        """The points of the i-th mentee of the file with the mentors in the order of theirs."""
        points = np.zeros(self._width, np.int64)
        for criterion in self._criteria:
            points += criterion(i)
        for rule in self._rules:
            points[rule(i)] = -1
        return points


def _who_has(sets: list[frozenset[str]]) -> dict[str, Row]:
    places: dict[str, list[int]] = {}
    for j, items in enumerate(sets):
        for item in items:
            places.setdefault(item, []).append(j)
    return {item: np.array(found, np.int64) for item, found in places.items()}


def _shared(part: Part, mentees: Table, mentors: Table) -> Callable[[int], tuple[Row, int]]:
    mine, who, width = mentees.sets(part.mentee), _who_has(mentors.sets(part.mentor)), len(mentors)

    def count(i: int) -> tuple[Row, int]:
        out = np.zeros(width, np.int64)
        for item in mine[i]:
            if item in who:
                out[who[item]] += 1
        return out, len(mine[i])

    return count


def _by_cell(cells: list[str], make: Callable[[str], NDArray[np.int64]]) -> Callable[[int], Row]:
    """Rows that depend on one cell of the mentee, remembered."""
    known: dict[str, Row] = {}

    def row(i: int) -> Row:
        cell = cells[i]
        if cell not in known:
            if len(known) >= REMEMBERED:
                known.clear()
            known[cell] = make(cell)
        return known[cell]

    return row


def _criterion(part: Part, mentees: Table, mentors: Table) -> Callable[[int], Row]:
    width = len(mentors)
    if part.kind == "overlap":
        count = _shared(part, mentees, mentors)

        def overlap(i: int) -> Row:
            shared, size = count(i)
            return shared * int(part.values["points"]) // size if size else shared

        return overlap
    cells, theirs = mentees.column(part.mentee), mentors.column(part.mentor)
    if part.kind == "near":
        return _near(part, mentees, mentors)
    who = _who_has([frozenset([cell]) if cell else frozenset() for cell in theirs])
    listed: dict[str, dict[str, int]] = {}
    for (mine, other), points in part.table.items():
        listed.setdefault(mine, {})[other] = points

    def make(cell: str) -> Row:
        out = np.zeros(width, np.int64)
        given = {cell: int(part.values["points"])} if part.kind == "same" else listed.get(cell, {})
        for other, points in given.items():
            if cell and other in who:
                out[who[other]] = points
        return out

    return _by_cell(cells, make)


def _near(part: Part, mentees: Table, mentors: Table) -> Callable[[int], Row]:
    theirs = mentors.integers(part.mentor)
    mentees.integers(part.mentee)
    distinct = sorted({number for number in theirs if number is not None})
    where = {number: k for k, number in enumerate(distinct)}
    places = np.array([len(distinct) if number is None else where[number] for number in theirs], np.int64)
    most, spread, ahead = (int(part.values.get(key, 0)) for key in ("points", "spread", "ahead"))

    def make(cell: str) -> Row:
        if not cell:
            return np.zeros(len(theirs), np.int64)
        mine = int(cell)
        given = [most * max(0, spread - abs(number - mine - ahead)) // spread for number in distinct]
        return np.array([*given, 0], np.int64)[places]

    return _by_cell(mentees.column(part.mentee), make)


def _rule(part: Part, mentees: Table, mentors: Table) -> Callable[[int], Mask]:
    if part.kind == "share":
        count = _shared(part, mentees, mentors)
        least = int(part.values.get("least", 1))
        return lambda i: count(i)[0] < least
    if part.kind == "within":
        return _within(part, mentees, mentors)
    if part.kind == "listed":
        return _listed(part, mentees, mentors)
    theirs = np.array(mentors.column(part.mentor), np.object_)
    cells = mentees.column(part.mentee)

    def make(cell: str) -> Row:
        if part.kind == "same":
            forbidden = (theirs != cell) if cell else np.ones(len(theirs), bool)
        elif part.kind == "differ":
            forbidden = (theirs == cell) if cell else np.zeros(len(theirs), bool)
        else:
            met = bool(cell) and cell == part.values["mentee_is"]
            forbidden = (theirs == part.values["mentor_is"]) if met else np.zeros(len(theirs), bool)
        return np.asarray(forbidden, bool).astype(np.int64)

    row = _by_cell(cells, make)
    return lambda i: row(i).astype(bool)


def _within(part: Part, mentees: Table, mentors: Table) -> Callable[[int], Mask]:
    theirs = mentors.integers(part.mentor)
    mentees.integers(part.mentee)
    numbers = np.array([number or 0 for number in theirs], np.int64)
    missing = np.array([number is None for number in theirs], bool)
    most, ahead = part.values.get("most"), part.values.get("least_ahead")

    def make(cell: str) -> Row:
        if not cell:
            return np.ones(len(theirs), np.int64)
        gap = numbers - int(cell)
        forbidden = missing.copy()
        if most is not None:
            forbidden |= np.abs(gap) > most
        if ahead is not None:
            forbidden |= gap < ahead
        return forbidden.astype(np.int64)

    row = _by_cell(mentees.column(part.mentee), make)
    return lambda i: row(i).astype(bool)


def _listed(part: Part, mentees: Table, mentors: Table) -> Callable[[int], Mask]:
    width = len(mentors)
    if part.values.get("side", "mentee") == "mentee":
        who = _who_has([frozenset([cell]) if cell else frozenset() for cell in mentors.column(part.mentor)])
        mine = mentees.sets(part.mentee)
    else:
        who = _who_has(mentors.sets(part.mentor))
        mine = [frozenset([cell]) if cell else frozenset() for cell in mentees.column(part.mentee)]

    def row(i: int) -> Mask:
        out = np.zeros(width, bool)
        for item in mine[i]:
            if item in who:
                out[who[item]] = True
        return out

    return row
