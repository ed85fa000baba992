"""How a room above hears from a room below: it registers a function under a question or an event of the lower room.

Functions run in the same transaction as the caller. A house test writes every such arrow into docs/developers/arrows.md.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_ALL: dict[str, Hook[Any]] = {}


class Hook[T]:
    """A named question (answers are collected) or event (answers are ignored) that rooms above may register with."""

    def __init__(self, name: str, promise: str) -> None:
        """`name` is "room.verb"; `promise` says what is asked or told, and of what the answers consist."""
        if name in _ALL:
            raise ValueError(f"{name} is declared twice")
        self.name = name
        self.promise = promise
        self.answerers: dict[str, Callable[..., T]] = {}
        _ALL[name] = self

    def register(self, room: str, answer: Callable[..., T]) -> None:
        """Let `room` answer; a second registration by the same room replaces the first (apps may be loaded twice)."""
        self.answerers[room] = answer

    def ask(self, **about: Any) -> list[T]:
        """Ask everyone who registered, in the order of registration. Exceptions are not caught: safety fails closed."""
        return [answer(**about) for answer in self.answerers.values()]

    tell = ask


def all_hooks() -> dict[str, Hook[Any]]:
    """Every declared hook by name."""
    return dict(sorted(_ALL.items()))
