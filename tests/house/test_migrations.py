"""Migrations are complete and import no live code."""

from __future__ import annotations

import ast
from io import StringIO

import pytest
from django.core.management import call_command

from tests.house.code import modules, place, tree


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    out = StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=out)
    assert "No changes" in out.getvalue()


def test_migrations_import_no_live_code() -> None:
    allowed = {"ithaca.kernel.rows", "ithaca.accounts.models"}
    wrong = []
    for path in modules(migrations=True):
        if "migrations" not in path.parts:
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Import):
                wrong += [
                    f"{place(path, node.lineno)} {a.name}"
                    for a in node.names
                    if a.name.startswith("ithaca") and a.name not in allowed
                ]
    assert wrong == []
