"""Every example file, and what becomes of files afterwards."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from examples.make import make
from ithaca.imports.kinds import KINDS
from ithaca.imports.models import Import
from ithaca.imports.services import confirm, forget_files, upload
from ithaca.imports.tasks import CLOCK, forget_old_files
from ithaca.kernel.actor import Actor
from ithaca.kernel.jobs.worker import run_all
from ithaca.sheets import load_fields, vocabulary_names
from tests.support.world import World

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES: list[dict[str, Any]] = tomllib.loads((EXAMPLES / "manifest.toml").read_text(encoding="utf-8"))["files"]


def test_every_vocabulary_can_be_brought_in() -> None:
    assert set(KINDS) == set(vocabulary_names())
    assert all(load_fields(kind) for kind in KINDS)


@pytest.mark.parametrize("entry", FILES, ids=[entry["path"] for entry in FILES])
def test_an_example_file_says_itself_what_it_holds(world: World, coordinator: Actor, entry: dict[str, Any]) -> None:
    content = (EXAMPLES / entry["path"]).read_bytes()
    at = timezone.now()
    item = upload(scheme=world.scheme, content=content, filename=entry["path"], by=coordinator, at=at)
    assert item.kind == entry["vocabulary"]
    if item.state == "unclear":
        assert len(item.preview["sheets"]) > 1
        return
    assert item.state == "mapped"
    assert sum(
        item.summary[key]
        for key in ("new", "known", "unclear", "faulty", "nothing", "lookalike")
        if key in item.summary
    )


@pytest.mark.parametrize("path", ["messy/mentors-messy.csv", "messy/pupils-messy.xlsx"])
def test_messy_files_come_in_but_for_the_rows_to_put_right(world: World, coordinator: Actor, path: str) -> None:
    at = timezone.now()
    content = make(on=timezone.localdate(at))[path]
    item = upload(scheme=world.scheme, content=content, filename=path, by=coordinator, at=at)
    dry = dict(item.summary)
    confirm(item=item, by=coordinator, at=at)
    assert item.state == "done"
    assert item.summary["new"] == dry["new"] > 5
    assert len({row for row, _words in item.problems}) == dry["faulty"] + dry.get("unclear", 0) + dry.get(
        "lookalike", 0
    )


def test_files_and_names_go_after_thirty_days_and_the_numbers_stay(world: World, coordinator: Actor) -> None:
    then = timezone.now() - timedelta(days=31)
    rows = b"Mentor name,E-mail,Employer\nMona Reed,mona@example.org,Quay\nBad Row,none,Quay\n"
    old = upload(scheme=world.scheme, content=rows, filename="mona.csv", kind="mentors", by=coordinator, at=then)
    confirm(item=old, by=coordinator, at=then)
    waiting = upload(scheme=world.scheme, content=rows, filename="mona.csv", kind="mentors", by=coordinator, at=then)
    fresh = upload(
        scheme=world.scheme, content=rows, filename="mona.csv", kind="mentors", by=coordinator, at=timezone.now()
    )
    assert forget_files(scheme=world.scheme, by=CLOCK, at=timezone.now()) == 2
    for item in (old, waiting, fresh):
        item.refresh_from_db()
    assert (old.content, old.preview, old.problems, old.filename) == (None, {}, [], "")
    assert (old.state, old.summary["new"], waiting.state) == ("done", 1, "dropped")
    assert fresh.content is not None


def test_the_clock_looks_in_every_scheme(world: World, coordinator: Actor) -> None:
    then = timezone.now() - timedelta(days=31)
    rows = b"Mentor name,E-mail,Employer\nMona Reed,mona@example.org,Quay\n"
    upload(scheme=world.scheme, content=rows, filename="mona.csv", kind="mentors", by=coordinator, at=then)
    forget_old_files.enqueue()
    run_all()
    assert Import.objects.get().content is None
