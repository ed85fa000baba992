"""The exact core: shortest augmenting paths, both ways, on a sparse graph.

Mentee i may take a seat of mentor j for a weight w; u and p are the two sides' prices.  The functions keep, and restore
after any change of the graph, complementary slackness: ``u[i] + p[j] >= w`` on every edge, equality where matched,
``p[j] > 0`` only where no seat is free, ``u[i] > 0`` only for the placed.  A matching with such prices is optimal.

Flags lift two of these conditions for problems on a face of another one: ``must[i]`` (this mentee has to be placed, u
may be negative) and ``full[j]`` (every seat has to be taken, p may be negative).

Each function runs as it stands on Python lists, and compiled on arrays: no function calls another, nothing is allocated
but the heap.  Ahuja, Magnanti and Orlin (1993), chapter 12.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Any

INF = 1 << 62


def forward(
    order: Any,
    start: Any,
    cols: Any,
    weights: Any,
    u: Any,
    p: Any,
    match: Any,
    seat: Any,
    first_seat: Any,
    seats: Any,
    fill: Any,
    must: Any,
    dist: Any,
    prev: Any,
    touched: Any,
    done: Any,
) -> int:
    """Places each unplaced mentee of ``order`` whose price says so, by the shortest path to a free seat or to somebody who
    gives theirs up.  ``dist`` (all INF), ``prev``, ``touched``, ``done`` are scratch, one entry a mentor.  Returns how many
    that must be placed could not be."""
    failed = 0
    for s in order:
        if match[s] >= 0 or (u[s] <= 0 and not must[s]):
            continue
        best = INF if must[s] else u[s]
        leaver = s
        finish = -1
        n_touched = 0
        n_done = 0
        heap = [(0, 0)]
        heap.pop()
        i = s
        d = 0
        members = 0
        member_end = 0
        x = -1
        while True:
            base = d + u[i]
            for e in range(start[i], start[i + 1]):
                y = cols[e]
                r = base + p[y] - weights[e]
                if r < best and r < dist[y]:
                    if first_seat[y + 1] == first_seat[y]:
                        continue
                    if dist[y] == INF:
                        touched[n_touched] = y
                        n_touched += 1
                    dist[y] = r
                    prev[y] = i
                    if fill[y] < first_seat[y + 1] - first_seat[y]:
                        best = r
                        finish = y
                        leaver = -1
                    else:
                        heappush(heap, (r, y))
            stop = False
            while members >= member_end:
                if len(heap) == 0:
                    stop = True
                    break
                d, x = heappop(heap)
                if d >= best:
                    stop = True
                    break
                if d > dist[x]:
                    continue
                done[n_done] = x
                n_done += 1
                members = first_seat[x]
                member_end = members + fill[x]
                for k in range(members, member_end):
                    held = seats[k]
                    if not must[held] and d + u[held] < best:
                        best = d + u[held]
                        leaver = held
                        finish = -1
            if stop:
                break
            i = seats[members]
            members += 1
        if best < INF:
            u[s] -= best
            for k in range(n_done):
                y = done[k]
                step = best - dist[y]
                if step > 0:
                    p[y] += step
                    for t in range(first_seat[y], first_seat[y] + fill[y]):
                        u[seats[t]] -= step
            if finish >= 0:
                y = finish
                i = prev[y]
                place = first_seat[y] + fill[y]
                fill[y] += 1
            elif leaver != s:
                y = match[leaver]
                place = seat[leaver]
                match[leaver] = -1
                i = prev[y]
            else:
                i = -1
            while i >= 0:
                old = match[i]
                old_place = seat[i]
                match[i] = y
                seat[i] = place
                seats[place] = i
                if i == s:
                    break
                y = old
                place = old_place
                i = prev[y]
        else:
            failed += 1
        for k in range(n_touched):
            dist[touched[k]] = INF
    return failed


def reverse(
    order: Any,
    start: Any,
    rows: Any,
    weights: Any,
    u: Any,
    p: Any,
    match: Any,
    seat: Any,
    first_seat: Any,
    seats: Any,
    fill: Any,
    full: Any,
    dist: Any,
    prev: Any,
    touched: Any,
    reach: Any,
    via: Any,
    scanned: Any,
) -> int:
    """Lowers the price of each mentor of ``order`` with free seats, to nothing or until the seats are taken.

    ``start``, ``rows``, ``weights`` are the graph by mentor.  ``dist`` (all INF), ``prev``, ``touched`` are scratch by
    mentee; ``reach`` (all INF), ``via``, ``scanned`` by mentor.  Returns how many seats that must be taken could not be."""
    failed = 0
    for s in order:
        while fill[s] < first_seat[s + 1] - first_seat[s] and (p[s] > 0 or full[s]):
            best = INF if full[s] else p[s]
            end_mentee = -1
            end_mentor = s
            n_touched = 0
            n_scanned = 0
            heap = [(0, 0)]
            heap.pop()
            x = s
            d = 0
            reach[s] = 0
            via[s] = -1
            while True:
                scanned[n_scanned] = x
                n_scanned += 1
                base = d + p[x]
                for e in range(start[x], start[x + 1]):
                    i = rows[e]
                    if match[i] == x:
                        continue
                    r = base + u[i] - weights[e]
                    if r < best and r < dist[i]:
                        if dist[i] == INF:
                            touched[n_touched] = i
                            n_touched += 1
                        dist[i] = r
                        prev[i] = x
                        if match[i] < 0:
                            best = r
                            end_mentee = i
                            end_mentor = -1
                        else:
                            heappush(heap, (r, i))
                stop = True
                while len(heap) > 0:
                    d, i = heappop(heap)
                    if d >= best:
                        break
                    if d > dist[i]:
                        continue
                    x = match[i]
                    if reach[x] <= d:
                        continue
                    reach[x] = d
                    via[x] = i
                    if not full[x] and d + p[x] < best:
                        best = d + p[x]
                        end_mentor = x
                        end_mentee = -1
                    stop = False
                    break
                if stop:
                    break
            if best < INF:
                for k in range(n_scanned):
                    y = scanned[k]
                    step = best - reach[y]
                    if step > 0:
                        p[y] -= step
                        for t in range(first_seat[y], first_seat[y] + fill[y]):
                            u[seats[t]] += step
                i = end_mentee
                if i < 0 and end_mentor != s:
                    i = via[end_mentor]
                    y = end_mentor
                    fill[y] -= 1
                    last = first_seat[y] + fill[y]
                    moved = seats[last]
                    seats[seat[i]] = moved
                    seat[moved] = seat[i]
                    seats[last] = -1
                while i >= 0:
                    y = prev[i]
                    match[i] = y
                    if y == s:
                        place = first_seat[y] + fill[y]
                        fill[y] += 1
                        seats[place] = i
                        seat[i] = place
                        i = -1
                    else:
                        other = via[y]
                        seat[i] = seat[other]
                        seats[seat[i]] = i
                        i = other
            for k in range(n_touched):
                dist[touched[k]] = INF
            for k in range(n_scanned):
                reach[scanned[k]] = INF
            if best >= INF:
                failed += 1
                break
    return failed
