"""Reads the command line and calls the one module that was asked for."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from ithaca.cli.exits import INTERRUPTED, CommandError
from ithaca.cli.registry import COMMANDS, PASSED_THROUGH, module_of

DESCRIPTION = "Ithaca runs mentoring schemes. Each command has its own help: ithaca COMMAND --help."
EXIT_CODES = "Exit codes: 0 done; 1 something wrong was found; 2 wrong input or setting; 3 a tool is missing."


def build_parser(commands: Sequence[str]) -> argparse.ArgumentParser:
    """A parser that knows these commands. Only their modules are imported, so that no command waits for others."""
    parser = argparse.ArgumentParser(prog="ithaca", description=DESCRIPTION, epilog=EXIT_CODES)
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in commands:
        module_of(command).add_arguments(subparsers)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; a CommandError becomes its sentence on the error stream."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    command = words[0] if words else ""
    try:
        if command in PASSED_THROUGH:
            return int(module_of(command).run_words(words[1:]))
        args = build_parser([command] if command in COMMANDS else list(COMMANDS)).parse_args(words)
        return int(module_of(args.command).run(args))
    except CommandError as error:
        print(f"ithaca: {error}", file=sys.stderr)
        return error.code
    except KeyboardInterrupt:
        print("\nithaca: stopped.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (head, a closed pager) went away: not an error, but Python must not complain at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
