"""`ithaca migrate`: bring the database up to date, or say that it is not."""

from __future__ import annotations

import argparse
from typing import Any

from ithaca.cli.environment import add_data_option, set_up_django, use_data_folder
from ithaca.cli.exits import FOUND_SOMETHING, OK
from ithaca.cli.preflight import check_data_folder


def add_arguments(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "migrate",
        help="bring the database up to date with this version",
        description="Bring the database up to date. Make a backup first. `ithaca start` does this by itself.",
    )
    add_data_option(parser)
    parser.add_argument("--check", action="store_true", help="change nothing; exit code 1 if it is not up to date")


def run(args: argparse.Namespace) -> int:
    """Check the database, then apply what is missing (or only count it)."""
    check_data_folder(use_data_folder(args.data))
    set_up_django()
    from ithaca.cli.database import (
        bring_up_to_date,
        check_not_ahead,
        check_reachable,
        gather_static_files,
        pending_count,
    )

    check_reachable()
    check_not_ahead()
    if args.check:
        count = pending_count()
        print(f"{count} change(s) to the database are waiting." if count else "The database is up to date.")
        return FOUND_SOMETHING if count else OK
    count = bring_up_to_date(verbosity=1)
    gather_static_files()
    print(f"{count} change(s) applied." if count else "The database was up to date.")
    return OK
