"""Writes a problem in the file format, to run the commands on it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from ithaca.assignment import Criterion, Problem, Rule
from ithaca.assignment.problem import People

COLUMNS = ("id", "items", "area", "level", "boss", "room", "rounds", "no")


def write_people(file: Path, people: People) -> Path:
    """The people as CSV, in the order they were given."""
    rows = [people.rows[k] for k in sorted(range(len(people)), key=lambda k: people.where[k])]
    with file.open("w", newline="", encoding="utf-8-sig") as out:
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return file


def _section(head: str, part: Criterion | Rule, folder: Path, number: int) -> str:
    lines = [f"[[{head}]]", f"name = {json.dumps(part.name)}", f'kind = "{part.kind}"']
    lines += [f'mentee = "{part.mentee}"', f'mentor = "{part.mentor}"']
    if isinstance(part, Criterion):
        if part.kind == "table":
            table = folder / f"table{number}.csv"
            rows = "".join(f"{a},{b},{points}\n" for (a, b), points in part.table.items())
            table.write_text("mentee,mentor,points\n" + rows, encoding="utf-8")
            lines.append(f'table = "{table.name}"')
        else:
            lines.append(f"points = {part.points}")
        if part.kind == "near":
            lines += [f"spread = {part.spread}", f"ahead = {part.ahead}"]
    elif part.kind == "share":
        lines.append(f"least = {part.least}")
    elif part.kind == "within":
        lines += [f"{key} = {value}" for key in ("most", "least_ahead") if (value := getattr(part, key)) is not None]
    elif part.kind == "listed":
        lines.append(f'side = "{part.side}"')
    elif part.kind == "not-when":
        lines += [f'mentee_is = "{part.mentee_is}"', f'mentor_is = "{part.mentor_is}"']
    return "\n".join(lines) + "\n"


def write_problem(folder: Path, problem: Problem) -> dict[str, Path]:
    """The three files of a problem."""
    scheme = problem.scheme
    lines = [f'objective = "{scheme.objective}"', f"depth = {scheme.depth}", f"seed = {scheme.seed}"]
    lines += [f'{key} = "{value}"' for key in ("capacity", "waited") if (value := getattr(scheme, key)) is not None]
    text = "\n".join(lines) + "\n\n"
    for number, part in enumerate(scheme.criteria):
        text += _section("criterion", part, folder, number)
    for number, rule in enumerate(scheme.rules):
        text += _section("rule", rule, folder, number)
    criteria = folder / "criteria.toml"
    criteria.write_text(text, encoding="utf-8")
    return {
        "mentees": write_people(folder / "mentees.csv", problem.mentees),
        "mentors": write_people(folder / "mentors.csv", problem.mentors),
        "criteria": criteria,
    }
