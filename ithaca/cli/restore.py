"""`ithaca restore FILE`: put a backup back; refuses what is damaged, foreign or too new."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

from ithaca.cli.backup import ask_passphrase
from ithaca.cli.environment import add_data_option, set_up_django, use_data_folder
from ithaca.cli.exits import OK, CommandError


def add_arguments(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "restore",
        help="put a backup back (stop the platform first)",
        description="Put a backup back. Stop the platform first. The database that was there is moved aside, not deleted.",
    )
    parser.add_argument("file", metavar="FILE", help="a file made by `ithaca backup`")
    parser.add_argument("--encrypted", action="store_true", help="ask for the passphrase of an encrypted backup")
    add_data_option(parser)


def run(args: argparse.Namespace) -> int:
    """Check the file, put it in place, bring it up to date, and write the restore into the audit log."""
    use_data_folder(args.data)
    set_up_django()
    from django.utils import timezone

    from ithaca.cli.database import bring_up_to_date, check_not_ahead
    from ithaca.kernel.actor import job
    from ithaca.upkeep.backups import BackupError, put_back, unpack
    from ithaca.upkeep.services.marks import note_restore

    passphrase = ask_passphrase() if args.encrypted else ""
    with tempfile.TemporaryDirectory() as folder:
        try:
            manifest = unpack(Path(args.file), Path(folder), passphrase=passphrase)
            _not_newer(manifest)
            aside = put_back(Path(folder), manifest)
        except BackupError as error:
            raise CommandError(str(error)) from error
    check_not_ahead()
    bring_up_to_date()
    note_restore(manifest=manifest, by=job("restore"), at=timezone.now())
    print(f"Restored the backup of {manifest['made_at']}.")
    if aside is not None:
        print(f"The database that was there is now {aside}.")
    return OK


def _not_newer(manifest: dict[str, Any]) -> None:
    """Raises CommandError if the backup was made by a newer Ithaca than this one."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection, ignore_no_migrations=True)
    known = {f"{room}.{name}" for room, name in loader.disk_migrations}
    unknown = [name for name in manifest["migrations"] if name not in known]
    if unknown:
        raise CommandError(f"This backup was made by a newer Ithaca (it knows {unknown[0]}). Update Ithaca first.")
