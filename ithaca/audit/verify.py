"""Checking the chains: what a changed, removed, inserted or reordered event breaks, and what a checkpoint adds.

A chain alone cannot see that its tail was cut off or the whole rolled back to a backup; a checkpoint (length and digest,
kept where the operator of the database cannot change it) can.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ithaca.audit.chain import FIELDS, digest_of
from ithaca.audit.models import Event, Head


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: in which chain, at which number, in words."""

    chain: int
    number: int
    sentence: str


def checkpoint() -> list[dict[str, Any]]:
    """The length and digest of every chain now, to be kept elsewhere."""
    return [{"chain": h.chain, "length": h.length, "digest": h.digest} for h in Head.objects.order_by("chain")]


def verify(checkpoint_text: str = "", progress: Callable[[int], object] = lambda _: None) -> list[Finding]:
    """Check every chain, and against a checkpoint (JSON lines or a list) if given. An empty list means all is well.

    Raises ValueError if the checkpoint cannot be read.
    """
    findings: list[Finding] = []
    marks = _marks(checkpoint_text)
    heads = {head.chain: head for head in Head.objects.all()}
    chains = set(heads) | set(Event.objects.values_list("chain", flat=True).distinct()) | set(marks)
    for chain in sorted(chains):
        findings += _verify_chain(chain, heads.get(chain), marks.get(chain), progress)
    return findings


def _marks(text: str) -> dict[int, dict[str, Any]]:
    if not text.strip():
        return {}
    try:
        read = (
            json.loads(text)
            if text.lstrip().startswith("[")
            else [json.loads(x) for x in text.splitlines() if x.strip()]
        )
        return {int(mark["chain"]): {"length": int(mark["length"]), "digest": str(mark["digest"])} for mark in read}
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError("This is not a checkpoint file: it should hold chain, length and digest.") from error


def _verify_chain(
    chain: int, head: Head | None, mark: dict[str, Any] | None, progress: Callable[[int], object]
) -> list[Finding]:
    previous, number = "", 0
    marked = mark is None or mark["length"] == 0
    for event in Event.objects.filter(chain=chain).order_by("number").iterator(chunk_size=2000):
        number += 1
        if event.number != number:
            return [Finding(chain, number, f"event {number} is missing")]
        fields = {name: getattr(event, name) for name in FIELDS}
        if event.previous != previous or digest_of(fields, previous) != event.digest:
            return [Finding(chain, number, f"event {number} was changed, or another stood here")]
        previous = event.digest
        if mark is not None and number == mark["length"]:
            if mark["digest"] != previous:
                return [Finding(chain, number, "the checkpoint names another event here: the log was rewritten")]
            marked = True
        progress(1)
    found = []
    if head is None or (head.length, head.digest) != (number, previous):
        found.append(
            Finding(chain, number, "the end of the chain is not where its head says: events were cut off or added")
        )
    if not marked and mark is not None:
        found.append(
            Finding(
                chain,
                number,
                f"the checkpoint knows {mark['length']} events, here are {number}: cut off or rolled back",
            )
        )
    return found
