"""Passes over all pairs, compiled with numba: every loop is over a block of mentors and becomes vector instructions.

One mentee's row of one block is scored into a small buffer, looked at, and forgotten.  The numbers are those of
``scoring.py``; the tests hold the two to each other.
"""

# mypy: disable-error-code="untyped-decorator"

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

#: Pairs looked at together: the row is only searched where one of these says there is something.
STEP = 64
WIDE = 256
SHIFT = 16
#: Below every difference of points and prices that 16 bits are used for.
LOW = -(1 << 15)


@njit(nogil=True, cache=True, inline="never")
def score(i: int, block: Any, plan: Any, width: int, acc: Any, bar: Any, count: Any) -> None:
    """Points of mentee ``i`` with the block's first ``width`` mentors into ``acc``, a negative number where forbidden.

    ``block`` and ``plan`` are the tuples of `compiled.pack`; ``bar`` and ``count`` are scratch.  All three are as long as
    the block is wide: what they hold beyond ``width`` means nothing.
    """
    _, add, bars, tags, post_start, post_ids = block
    (add_start, add_ids, bar_start, bar_ids, tag_start, tag_ids, rare_start, rare_ids, use_start, use_factor, use_shift,
     least, give_start, give_ids, give_points, stop_start, stop_ids, keep) = plan  # fmt: skip
    for j in range(width):
        acc[j] = 0
        bar[j] = 0
    for e in range(add_start[i], add_start[i + 1]):
        plane = add[add_ids[e]]
        for j in range(width):
            acc[j] += plane[j]
    for g in range(least.shape[0]):
        for j in range(width):
            count[j] = 0
        for e in range(tag_start[g, i], tag_start[g, i + 1]):
            items = tags[tag_ids[e]]
            for j in range(width):
                count[j] += items[j]
        for e in range(rare_start[g, i], rare_start[g, i + 1]):
            post = rare_ids[e]
            for k in range(post_start[post], post_start[post + 1]):
                count[post_ids[k]] += 1
        for use in range(use_start[g], use_start[g + 1]):
            factor = use_factor[use, i]
            shift = use_shift[use]
            if factor == 0:
                continue
            if shift == SHIFT:
                for j in range(width):
                    acc[j] += np.int32(np.int32(factor) * np.int32(count[j])) >> SHIFT
            else:
                for j in range(width):
                    acc[j] += (factor * count[j]) >> shift
        if least[g] > 0:
            floor = least[g]
            for j in range(width):
                bar[j] |= np.int16(-1) if count[j] < floor else np.int16(0)
    for e in range(give_start[i], give_start[i + 1]):
        post = give_ids[e]
        for k in range(post_start[post], post_start[post + 1]):
            acc[post_ids[k]] += give_points[e]
    for e in range(bar_start[i], bar_start[i + 1]):
        plane = bars[bar_ids[e]]
        for j in range(width):
            bar[j] |= plane[j]
    for j in range(width):
        acc[j] |= bar[j]
    for e in range(stop_start[i], stop_start[i + 1]):
        post = stop_ids[e]
        for k in range(post_start[post], post_start[post + 1]):
            acc[post_ids[k]] = -1
    for r in range(keep.shape[0]):
        for j in range(width):
            bar[j] = -1
        post = keep[r, i]
        if post >= 0:
            for k in range(post_start[post], post_start[post + 1]):
                bar[post_ids[k]] = 0
        for j in range(width):
            acc[j] |= bar[j]


@njit(nogil=True, cache=True)
def score_rows(first: int, last: int, block: Any, plan: Any, out: Any, bar: Any, count: Any) -> None:
    """Rows of points into ``out``, shape (mentees, mentors of the block)."""
    for i in range(first, last):
        score(i, block, plan, out.shape[1], out[i - first], bar, count)


@njit(nogil=True, cache=True)
def floor_pass(first: int, last: int, block: Any, plan: Any, acc: Any, bar: Any, count: Any) -> int:
    """Scores every pair of some rows and keeps only the sum of each row's best: what any method has to do at least."""
    total = 0
    for i in range(first, last):
        score(i, block, plan, acc.shape[0], acc, bar, count)
        best = acc[0]
        for j in range(acc.shape[0]):
            best = max(best, acc[j])
        total += best
    return total


@njit(nogil=True, cache=True)
def push(heap: Any, size: Any, key: Any) -> Any:
    """Adds a key to a full or growing heap with the least on top; returns the new size.  A full heap drops its least."""
    if size < heap.shape[0]:
        k = size
        while k > 0:
            above = (k - 1) >> 1
            if heap[above] <= key:
                break
            heap[k] = heap[above]
            k = above
        heap[k] = key
        return size + 1
    if key <= heap[0]:
        return size
    k = 0
    while True:
        below = 2 * k + 1
        if below >= size:
            break
        if below + 1 < size and heap[below + 1] < heap[below]:
            below += 1
        if heap[below] >= key:
            break
        heap[k] = heap[below]
        k = below
    heap[k] = key
    return size


@njit(nogil=True, cache=True)
def level(values: Any, number: int) -> Any:
    """The most that at least ``number`` of the values reach, by halving; 0 if fewer are above 0."""
    low = 0
    high: Any = 0
    for k in range(values.shape[0]):
        high = max(high, np.int64(values[k]))
    while low < high:
        middle = (low + high + 1) >> 1
        asked = values.dtype.type(middle)
        reached = np.int16(0)
        for k in range(values.shape[0]):
            reached += np.int16(values[k] >= asked)
        if reached >= number:
            low = middle
        else:
            high = middle - 1
    return low


