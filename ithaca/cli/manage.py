"""`ithaca manage`: Django's own commands, for developers."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from typing import Any


def add_arguments(subparsers: Any) -> None:
    """Add the command to the command line (its arguments are passed through as they stand)."""
    subparsers.add_parser("manage", help="Django's commands, for developers (ithaca manage help)", add_help=False)


def run_words(words: Sequence[str]) -> int:
    """Run one of Django's commands with these words."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ithaca.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["ithaca manage", *words])
    return 0


def run(_args: argparse.Namespace) -> int:
    """Without words: list what there is."""
    return run_words(["help"])
