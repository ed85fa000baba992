"""The dry run: what each row would do, without writing anything of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from ithaca.imports.bring.base import Bringing
from ithaca.imports.bring.people_index import LooksAlike, PeopleIndex, Unclear
from ithaca.imports.kinds import KINDS
from ithaca.imports.models import Import
from ithaca.imports.reading import Prepared, faults, prepare, said
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import Refused
from ithaca.organisations.models import Partner
from ithaca.organisations.selectors import partners_visible_to
from ithaca.sheets import Name

SHOWN = 10
#: The fields that say whom a row is about, in the order they are shown.
NAMES = ("name", "mentor_name", "mentee_name")


@dataclass
class Looked:
    """What a dry run found. summary: counts; preview: the first rows of each outcome; problems: [row, sentence]."""

    summary: dict[str, int]
    preview: dict[str, list[Any]]
    problems: list[list[Any]] = field(default_factory=list)


def begin(item: Import, prepared: Prepared, *, by: Actor, at: datetime) -> Bringing:
    """Everything the rows are looked up in."""
    columns = {column.target.partition(":")[0] for column in prepared.mapping.columns if column.target}
    return Bringing(
        scheme=item.scheme,
        by=by,
        at=at,
        on=timezone.localdate(at),
        index=PeopleIndex(item.scheme),
        school=_school(item, by),
        bring_lookalikes=item.options.get("lookalikes") == "bring",
        cache={"columns": columns},
    )


def look_through(item: Import, *, by: Actor, at: datetime) -> Looked:
    """Look at every row as `confirm` would bring it in."""
    prepared = prepare(item, timezone.localdate(at))
    cleaned = prepared.cleaned
    bringing = begin(item, prepared, by=by, at=at)
    bringer = KINDS[item.kind].bringer
    counts: Counter[str] = Counter()
    preview: dict[str, list[Any]] = {}
    problems = faults(cleaned)
    for row in cleaned.rows:
        bringing.begin_row()
        try:
            outcome: str = bringer.look(row.values, bringing)
        except LooksAlike as unclear:
            outcome = "lookalike"
            problems.append([row.number, str(unclear)])
        except (Unclear, Refused) as refusal:
            outcome = "unclear"
            problems.append([row.number, str(refusal)])
        counts[outcome] += 1
        _show(preview, outcome, [row.number, who(row.values)])
    counts["faulty"] = len({error.row for error in cleaned.errors})
    counts["left_out"] = len(cleaned.left_out)
    for out in cleaned.left_out:
        _show(preview, "left_out", [out.row, said(out.sentence)])
    preview["notes"] = [said(note) for note in cleaned.notes][:SHOWN]
    preview["duplicates"] = [said(duplicate.sentence) for duplicate in cleaned.duplicates][:SHOWN]
    counts["duplicates"] = len(cleaned.duplicates)
    return Looked(dict(counts), preview, sorted(problems, key=lambda problem: problem[0]))


def who(values: dict[str, Any]) -> str:
    """Whom a row is about."""
    names = [values[key].full for key in NAMES if isinstance(values.get(key), Name)]
    return " – ".join(names)


def _show(preview: dict[str, list[Any]], outcome: str, line: list[Any]) -> None:
    lines = preview.setdefault(outcome, [])
    if len(lines) < SHOWN:
        lines.append(line)


def _school(item: Import, by: Actor) -> Partner | None:
    chosen = item.options.get("school")
    return partners_visible_to(by).filter(public_id=chosen).first() if chosen else None
