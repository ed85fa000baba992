"""The one place where a state changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.refusals import NotNow
from ithaca.kernel.states import StateTable

CHANGED_MEANWHILE = _("Somebody else changed this while you were looking at it. Look again, then decide.")


def move(
    row: Any,
    to: str,
    *,
    table: StateTable,
    by: Actor,
    at: datetime,
    also: dict[str, Any] | None = None,
    data: dict[str, Any] | None = None,
    field: str = "state",
) -> None:
    """Take one step of `table` with one row, write the event "room.done", and bring `row` up to date.

    The update holds only where the state is still the old one. Raises NotNow if the step is not allowed or if somebody
    else was first; nothing is written then. `also` are fields that change with the state.
    """
    old = str(getattr(row, field))
    step = table.step(old, to)
    if step is None:
        raise NotNow(CHANGED_MEANWHILE)
    changes = {field: to, **(also or {})}
    manager: models.Manager[Any] = type(row)._base_manager
    if manager.filter(pk=row.pk, **{field: old}).update(**changes) != 1:
        raise NotNow(CHANGED_MEANWHILE)
    for name, value in changes.items():
        setattr(row, name, value)
    record(
        name=f"{row._meta.app_label}.{step.done}", by=by, at=at, about=row, data={"from": old, "to": to, **(data or {})}
    )


def move_all(
    rows: models.QuerySet[Any],
    *,
    source: str,
    to: str,
    table: StateTable,
    by: Actor,
    at: datetime,
    also: dict[str, Any] | None = None,
    field: str = "state",
) -> int:
    """Take one step with many rows in one state, in one update, with one event a row. Returns how many.

    Raises NotNow unless every row was still in `source`; nothing is written then.
    """
    step = table.step(source, to)
    if step is None:
        raise NotNow(CHANGED_MEANWHILE)
    found = list(rows)
    manager: models.Manager[Any] = rows.model._base_manager
    keys = [row.pk for row in found]
    if manager.filter(pk__in=keys, **{field: source}).update(**{field: to}, **(also or {})) != len(found):
        raise NotNow(CHANGED_MEANWHILE)
    for row in found:
        name = f"{row._meta.app_label}.{step.done}"
        record(name=name, by=by, at=at, about=row, data={"from": source, "to": to})
    return len(found)
