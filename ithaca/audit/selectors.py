"""Reading the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from ithaca.audit.models import Event, Head


def events_about(*, organisation_id: int, about: Any) -> QuerySet[Event]:
    """What happened to one row, oldest first."""
    kind = f"{about._meta.app_label}.{about._meta.model_name}"
    return Event.objects.filter(chain=organisation_id, about_kind=kind, about=about.public_id).order_by("number")


def events_of_scheme(*, organisation_id: int, scheme: str, since: datetime, until: datetime) -> QuerySet[Event]:
    """What happened in a scheme (by public id) between two moments, newest first."""
    return Event.objects.filter(chain=organisation_id, scheme=scheme, at__gte=since, at__lt=until).order_by("-number")


def end_of(organisation_id: int) -> tuple[int, str]:
    """Number and digest at the end of an organisation's chain: both differ after anything was done there."""
    found = Head.objects.filter(chain=organisation_id).values_list("length", "digest").first()
    return found or (0, "")


def events_after(*, organisation_id: int, number: int, most: int) -> list[Event]:
    """What was done in an organisation after the event of that number, oldest first, at most so many."""
    return list(Event.objects.filter(chain=organisation_id, number__gt=number).order_by("number")[:most])


def events_named(*, organisation_id: int, about: Sequence[tuple[str, Sequence[str]]], until: int) -> list[Event]:
    """What happened to rows named by kind ("room.model") and public ids, oldest first, up to the event numbered `until`; read
    in portions of 500 ids."""
    found: list[Event] = []
    for kind, names in about:
        for start in range(0, len(names), 500):
            some = list(names[start : start + 500])
            rows = Event.objects.filter(chain=organisation_id, number__lte=until)
            found += rows.filter(about_kind=kind, about__in=some)
    return sorted(found, key=lambda event: event.number)
