"""Points of whole rows of pairs, in numpy: the form that needs nothing compiled.  ``kernels.py`` does the same faster."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .blocks import Block, Group, Lists, Plan

Matrix = NDArray[np.signedinteger[Any]]


def _of(lists: Lists, i: int) -> NDArray[np.int32]:
    return lists.ids[lists.start[i] : lists.start[i + 1]]


def _count(plan: Plan, block: Block, g: int, i: int) -> NDArray[np.int64]:
    count = block.tags[_of(plan.tags[g], i)].sum(axis=0, dtype=np.int64)
    for post in _of(plan.rare[g], i):
        count[_of(block.posts, post)] += 1
    return count


def _group(group: Group, count: NDArray[np.int64], i: int, row: Matrix, bar: NDArray[np.bool_]) -> None:
    for use in group.uses:
        row += (count * use.factor[i]) >> use.shift
    if group.least:
        bar |= count < group.least


def score_block(plan: Plan, block: Block, first: int, last: int) -> Matrix:
    """Points of mentees ``first`` to before ``last`` with the block's mentors: shape (mentees, mentors), -1 forbidden."""
    out = np.zeros((last - first, block.last - block.first), plan.dtype)
    for r, i in enumerate(range(first, last)):
        row = out[r]
        bar = np.zeros(len(row), bool)
        for plane in _of(plan.add, i):
            row += block.add[plane]
        for g, group in enumerate(plan.groups):
            _group(group, _count(plan, block, g, i), i, row, bar)
        for post, points in zip(
            _of(plan.give, i), plan.give_points[plan.give.start[i] : plan.give.start[i + 1]], strict=True
        ):
            row[_of(block.posts, post)] += points
        for plane in _of(plan.bar, i):
            row |= block.bar[plane]
        row[bar] = -1
        for post in _of(plan.stop, i):
            row[_of(block.posts, post)] = -1
        for allowed in plan.keep:
            held = np.ones(len(row), bool)
            if allowed[i] >= 0:
                held[_of(block.posts, allowed[i])] = False
            row[held] = -1
    return out


def score_rows(plan: Plan, first: int, last: int) -> Matrix:
    """Points of mentees ``first`` to before ``last`` with every mentor; -1 forbidden."""
    if not plan.blocks:
        return np.zeros((last - first, 0), plan.dtype)
    return np.concatenate([score_block(plan, block, first, last) for block in plan.blocks], axis=1)
