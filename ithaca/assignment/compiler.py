"""Compiles a problem into a `Plan`: which planes and postings there are, and which of them each mentee uses."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .blocks import Block, Group, Lists, Plan, Points, Use, join_lists, lists_of, one_each, points_type
from .errors import InputError
from .model import Criterion, Rule
from .parts import Codes, Ints, KeyPart, ListPart, key_part, list_part, listed_part
from .problem import Problem

#: Mentors scored at a time: planes of one block stay in a core's own cache.
BLOCK = 8192
#: An item that at least one mentor in this many has gets a plane of its own, a rarer one a posting.
RARE = 24
#: The usual shift of 16-bit points: a constant lets the compiled form stay within 32 bits.
SHIFT = 16
#: Planes merged into one: at most this many different combinations.
COMBINED = 256
#: A column with more different values than fit into this many bytes of planes is scored from postings instead.
PLANE_BYTES = 16 * 2**20


class _Compiler:
    """Gathers the planes and postings of one problem; `compile_plan` drives it."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.n, self.m = len(problem.mentees), len(problem.mentors)
        self.dtype = points_type(problem.scheme.most_points)
        self.keyed: list[KeyPart] = []
        self.groups: dict[tuple[str, str], Group] = {}
        self.listed: list[ListPart] = []
        self.sparse: list[KeyPart] = []

    def narrow(self, values: Ints | NDArray[np.uint8]) -> Points:
        """The values in the numbers that points are kept in."""
        return values.astype(np.int16) if self.dtype is np.int16 else values.astype(np.int32)

    def gather(self) -> None:
        scheme = self.problem.scheme
        parts: tuple[Criterion | Rule, ...] = (*scheme.criteria, *scheme.rules)
        for part in parts:
            if part.kind in ("overlap", "share"):
                key = (part.mentee, part.mentor)
                if key not in self.groups:
                    self.groups[key] = Group(list_part(self.problem, *key))
                group = self.groups[key]
                if isinstance(part, Criterion):
                    group.uses.append(_use(part.points, group.part.sizes, self.dtype))
                else:
                    group.least = max(group.least, part.least)
            elif isinstance(part, Rule) and part.kind == "listed":
                self.listed.append(listed_part(self.problem, part))
            else:
                made = key_part(self.problem, part)
                dense = made.size * max(1, self.m) * np.dtype(self.dtype).itemsize <= PLANE_BYTES
                dense = dense and not (part.kind == "differ" and made.size > COMBINED)
                only_dense = part.kind in ("near", "within", "not-when")
                (self.keyed if dense or only_dense else self.sparse).append(made)


def _use(points: int, sizes: Ints, dtype: type[np.int16] | type[np.int32]) -> Use:
    """A multiplier for each size that gives the floor exactly for every count.

    With ``factor = floor(points * 2**shift / k) + 1`` the product exceeds the true value by at most ``k / 2**shift``, and
    a fraction with denominator k is at least ``1 / k`` below the next whole number, so ``k * k < 2**shift`` is enough.
    """
    width = 31 if dtype is np.int16 else 62
    shift = width - (points + 1).bit_length()
    longest = int(sizes.max(initial=0))
    if dtype is np.int16 and longest * longest < 2**SHIFT:
        shift = SHIFT
    while shift > 0 and points * 2**shift + longest >= 2**width:
        shift -= 1
    if longest * longest >= 2**shift:
        raise InputError(f"A list has {longest} items; this is more than can be compared exactly.")
    factor = np.zeros(len(sizes), np.int64)
    some = sizes > 0
    factor[some] = (points << shift) // sizes[some] + 1
    if points == 0:
        factor[:] = 0
    return Use(factor, shift)


def _merge(parts: list[KeyPart]) -> list[tuple[list[KeyPart], Codes, list[Ints]]]:
    """Joins parts with few values into one plane a combination.

    Returns for each merged plane set: its parts, the combination of each mentee, and for each part the key used by each
    combination.
    """
    out: list[tuple[list[KeyPart], Codes, list[Ints]]] = []
    for part in sorted(parts, key=lambda p: p.size):
        used, keys = np.unique(part.keys, return_inverse=True)
        if out:
            held, codes, chosen = out[-1]
            pairs, inverse = np.unique(codes.astype(np.int64) * len(used) + keys, return_inverse=True)
            if len(pairs) <= COMBINED:
                old, new = pairs // len(used), pairs % len(used)
                out[-1] = (
                    [*held, part],
                    inverse.astype(np.int32),
                    [*(c[old] for c in chosen), used[new].astype(np.int64)],
                )
                continue
        out.append(([part], keys.astype(np.int32), [used.astype(np.int64)]))
    return out


