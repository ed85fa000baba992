"""`ithaca backup FILE`: one file with everything, made while the platform runs."""

from __future__ import annotations

import argparse
import getpass
from pathlib import Path
from typing import Any

from ithaca.cli.environment import add_data_option, set_up_django, use_data_folder
from ithaca.cli.exits import OK, CommandError


def add_arguments(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "backup",
        help="write everything into one file, while the platform runs",
        description="Write the database and its keys into one file. The platform may go on running.",
    )
    parser.add_argument("file", metavar="FILE", help="the file to write; it must not exist yet")
    parser.add_argument("--encrypt", action="store_true", help="ask for a passphrase and encrypt the file with age")
    add_data_option(parser)


def run(args: argparse.Namespace) -> int:
    """Make the backup and say where it is and where the audit chains stood."""
    use_data_folder(args.data)
    set_up_django()
    from django.utils import timezone
    from tqdm import tqdm

    from ithaca.cli.database import check_reachable
    from ithaca.kernel.actor import job
    from ithaca.upkeep.backups import BackupError, make_backup
    from ithaca.upkeep.services.marks import set_mark

    check_reachable()
    passphrase = ask_passphrase(twice=True) if args.encrypt else ""
    with tqdm(unit=" pages", disable=None, leave=False) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        try:
            made = make_backup(Path(args.file), passphrase=passphrase, progress=show)
        except BackupError as error:
            raise CommandError(str(error)) from error
    set_mark(key="backup", value={"size": made.size}, by=job("backup"), at=timezone.now())
    print(f"{made.path}: {made.size / 1_048_576:.1f} MiB. Now take it to another place.")
    return OK


def ask_passphrase(*, twice: bool = False) -> str:
    """Ask for a passphrase on the terminal, twice if it is a new one."""
    first = getpass.getpass("Passphrase: ")
    if twice and getpass.getpass("Again: ") != first:
        raise CommandError("The two passphrases differ. Nothing was written.")
    if not first:
        raise CommandError("An empty passphrase protects nothing. Nothing was written.")
    return first
