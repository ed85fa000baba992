"""`ithaca worker`: the job worker alone, in the foreground, writing its log to the terminal."""

from __future__ import annotations

import argparse
import signal
import threading
from typing import Any

from ithaca.cli.environment import add_data_option, set_up_django, use_data_folder
from ithaca.cli.exits import OK, CommandError
from ithaca.cli.orphans import when_supervisor_dies
from ithaca.cli.preflight import check_data_folder, check_python


def add_arguments(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "worker",
        help="run the job worker alone",
        description="Run the job worker alone: it sends mail and does what the clock starts. One only on SQLite.",
    )
    add_data_option(parser)


def run(args: argparse.Namespace) -> int:
    """Work until a signal to stop; the job at hand is finished first."""
    check_python()
    check_data_folder(use_data_folder(args.data))
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    when_supervisor_dies(stop.set)
    set_up_django()
    from ithaca.cli.database import check_not_ahead, check_reachable, pending_count

    check_reachable()
    check_not_ahead()
    if pending_count():
        raise CommandError("The database is not up to date with this version: run `ithaca migrate` first.")
    from ithaca.kernel.jobs.worker import run_worker

    run_worker(stop)
    return OK
