"""Kill, start again, kill: then let everything settle and look."""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence

from tests.faults.findings import Findings, look
from tests.faults.tree import Process, Tree
from tests.faults.writers import Writers

#: How the mail server is between two kills; mostly well. "away" is no mood of a server: nobody listens.
WEATHER: tuple[str, ...] = ("take", "take", "take", "take", "later", "never", "mute", "away")


class Run:
    """One run on a started tree."""

    def __init__(self, tree: Tree, *, people: int = 20, mails: int = 0, pause: float = 0, seed: int = 1) -> None:
        self.tree = tree
        self.writers = Writers(tree, people=people, mails=mails, pause=pause)
        self.chance = random.Random(seed)
        self.killed: Counter[str] = Counter()
        self.kills_of_workers: list[float] = []

    def kill(self, process: Process) -> None:
        """Kill one process and start it again at once."""
        process.kill()
        self.killed[process.words[0]] += 1
        if process in self.tree.crew:
            self.kills_of_workers.append(time.time())
            if len(self.tree.crew) == 1:
                self.tree.records.end_leases()  # nobody works now, so time may pass
        process.start()

    def set_weather(self, weather: str) -> None:
        """Change how the mail server is."""
        sink = self.tree.sink
        if weather == "away":
            sink.stop()
            return
        sink.stop()
        sink.mood = weather  # type: ignore[assignment]
        sink.start()

    def wait_for(self, is_so: Callable[[], object], description: str, seconds: float = 120) -> None:
        """Wait until something is so. Raises RuntimeError with the description if it is not in time."""
        until = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > until:
                raise RuntimeError(f"never happened: {description}; {self.tree.web.last_words()}")
            time.sleep(0.1)

    def more(self, number: int) -> None:
        """Wait until the writers were told of `number` more messages."""
        already = len(self.writers.ledger.told)
        self.wait_for(lambda: len(self.writers.ledger.told) >= already + number, f"{number} more messages")

    def kills(self, number: int, *, until: float = float("inf"), between: tuple[float, float] = (0.3, 3.0)) -> None:
        """Kill `number` times, any of the processes, `between` seconds apart; fewer if time.time() passes `until`.

        A process just started is left alone until it works, unless the dice say that it dies while it starts.
        """
        everyone: Sequence[Process] = self.tree.all()
        for done in range(number):
            if time.time() > until:
                break
            if done % 10 == 5:
                self.set_weather(self.chance.choice(WEATHER))
            time.sleep(self.chance.uniform(*between))
            self.kill(self.chance.choice(everyone))
            if self.chance.random() < 0.7:
                self.ready()
            if sys.stderr.isatty() and done % 10 == 0:
                print(f"\r{done}/{number} kills, {len(self.writers.ledger.told)} messages", end="", file=sys.stderr)
        self.set_weather("take")

    def ready(self) -> None:
        """Wait until web and relay listen."""
        self.tree.wait_for(self.tree.port, self.tree.web)
        self.tree.wait_for(self.tree.relay_port, self.tree.relay)

    def settle(self, seconds: float = 300) -> Findings:
        """Let the writers finish and the workers carry out what waits, then look. Raises RuntimeError if it never ends."""
        self.ready()
        self.writers.finish(seconds)
        for worker in self.tree.crew:
            worker.stop()
        self.tree.records.end_leases()
        for worker in self.tree.crew:
            worker.start()
        until = time.monotonic() + seconds
        while self.tree.records.waiting():
            if time.monotonic() > until:
                raise RuntimeError(
                    f"{self.tree.records.waiting()} letters still wait: {self.tree.crew[0].last_words()}"
                )
            time.sleep(0.5)
        for worker in self.tree.crew:
            worker.stop()
        return look(self.tree, self.writers.ledger, self.kills_of_workers)
