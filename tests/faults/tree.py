"""The real process tree of one run: web, workers and relay, each started by its own command and killed by its own id."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from tests.faults.records import Records
from tests.faults.sink import Sink

ROOT = Path(__file__).resolve().parents[2]
#: A mail server of ours in front of the relay: what it says about the sender is believed.
FRONT = "front.example.net"


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@dataclass
class Process:
    """One process with all it started, in a group of its own."""

    name: str
    words: tuple[str, ...]
    environment: dict[str, str]
    log: Path
    running: subprocess.Popen[bytes] | None = None
    started: int = 0

    def start(self) -> None:
        """Start it; its words go to its log."""
        command = [sys.executable, "-P", "-m", "ithaca", *self.words]
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.environment, process_group=0
            )
        self.started += 1

    def kill(self) -> None:
        """SIGKILL, to it and to what it started, and to nothing else."""
        self._signal(signal.SIGKILL)
        assert self.running is not None
        self.running.wait()
        until = time.monotonic() + 10
        with contextlib.suppress(ProcessLookupError):
            while time.monotonic() < until:  # until what it started has gone too
                os.killpg(self.running.pid, 0)
                time.sleep(0.01)
        self.running = None

    def stop(self) -> None:
        """Ask it to stop; after twenty seconds it is killed."""
        if self.running is None:
            return
        self._signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.running.wait(20)
        self.kill()

    def _signal(self, number: int) -> None:
        assert self.running is not None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.running.pid, number)

    def limit_files(self, size: int) -> None:
        """No file may be written past `size` bytes by it or by what it started: to them the disk is full (-1: no limit).

        What is limited is the soft limit of processes of our own, so this works without being root. Linux only.
        """
        assert self.running is not None
        leader = psutil.Process(self.running.pid)
        for one in (leader, *leader.children(recursive=True)):
            _soft, hard = resource.prlimit(one.pid, resource.RLIMIT_FSIZE)
            resource.prlimit(one.pid, resource.RLIMIT_FSIZE, (hard if size < 0 else size, hard))

    def last_words(self) -> str:
        """The end of its log."""
        return self.log.read_text(errors="replace")[-2000:] if self.log.exists() else ""


@dataclass
class Tree:
    """Everything that runs, with its data in `folder` and its mail going to `sink`."""

    folder: Path
    url: str = ""
    workers: int = 1
    pairs: int = 10
    threads: int = 4
    port: int = field(default_factory=free_port)
    relay_port: int = field(default_factory=free_port)
    known: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sink = Sink(free_port())
        self.records = Records(self.folder, self.url)
        serve = ("serve", "--port", str(self.port), "--threads", str(self.threads))
        self.web = self._process("web", *serve)
        self.crew = [self._process(f"worker{n}", "worker") for n in range(self.workers)]
        self.relay = self._process("relay", "relay")

    def environment(self) -> dict[str, str]:
        """This environment without any setting of Ithaca but those of this run."""
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("ITHACA_", "DJANGO_"))}
        settings = {
            "ITHACA_DATA": str(self.folder),
            "ITHACA_DATABASE_URL": self.url,
            "ITHACA_BASE_URL": f"http://127.0.0.1:{self.port}",
            "ITHACA_RELAY_DOMAIN": "reply.example.org",
            "ITHACA_RELAY_SMTP": f"127.0.0.1:{self.relay_port}",
            "ITHACA_RELAY_TRUSTS": FRONT,
            "ITHACA_RELAY_TRUSTED_PEERS": "127.0.0.1",
            "PYTHONPATH": str(ROOT),
        }
        return {**plain, **settings}

    def _process(self, name: str, *words: str) -> Process:
        return Process(name, words, self.environment(), self.folder / f"{name}.log")

    def all(self) -> list[Process]:
        """Every process, the web first."""
        return [self.web, *self.crew, self.relay]

    def populate(self) -> None:
        """Fill the database, in a process of its own."""
        command = [sys.executable, "-m", "tests.faults.populate", str(self.pairs), str(self.sink.port)]
        done = subprocess.run(command, env=self.environment(), capture_output=True, text=True, cwd=ROOT)
        if done.returncode:
            raise RuntimeError(done.stderr[-3000:])
        self.known = json.loads(done.stdout.strip().splitlines()[-1])

    def start(self) -> None:
        """Start the mail sink and every process, and wait until web and relay listen."""
        self.sink.start()
        for process in self.all():
            process.start()
        for process, port in ((self.web, self.port), (self.relay, self.relay_port)):
            self.wait_for(port, process)

    def wait_for(self, port: int, process: Process, seconds: float = 90) -> None:
        """Wait until somebody listens. Raises RuntimeError with the log's end if nobody does."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=5).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError(f"{process.name} does not listen: {process.last_words()}")

    def stop(self) -> None:
        """Stop everything."""
        for process in reversed(self.all()):
            process.stop()
        self.sink.stop()

    def check_audit(self) -> str:
        """What `ithaca audit verify` says of the chains; raises RuntimeError if one is broken."""
        command = [sys.executable, "-m", "ithaca", "audit", "verify"]
        done = subprocess.run(command, env=self.environment(), capture_output=True, text=True, cwd=ROOT)
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        return done.stdout.strip().splitlines()[-1]
