"""`ithaca serve`: the web server alone, in the foreground, writing its log to the terminal."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from typing import Any

from ithaca.cli.environment import add_data_option, child_environment, own_command, use_data_folder
from ithaca.cli.exits import FOUND_SOMETHING, OK, CommandError
from ithaca.cli.orphans import supervised, when_supervisor_dies
from ithaca.cli.preflight import check_data_folder, check_port, check_python

# Requests wait for the database and the disk as much as for the processor; SQLite has one writer in any case.
THREADS = 4
# A request that has not ended after this many seconds is cut off when the server stops.
KILL_TIMEOUT = 10


def add_address_options(parser: argparse.ArgumentParser) -> None:
    """Give a command the options --host and --port."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on (default: %(default)s)")


def base_url(host: str, port: int) -> str:
    """The address people type for this host and port, when no other is set."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{shown}:{port}"


def add_arguments(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "serve",
        help="run the web server alone",
        description="Run the web server alone. Run `ithaca migrate` before it and `ithaca worker` beside it.",
    )
    add_address_options(parser)
    parser.add_argument("--threads", type=int, default=THREADS, help="requests at once (default: %(default)s)")
    add_data_option(parser)


def run(args: argparse.Namespace) -> int:
    """Check, then serve until a signal to stop."""
    check_python()
    folder = use_data_folder(args.data)
    os.environ.setdefault("ITHACA_BASE_URL", base_url(args.host, args.port))
    check_data_folder(folder)
    check_port(args.host, args.port)
    if not supervised():
        check_database()
    when_supervisor_dies(lambda: os.kill(os.getpid(), signal.SIGTERM))
    return serve(args.host, args.port, max(1, args.threads))


def check_database() -> None:
    """Raises CommandError unless the database is up to date. In a process of its own: this one stays free of Django."""
    done = subprocess.run(  # noqa: S603 - our own program
        own_command("migrate", "--check"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=child_environment(),
    )
    if done.returncode == FOUND_SOMETHING:
        raise CommandError("The database is not up to date with this version: run `ithaca migrate` first.")
    if done.returncode != OK:
        raise CommandError(
            done.stderr.strip().removeprefix("ithaca: ") or "The database cannot be used.", done.returncode
        )


def serve(host: str, port: int, threads: int) -> int:
    """Run granian with one worker process until it is told to stop. Returns its exit code."""
    from granian.constants import Interfaces
    from granian.server import Server

    server = Server(
        "ithaca.cli.web:build",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=threads,
        websockets=False,
        workers_kill_timeout=KILL_TIMEOUT,
    )
    try:
        server.serve()
    except SystemExit as end:  # its worker died: whoever started us decides what follows
        return end.code if isinstance(end.code, int) else FOUND_SOMETHING
    sys.stdout.flush()
    return OK