def _frequent(part: ListPart, m: int) -> tuple[Codes, int]:
    """For each item of the mentors its plane, or -1 if it is rare; and how many planes there are."""
    wanted = np.zeros(part.universe, bool)
    wanted[part.mentee_items] = True
    counts = np.bincount(part.mentor_items, minlength=part.universe)
    often = wanted & (counts * RARE >= m)
    plane = np.full(part.universe, -1, np.int32)
    plane[often] = np.arange(int(often.sum()), dtype=np.int32)
    return plane, int(often.sum())


def _split(part: ListPart, plane: Codes, plane_base: int, post_base: int) -> tuple[Lists, Lists]:
    """A mentee's items as ids of planes and ids of postings."""
    codes = plane[part.mentee_items]
    often = codes >= 0
    lists = []
    for chosen, ids in ((often, codes + plane_base), (~often, part.mentee_items + post_base)):
        upto = np.concatenate([[0], np.cumsum(chosen)])
        lists.append(Lists(upto[part.mentee_start], ids[chosen].astype(np.int32)))
    return lists[0], lists[1]


def _postings(start: Ints, items: Codes, first: int, last: int, universe: int) -> tuple[Ints, Codes]:
    """For each item how many, and which, of the mentors in the block have it (places within the block)."""
    lo, hi = start[first], start[last]
    mine = items[lo:hi]
    who = np.repeat(np.arange(last - first, dtype=np.int32), np.diff(start[first : last + 1]))
    order = np.argsort(mine, kind="stable")
    return np.bincount(mine, minlength=universe).astype(np.int64), who[order]


def _item_planes(part: ListPart, plane: Codes, count: int, first: int, last: int) -> NDArray[np.uint8]:
    out = np.zeros((count, last - first), np.uint8)
    lo, hi = part.mentor_start[first], part.mentor_start[last]
    codes = plane[part.mentor_items[lo:hi]]
    who = np.repeat(np.arange(last - first), np.diff(part.mentor_start[first : last + 1]))
    out[codes[codes >= 0], who[codes >= 0]] = 1
    return out


def compile_plan(problem: Problem) -> Plan:
    """Compiles a problem.  Memory: planes and postings, a few hundred bytes a person; never mentees times mentors."""
    work = _Compiler(problem)
    work.gather()
    n, m = work.n, work.m
    adds = _merge([p for p in work.keyed if not p.is_rule])
    bars = _merge([p for p in work.keyed if p.is_rule])
    sizes = [len(s[2][0]) for s in adds], [len(s[2][0]) for s in bars]
    bases = [np.concatenate([[0], np.cumsum(s)]).astype(np.int32) for s in sizes]
    groups = list(work.groups.values())
    frequent = [_frequent(g.part, m) for g in groups]
    often_barred = [_frequent(p, m) for p in work.listed]
    tag_base, post_base = 0, 0
    tags: list[Lists] = []
    rare: list[Lists] = []
    for group, (plane, count) in zip(groups, frequent, strict=True):
        dense, sparse = _split(group.part, plane, tag_base, post_base)
        tags.append(dense)
        rare.append(sparse)
        tag_base += count
        post_base += group.part.universe
    bar_columns = [codes + base for (_, codes, _), base in zip(bars, bases[1], strict=False)]
    bar_lists = [one_each(bar_columns, n)]
    stop_lists: list[Lists] = []
    bar_base = int(bases[1][-1])
    for part, (plane, count) in zip(work.listed, often_barred, strict=True):
        dense, sparse = _split(part, plane, bar_base, post_base)
        bar_lists.append(dense)
        stop_lists.append(sparse)
        bar_base += count
        post_base += part.universe
    give_rows, give_points, keep, sparse_stop, post_base = _sparse_rows(work, post_base)
    blocks = tuple(
        _block(work, adds, bars, groups, frequent, often_barred, first, min(first + BLOCK, m))
        for first in range(0, m, BLOCK)
    )
    return Plan(
        mentees=n,
        mentors=m,
        most=problem.scheme.most_points,
        blocks=blocks,
        add=one_each([codes + base for (_, codes, _), base in zip(adds, bases[0], strict=False)], n),
        bar=join_lists(bar_lists, n),
        tags=tuple(tags),
        rare=tuple(rare),
        groups=tuple(groups),
        give=give_rows,
        give_points=give_points,
        stop=join_lists([*stop_lists, *sparse_stop], n),
        keep=tuple(keep),
    )


