"""How many presses everyday jobs take: the promise, and what the journeys counted. Printed at the end of the run."""

from __future__ import annotations

#: Job -> the most presses it may take, from the page of Today.
PROMISED = {
    "log a meeting": 2,
    "reply": 2,
    "release a message": 1,
    "pause contact": 2,
    "consents of a class": 3,
    "write to a group": 4,
}
COUNTED: dict[str, int] = {}


def counted(job: str, presses: int) -> None:
    """Note what a story needed; it must keep the promise."""
    COUNTED[job] = max(presses, COUNTED.get(job, 0))
    assert presses <= PROMISED[job], f"{job}: {presses} presses, promised {PROMISED[job]}"


def table() -> str:
    """The promise beside what was counted."""
    lines = ["presses for everyday jobs (promised / counted)"]
    lines += [f"  {job:<22} {promise} / {COUNTED.get(job, '–')}" for job, promise in PROMISED.items()]
    return "\n".join(lines)
