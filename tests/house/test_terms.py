"""Every field has privacy terms (PR-1)."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import models

from ithaca.config.rooms import ROOMS
from ithaca.kernel.terms import TECHNICAL, Terms


def declared() -> dict[str, Terms]:
    found = {}
    for room in ROOMS:
        if find_spec(f"ithaca.{room}.privacy_terms"):
            for terms in import_module(f"ithaca.{room}.privacy_terms").TERMS:
                found[terms.model] = terms
    return found


def test_every_field_has_terms() -> None:
    terms = declared()
    missing, stale = [], []
    for model in apps.get_models():
        if not model.__module__.startswith("ithaca."):
            continue
        name = f"{model._meta.app_label}.{model.__name__}"
        known = set(terms[name].fields) if name in terms else set()
        wanted = {
            f.name
            for f in model._meta.concrete_fields
            if f.name not in TECHNICAL and not isinstance(f, models.ForeignKey)
        }
        missing += [f"{name}.{field}" for field in sorted(wanted - known)]
        stale += [f"{name}.{field}" for field in sorted(known - {f.name for f in model._meta.concrete_fields})]
    assert missing == []
    assert stale == []


def test_terms_say_what_they_must() -> None:
    for name, terms in declared().items():
        for part in ("why", "ground", "seen_by", "until"):
            assert len(getattr(terms, part)) > 3, f"{name} does not say {part}"
        assert set(terms.fields.values()) <= {"personal", "contact", "sensitive", "words", "technical"}, name


def test_every_row_about_a_person_has_a_clock_or_a_reason_to_stay() -> None:
    """Say in its privacy_terms.py when it is emptied (`clock`), or why a wish to erase leaves it alone (`keeps`)."""
    silent = [name for name, terms in declared().items() if terms.person and terms.clock is None and not terms.keeps]
    assert silent == []
