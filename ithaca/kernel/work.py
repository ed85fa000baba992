"""The unit of work: every service is atomic, keyword-only, and ends with what must be written last.

A service called from another joins its transaction. Just before the outermost one commits, the registered finishers
run (the audit log appends its events then, so that its chain is locked for the shortest time).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.db import transaction

_depth: ContextVar[int] = ContextVar("ithaca_work_depth", default=0)
_pending: ContextVar[list[Any] | None] = ContextVar("ithaca_work_pending", default=None)
_finishers: list[Callable[[list[Any]], None]] = []


def register_finisher(finish: Callable[[list[Any]], None]) -> None:
    """Have `finish` called with everything that was put aside, last in the outermost transaction."""
    if finish not in _finishers:
        _finishers.append(finish)


def put_aside(thing: Any) -> None:
    """Keep `thing` until the outermost unit of work ends; outside one this is an error, so nothing is forgotten."""
    pending = _pending.get()
    if pending is None:
        raise RuntimeError("This must happen inside a service: there is no unit of work open.")
    pending.append(thing)


@contextmanager
def unit_of_work() -> Iterator[None]:
    """One transaction, or a savepoint in the one already open; on an error what was put aside inside it is dropped."""
    depth = _depth.get()
    pending = _pending.get()
    if pending is None or depth == 0:
        pending = []
        _pending.set(pending)
    mark = len(pending)
    token = _depth.set(depth + 1)
    try:
        with transaction.atomic():
            yield
            if depth == 0 and pending:
                for finish in _finishers:
                    finish(pending)
    except BaseException:
        del pending[mark:]
        raise
    finally:
        _depth.reset(token)
        if depth == 0:
            _pending.set(None)


def service[**P, R](work: Callable[P, R]) -> Callable[P, R]:
    """Mark a writer: atomic, keyword-only, told `by=` whom. Anything else is refused when the module is loaded."""
    parameters = inspect.signature(work).parameters.values()
    if any(p.kind not in (p.KEYWORD_ONLY, p.VAR_KEYWORD) for p in parameters):
        raise TypeError(f"{work.__qualname__}: a service takes keyword arguments only")
    if not any(p.name == "by" for p in parameters):
        raise TypeError(f"{work.__qualname__}: a service is told by= whom")

    @wraps(work)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with unit_of_work():
            return work(*args, **kwargs)

    run.is_service = True  # type: ignore[attr-defined]
    return run
