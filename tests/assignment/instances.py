"""Random instances over all kinds of criteria, rules and objectives, for comparing answers."""

from __future__ import annotations

import random

from ithaca.assignment import Criterion, Problem, Rule, Scheme

ITEMS = ["welding", "CAD", "law", "care", "maths", "Ärzte", "music"]
AREAS = ["", "north", "south", "east", "west"]
Row = dict[str, str]


def people(rng: random.Random, count: int, kind: str) -> list[Row]:
    """Rows with every kind of cell; some are empty, some carry blanks and repeats."""
    rows = []
    for k in range(count):
        items = rng.choices(ITEMS, k=rng.randint(0, 4))
        rows.append(
            {
                "id": f"{kind}{k}",
                "items": rng.choice(["; ", ";", " ;;"]).join(items),
                "area": rng.choice(AREAS),
                "level": rng.choice(["", "-2", "0", "1", "3", "7", "07"]),
                "boss": rng.choice(["", *(f"b{j}" for j in range(4))]),
                "room": str(rng.choice(["", 0, 1, 1, 2, 3])),
                "rounds": str(rng.choice(["", 0, 1, 2, 5])),
                "no": ";".join(rng.choices(["b0", "b1", "b2", "north"], k=rng.randint(0, 2))),
            }
        )
    rng.shuffle(rows)
    return rows


def criteria(rng: random.Random, most: int) -> tuple[Criterion, ...]:
    """Up to four criteria with up to ``most`` points each."""
    made = [
        Criterion.overlap("items", mentee="items", mentor="items", points=rng.randint(0, most)),
        Criterion.same("area", mentee="area", mentor="area", points=rng.randint(0, most)),
        Criterion.near(
            "level",
            mentee="level",
            mentor="level",
            points=rng.randint(0, most),
            spread=rng.randint(1, 6),
            ahead=rng.randint(-2, 3),
        ),
        Criterion.from_table(
            "areas",
            mentee="area",
            mentor="boss",
            table={(a, b): rng.randint(0, most) for a in AREAS[1:] for b in ("b0", "b2", "b9") if rng.random() < 0.6},
        ),
        Criterion.overlap("more items", mentee="items", mentor="items", points=rng.randint(0, most)),
    ]
    return tuple(rng.sample(made, rng.randint(0, 4)))


def rules(rng: random.Random) -> tuple[Rule, ...]:
    """Up to two rules of any kind."""
    made = [
        Rule.differ("not one's own boss", mentee="boss", mentor="boss"),
        Rule.same("same area", mentee="area", mentor="area"),
        Rule.share("something in common", mentee="items", mentor="items", least=rng.randint(1, 2)),
        Rule.within("near in level", mentee="level", mentor="level", most=rng.randint(1, 6)),
        Rule.within(
            "ahead", mentee="level", mentor="level", least_ahead=rng.randint(-4, 1), most=rng.choice([None, 8])
        ),
        Rule.listed("not declined", mentee="no", mentor="boss"),
        Rule.listed("not declined by the mentor", mentee="boss", mentor="no", side="mentor"),
        Rule.not_when("north and b1", mentee="area", mentor="boss", mentee_is="north", mentor_is="b1"),
    ]
    return tuple(rng.sample(made, rng.choice([0, 1, 1, 2])))


def scheme(rng: random.Random, objective: str | None = None) -> Scheme:
    """A scheme; few points in half of them, so that ties are common."""
    chosen = objective or rng.choice(["placed-total", "placed-worst-total"])
    return Scheme(
        criteria=criteria(rng, rng.choice([1, 3, 40, 400])),
        rules=rules(rng),
        objective=chosen,
        depth=rng.randint(1, 3) if chosen == "placed-worst-total" else 1,
        capacity=rng.choice([None, "room", "room"]),
        waited=rng.choice([None, "rounds"]),
        seed=rng.randint(-5, 5),
    )


def instance(rng: random.Random, mentees: int = 5, mentors: int = 4, objective: str | None = None) -> Problem:
    """A random problem with up to so many people."""
    return Problem.build(
        people(rng, rng.randint(0, mentees), "m"), people(rng, rng.randint(0, mentors), "t"), scheme(rng, objective)
    )
