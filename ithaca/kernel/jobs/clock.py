"""What the clock starts: periodic jobs queued once per tick, and pumps that carry things out of the platform."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.tasks.base import Task

from ithaca.kernel.models import Job

_periodic: dict[str, tuple[Task[Any, Any], int]] = {}
_pumps: dict[str, Callable[[], int]] = {}
_urgent: set[str] = set()


def every(seconds: int, task: Task[Any, Any]) -> None:
    """Queue `task` (no arguments) once in every window of `seconds`, however many workers run."""
    _periodic[task.module_path] = (task, seconds)


def pump(name: str, carry: Callable[[], int], *, urgent: bool = False) -> None:
    """Call `carry` again and again; it sends what waits and returns how many it dealt with. It claims by itself.

    An `urgent` one runs in a thread of its own, so that it waits behind no job and no other pump.
    """
    _pumps[name] = carry
    if urgent:
        _urgent.add(name)


def pumps(*, urgent: bool | None = None) -> dict[str, Callable[[], int]]:
    """Every registered pump by name; only the urgent ones, or only the others, if that is asked."""
    return {name: carry for name, carry in _pumps.items() if urgent is None or (name in _urgent) == urgent}


def queue_due(at: datetime) -> int:
    """Queue each periodic job whose window has begun, once, by a unique key; returns how many."""
    queued = 0
    for name, (_task, seconds) in _periodic.items():
        key = f"{name}@{int(at.timestamp()) // seconds}"
        if Job.objects.filter(unique_key=key).exists():
            continue
        try:
            with transaction.atomic():
                Job.objects.create(task=name, run_after=at, unique_key=key)
            queued += 1
        except IntegrityError:
            continue  # another worker queued it first
    return queued
