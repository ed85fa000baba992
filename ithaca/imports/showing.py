"""What the pages of an import show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms import BoundField, Form
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ithaca.imports.kinds import KINDS
from ithaca.imports.models import Import
from ithaca.kernel.doors import Door
from ithaca.ui.parts import Progress

#: Outcomes of the dry run as the page names them: heading, and whether rows of it are brought in.
OUTCOMES: dict[str, tuple[Any, Any]] = {
    "new": (gettext_lazy("New"), gettext_lazy("These are brought in.")),
    "joining": (gettext_lazy("Known here, new in this scheme"), gettext_lazy("The same person, not a second one.")),
    "known": (gettext_lazy("Known already"), gettext_lazy("Nothing changes for them.")),
    "nothing": (
        gettext_lazy("Nothing to do"),
        gettext_lazy("The row says that it did not happen, or has no answer yet."),
    ),
    "lookalike": (
        gettext_lazy("Look like somebody here"),
        gettext_lazy("A name alone does not tell whether they are."),
    ),
    "to_put_right": (
        gettext_lazy("To put right"),
        gettext_lazy("These are not brought in. Put them right in this file, then bring it in."),
    ),
    "left_out": (gettext_lazy("Left out"), gettext_lazy("Headings, blank lines and totals.")),
}
STATES = {
    "uploaded": (gettext_lazy("being read"), "wait"),
    "unclear": (gettext_lazy("waits for you"), "wait"),
    "mapped": (gettext_lazy("waits for you"), "wait"),
    "unreadable": (gettext_lazy("could not be read"), "bad"),
    "running": (gettext_lazy("being brought in"), "info"),
    "stopped": (gettext_lazy("stopped half-way"), "wait"),
    "done": (gettext_lazy("brought in"), "good"),
    "dropped": (gettext_lazy("left"), "neutral"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One earlier import in the list."""

    item: Import
    url: str
    kind: Any
    state: Any
    pill: str


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column of the file: its select, what stands in it, and why it was read so."""

    field: BoundField
    samples: list[str]
    why: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome of the dry run: how many, and the first of them."""

    key: str
    label: Any
    hint: Any
    count: int
    first: list[list[Any]]
    more: int


def line(item: Import, door: Door) -> Line:
    """One line of the list."""
    state, pill = STATES[item.state]
    kind = KINDS[item.kind].label if item.kind in KINDS else _("A spreadsheet")
    return Line(item, door.to("imports:see", item=item.public_id), kind, state, pill)


def page(item: Import, door: Door) -> tuple[str, dict[str, Any]]:
    """The template and context for where an import stands."""
    context: dict[str, Any] = {"item": item, "kind": KINDS[item.kind].label if item.kind in KINDS else ""}
    if item.state in ("uploaded", "running"):
        return "imports/progress.html", {**context, "progress": progress(item, door)}
    if item.state == "mapped":
        return "imports/dry_run.html", {**context, "outcomes": outcomes(item), "coming": coming(item)}
    if item.state in ("done", "stopped"):
        others = [name for name in item.preview.get("sheets", []) if name != item.sheet]
        context |= {"outcomes": outcomes(item), "others": others, "kept": bool(item.preview), "brought": brought(item)}
        return "imports/result.html", {**context, "reasons": item.problems[:20]}
    return "imports/over.html", {**context, "reasons": [words for _row, words in item.problems]}


def progress(item: Import, door: Door) -> Progress:
    """How far the worker is."""
    here = door.to("imports:see", item=item.public_id)
    working = item.state in ("uploaded", "running")
    label = _("Bringing the rows in") if item.state == "running" else _("Reading the file")
    return Progress(
        label=label if working else _("This is as far as it goes for now."),
        done=item.done if item.state == "running" else 0,
        total=item.total if item.state == "running" else 0,
        poll_url=door.to("imports:progress", item=item.public_id),
        next_url=here,
        finished=not working,
    )


def outcomes(item: Import) -> list[Outcome]:
    """What would happen, or did, in the order of the page; only what is there."""
    counts = dict(item.summary)
    counts["to_put_right"] = counts.get("faulty", 0) + counts.get("unclear", 0) + counts.get("refused", 0)
    preview = {**item.preview, "to_put_right": [line for line in item.problems if line[0]]}
    if item.state == "mapped":
        alike = {row for row, _who in item.preview.get("lookalike", [])}
        preview["to_put_right"] = [line for line in preview["to_put_right"] if line[0] not in alike]
    found = []
    for key, (label, hint) in OUTCOMES.items():
        count = counts.get(key, 0)
        if count:
            first = preview.get(key, [])[:10]
            found.append(Outcome(key, label, hint, count, first, max(0, count - len(first))))
    return found


def coming(item: Import) -> str:
    """The words of the button."""
    count = item.summary.get("new", 0) + item.summary.get("joining", 0)
    if not count:
        return ""
    if item.kind in ("mentors", "mentees"):
        return ngettext("Bring %(n)d person in", "Bring %(n)d people in", count) % {"n": count}
    return ngettext("Bring %(n)d row in", "Bring %(n)d rows in", count) % {"n": count}


def brought(item: Import) -> str:
    """What came of it, in one sentence."""
    count = item.summary.get("new", 0) + item.summary.get("joining", 0)
    if not count:
        return _("Nothing in this file was new.")
    if item.kind in ("mentors", "mentees"):
        return ngettext("%(n)d person was brought in.", "%(n)d people were brought in.", count) % {"n": count}
    return ngettext("%(n)d row was brought in.", "%(n)d rows were brought in.", count) % {"n": count}


def columns(item: Import, form: Form) -> list[ColumnLine]:
    """The columns of the file beside their selects."""
    shown = item.preview.get("columns", [])
    lines = []
    for index, field in enumerate(field for field in form if field.name.startswith("column_")):
        about = shown[index] if index < len(shown) else {}
        sure = bool(about.get("sure", True)) or bool(item.options.get("matched"))
        lines.append(ColumnLine(field, about.get("samples", []), about.get("why", ""), sure))
    return lines