@njit(nogil=True, cache=True)
def candidates(
    first: int, last: int, block: Any, plan: Any, acc: Any, bar: Any, count: Any,
    row_spread: Any, col_spread: Any, row_heap: Any, row_size: Any, col_heap: Any, col_size: Any,
    col_least: Any, col_enough: Any, highest: Any, wanted: Any,
) -> None:  # fmt: skip
    """Keeps the best mentors of each mentee and the best mentees of each mentor.

    A key is ``points * 256 + spread``; the heaps hold ``key * 2**32 + (2**32 - 1 - other)``, so that of equal keys the
    earlier person is kept.  ``col_least`` is the key a mentee has to beat, ``col_enough`` its points.  ``highest`` and
    ``wanted`` are scratch with one entry for each `STEP` pairs.
    """
    begin = block[0]
    width = acc.shape[0]
    mask = (1 << 32) - 1
    for i in range(first, last):
        score(i, block, plan, width, acc, bar, count)
        salt = row_spread[i]
        heap = row_heap[i - first]
        size = row_size[i - first]
        for s in range(highest.shape[0]):
            a = s * STEP
            part = acc[a : min(a + STEP, width)]
            hers = col_enough[begin + a : begin + min(a + STEP, width)]
            best = part[0]
            some = 0
            for k in range(part.shape[0]):
                best = part[k] if part[k] > best else best
                some |= part[k] >= hers[k]
            highest[s] = best
            wanted[s] = some
        # As many parts as the heap has places hold a pair with at least so many points: no other can be among the best.
        enough = level(highest, heap.shape[0])
        least = np.int32(-1)
        if size == heap.shape[0]:
            least = np.int32(heap[0] >> 32)
            enough = max(enough, np.int64(least >> 8))
        for s in range(highest.shape[0]):
            if highest[s] >= enough:
                for j in range(s * STEP, min(s * STEP + STEP, width)):
                    if acc[j] >= enough:
                        c = begin + j
                        key = (np.int32(acc[j]) << 8) + np.int32(np.uint8(salt + col_spread[c]))
                        if key > least:
                            size = push(heap, size, (np.int64(key) << 32) + (mask - c))
                            if size == heap.shape[0]:
                                least = np.int32(heap[0] >> 32)
                                enough = max(enough, np.int64(least >> 8))
            if wanted[s]:
                for j in range(s * STEP, min(s * STEP + STEP, width)):
                    c = begin + j
                    if acc[j] >= col_enough[c]:
                        key = (np.int32(acc[j]) << 8) + np.int32(np.uint8(salt + col_spread[c]))
                        if key > col_least[c]:
                            col_size[c] = push(col_heap[c], col_size[c], (np.int64(key) << 32) + (mask - i))
                            if col_size[c] == col_heap.shape[1]:
                                col_least[c] = np.int32(col_heap[c, 0] >> 32)
                                col_enough[c] = acc.dtype.type(col_least[c] >> 8)
        row_size[i - first] = size


@njit(nogil=True, cache=True)
def price(
    which: Any, widths: Any, block: Any, plan: Any, acc: Any, bar: Any, count: Any,
    over: Any, names: Any, q: Any, limit: Any, heap: Any, size: Any,
) -> int:  # fmt: skip
    """Keeps for each mentee the pairs with ``points - q > limit``, the best of them if a heap cannot hold more.

    ``which`` are the mentees, ``widths`` how many of the block's mentors each is priced with; ``names`` and ``q`` belong
    to the block's mentors.  ``over`` is scratch; it, ``q`` and ``limit`` are of one kind of number that also holds every
    difference.  Returns how often a pair found its heap full.
    """
    mask = (1 << 32) - 1
    refused = 0
    for r in range(which.shape[0]):
        i = which[r]
        width = widths[r]
        if width == 0:
            continue
        score(i, block, plan, width, acc, bar, count)
        bound = limit[i]
        for j in range(width):
            over[j] = acc[j] - q[j] if acc[j] >= 0 else LOW
        for a in range(0, width, WIDE):
            b = min(a + WIDE, width)
            part = over[a:b]
            best = part[0]
            for k in range(part.shape[0]):
                best = part[k] if part[k] > best else best
            if best > bound:
                for j in range(a, b):
                    if over[j] > bound:
                        refused += size[r] == heap.shape[1]
                        found = (np.int64(over[j]) << 32) + (mask - names[j])
                        size[r] = push(heap[r], size[r], found)
    return refused


@njit(nogil=True, cache=True)
def unpack(heap: Any, size: Any, which: Any, shift: int, rows: Any, cols: Any, values: Any) -> int:
    """Heaps of rows as edges ordered by row and column; ``values`` gets the key's upper part shifted right."""
    mask = (1 << 32) - 1
    total = 0
    for r in range(size.shape[0]):
        begin = total
        for k in range(size[r]):
            rows[total] = which[r]
            cols[total] = mask - (heap[r, k] & mask)
            values[total] = (heap[r, k] >> 32) >> shift
            total += 1
        for a in range(begin + 1, total):  # a short insertion sort by column
            c, v = cols[a], values[a]
            b = a - 1
            while b >= begin and cols[b] > c:
                cols[b + 1] = cols[b]
                values[b + 1] = values[b]
                b -= 1
            cols[b + 1] = c
            values[b + 1] = v
    return total
