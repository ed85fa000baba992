"""One process tree: starts the children, restarts one that dies, stops them all, leaves none behind.

Children write to log files, never to a pipe: a pipe nobody reads fills at 64 KiB and stops its writer.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ithaca.cli.environment import child_environment
from ithaca.cli.logs import last_word, open_log, rotate
from ithaca.cli.orphans import SUPERVISOR

GRACE = 12.0  # seconds a child has to stop by itself; the whole tree stops within fifteen
LONGEST_WAIT = 30.0  # seconds between two starts of a child that keeps dying
STEADY = 60.0  # a child that lived this long starts again with a clean slate
TRIES_AT_START = 3  # a child that dies this often before the tree was ever ready cannot be helped by another try


def always_ready() -> bool:
    """For a child that can be stopped at any moment of its life."""
    return True


@dataclass
class Child:
    """One process of the tree: how it is started, how to see that it is ready, where its log goes.

    `early`: started before the preparing is done, because it loads for seconds; it must wait by itself until that is over.
    """

    name: str
    command: Sequence[str]
    log: Path
    is_ready: Callable[[], bool] = always_ready
    early: bool = False
    ready: bool = field(default=False, init=False)
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    born: float = field(default=0.0, init=False)
    deaths: int = field(default=0, init=False)
    due: float = field(default=0.0, init=False)
    log_since: int = field(default=0, init=False)

    def start(self) -> None:
        """Start the process in a group of its own, so that a signal reaches all it started, and only those."""
        with open_log(self.log) as log:
            self.log_since = log.seek(0, os.SEEK_END)
            self.process = subprocess.Popen(  # noqa: S603 - our own program
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=child_environment(**{SUPERVISOR: str(os.getpid())}),
                **({"creationflags": 0x200} if os.name == "nt" else {"process_group": 0}),  # type: ignore[call-overload]
            )
        self.ready = False
        self.born = time.monotonic()

    def send_stop(self) -> None:
        """Ask the process to stop. One that is not ready may miss the signal and serves nobody: it is ended at once."""
        if self.process is None or self.process.poll() is not None:
            return
        if not self.ready:
            self.end_group()
        elif os.name == "nt":
            self.process.send_signal(signal.CTRL_BREAK_EVENT)  # type: ignore[attr-defined,unused-ignore]
        else:
            self.process.send_signal(signal.SIGTERM)

    def end_group(self) -> None:
        """End the process and everything it started that is still there."""
        if self.process is None:
            return
        if os.name == "nt":
            self.process.kill()
        else:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def why(code: int) -> str:
    """An exit code in words."""
    if code >= 0:
        return f"ended with code {code}"
    try:
        return f"was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"was ended by signal {-code}"


class Supervisor:
    """Keeps the children running until it is told to stop.

    `prepare` is done first, beside children that start early; if it raises, those are ended and nothing else starts.
    """

    def __init__(
        self,
        children: Sequence[Child],
        on_ready: Callable[[], None] = lambda: None,
        grace: float = GRACE,
        prepare: Callable[[], None] = lambda: None,
    ) -> None:
        self.children = children
        self.grace = grace
        self.on_ready = on_ready
        self.prepare = prepare
        self.stopping = threading.Event()
        self.hurry = False
        self.was_ready = False
        self.failure = ""

    def run(self) -> str:
        """Start everything and watch until a signal says stop. Returns why it gave up, or an empty string."""
        try:
            self._start(early=True)
            self.prepare()
            # Only now: until here a signal ends this process at once, and with it whatever it started.
            for number in (signal.SIGTERM, signal.SIGINT, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])):
                signal.signal(number, self._on_signal)
            self._start(early=False)
            turn = 0
            while not self.stopping.wait(0.5 if self.was_ready else 0.05):
                self._look()
                turn += 1
                if turn % 120 == 0:
                    for child in self.children:
                        rotate(child.log)
        finally:
            self._stop_all()
        return self.failure

    def _start(self, *, early: bool) -> None:
        for child in self.children:
            if child.early == early:
                child.start()

    def _on_signal(self, _number: int, _frame: object) -> None:
        self.hurry = self.stopping.is_set()  # the second signal: the person will not wait
        self.stopping.set()

    def _look(self) -> None:
        now = time.monotonic()
        for child in self.children:
            code = None if child.process is None else child.process.poll()
            if child.process is None:
                if now >= child.due:
                    child.start()
            elif code is not None:
                self._on_death(child, code, now)
            elif not child.ready:
                child.ready = child.is_ready()
        if not self.was_ready and all(child.ready for child in self.children):
            self.was_ready = True
            self.on_ready()

    def _on_death(self, child: Child, code: int, now: float) -> None:
        child.end_group()
        child.process = None
        child.deaths = 1 if now - child.born >= STEADY else child.deaths + 1
        reason = f"the {child.name} {why(code)}: {last_word(child.log, child.log_since) or 'it left no word'}"
        if not self.was_ready and child.deaths >= TRIES_AT_START:
            self.failure = f"{reason} (log: {child.log})"
            self.stopping.set()
            return
        wait = min(LONGEST_WAIT, 2.0 ** (child.deaths - 1) / 2)
        child.due = now + wait
        moment = time.strftime("%Y-%m-%d %H:%M:%S")
        print(f"{moment} {reason}. Starting it again in {wait:g} s.", file=sys.stderr, flush=True)

    def _stop_all(self) -> None:
        for child in self.children:
            child.send_stop()
        until = time.monotonic() + self.grace
        while any(child.process is not None and child.process.poll() is None for child in self.children):
            if self.hurry or time.monotonic() > until:
                break
            time.sleep(0.05)
        for child in self.children:
            child.end_group()
