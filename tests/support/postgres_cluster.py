"""A throw-away PostgreSQL for the tests, made from the system's own binaries.

    python -m tests.support.postgres_cluster COMMAND ...

runs COMMAND with ITHACA_DATABASE_URL naming a fresh cluster and removes the cluster afterwards; without COMMAND it says
where PostgreSQL is, with exit code 3 if it is nowhere. PostgreSQL refuses to run as root, so a root user's cluster runs
as the user `postgres` (or `nobody`) in a folder that user owns.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import psycopg

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin", "/usr/local/pgsql/bin")
# The data is thrown away, so nothing waits for the disk.
# Nor is it vacuumed: the planner would be told, now and then, of tables that a rolled-back test has just left empty, and
# would join a dozen of them row by row for minutes. A statement that takes a minute all the same is a fault, and ends.
CAREFREE = (
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB", "max_connections=100",
    "autovacuum=off", "statement_timeout=60s",
)  # fmt: skip
MISSING = "PostgreSQL was not found: install the package postgresql (on Debian: sudo apt install postgresql)."


class PostgresMissing(Exception):
    """There are no PostgreSQL binaries on this machine."""


def find_binaries() -> Path:
    """The folder that holds `initdb` and `postgres`: the one in PATH, else the newest in the usual places.

    Raises PostgresMissing if there is none.
    """
    in_path = shutil.which("initdb")
    if in_path and shutil.which("postgres"):
        return Path(in_path).parent
    folders = [
        folder for place in PLACES for folder in Path("/").glob(place.lstrip("/")) if (folder / "initdb").exists()
    ]
    if not folders:
        raise PostgresMissing(MISSING)
    return max(folders, key=lambda folder: int("".join(filter(str.isdigit, str(folder))) or 0))


def other_user() -> dict[str, Any]:
    """What makes a subprocess run as a user PostgreSQL accepts: nothing, unless we are root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise PostgresMissing("PostgreSQL does not run as root and there is no other user: add the user postgres.")


def free_port() -> int:
    """A port of this machine that nobody listens on at this moment."""
    with contextlib.closing(socket.socket()) as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextlib.contextmanager
def postgres_cluster() -> Iterator[str]:
    """A running cluster as a database URL, on loopback with a random password; stopped and removed at the end.

    Raises PostgresMissing without binaries, RuntimeError with the server's own words if it does not start.
    """
    binaries = find_binaries()
    user = other_user()
    folder = Path(tempfile.mkdtemp(prefix="ithaca-postgres-", dir="/tmp" if user else None))
    if user:
        os.chown(folder, user["user"], user["group"])
    password = secrets.token_hex(16)
    try:
        make(binaries, folder, password, user)
        with server(binaries, folder, password, user) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make(binaries: Path, folder: Path, password: str, user: dict[str, Any]) -> None:
    secret = folder / "password"
    secret.write_text(password)
    secret.chmod(0o644)  # the folder itself is closed to everyone but the cluster's user
    command = [binaries / "initdb", "-D", folder / "data", "-U", "ithaca", "--pwfile", secret, "--no-sync"]
    command += ["-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8"]
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **user)
    secret.unlink()
    if done.returncode != 0:
        raise RuntimeError(f"initdb failed: {done.stdout}")


@contextlib.contextmanager
def server(binaries: Path, folder: Path, password: str, user: dict[str, Any], port: int | None = None) -> Iterator[str]:
    """A server on the cluster in `folder` while the block runs; the same `port` again gives the same URL."""
    port = port or free_port()
    settings = [*CAREFREE, "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}"]
    command = [binaries / "postgres", "-D", folder / "data", "-p", str(port)]
    for setting in settings:
        command += ["-c", setting]
    log_path = folder / "log"
    with log_path.open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL, **user)
    try:
        url = f"postgres://ithaca:{password}@127.0.0.1:{port}/postgres"
        _wait_until_ready(process, url, log_path)
        yield url
    finally:
        process.send_signal(signal.SIGINT)  # PostgreSQL's "fast": sessions are ended, the files closed
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_ready(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            psycopg.connect(url, connect_timeout=5).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start: {log.read_text(errors='replace')[-2000:]}")


def main(command: Sequence[str]) -> int:
    """Run a command against a fresh cluster and return its exit code; 3 if there is no PostgreSQL."""
    try:
        print(f"PostgreSQL: {find_binaries()}", flush=True)
    except PostgresMissing as error:
        print(error, file=sys.stderr)
        return 3
    if not command:
        return 0

    def stop(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, stop)
    with postgres_cluster() as url:
        return subprocess.run(command, env={**os.environ, "ITHACA_DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
