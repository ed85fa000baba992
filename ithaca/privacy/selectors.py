"""The terms of every room, gathered: what is held about people, why, who sees it, and until when (PR-1)."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from ithaca.kernel.terms import Terms

#: Kinds of data that people are told about; technical fields are about nobody.
TOLD = ("personal", "contact", "sensitive", "words")


@cache
def all_terms() -> tuple[Terms, ...]:
    """Every room's terms, in the order of the rooms."""
    found: list[Terms] = []
    for app in apps.get_app_configs():
        module = f"{app.name}.privacy_terms"
        if app.name.startswith("ithaca.") and find_spec(module):
            found += import_module(module).TERMS
    return tuple(found)


def told_terms() -> list[tuple[Terms, list[str]]]:
    """The terms that are about people, each with the names of its personal fields in words."""
    told = []
    for terms in all_terms():
        named = [field.replace("_", " ") for field, kind in terms.fields.items() if kind in TOLD]
        if named:
            told.append((terms, named))
    return told
