"""The copy of what is held about one person: from the terms alone, with what is about others taken out (DP-05)."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ithaca.kernel.terms import Terms
from ithaca.organisations.models import Person
from ithaca.privacy import hooks
from ithaca.privacy.due import about, model_of, rows_of
from ithaca.privacy.models import Request
from ithaca.privacy.selectors import TOLD, all_terms
from ithaca.schemes.models import Scheme

SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Part:
    """What is held of one kind: why and until when, and the rows, each field in its name."""

    title: str
    why: str
    until: str
    rows: list[dict[str, Any]]

    @property
    def lines(self) -> list[list[tuple[str, str]]]:
        """The rows for reading: each field's name in words with what it holds, empty ones left out."""
        return [
            [
                (name.replace("_", " "), _in_words(value))
                for name, value in row.items()
                if value not in (None, "", [], {})
            ]
            for row in self.rows
        ]


def _in_words(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_in_words(item)}" for key, item in value.items())
    if isinstance(value, list):
        return "; ".join(_in_words(item) for item in value)
    return str(value)


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy: its parts, and what is not in it with the reason."""

    parts: list[Part]
    withheld: list[tuple[str, str]]


def copy_of(person: Person, scheme: Scheme) -> Copy:
    """Everything this scheme holds about the person, and the organisation's own record of them."""
    names = {name for answer in hooks.names_beside.ask(person=person, scheme=scheme) for name in answer}
    scrub = _scrubber(names)
    parts, withheld = [], []
    for terms in all_terms():
        if not terms.person and terms.export is None:
            continue
        title = title_of(terms)
        if terms.withheld:
            withheld.append((title, terms.withheld))
            continue
        rows = terms.export(person.pk, scheme.pk) if terms.export else _rows(terms, person, scheme)
        if rows:
            parts.append(Part(title, terms.why, terms.until, [_scrubbed(row, scrub) for row in rows]))
    return Copy(parts, withheld)


def title_of(terms: Terms) -> str:
    """What rows of this kind are called on paper."""
    return str(model_of(terms)._meta.verbose_name).capitalize()


def _rows(terms: Terms, person: Person, scheme: Scheme) -> list[dict[str, Any]]:
    """The rows as they stand, without keys and without what is about others."""
    fields = [name for name, kind in terms.fields.items() if kind in TOLD and name not in terms.third]
    keys = {field.name for field in model_of(terms)._meta.concrete_fields if isinstance(field, models.ForeignKey)}
    names = ["created_at", *(name for name in fields if name not in keys)]
    rows = rows_of(terms, scheme.organisation, scheme).filter(about(terms, [person.pk])).distinct().order_by("pk")
    return [{name: _plain(value) for name, value in row.items()} for row in rows.values(*names)]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | bytes | memoryview):
        return str(value)
    return value


def _scrubber(names: Iterable[str]) -> re.Pattern[str] | None:
    """Finds every given name, family name, address and number of other people, the longest first."""
    known = sorted({name.strip() for name in names if len(name.strip()) >= SHORTEST_NAME}, key=len, reverse=True)
    if not known:
        return None
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in known), re.IGNORECASE)


def _scrubbed(value: Any, scrub: re.Pattern[str] | None) -> Any:
    if scrub is None:
        return value
    if isinstance(value, str):
        return scrub.sub(str(_("[another person]")), value)
    if isinstance(value, dict):
        return {key: _scrubbed(item, scrub) for key, item in value.items()}
    if isinstance(value, list):
        return [_scrubbed(item, scrub) for item in value]
    return value


def packed(request: Request) -> bytes:
    """The copy as a ZIP file: one page to read and print, and the same as JSON for other programs."""
    made = copy_of(request.person, request.scheme)
    page = render_to_string("privacy/copy.html", {"copy": made, "asked": request, "scheme": request.scheme})
    data = {
        "about": request.person.name,
        "scheme": request.scheme.name,
        "organisation": request.scheme.organisation.name,
        "parts": [{"title": p.title, "why": p.why, "until": p.until, "rows": p.rows} for p in made.parts],
        "not_included": [{"what": what, "why": why} for what, why in made.withheld],
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("your-data.html", page)
        pack.writestr("your-data.json", json.dumps(data, ensure_ascii=False, indent=1, default=str))
    return out.getvalue()
