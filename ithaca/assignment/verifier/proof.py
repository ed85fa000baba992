"""The proof: what the pairs reach, and what the prices say no assignment can exceed.

For whole-number prices p >= 0 and any weights g of the allowed pairs, every assignment weighs at most
``sum(capacity * p) + sum over mentees of max(0, max over mentors of (g - p))``: each of its pairs weighs at most the
mentee's maximum plus the mentor's price, and a mentor's price is paid at most as often as there are places.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .points import Scores
from .reader import Settings, Table, Unreadable, read_people, read_settings, read_table

Ints = NDArray[np.int64]
_LARGEST = 2**60


class NotProved(Exception):
    """The certificate does not prove what it claims; the sentence says where it fails."""


@dataclass
class Claim:
    """What a certificate says, and what the files say."""

    arrays: dict[str, NDArray[np.generic]]
    settings: Settings
    mentees: Table
    mentors: Table
    capacities: list[int]
    partner: dict[str, tuple[str, int]]  # of each placed mentee, with the points claimed
    reached: list[int]  # points of the pairs, sorted upward


@dataclass
class Weights:
    """``bonus + slope * points + sum(extra where points >= level)`` for allowed pairs with at least ``floor`` points."""

    bonus: int
    slope: int
    floor: int
    levels: list[tuple[int, int]]

    def of(self, points: int) -> int:
        """The weight of a pair."""
        return self.bonus + self.slope * points + sum(extra for level, extra in self.levels if points >= level)

    def row(self, points: Ints) -> Ints:
        """The weights of a row, -1 where a pair does not count (weights are never below 0)."""
        out = points * self.slope + self.bonus
        for level, extra in self.levels:
            out[points >= level] += extra
        out[points < max(0, self.floor)] = -1
        return out


def verify_files(
    mentees: Path, mentors: Path, criteria: Path, certificate: Path, pairs: Path | None = None,
    progress: Callable[[float], None] | None = None,
) -> str:  # fmt: skip
    """Checks a certificate against the input files; returns a sentence saying what is proved.

    Raises `NotProved` with what fails, `Unreadable` for a file that cannot be used.
    """
    settings = read_settings(criteria)
    people = read_people(mentees), read_people(mentors)
    arrays = _load(certificate)
    _same_inputs(arrays, settings, *people)
    capacities = [1] * len(people[1])
    if settings.capacity is not None:
        capacities = [number if number is not None else 1 for number in people[1].integers(settings.capacity, 1)]
        if any(number < 0 for number in capacities):
            raise Unreadable(f"{mentors}, line 1, column {settings.capacity}: a capacity is negative.")
    claim = Claim(arrays, settings, *people, capacities, {}, [])
    _check_pairs(claim, pairs)
    bounds = _bounds(claim, progress)
    total = sum(claim.reached)
    if settings.objective == "placed-total":
        _prove_total(claim, bounds, total)
    else:
        _prove_worst(claim, bounds, total)
    return f"Proved: no assignment is better than {len(claim.reached)} placed with {total} points."


def _load(file: Path) -> dict[str, NDArray[np.generic]]:
    try:
        with np.load(file, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
    except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile) as error:
        raise Unreadable(f"{file}, line 1, column 1: this is no certificate ({error}).") from None
    names = (
        "format objective depth input_names input_hashes pair_mentees pair_mentors pair_points claim_placed claim_total"
    )
    names += " claim_worst claim_bound_total mentors prices bonus slope floor levels"
    missing = set(names.split()) - set(arrays)
    if missing or str(arrays["format"]) != "ithaca assignment certificate 1":
        raise Unreadable(f"{file}, line 1, column 1: this is no certificate of this kind.")
    return arrays


def _same_inputs(arrays: dict[str, NDArray[np.generic]], settings: Settings, mentees: Table, mentors: Table) -> None:
    expected = settings.hashes | {"mentees": mentees.sha256, "mentors": mentors.sha256}
    told = dict(zip(arrays["input_names"].tolist(), arrays["input_hashes"].tolist(), strict=False))
    for name in sorted(expected.keys() | told.keys()):
        if expected.get(name) != told.get(name):
            raise NotProved(f"The certificate was made for other inputs ({name}).")
    if str(arrays["objective"]) != settings.objective or _number(arrays, "depth") != settings.depth:
        raise NotProved("The certificate was made for another objective.")


def _number(arrays: dict[str, NDArray[np.generic]], name: str) -> int:
    array = arrays[name]
    if array.shape != () or array.dtype.kind not in "iu":
        raise NotProved(f"“{name}” is not one whole number.")
    return int(array.item())


def _whole(arrays: dict[str, NDArray[np.generic]], name: str, dimensions: int) -> Ints:
    array = arrays[name]
    if array.dtype.kind not in "iu" or array.ndim != dimensions:
        raise NotProved(f"“{name}” does not hold whole numbers.")
    if array.size and (int(array.max()) > _LARGEST or int(array.min()) < -_LARGEST):
        raise NotProved(f"“{name}” holds numbers too large to add up exactly.")
    return array.astype(np.int64)


def _check_pairs(claim: Claim, file: Path | None) -> None:
    """The pairs obey capacities and add up to the claims.  Rules and points are checked in the pass over all pairs."""
    arrays = claim.arrays
    left, right = arrays["pair_mentees"].tolist(), arrays["pair_mentors"].tolist()
    points = _whole(arrays, "pair_points", 1).tolist()
    if not len(left) == len(right) == len(points):
        raise NotProved("The pairs are incomplete.")
    mentees = set(claim.mentees.column("id"))
    rooms = dict(zip(claim.mentors.column("id"), claim.capacities, strict=True))
    for mentee, mentor, said in zip(left, right, points, strict=True):
        if mentee not in mentees or mentor not in rooms:
            raise NotProved(f"The pair “{mentee}” and “{mentor}” names nobody in the inputs.")
        if mentee in claim.partner:
            raise NotProved(f"“{mentee}” has two mentors.")
        claim.partner[mentee] = mentor, said
    for mentor, count in Counter(right).items():
        if count > rooms[mentor]:
            raise NotProved(f"“{mentor}” has more mentees than places.")
    claim.reached = sorted(points)
    worst = claim.reached[0] if points else -1
    for name, true in (("claim_placed", len(points)), ("claim_total", sum(points)), ("claim_worst", worst)):
        if _number(arrays, name) != true:
            raise NotProved(f"The pairs do not add up to “{name}”: it is {true}.")
    if file is not None:
        _same_pairs(file, sorted(zip(left, right, points, strict=True)))


def _same_pairs(file: Path, expected: list[tuple[str, str, int]]) -> None:
    table = read_table(file)
    columns = table.column("mentee"), table.column("mentor"), table.integers("points", -1)
    if sorted(zip(*columns, strict=True)) != expected:
        raise NotProved("The file of pairs differs from the pairs of the certificate.")


def _steps(claim: Claim) -> list[tuple[Weights, Ints]]:
    """The weights and prices of every step, prices in the order of the mentors' file."""
    arrays = claim.arrays
    prices = _whole(arrays, "prices", 2)
    bonus, slope, floor = (_whole(arrays, name, 1) for name in ("bonus", "slope", "floor"))
    levels = _whole(arrays, "levels", 2)
    order = {identity: k for k, identity in enumerate(arrays["mentors"].tolist())}
    ids = claim.mentors.column("id")
    if sorted(order) != sorted(ids) or prices.shape != (len(bonus), len(ids)) or levels.shape[1:] != (3,):
        raise NotProved("The prices are not those of these mentors.")
    if len(slope) != len(bonus) or len(floor) != len(bonus):
        raise NotProved("The steps are incomplete.")
    if min([*prices.ravel().tolist(), *bonus.tolist(), *slope.tolist(), *levels[:, 2].tolist()], default=0) < 0:
        raise NotProved("A price or a weight is negative.")
    mine = np.array([order[identity] for identity in ids], np.int64)
    return [
        (
            Weights(int(bonus[k]), int(slope[k]), int(floor[k]), [(int(x[1]), int(x[2])) for x in levels if x[0] == k]),
            prices[k][mine],
        )
        for k in range(len(bonus))
    ]


