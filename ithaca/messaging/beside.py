"""The lines that rooms above show over a thread, such as that the other side is away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ithaca.kernel.doors import Door
from ithaca.mentorships.models import Mentorship
from ithaca.messaging.hooks import beside_thread
from ithaca.participants.models import Participant


@dataclass(frozen=True, slots=True)
class Note:
    """One line with its address."""

    words: str
    page: str
    url: str
    act: str


def notes_beside(door: Door, pair: Mentorship, reader: Participant, *, at: datetime) -> list[Note]:
    """What stands above the thread for this reader."""
    found = [line for answer in beside_thread.ask(mentorship=pair, reader=reader, at=at) for line in answer]
    return [
        Note(line.words, line.page, door.to(line.page, **dict(line.page_args)) if line.page else "", line.act)
        for line in found
    ]
