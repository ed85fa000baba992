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
    match: Any,
    queue: Any,
    eps: int,
    limit: int,
) -> int:
    """Bids until every mentee in ``order`` has a seat or wants none at these prices; changes ``asks`` (a price a seat),
    ``seats`` and ``match``.  ``queue`` is scratch of the same length as ``match``.  At most ``limit`` bids; returns how
    many were made."""
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
        best_seat = -1
        best_ask = 0
        for e in range(start[i], start[i + 1]):
            j = cols[e]
            a = first_seat[j]
            b = first_seat[j + 1]
            if b == a:
                continue
            seat = a
            ask = asks[a]
            other = INF
            for s in range(a + 1, b):
                if asks[s] < ask:
                    other = ask
                    ask = asks[s]
                    seat = s
                elif asks[s] < other:
                    other = asks[s]
            value = weights[e] - ask
            if value > best:
                second = best
                best = value
                best_seat = seat
                best_ask = ask
                if other < INF and weights[e] - other > second:
                    second = weights[e] - other
            elif value > second:
                second = value
        if best_seat < 0:
            continue
        bids += 1
        loser = seats[best_seat]
        if loser >= 0:
            match[loser] = -1
            queue[tail] = loser
            tail = (tail + 1) % size
            waiting += 1
        seats[best_seat] = i
        match[i] = best_seat
        asks[best_seat] = best_ask + best - second + eps
    return bids