def _bounds(claim: Claim, progress: Callable[[float], None] | None) -> list[tuple[Weights, int]]:
    """What no assignment can exceed, for every step, from one pass over all pairs; the chosen pairs are checked in it."""
    steps = _steps(claim)
    scores = Scores(claim.settings, claim.mentees, claim.mentors)
    sums = [sum(c * p for c, p in zip(claim.capacities, prices.tolist(), strict=True)) for _, prices in steps]
    place = {identity: j for j, identity in enumerate(claim.mentors.column("id"))}
    for i, mentee in enumerate(claim.mentees.column("id")):
        if progress is not None and i % 256 == 0:
            progress(i / len(claim.mentees))
        points = scores.row(i)
        if mentee in claim.partner:
            mentor, said = claim.partner[mentee]
            true = int(points[place[mentor]])
            if true != said:
                what = "may not be a pair" if true < 0 else f"have {true} points, not {said}"
                raise NotProved(f"“{mentee}” and “{mentor}” {what}.")
        for k, (weights, prices) in enumerate(steps):
            row = weights.row(points)
            surplus = (row - prices)[row >= 0]
            sums[k] += max(0, int(surplus.max())) if len(surplus) else 0
    return [(weights, bound) for (weights, _), bound in zip(steps, sums, strict=True)]


