"""Good prices quickly: mentees bid for seats, in whole fractions of a point (Bertsekas 1992).

What it leaves is nearly optimal; ``network.py`` makes it exactly so.  Written as there: it runs on Python lists as it
stands, and compiled on arrays.
"""

from __future__ import annotations

from typing import Any

INF = 1 << 62


def auction(
    order: Any,
    start: Any,
    cols: Any,
    weights: Any,
    first_seat: Any,
    seats: Any,
    asks: Any,
    lowest: Any,
    match: Any,
    queue: Any,
    eps: int,
    limit: int,
) -> int:
    """Bids until every mentee in ``order`` has a seat or wants none at these prices; changes ``asks`` (a price a seat),
    ``seats`` and ``match``.  ``lowest`` and ``queue`` are scratch: one entry a mentor, and one more than ``match`` has.  At
    most ``limit`` bids; returns how many were made."""
    for j in range(len(lowest)):
        lowest[j] = INF
        for seat in range(first_seat[j], first_seat[j + 1]):
            if asks[seat] < lowest[j]:
                lowest[j] = asks[seat]
    size = len(queue)
    head = 0
    tail = 0
    waiting = 0
    for i in order:
        queue[tail] = i
        tail = (tail + 1) % size
        waiting += 1
    bids = 0
    while waiting > 0 and bids < limit:
        i = queue[head]
        head = (head + 1) % size
        waiting -= 1
        best = 0
        second = 0
        mentor = -1
        for e in range(start[i], start[i + 1]):
            value = weights[e] - lowest[cols[e]]
            if value > best:
                second = best
                best = value
                mentor = cols[e]
            elif value > second:
                second = value
        if mentor < 0:
            continue
        ask = INF
        other = INF
        best_seat = -1
        for seat in range(first_seat[mentor], first_seat[mentor + 1]):
            if asks[seat] < ask:
                other = ask
                ask = asks[seat]
                best_seat = seat
            elif asks[seat] < other:
                other = asks[seat]
        if best + ask - other > second:
            second = best + ask - other
        bids += 1
        loser = seats[best_seat]
        if loser >= 0:
            match[loser] = -1
            queue[tail] = loser
            tail = (tail + 1) % size
            waiting += 1
        seats[best_seat] = i
        match[i] = best_seat
        asks[best_seat] = ask + best - second + eps
        lowest[mentor] = min(other, asks[best_seat])
    return bids
