"""Criteria and rules turned into whole rows of numbers.

Scoring never looks at pairs one by one.  Everything a mentee's cell can say about all mentors at once is a *plane*: a
row of points, or of bars (0 or -1) for a rule, with one entry a mentor.  Lists become one 0/1 plane an item, or a
*posting* (the places of the mentors that have the item) where the item is rare.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray

from .model import Criterion, Rule
from .problem import People, Problem

Ints = NDArray[np.int64]
Codes = NDArray[np.int32]


def codes_of(texts: list[str], known: dict[str, int], *, grow: bool) -> Codes:
    """Numbers the texts; -1 for an empty one, and for one not yet known unless ``grow``."""
    if grow:
        _learn(texts, known)
    return np.fromiter(map(known.get, texts, repeat(-1)), np.int32, len(texts))


def _learn(texts: list[str], known: dict[str, int]) -> None:
    """Gives each new text (but the empty one) the next number."""
    for text in dict.fromkeys(texts):
        if text:
            known.setdefault(text, len(known))


@dataclass(frozen=True)
class KeyPart:
    """A criterion or rule that looks at one value of the mentee: ``keys[i]`` picks the plane that mentee i uses.

    ``kind`` says how plane k follows from the mentors' values ``theirs`` and the value ``mine[k]``.
    """

    part: Criterion | Rule
    keys: Codes
    size: int
    mine: Ints
    theirs: Ints
    known: NDArray[np.bool_]
    values: dict[tuple[int, int], int]

    @property
    def is_rule(self) -> bool:
        """Whether its planes are bars."""
        return isinstance(self.part, Rule)

    def planes(self, first: int, last: int) -> Ints:
        """The planes for the mentors from ``first`` to before ``last``: shape (size, mentors)."""
        theirs = self.theirs[None, first:last]
        known = self.known[None, first:last]
        mine = self.mine[:, None]
        empty = np.arange(self.size)[:, None] == 0
        part = self.part
        if isinstance(part, Criterion):
            if part.kind == "near":
                gap: Ints = np.abs(theirs - mine - part.ahead)
                room = np.maximum(0, part.spread - np.minimum(gap, part.spread))
                given: Ints = np.where(empty | ~known, 0, _share(part.points, room, part.spread))
                return given
            if part.kind == "same":
                equal: Ints = np.where(~empty & known & (theirs == mine), part.points, 0)
                return equal
            out = np.zeros((self.size, last - first), np.int64)
            for (key, code), points in self.values.items():
                out[key, self.theirs[first:last] == code] = points
            return out
        if part.kind == "within":
            bad = np.zeros((self.size, last - first), bool)
            if part.most is not None:
                bad |= np.abs(theirs - mine) > part.most
            if part.least_ahead is not None:
                bad |= theirs - mine < part.least_ahead
            bars: Ints = -(empty | ~known | bad).astype(np.int64)
            return bars
        if part.kind == "same":
            unequal: Ints = -(empty | ~known | (theirs != mine)).astype(np.int64)
            return unequal
        met: Ints = -(~empty & known & (theirs == mine)).astype(np.int64)  # differ, not-when
        return met


def _share(points: int, room: Ints, spread: int) -> Ints:
    """``floor(points * room / spread)`` without overflow: both factors may be large, their product need not fit."""
    if points * spread < 2**62:
        return points * room // spread
    exact = [points * int(r) // spread for r in room.ravel()]
    return np.array(exact, np.int64).reshape(room.shape)


@dataclass(frozen=True)
class ListPart:
    """The items of two list columns: for each mentee and mentor the items they have, as codes, in compressed rows."""

    mentee_start: Ints
    mentee_items: Codes
    mentor_start: Ints
    mentor_items: Codes
    sizes: Ints
    universe: int


def list_part(problem: Problem, mentee: str, mentor: str) -> ListPart:
    """Codes for the items of two list columns; items that only mentees have count for ``sizes`` and are dropped."""
    known: dict[str, int] = {}
    theirs = _rows(problem.mentors.lists(mentor), known, grow=True)
    mine_lists = problem.mentees.lists(mentee)
    mine = _rows(mine_lists, known, grow=False)
    sizes = np.array([len(items) for items in mine_lists], np.int64)
    return ListPart(*mine, *theirs, sizes, len(known))


def _rows(lists: list[tuple[str, ...]], known: dict[str, int], *, grow: bool) -> tuple[Ints, Codes]:
    ends = np.zeros(len(lists) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, lists), np.int64, len(lists)), out=ends[1:])
    codes = codes_of(list(chain.from_iterable(lists)), known, grow=grow)
    kept = np.zeros(len(codes) + 1, np.int64)
    np.cumsum(codes >= 0, out=kept[1:])
    return kept[ends], codes[codes >= 0]


def listed_part(problem: Problem, rule: Rule) -> ListPart:
    """A ``listed`` rule as lists on both sides: the pair is barred if they share an item."""
    known: dict[str, int] = {}
    if rule.side == "mentee":
        mine_lists = problem.mentees.lists(rule.mentee)
        their_lists = _singles(problem.mentors, rule.mentor)
    else:
        mine_lists = _singles(problem.mentees, rule.mentee)
        their_lists = problem.mentors.lists(rule.mentor)
    theirs = _rows(their_lists, known, grow=True)
    mine = _rows(mine_lists, known, grow=False)
    return ListPart(*mine, *theirs, np.zeros(len(problem.mentees), np.int64), len(known))


def _singles(people: People, column: str) -> list[tuple[str, ...]]:
    return [(text,) if text else () for text in people.texts(column)]


def key_part(problem: Problem, part: Criterion | Rule) -> KeyPart:
    """The planes of a criterion or rule that looks at one value of each person.  Key 0 is the empty cell."""
    if part.kind in ("near", "within"):
        return _number_part(problem, part)
    known: dict[str, int] = {}
    theirs = codes_of(problem.mentors.texts(part.mentor), known, grow=True)
    texts = problem.mentees.texts(part.mentee)
    values: dict[tuple[int, int], int] = {}
    if isinstance(part, Criterion) and part.kind == "table":
        places: dict[str, int] = {}
        for mine, other in part.table:
            if mine and other and other in known:
                key = places.setdefault(mine, len(places) + 1)
                values[key, known[other]] = part.table[mine, other]
        keys = np.array([places.get(text, 0) for text in texts], np.int32)
        mine_values = np.arange(len(places) + 1, dtype=np.int64)
    elif isinstance(part, Rule) and part.kind == "not-when":
        keys = np.array([1 if text == part.mentee_is.strip() else 0 for text in texts], np.int32)
        mine_values = np.array([-2, known.get(part.mentor_is.strip(), -2)], np.int64)
    else:
        raw = codes_of(texts, known, grow=False)
        mine_values, keys = _dense_keys(raw.astype(np.int64), raw >= 0)
    return KeyPart(part, keys, len(mine_values), mine_values, theirs.astype(np.int64), theirs >= 0, values)


def _dense_keys(values: Ints, known: NDArray[np.bool_]) -> tuple[Ints, Codes]:
    """Distinct known values behind key 1, 2, ...; key 0 for unknown ones."""
    distinct, inverse = np.unique(values[known], return_inverse=True)
    keys = np.zeros(len(values), np.int32)
    keys[known] = inverse.astype(np.int32) + 1
    return np.concatenate([np.array([-2], np.int64), distinct]), keys


def _number_part(problem: Problem, part: Criterion | Rule) -> KeyPart:
    mine, known_mine = _numbers(problem.mentees.numbers(part.mentee))
    theirs, known = _numbers(problem.mentors.numbers(part.mentor))
    mine_values, keys = _dense_keys(mine, known_mine)
    return KeyPart(part, keys, len(mine_values), mine_values, theirs, known, {})


def _numbers(cells: list[int | None]) -> tuple[Ints, NDArray[np.bool_]]:
    known = np.array([cell is not None for cell in cells], bool)
    return np.array([cell or 0 for cell in cells], np.int64), known
