"""The verifier rejects false certificates, and accepts exactly those altered prices that still prove the claim."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from ithaca.assignment import Problem
from ithaca.assignment.terms import pair_points
from tests.assignment.commands import run, solved
from tests.assignment.instances import instance
from tests.assignment.written import write_problem

#: 1,000 in the long run: ITHACA_LONG_CERTIFICATES=1000 pytest tests/assignment/test_certificates.py
COUNT = int(os.environ.get("ITHACA_LONG_CERTIFICATES", "250"))
Arrays = dict[str, Any]
Change = Callable[[Arrays, Problem, random.Random], bool]


def load(file: Path) -> Arrays:
    with np.load(file) as stored:
        return {name: stored[name] for name in stored.files}


def _append(arrays: Arrays, mentee: str, mentor: str, points: int) -> None:
    arrays["pair_mentees"] = np.append(arrays["pair_mentees"], mentee)
    arrays["pair_mentors"] = np.append(arrays["pair_mentors"], mentor)
    arrays["pair_points"] = np.append(arrays["pair_points"], points)
    arrays["claim_placed"] = arrays["claim_placed"] + 1
    arrays["claim_total"] = arrays["claim_total"] + points
    arrays["claim_worst"] = np.array(arrays["pair_points"].min())
    arrays["claim_bound_total"] = arrays["claim_bound_total"] + points


def forbidden_pair(arrays: Arrays, problem: Problem, rng: random.Random) -> bool:
    """A mentee who is left over gets a mentor whom a rule forbids."""
    left = [i for i, x in enumerate(problem.mentees.ids) if x not in arrays["pair_mentees"].tolist()]
    found = [(i, j) for i in left for j in range(len(problem.mentors)) if pair_points(problem, i, j) < 0]
    if not found:
        return False
    i, j = rng.choice(found)
    _append(arrays, problem.mentees.ids[i], problem.mentors.ids[j], 0)
    return True


def doubled_pair(arrays: Arrays, problem: Problem, rng: random.Random) -> bool:
    """One pair twice."""
    if not len(arrays["pair_points"]):
        return False
    k = rng.randrange(len(arrays["pair_points"]))
    _append(arrays, *(arrays[name][k].item() for name in ("pair_mentees", "pair_mentors", "pair_points")))
    return True


def over_capacity(arrays: Arrays, problem: Problem, rng: random.Random) -> bool:
    """A mentee who is left over joins a mentor who is full."""
    held = arrays["pair_mentors"].tolist()
    full = [j for j, x in enumerate(problem.mentors.ids) if held.count(x) >= problem.capacities[j]]
    left = [i for i, x in enumerate(problem.mentees.ids) if x not in arrays["pair_mentees"].tolist()]
    found = [(i, j) for i in left for j in full if pair_points(problem, i, j) >= 0]
    if not found:
        return False
    i, j = rng.choice(found)
    _append(arrays, problem.mentees.ids[i], problem.mentors.ids[j], pair_points(problem, i, j))
    return True


def left_out(arrays: Arrays, problem: Problem, rng: random.Random) -> bool:
    """One pair fewer, with claims to match."""
    if not len(arrays["pair_points"]):
        return False
    k = rng.randrange(len(arrays["pair_points"]))
    arrays["claim_placed"] = arrays["claim_placed"] - 1
    arrays["claim_total"] = arrays["claim_total"] - arrays["pair_points"][k]
    arrays["claim_bound_total"] = arrays["claim_bound_total"] - arrays["pair_points"][k]
    for name in ("pair_mentees", "pair_mentors", "pair_points"):
        arrays[name] = np.delete(arrays[name], k)
    arrays["claim_worst"] = np.array(arrays["pair_points"].min() if len(arrays["pair_points"]) else -1)
    return True


def claim_off(arrays: Arrays, problem: Problem, rng: random.Random) -> bool:
    """A count, a total, a bound or the worst one off."""
    name = rng.choice(["claim_placed", "claim_total", "claim_worst", "claim_bound_total"])
    arrays[name] = arrays[name] + rng.choice([-1, 1])
    return True


def wrong_points(arrays: Arrays, problem: Problem, rng: random.Random) -> bool:
    """A pair with a point more or less than it has."""
    if not len(arrays["pair_points"]):
        return False
    k, by = rng.randrange(len(arrays["pair_points"])), rng.choice([-1, 1])
    arrays["pair_points"][k] += by
    arrays["claim_total"] = arrays["claim_total"] + by
    arrays["claim_worst"] = np.array(arrays["pair_points"].min())
    return True


def negative_price(arrays: Arrays, problem: Problem, rng: random.Random) -> bool:
    """A price below nothing."""
    if not arrays["prices"].size:
        return False
    k = rng.randrange(arrays["prices"].size)
    arrays["prices"].flat[k] = -1 - rng.randrange(5)
    return True


def other_inputs(arrays: Arrays, problem: Problem, rng: random.Random) -> bool:
    """The hash of another file."""
    k = rng.randrange(len(arrays["input_hashes"]))
    arrays["input_hashes"][k] = arrays["input_hashes"][k][::-1]
    return True


FALSE: list[Change] = [
    forbidden_pair, doubled_pair, over_capacity, left_out, claim_off, wrong_points, negative_price, other_inputs,
]  # fmt: skip


def test_false_certificates_are_rejected(tmp_path: Path) -> None:
    made, seed = dict.fromkeys((change.__name__ for change in FALSE), 0), 0
    while sum(made.values()) < COUNT:
        rng = random.Random(seed)
        problem = instance(rng, 7, 5)
        folder = tmp_path / str(seed)
        folder.mkdir()
        inputs = write_problem(folder, problem)
        certificate = solved(inputs, folder)["certificate"]
        for change in FALSE:
            arrays = load(certificate)
            if change(arrays, problem, rng):
                false = folder / "false.npz"
                np.savez(false, **arrays)
                assert run("verify", inputs, certificate=false) == 1, (change.__name__, seed)
                made[change.__name__] += 1
        seed += 1
    assert min(made.values()) > COUNT // 40, made


def proves(arrays: Arrays, problem: Problem) -> bool:
    """Whether prices prove placed and total, from the inequality alone."""
    bonus, placed, total = int(arrays["bonus"][0]), int(arrays["claim_placed"]), int(arrays["claim_total"])
    prices = dict(zip(arrays["mentors"].tolist(), arrays["prices"][0].tolist(), strict=True))
    if min(prices.values(), default=0) < 0 or bonus <= total:
        return False
    bound = sum(c * prices[x] for x, c in zip(problem.mentors.ids, problem.capacities, strict=True))
    for i in range(len(problem.mentees)):
        points = [(pair_points(problem, i, j), prices[x]) for j, x in enumerate(problem.mentors.ids)]
        bound += max([0, *(bonus + s - p for s, p in points if s >= 0)])
    return bound <= bonus * placed + total


def test_exactly_those_altered_prices_that_still_prove_it_are_accepted(tmp_path: Path) -> None:
    answers = {True: 0, False: 0}
    for seed in range(COUNT // 5):
        rng = random.Random(seed)
        problem = instance(rng, 6, 5, "placed-total")
        if not len(problem.mentors):
            continue
        folder = tmp_path / str(seed)
        folder.mkdir()
        inputs = write_problem(folder, problem)
        certificate = solved(inputs, folder)["certificate"]
        for _ in range(6):
            arrays = load(certificate)
            for _ in range(rng.randint(1, 2)):
                if rng.random() < 0.2:
                    arrays["bonus"][0] += rng.choice([-1, 1, 40])
                arrays["prices"][0, rng.randrange(len(problem.mentors))] += rng.choice([-1, 1, -1, 7])
            altered = folder / "altered.npz"
            np.savez(altered, **arrays)
            expected = proves(arrays, problem)
            assert run("verify", inputs, certificate=altered) == (0 if expected else 1), seed
            answers[expected] += 1
    assert min(answers.values()) > 5, answers


def test_another_input_file_is_rejected(tmp_path: Path) -> None:
    problem = instance(random.Random(1), 6, 5)
    inputs = write_problem(tmp_path, problem)
    certificate = solved(inputs, tmp_path)["certificate"]
    for file in inputs.values():
        kept = file.read_bytes()
        file.write_bytes(kept + b"\n")
        assert run("verify", inputs, certificate=certificate) == 1
        file.write_bytes(kept)
    assert run("verify", inputs, certificate=certificate) == 0
