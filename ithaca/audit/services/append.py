"""Recording: events are put aside while a service works and appended last, under a lock on the chain's head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ithaca.audit.chain import digest_of
from ithaca.audit.models import Event, Head
from ithaca.kernel.actor import Actor
from ithaca.kernel.work import put_aside


@dataclass(frozen=True, slots=True)
class PutAside:
    """An event that waits for the end of the unit of work."""

    organisation_id: int
    at: datetime
    name: str
    by: Actor
    scheme: str
    about_kind: str
    about: str
    data: dict[str, Any] = field(default_factory=dict)


def record(
    *,
    name: str,
    by: Actor,
    at: datetime,
    about: Any = None,
    organisation_id: int | None = None,
    scheme: str | None = None,
    data: dict[str, Any] | None = None,
) -> None:
    """Record that `by` did `name` ("room.done") to the row `about` at `at`.

    Organisation and scheme are read from the row where it has them; `organisation_id=0` is the platform's own chain.
    `data` may hold ids, numbers and words from closed lists only. Must be called inside a service.
    """
    if organisation_id is None:
        organisation_id = _organisation_of(about)
    if scheme is None:
        scheme = _scheme_of(about)
    kind = f"{about._meta.app_label}.{about._meta.model_name}" if about is not None else ""
    put_aside(PutAside(organisation_id, at, name, by, scheme, kind, getattr(about, "public_id", "") or "", data or {}))


def _organisation_of(about: Any) -> int:
    if about is None:
        return 0
    if about._meta.label_lower == "organisations.organisation":
        return int(about.pk)
    if hasattr(about, "organisation_id"):
        return int(about.organisation_id or 0)
    if hasattr(about, "scheme_id"):
        return int(about.scheme.organisation_id)
    return 0


def _scheme_of(about: Any) -> str:
    if about is None:
        return ""
    if about._meta.label_lower == "schemes.scheme":
        return str(about.public_id)
    return str(about.scheme.public_id) if getattr(about, "scheme_id", None) else ""


def append_events(pending: Sequence[Any]) -> None:
    """Append everything put aside to its chain. The heads are locked in order, so that two writers never wait crosswise."""
    events = [event for event in pending if isinstance(event, PutAside)]
    for chain in sorted({event.organisation_id for event in events}):
        _append_chain(chain, [event for event in events if event.organisation_id == chain])


def _append_chain(chain: int, events: list[PutAside]) -> None:
    Head.objects.get_or_create(chain=chain)
    head = Head.objects.select_for_update().get(chain=chain)
    rows, previous, number = [], head.digest, head.length
    for event in events:
        number += 1
        fields = _fields(event, chain, number)
        digest = digest_of(fields, previous)
        rows.append(Event(**fields, previous=previous, digest=digest))
        previous = digest
    Event.objects.bulk_create(rows)
    Head.objects.filter(pk=head.pk).update(length=number, digest=previous)


def _fields(event: PutAside, chain: int, number: int) -> dict[str, Any]:
    by = event.by
    actor = {"account": by.account, "link": f"{by.link}:{by.subject}", "job": by.job}.get(by.kind, "")
    return {
        "chain": chain,
        "number": number,
        "at": event.at,
        "name": event.name,
        "actor_kind": by.kind,
        "actor": actor[:60],
        "role": str(by.role or ""),
        "scheme": event.scheme,
        "about_kind": event.about_kind,
        "about": event.about,
        "data": event.data,
    }
