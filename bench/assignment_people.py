"""People as schemes have them: wishes and offers with a long tail, areas, languages, free hours, seniority, employers."""

from __future__ import annotations

import numpy as np

from ithaca.assignment import Criterion, Problem, Rule, Scheme

Row = dict[str, str]
SKILLS, INTERESTS, AREAS, LANGUAGES, SLOTS = 300, 120, 40, 12, 21


def _zipf(rng: np.random.Generator, count: int, size: int, power: float) -> np.ndarray:
    weights = 1.0 / np.arange(1, count + 1) ** power
    return rng.choice(count, size=size, p=weights / weights.sum())


def _lists(
    rng: np.random.Generator, people: int, low: int, high: int, count: int, power: float, name: str
) -> list[str]:
    sizes = rng.integers(low, high + 1, people)
    drawn = _zipf(rng, count, int(sizes.sum()), power)
    ends = np.cumsum(sizes)
    return [";".join(f"{name}{x}" for x in drawn[end - size : end]) for size, end in zip(sizes, ends, strict=True)]


def _people(rng: np.random.Generator, people: int, kind: str, employers: int) -> list[Row]:
    mentor = kind == "t"
    columns = {
        "skills": _lists(rng, people, 4, 9, SKILLS, 0.9, "s")
        if mentor
        else _lists(rng, people, 2, 5, SKILLS, 0.9, "s"),
        "interests": _lists(rng, people, 1, 5, INTERESTS, 0.8, "i"),
        "languages": _lists(rng, people, 1, 3, LANGUAGES, 1.6, "l"),
        "hours": [
            ";".join(f"h{h}" for h in np.flatnonzero(rng.random(SLOTS) < (0.25 if mentor else 0.32)) if h >= 0) or "h0"
            for _ in range(people)
        ],
        "area": [f"a{x}" for x in _zipf(rng, AREAS, people, 0.7)],
        "level": [str(x) for x in (rng.integers(3, 12, people) if mentor else rng.integers(1, 8, people))],
        "employer": [f"e{x}" for x in _zipf(rng, employers, people, 0.9)],
        "mode": [("online", "face to face", "either")[x] for x in rng.integers(0, 3, people)],
        "capacity": [str(x) for x in rng.integers(1, 4, people)],
        "rounds": [str(x) for x in rng.integers(0, 4, people)],
    }
    return [{"id": f"{kind}{i:07d}", **{name: values[i] for name, values in columns.items()}} for i in range(people)]


def scheme() -> Scheme:
    """Eight criteria worth up to 1,000 points together, four rules that forbid about a fifth of all pairs."""
    rng = np.random.default_rng(7)
    near = {
        (f"a{a}", f"a{b}"): int(rng.integers(10, 60)) for a in range(AREAS) for b in rng.choice(AREAS, 6, replace=False)
    }
    return Scheme(
        criteria=(
            Criterion.overlap("skills wanted", mentee="skills", mentor="skills", points=400),
            Criterion.overlap("interests", mentee="interests", mentor="interests", points=150),
            Criterion.overlap("language", mentee="languages", mentor="languages", points=100),
            Criterion.overlap("hours", mentee="hours", mentor="hours", points=60),
            Criterion.same("area", mentee="area", mentor="area", points=100),
            Criterion.from_table("travel", mentee="area", mentor="area", table=near, points=60),
            Criterion.near("seniority", mentee="level", mentor="level", points=100, spread=6, ahead=3),
            Criterion.same("mode", mentee="mode", mentor="mode", points=30),
        ),
        rules=(
            Rule.share("a free hour in common", mentee="hours", mentor="hours"),
            Rule.differ("another employer", mentee="employer", mentor="employer"),
            Rule.within("not below in seniority", mentee="level", mentor="level", least_ahead=0),
            Rule.not_when(
                "online and face to face", mentee="mode", mentor="mode", mentee_is="online", mentor_is="face to face"
            ),
        ),
        capacity="capacity",
        waited="rounds",
    )


def rows(mentees: int, mentors: int, seed: int = 1) -> tuple[list[Row], list[Row]]:
    """The two lists."""
    rng = np.random.default_rng(seed)
    employers = max(20, mentees // 40)
    return _people(rng, mentees, "m", employers), _people(rng, mentors, "t", employers)


def pool(mentees: int, mentors: int | None = None, seed: int = 1) -> Problem:
    """A pool with half as many mentors as mentees, capacity 1 to 3."""
    return Problem.build(*rows(mentees, mentors or mentees // 2, seed), scheme())
