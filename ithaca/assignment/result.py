"""What comes out: the pairs, who is left over, and the certificate that no assignment is better."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Pair:
    """A proposed pair and its points."""

    mentee: str
    mentor: str
    points: int


@dataclass(frozen=True)
class Step:
    """One proof.  For every allowed pair with at least ``floor`` points let its weight be
    ``bonus + slope * points + sum(extra for (level, extra) in levels if points >= level)``.
    With the prices p (by mentor id, whole numbers, 0 if not listed) every assignment's weights sum to at most
    ``sum(capacity * p) + sum over mentees of max(0, max over mentors of (weight - p))``, which is ``bound``.
    """

    bonus: int
    slope: int
    levels: tuple[tuple[int, int], ...]
    floor: int
    prices: Mapping[str, int]
    bound: int


@dataclass(frozen=True)
class Certificate:
    """The proofs.  Under ``placed-total`` one.  Under ``placed-worst-total``: the count of placed mentees, each settled
    entry of the worst points, the total among the assignments that keep them, and last the total without them."""

    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Result:
    """An assignment.

    ``pairs`` and ``unplaced`` are sorted by mentee id.  ``worst`` is the fewest points of a placed pair (None if there
    is none).  ``bound_placed``, ``bound_total`` and ``bound_worst`` are what no assignment can exceed: most placed; the
    best total of any assignment placing that many; the highest worst of any such assignment (under ``placed-total`` this
    one is an upper bound that need not be reached).  ``optimal`` is true only if the certificate proves it.
    """

    pairs: tuple[Pair, ...]
    unplaced: tuple[str, ...]
    total: int
    worst: int | None
    bound_placed: int
    bound_total: int | None
    bound_worst: int | None
    optimal: bool
    certificate: Certificate | None
    seconds: float = 0.0
    passes: float = 0
    rounds: int = 0

    @property
    def placed(self) -> int:
        """How many mentees have a mentor."""
        return len(self.pairs)

    def mentor_of(self, mentee: str) -> str | None:
        """The mentor's id, or None."""
        return next((pair.mentor for pair in self.pairs if pair.mentee == mentee), None)
