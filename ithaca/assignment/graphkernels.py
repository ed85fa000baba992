"""Work on the sparse graph, compiled with numba: merging edges, turning the graph round, best surplus of each mentee."""

# mypy: disable-error-code="untyped-decorator"

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from . import auction, network
from .kernels import push

bid = njit(nogil=True, cache=True)(auction.auction)
forward = njit(nogil=True, cache=True)(network.forward)
reverse = njit(nogil=True, cache=True)(network.reverse)


@njit(nogil=True, cache=True)
def starts(rows: Any, count: int) -> Any:
    """Where each row begins, for edges ordered by row."""
    out = np.zeros(count + 1, np.int64)
    for e in range(rows.shape[0]):
        out[rows[e] + 1] += 1
    for i in range(count):
        out[i + 1] += out[i]
    return out


@njit(nogil=True, cache=True)
def turned(start: Any, cols: Any, weights: Any, mentors: int) -> Any:
    """The graph by mentor: where each begins, the mentees in order, the weights."""
    begin = np.zeros(mentors + 1, np.int64)
    for e in range(cols.shape[0]):
        begin[cols[e] + 1] += 1
    for j in range(mentors):
        begin[j + 1] += begin[j]
    place = begin[:-1].copy()
    rows = np.empty(cols.shape[0], np.int64)
    out = np.empty(cols.shape[0], np.int64)
    for i in range(start.shape[0] - 1):
        for e in range(start[i], start[i + 1]):
            k = place[cols[e]]
            place[cols[e]] += 1
            rows[k] = i
            out[k] = weights[e]
    return begin, rows, out


@njit(nogil=True, cache=True)
def settle(start: Any, cols: Any, weights: Any, p: Any, capacities: Any, must: Any, match: Any, u: Any) -> None:
    """``u`` becomes the best surplus at the prices; who is not with a best one is freed."""
    low = -(1 << 62)
    for i in range(start.shape[0] - 1):
        best = low if must[i] else 0
        held = low
        for e in range(start[i], start[i + 1]):
            j = cols[e]
            if capacities[j] > 0:
                surplus = weights[e] - p[j]
                best = max(best, surplus)
                if match[i] == j:
                    held = surplus
        u[i] = 0 if best == low else best
        if held == low or held != u[i]:
            match[i] = -1


@njit(nogil=True, cache=True)
def merge(rows_a: Any, cols_a: Any, points_a: Any, rows_b: Any, cols_b: Any, points_b: Any) -> Any:
    """Two lists of edges, each ordered by mentee and mentor, as one without repeats."""
    na, nb = rows_a.shape[0], rows_b.shape[0]
    rows = np.empty(na + nb, np.int64)
    cols = np.empty(na + nb, np.int64)
    points = np.empty(na + nb, np.int64)
    a = b = total = 0
    while a < na or b < nb:
        take_a = b >= nb or (a < na and (rows_a[a] < rows_b[b] or (rows_a[a] == rows_b[b] and cols_a[a] <= cols_b[b])))
        if take_a:
            r, c, s = rows_a[a], cols_a[a], points_a[a]
            a += 1
        else:
            r, c, s = rows_b[b], cols_b[b], points_b[b]
            b += 1
        if total == 0 or rows[total - 1] != r or cols[total - 1] != c:
            rows[total], cols[total], points[total] = r, c, s
            total += 1
    return rows[:total].copy(), cols[:total].copy(), points[:total].copy()


@njit(nogil=True, cache=True)
def join_heaps(heap: Any, size: Any, other: Any, other_size: Any) -> None:
    """Puts every heap of ``other`` into the one beside it."""
    for j in range(size.shape[0]):
        for k in range(other_size[j]):
            size[j] = push(heap[j], size[j], other[j, k])


@njit(nogil=True, cache=True)
def by_row(heap: Any, size: Any, mentees: int) -> Any:
    """The mentors' heaps as edges ordered by mentee and mentor, with points."""
    mask = (1 << 32) - 1
    begin = np.zeros(mentees + 1, np.int64)
    for j in range(size.shape[0]):
        for k in range(size[j]):
            begin[mask - (heap[j, k] & mask) + 1] += 1
    for i in range(mentees):
        begin[i + 1] += begin[i]
    total = begin[mentees]
    rows = np.empty(total, np.int64)
    cols = np.empty(total, np.int64)
    points = np.empty(total, np.int64)
    for j in range(size.shape[0]):
        for k in range(size[j]):
            i = mask - (heap[j, k] & mask)
            e = begin[i]
            begin[i] += 1
            rows[e] = i
            cols[e] = j
            points[e] = (heap[j, k] >> 32) >> 8
    return rows, cols, points
