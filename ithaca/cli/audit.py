"""`ithaca audit verify`: prove that nobody changed the record. `ithaca audit checkpoint`: what to compare with later."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from ithaca.cli.environment import add_data_option, set_up_django, use_data_folder
from ithaca.cli.exits import FOUND_SOMETHING, OK, CommandError


def add_arguments(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("audit", help="check the audit log", description="Check the audit log.")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    verify = actions.add_parser(
        "verify",
        help="check that no event was changed, removed or added",
        description="Check every chain of the audit log. Exit code 1 if an event was changed, removed or added.",
    )
    verify.add_argument(
        "--checkpoint",
        metavar="FILE",
        help="compare with a checkpoint kept elsewhere: shows a log cut off or rolled back",
    )
    add_data_option(verify)
    checkpoint = actions.add_parser(
        "checkpoint",
        help="print where every chain ends now, to be kept elsewhere",
        description="Print the length and the last link of every chain, one line each, without a name or a word of anybody. "
        "Keep it where whoever runs the database cannot change it, and give it to `ithaca audit verify --checkpoint` later.",
    )
    add_data_option(checkpoint)


def run(args: argparse.Namespace) -> int:
    """Do what was asked for: exit code 1 if the record is not whole."""
    text = _read(args.checkpoint) if args.action == "verify" and args.checkpoint else ""
    use_data_folder(args.data)
    set_up_django()
    from ithaca.cli.database import check_not_ahead, check_reachable

    check_reachable()
    check_not_ahead()
    return _verify(text) if args.action == "verify" else _checkpoint()


def _checkpoint() -> int:
    """Print one line of JSON for each chain."""
    from ithaca.audit.verify import checkpoint

    for mark in checkpoint():
        print(json.dumps(mark, sort_keys=True))
    return OK


def _verify(text: str) -> int:
    """Check every chain and print what is wrong, one finding a line."""
    from tqdm import tqdm

    from ithaca.audit.models import Event
    from ithaca.audit.verify import verify

    total = Event.objects.count()
    with tqdm(total=total, unit=" events", disable=None, leave=False) as bar:
        try:
            findings = verify(text, progress=bar.update)
        except ValueError as error:
            raise CommandError(str(error)) from error
    for finding in findings:
        print(f"chain {finding.chain}: {finding.sentence}")
    print(f"{total} events checked, {len(findings)} finding(s).")
    return FOUND_SOMETHING if findings else OK


def _read(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CommandError(f"{name} is not a checkpoint file: it is not text.") from error
    except OSError as error:
        raise CommandError(f"The checkpoint file {name} cannot be read ({error.strerror}).") from error