def _prove_total(claim: Claim, bounds: list[tuple[Weights, int]], total: int) -> None:
    placed = len(claim.reached)
    if len(bounds) != 1:
        raise NotProved("One step is needed.")
    weights, bound = bounds[0]
    if weights.slope != 1 or weights.levels or weights.floor > 0:
        raise NotProved("The step weighs something else than points.")
    if weights.bonus <= total:
        raise NotProved("The bonus does not outweigh the points, so the count of placed mentees is not proved.")
    if bound > weights.bonus * placed + total:
        raise NotProved(f"The prices allow {bound}, more than the {weights.bonus * placed + total} reached.")
    if _number(claim.arrays, "claim_bound_total") != total:
        raise NotProved("The claimed bound of the total is another one.")


def _prove_worst(claim: Claim, bounds: list[tuple[Weights, int]], total: int) -> None:
    """The count; then each settled value; then the total among assignments that agree on them; then the total alone."""
    reached, placed = claim.reached, len(claim.reached)
    if len(bounds) < 3:
        raise NotProved("Steps are missing.")
    weights, bound = bounds[0]
    if (weights.bonus, weights.slope, weights.levels) != (1, 0, []) or weights.floor > 0 or bound > placed:
        raise NotProved("The count of placed mentees is not proved.")
    settled = 0
    need = min(claim.settings.depth, placed)
    for weights, bound in bounds[1:-2]:
        if settled >= need:
            raise NotProved("There are more steps than entries to settle.")
        value = reached[settled]
        upto = min(need, sum(points <= value for points in reached))
        # Another assignment that agrees on all entries but the last of these, and does better there, has all its further
        # pairs above this value.  Agreeing on fewer it would weigh no less, because weights never fall with points.
        agreed = upto - 1
        least = sum(weights.of(points) for points in reached[:agreed]) + (placed - agreed) * weights.of(value + 1)
        if weights.floor > (reached[0] if agreed else value + 1) or bound >= least:
            raise NotProved(f"That entry {upto} of the points cannot be above {value} is not proved.")
        settled = upto
    if settled < need:
        raise NotProved("Not every entry is settled.")
    _prove_final(*bounds[-2], reached, need, total)
    weights, bound = bounds[-1]
    if weights.slope != 1 or weights.levels or weights.floor > 0:
        raise NotProved("The last step weighs something else than points.")
    if bound - weights.bonus * placed != _number(claim.arrays, "claim_bound_total"):
        raise NotProved("The claimed bound of the total alone is another one.")


def _prove_final(weights: Weights, bound: int, reached: list[int], need: int, total: int) -> None:
    if weights.slope != 1 or (reached and weights.floor > reached[0]):
        raise NotProved("The step for the total weighs something else.")
    placed = len(reached)
    rest = bound - weights.bonus * placed
    for level, extra in weights.levels:
        sure = sum(points >= level for points in reached[:need])
        sure += placed - need if need and level <= reached[need - 1] else 0
        rest -= extra * sure
    if rest > total:
        raise NotProved(f"The prices allow a total of {rest}, more than the {total} reached.")
