"""The example's people: the spreadsheets of `examples/`, dated for today, brought in as a co-ordinator brings them in."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import timezone

from ithaca.cli.environment import CHECKOUT
from ithaca.cli.example_organisation import Example
from ithaca.imports.reading import choices_of, open_file
from ithaca.imports.services import bring_portion, confirm, get_ready, look, upload
from ithaca.kernel.scope import open_scheme


def read_sheets(example: Example, *, at: datetime, step: Callable[[int], None]) -> dict[str, dict[str, int]]:
    """Bring every file of the manifest in that belongs to a scheme; returns what came of each, by its path."""
    from examples.make import make

    files = make(on=timezone.localdate(at))
    manifest = tomllib.loads((CHECKOUT / "examples" / "manifest.toml").read_text(encoding="utf-8"))
    entries = [entry for entry in manifest["files"] if entry["scheme"]]
    outcomes = {}
    for number, entry in enumerate(entries):
        outcomes[entry["path"]] = _bring(example, entry, files[entry["path"]], at)
        step(45 * (number + 1) // len(entries) - 45 * number // len(entries))
    return outcomes


def _bring(example: Example, entry: dict[str, Any], content: bytes, at: datetime) -> dict[str, int]:
    """Bring one file in, sheet by sheet; returns how many rows came to what."""
    scheme = example.schemes[entry["scheme"]]
    by = example.runner(entry["scheme"])
    counts: Counter[str] = Counter()
    with open_scheme(organisation_id=example.organisation.pk, scheme_id=scheme.pk):
        filename = entry["path"].rpartition("/")[2]
        for table in choices_of(open_file(content, filename)):
            item = upload(
                scheme=scheme,
                content=content,
                filename=filename,
                kind=entry["vocabulary"],
                sheet=table.name,
                school=example.schools.get(entry.get("school", "")),
                by=by,
                at=at,
            )
            if item.state == "uploaded":
                look(item=item, by=by, at=at)
            confirm(item=item, by=by, at=at)
            if item.state == "running":
                ready = get_ready(item, at=at)
                while not bring_portion(item=item, ready=ready, by=by, at=at, seconds=None):
                    pass
            counts.update(item.summary)
    return dict(counts)
