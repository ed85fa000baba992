"""A mail server on loopback that keeps what it took, and can be told to be away, to stall, or to answer 4xx and 5xx."""

from __future__ import annotations

import asyncio
import email
import threading
import time
from collections import defaultdict
from typing import Any, Literal

from aiosmtpd.controller import Controller

#: take: 250. later: 451 to DATA. no_mailbox: 550 to RCPT, which is for good. never: 554 to DATA. stall: no answer to DATA
#: until the other side has gone. mute: takes the mail and breaks off before it says so.
Mood = Literal["take", "later", "no_mailbox", "never", "stall", "mute"]


class Sink:
    """`taken` maps each Message-ID to the moments (time.time()) it was taken; `muted` are those whose "250" never left."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.mood: Mood = "take"
        self.taken: dict[str, list[float]] = defaultdict(list)
        self.refused: set[str] = set()
        self.muted: set[str] = set()
        self.asked: dict[Mood, int] = defaultdict(int)
        self.lock = threading.Lock()
        self._controller: Controller | None = None

    def start(self) -> None:
        """Listen."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, ready_timeout=30)
        self._controller.start()

    def stop(self) -> None:
        """Go away: connections are refused until `start`."""
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def count(self) -> int:
        """How many mails were taken, copies counted."""
        with self.lock:
            return sum(map(len, self.taken.values()))

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        """Refuse the mailbox, if that is the mood."""
        if self.mood == "no_mailbox":
            self.asked["no_mailbox"] += 1
            self.refused.add(address)
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Keep it, or answer as the mood is."""
        mood = self.mood
        self.asked[mood] += 1
        if mood == "later":
            return "451 4.3.0 Not now"
        if mood == "never":
            return "554 5.7.1 Not here"
        if mood == "stall":
            for _ in range(300):
                if self.mood != "stall" or server.transport is None or server.transport.is_closing():
                    break
                await asyncio.sleep(0.1)
            return "451 4.3.0 Too slow"
        message_id = str(email.message_from_bytes(envelope.content)["Message-ID"])
        with self.lock:
            self.taken[message_id].append(time.time())
            if mood == "mute":
                self.muted.add(message_id)
        if mood == "mute":
            server.transport.abort()
        return "250 Taken"