def _sparse_rows(work: _Compiler, post_base: int) -> tuple[Lists, Ints, list[Codes], list[Lists], int]:
    """Columns with very many values, scored from the postings of the mentors' values."""
    gives = any(isinstance(part.part, Criterion) for part in work.sparse)
    give: list[list[tuple[int, int]]] = [[] for _ in range(work.n)] if gives else []
    keep: list[Codes] = []
    stops: list[Lists] = []
    for part in work.sparse:
        codes = part.mine[part.keys]
        universe = int(part.theirs.max(initial=-1)) + 1
        ids = np.where(part.keys > 0, codes + post_base, -1).astype(np.int32)
        kind = part.part.kind
        if isinstance(part.part, Criterion) and kind == "table":
            entries: dict[int, list[tuple[int, int]]] = {}
            for (key, code), given in part.values.items():
                entries.setdefault(key, []).append((code + post_base, given))
            for row, used in enumerate(part.keys.tolist()):
                give[row].extend(entries.get(used, ()))
        elif isinstance(part.part, Criterion):
            for row in np.flatnonzero(ids >= 0).tolist():
                give[row].append((int(ids[row]), part.part.points))
        elif kind == "same":
            keep.append(ids)
        else:
            start = np.concatenate([[0], np.cumsum(ids >= 0)]).astype(np.int64)
            stops.append(Lists(start, ids[ids >= 0]))
        post_base += universe
    points = np.array([p for row in give for _, p in row], np.int64)
    given_to = lists_of([[post for post, _ in row] for row in give]) if gives else one_each([], work.n)
    return given_to, points, keep, stops, post_base


def _sum_of_planes(work: _Compiler, parts: list[KeyPart], chosen: list[Ints], first: int, last: int) -> Points:
    out: Points = np.zeros((len(chosen[0]), last - first), work.dtype)
    for part, keys in zip(parts, chosen, strict=True):
        out += work.narrow(part.planes(first, last))[keys]
    return out


def _block(
    work: _Compiler,
    adds: list[tuple[list[KeyPart], Codes, list[Ints]]],
    bars: list[tuple[list[KeyPart], Codes, list[Ints]]],
    groups: list[Group],
    frequent: list[tuple[Codes, int]],
    often_barred: list[tuple[Codes, int]],
    first: int,
    last: int,
) -> Block:
    width = last - first
    add = [_sum_of_planes(work, parts, chosen, first, last) for parts, _, chosen in adds]
    bar: list[Points] = []
    for parts, _, chosen in bars:
        joined: Points = np.zeros((len(chosen[0]), width), work.dtype)
        for part, keys in zip(parts, chosen, strict=True):
            joined |= work.narrow(part.planes(first, last))[keys]
        bar.append(joined)
    for listed, (plane, count) in zip(work.listed, often_barred, strict=True):
        bar.append(-work.narrow(_item_planes(listed, plane, count, first, last)))
    tags = [_item_planes(g.part, plane, count, first, last) for g, (plane, count) in zip(groups, frequent, strict=True)]
    counts: list[Ints] = []
    ids: list[Codes] = []
    for lists in (*(g.part for g in groups), *work.listed):
        sizes, who = _postings(lists.mentor_start, lists.mentor_items, first, last, lists.universe)
        counts.append(sizes)
        ids.append(who)
    for part in work.sparse:
        known = part.known[first:last]
        start = np.concatenate([[0], np.cumsum(part.known)]).astype(np.int64)
        codes = part.theirs[part.known].astype(np.int32)
        assert known.shape == (width,)
        sizes, who = _postings(start, codes, first, last, int(part.theirs.max(initial=-1)) + 1)
        counts.append(sizes)
        ids.append(who)
    empty: Points = np.zeros((0, width), work.dtype)
    return Block(
        first,
        last,
        np.concatenate([empty, *add]),
        np.concatenate([empty, *bar]),
        np.ascontiguousarray(np.concatenate([np.zeros((0, width), np.uint8), *tags])),
        Lists(
            np.concatenate([[0], np.cumsum(np.concatenate([np.zeros(0, np.int64), *counts]))]).astype(np.int64),
            np.concatenate([np.zeros(0, np.int32), *ids]).astype(np.int32),
        ),
    )
