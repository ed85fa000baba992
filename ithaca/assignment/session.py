"""A pool that changes: pins, bans, people who come and go, each answered from the last prices and proved anew."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from .cells import as_text
from .errors import InputError
from .passes import BARRED
from .pool import Pool
from .problem import Problem, Row
from .result import Result
from .terms import RuleCheck, points_by_criterion, rule_checks


@dataclass(frozen=True)
class Move:
    """One mentee whose mentor changes; None is nobody."""

    mentee: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Change:
    """What a change would do: ``placed`` and ``points`` are differences in all (negative: fewer), exact after re-solving.

    ``moves`` names everybody whose mentor would change, sorted by mentee id.
    """

    placed: int
    points: int
    moves: tuple[Move, ...]

    @property
    def loses(self) -> tuple[str, ...]:
        """Who would be left without a mentor."""
        return tuple(move.mentee for move in self.moves if move.before is not None and move.after is None)


class Session(Pool):
    """Holds one pool and its optimum while a person works on it.

    Pins keep a pair, bans forbid one, and an exception lets one pair pass rules by name.  Every method takes ids, raises
    `InputError` with a sentence if it cannot be done, and leaves the session as it was then.  `result` is always proved,
    and equals what a solve from nothing would give.
    """

    def __init__(
        self,
        problem: Problem,
        *,
        pins: Iterable[tuple[str, str]] = (),
        bans: Iterable[tuple[str, str]] = (),
        exceptions: Mapping[tuple[str, str], Iterable[str]] | None = None,
        progress: Callable[[str, float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        compiled: bool | None = None,
    ) -> None:
        super().__init__(problem, progress=progress, cancelled=cancelled, compiled=compiled)
        for (mentee, mentor), names in (exceptions or {}).items():
            self.except_rules(mentee, mentor, names)
        for mentee, mentor in bans:
            self.ban(mentee, mentor)
        for mentee, mentor in pins:
            self.pin(mentee, mentor)

    # what stands

    @property
    def result(self) -> Result:
        """The best assignment as things stand; pinned pairs are in it and count in its totals and bounds."""
        if self._result is None:
            began = time.perf_counter()
            self._result = replace(self._solve(), seconds=time.perf_counter() - began)
        return self._result

    @property
    def pins(self) -> dict[str, str]:
        """Pinned pairs, mentor by mentee."""
        return {self._mentees[i]: self._mentors[j] for i, j in self._pins.items()}

    @property
    def bans(self) -> frozenset[tuple[str, str]]:
        """Forbidden pairs (mentee, mentor)."""
        return frozenset((self._mentees[i], self._mentors[j]) for i, j in self._bans)

    @property
    def mentees(self) -> tuple[str, ...]:
        """Ids of everybody present, sorted."""
        return tuple(sorted(self.mentee_rows))

    @property
    def mentors(self) -> tuple[str, ...]:
        """Ids of everybody present, sorted."""
        return tuple(sorted(self.mentor_rows))

    def problem(self) -> Problem:
        """The people as they stand now, as a problem (without pins, bans and exceptions)."""
        return Problem.build(self.mentee_rows.values(), self.mentor_rows.values(), self.scheme, strict=False)

    def pair(self, mentee: str, mentor: str) -> Problem:
        """The problem of these two alone, for reasons.  Raises `InputError` if either is not here."""
        self._places(mentee, mentor)
        return Problem.build([self.mentee_rows[mentee]], [self.mentor_rows[mentor]], self.scheme, strict=False)

    def points(self, mentee: str, mentor: str) -> int:
        """Points of a pair, -1 if a rule or a ban forbids it."""
        i, j = self._places(mentee, mentor)
        return -1 if (i, j) in self._bans else max(-1, int(self._points[i, j]))

    def choices(self, mentee: str, most: int | None = None) -> list[tuple[int, str]]:
        """The mentors this mentee may have, with their points: most points first, then by id; ``most`` of them."""
        i = self._mentee(mentee)
        places = np.fromiter(self._mentor_at.values(), np.int64, len(self._mentor_at))
        points = self._points[i, places]
        open_to = (points >= 0) & (self._capacity[places] > 0)
        open_to &= ~np.isin(places, [j for a, j in self._bans if a == i])
        places, points = places[open_to], points[open_to]
        if most is not None and len(points) > most:
            best = points >= np.partition(points, len(points) - most)[len(points) - most]
            places, points = places[best], points[best]
        ranked = sorted((-value, self._mentors[j]) for value, j in zip(points.tolist(), places.tolist(), strict=True))
        return [(-value, mentor) for value, mentor in ranked[:most]]

    def near(self, mentee: str) -> list[tuple[str, int, tuple[RuleCheck, ...], bool]]:
        """For every mentor with a place: points if no rule spoke, the rules in the way, and whether the pair is banned."""
        i = self._mentee(mentee)
        open_to = [j for j in self.mentors if self._capacity[self._mentor_at[j]] > 0]
        problem = Problem.build(
            [self.mentee_rows[mentee]], [self.mentor_rows[j] for j in open_to], self.scheme, strict=False
        )
        out = []
        for k, mentor in enumerate(problem.mentors.ids):
            j = self._mentor_at[mentor]
            excepted = self._excepted.get((i, j), frozenset())
            checks = rule_checks(problem, 0, k)
            standing = tuple(check for check in checks if not check.passed and check.name not in excepted)
            points = sum(part.points for part in points_by_criterion(problem, 0, k))
            out.append((mentor, points, standing, (i, j) in self._bans))
        return out

    def can_pin(self, mentor: str, without: Iterable[str] = ()) -> bool:
        """Whether a mentor has a place that is not pinned (not counting pins of ``without``)."""
        j = self._mentor(mentor)
        return self._room(j) + sum(self._pins.get(self._mentee(mentee)) == j for mentee in without) > 0

    def at_least(self, mentee: str, mentor: str) -> int:
        """A bound, from the prices: making these two a pair costs at least so many points in all, if as many are placed."""
        i, j = self._places(mentee, mentor)
        graph = self._graph
        if self.result and graph is not None and i not in self._pins and self._room(j) > 0:
            return int(max(0, graph.u[i] + graph.p[j] - graph.bonus - max(-1, int(self._points[i, j]))))
        return 0

    def no_mentor(self, mentee: str) -> InputError:
        """What to say when there is no pair to explain."""
        self._mentee(mentee)
        return InputError(f"“{mentee}” has no mentor yet.")

    # changes

    def pin(self, mentee: str, mentor: str) -> None:
        """Keeps this pair.  Raises `InputError` if a rule or a ban forbids it or the mentor has no place left to pin."""
        i, j = self._places(mentee, mentor)
        if i in self._pins:
            raise InputError(f"“{mentee}” is already pinned to “{self._mentors[self._pins[i]]}”.")
        if self.points(mentee, mentor) < 0:
            raise InputError(f"“{mentee}” and “{mentor}” may not be a pair, so they cannot be pinned.")
        if self._room(j) < 1:
            raise InputError(f"“{mentor}” has no place left to pin.")
        self._pins[i] = j
        self._row_changed(i)
        self._capacity_changed(j)

    def unpin(self, mentee: str) -> None:
        """Lets a pinned mentee go back to the others."""
        i = self._mentee(mentee)
        if i not in self._pins:
            raise InputError(f"“{mentee}” is not pinned.")
        j = self._pins.pop(i)
        self._row_changed(i)
        self._capacity_changed(j)

    def ban(self, mentee: str, mentor: str) -> None:
        """Forbids this pair.  Raises `InputError` if it is pinned."""
        i, j = self._places(mentee, mentor)
        if self._pins.get(i) == j:
            raise InputError(f"“{mentee}” and “{mentor}” are pinned; unpin them first.")
        self._bans.add((i, j))
        self._cell_changed(i, j)

    def unban(self, mentee: str, mentor: str) -> None:
        """Takes a ban back."""
        i, j = self._places(mentee, mentor)
        self._bans.discard((i, j))
        self._cell_changed(i, j)

    def except_rules(self, mentee: str, mentor: str, names: Iterable[str]) -> None:
        """Lets this one pair pass the rules named (MATCH-04); no names takes the exception back.  Every other rule holds."""
        i, j = self._places(mentee, mentor)
        allowed = frozenset(names)
        pair = self.pair(mentee, mentor)
        passed = all(check.passed or check.name in allowed for check in rule_checks(pair, 0, 0))
        if self._pins.get(i) == j and not passed:
            raise InputError(f"“{mentee}” and “{mentor}” are pinned; unpin them first.")
        self._excepted[i, j] = allowed
        self._points[i, j] = sum(part.points for part in points_by_criterion(pair, 0, 0)) if passed else BARRED
        self._cell_changed(i, j)

    def mentee_arrives(self, row: Row) -> None:
        """Somebody asks for a mentor.  Raises `InputError` for a wrong cell or an id already here."""
        identity = as_text(row.get("id"))
        if identity in self.mentee_rows:
            raise InputError(f"The id “{identity}” is used twice.", list_name="mentees", column="id")
        new = Problem.build([row], [], self.scheme, strict=False)
        points = self._table(replace(new, mentors=self._right, capacities=tuple(self._capacity.tolist())))
        self.mentee_rows[new.mentees.ids[0]] = row
        self._append_mentee(new, points)

    def mentor_arrives(self, row: Row) -> None:
        """Somebody offers to be a mentor.  Raises `InputError` for a wrong cell or an id already here."""
        identity = as_text(row.get("id"))
        if identity in self.mentor_rows:
            raise InputError(f"The id “{identity}” is used twice.", list_name="mentors", column="id")
        new = Problem.build([], [row], self.scheme, strict=False)
        points = self._table(replace(new, mentees=self._left, waited=tuple(self._waited.tolist())))
        self.mentor_rows[new.mentors.ids[0]] = row
        self._append_mentor(new, points)

    def mentee_leaves(self, mentee: str) -> None:
        """Somebody no longer wants a mentor."""
        i = self._mentee(mentee)
        pinned = self._pins.pop(i, None)
        del self.mentee_rows[mentee]
        del self._mentee_at[mentee]
        self._away.add(i)
        self._row_changed(i)
        if pinned is not None:
            self._capacity_changed(pinned)

    def mentor_leaves(self, mentor: str) -> None:
        """A mentor is no longer there; whoever was pinned to them goes back to the others."""
        j = self._mentor(mentor)
        del self.mentor_rows[mentor]
        del self._mentor_at[mentor]
        self._capacity[j] = 0
        for i in [i for i, pinned in self._pins.items() if pinned == j]:
            del self._pins[i]
            self._row_changed(i)
        self._capacity_changed(j)

    def what_if(
        self, *, pins: Iterable[tuple[str, str]] = (), bans: Iterable[tuple[str, str]] = (), unpin: Iterable[str] = ()
    ) -> Change:
        """What these changes together would do, exactly; nothing is changed.  Raises `InputError` as they would."""
        before = self.result
        kept = self._keep()
        try:
            for mentee in unpin:
                self.unpin(mentee)
            for mentee, mentor in bans:
                self.ban(mentee, mentor)
            for mentee, mentor in pins:
                self.pin(mentee, mentor)
            after = self.result
        finally:
            self._restore(kept)
        return difference(before, after)


def difference(before: Result, after: Result) -> Change:
    """What changes from one result to another of the same people."""
    old = {pair.mentee: pair.mentor for pair in before.pairs}
    new = {pair.mentee: pair.mentor for pair in after.pairs}
    moves = [
        Move(mentee, old.get(mentee), new.get(mentee))
        for mentee in sorted(old.keys() | new.keys())
        if old.get(mentee) != new.get(mentee)
    ]
    return Change(after.placed - before.placed, after.total - before.total, tuple(moves))
