"""State tables: when a step may be taken. Not listed means not allowed.

The drawings in docs/states/ are made from these tables and a house test fails when they differ.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_ALL: dict[str, StateTable] = {}


@dataclass(frozen=True, slots=True)
class Step:
    """One allowed step. `verb` names rule, service and address; `done` names the audit event; `note` is for readers."""

    verb: str
    done: str
    source: str
    target: str
    note: str = ""


class StateTable:
    """The allowed steps of one model's state field."""

    def __init__(self, name: str, *, initial: str, steps: Iterable[Step]) -> None:
        """`name` is "room.model" in small letters."""
        self.name, self.initial, self.steps = name, initial, tuple(steps)
        _ALL[name] = self

    @property
    def states(self) -> list[str]:
        """Every state, the first one first, then in the order of the steps."""
        seen = {self.initial: None}
        for step in self.steps:
            seen.setdefault(step.source)
            seen.setdefault(step.target)
        return list(seen)

    def step(self, source: str, target: str) -> Step | None:
        """The step from `source` to `target`, or None if it is not allowed."""
        return next((s for s in self.steps if s.source == source and s.target == target), None)

    def targets(self, source: str) -> list[str]:
        """Where one may go from `source`."""
        return [s.target for s in self.steps if s.source == source]

    def is_final(self, state: str) -> bool:
        """True if nothing leads on from `state`."""
        return not self.targets(state)

    def drawing(self) -> str:
        """The table as a Mermaid state diagram."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        lines += [f"    {s.source} --> {s.target}: {s.verb}" for s in self.steps]
        lines += [f"    {state} --> [*]" for state in self.states if self.is_final(state)]
        return "\n".join(lines) + "\n"


def all_tables() -> dict[str, StateTable]:
    """Every state table by name."""
    return dict(sorted(_ALL.items()))


def steps(verb: str, done: str, sources: Iterable[str], target: str, note: str = "") -> list[Step]:
    """The same step from several states."""
    return [Step(verb, done, source, target, note) for source in sources]
