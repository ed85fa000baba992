"""What is said once about this installation: an example database, a backup made or kept elsewhere, a restore."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ithaca.audit.services.append import record
from ithaca.kernel.actor import Actor
from ithaca.kernel.work import service
from ithaca.upkeep import rules
from ithaca.upkeep.models import Mark


@service
def set_mark(*, key: str, value: dict[str, Any], by: Actor, at: datetime) -> Mark:
    """Keep a mark; administrators and jobs only."""
    rules.ready.require(by=by)
    mark, _new = Mark.objects.update_or_create(key=key, defaults={"value": value, "changed_at": at})
    record(name=f"upkeep.{key}", by=by, at=at, about=mark, data=value)
    return mark


@service
def note_restore(*, manifest: dict[str, Any], by: Actor, at: datetime) -> Mark:
    """After a restore: an event naming the backup and where its chains stood, so that the roll-back is on record."""
    value = {"made_at": manifest["made_at"], "version": manifest["version"], "chains": manifest["chains"]}
    return set_mark(key="restored", value=value, by=by, at=at)
