"""Which organisation and which schemes are open. A query outside a scope is an error (SE-3, DP-09).

The tenant comes from the address, the link, the job or the command, never from the session. Rows of an organisation
need an open organisation; rows of a scheme need an open scheme or a stated set of schemes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.db import models
from django_scopes import ScopedManager, ScopeError, get_scope, scope, scopes_disabled

__all__ = ["ScopeError", "everywhere", "open_organisation", "open_scheme", "open_schemes", "scoped_manager"]


def scoped_manager(level: str, manager: type[models.Manager[Any]] = models.Manager) -> models.Manager[Any]:
    """A manager for rows of `level` ("organisation" or "scheme") that refuses to run outside a scope."""
    return cast("models.Manager[Any]", ScopedManager(manager, **{level: level}))  # type: ignore[no-untyped-call]


@contextmanager
def open_scheme(*, organisation_id: int, scheme_id: int) -> Iterator[None]:
    """Open one scheme of one organisation."""
    with scope(organisation=organisation_id, scheme=scheme_id):
        yield


@contextmanager
def open_schemes(*, organisation_id: int, scheme_ids: Iterable[int]) -> Iterator[None]:
    """Open a stated set of schemes of one organisation, such as all those in which a person holds a role."""
    with scope(organisation=organisation_id, scheme=list(scheme_ids)):
        yield


@contextmanager
def open_organisation(*, organisation_id: int) -> Iterator[None]:
    """Open an organisation without any scheme: rows of schemes stay closed."""
    with scope(organisation=organisation_id, scheme=[]):
        yield


@contextmanager
def everywhere(why: str) -> Iterator[None]:
    """No scope at all, for the few who must look across: the door itself, the clock, commands. `why` is for readers."""
    if not why:
        raise ScopeError("Say why this looks across all organisations.")
    with scopes_disabled():
        yield


def open_now() -> dict[str, Any]:
    """The open scope: keys `organisation` and `scheme` where open."""
    return cast("dict[str, Any]", get_scope())  # type: ignore[no-untyped-call]
