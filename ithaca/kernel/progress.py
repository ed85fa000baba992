"""How far long work has come: written outside the work's own transactions so that a page can show it."""

from __future__ import annotations

from django.utils import timezone

from ithaca.kernel.models import Progress


class Cancelled(Exception):
    """The person who started the work asked for it to stop."""


def report(*, key: str, done: int, total: int, words: str = "") -> None:
    """Say how far it is. Raises Cancelled if somebody asked for it to stop."""
    Progress.objects.update_or_create(
        key=key, defaults={"done": done, "total": total, "words": words, "changed_at": timezone.now()}
    )
    if Progress.objects.filter(key=key, cancel_wanted=True).exists():
        raise Cancelled(key)


def cancel(*, key: str) -> None:
    """Ask the work of `key` to stop at its next report."""
    Progress.objects.filter(key=key).update(cancel_wanted=True)


def how_far(key: str) -> Progress | None:
    """Where the work of `key` stands, or None if it has not begun."""
    return Progress.objects.filter(key=key).first()
