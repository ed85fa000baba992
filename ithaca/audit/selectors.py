"""Reading the log."""

from __future__ import annotations

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


def end_of(organisation_id: int) -> str:
    """The digest at the end of an organisation's chain: it differs after anything was done there. Empty before the first."""
    return Head.objects.filter(chain=organisation_id).values_list("digest", flat=True).first() or ""
