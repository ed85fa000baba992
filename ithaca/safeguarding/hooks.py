"""What safeguarding asks the rooms above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ithaca.kernel.hooks import Hook


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something a concern grew from: who wrote it, when, the words as they stand, and the pair it belongs to (or None).

    `withheld` is a sentence instead of the words where the reader may not read them; then `words` is empty. `act` is the word
    of one thing that may be done with it, and `page` with `page_args` where.
    """

    who: str
    at: datetime
    words: str
    withheld: str = ""
    mentorship: Any = None
    act: str = ""
    page: str = ""
    page_args: tuple[tuple[str, str], ...] = ()


evidence: Hook[list[Evidence]] = Hook(
    "safeguarding.evidence",
    "concern, by, at in; what the concern's `about_ref` names, oldest first, out. The reading is recorded by who answers",
)
pairs_behind: Hook[list[int]] = Hook(
    "safeguarding.pairs_behind",
    "concern in; the keys of the pairs that its `about_ref` belongs to out, without a word of them",
)
ring: Hook[list[Any]] = Hook(
    "safeguarding.ring",
    "concern, by, at in: it is urgent, or whom it is about has changed; the people who are rung about it now out",
)
seen: Hook[None] = Hook("safeguarding.seen", "concern, by, at: somebody who deals with it has seen it")
