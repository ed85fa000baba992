"""`ithaca assign`: solves an assignment from files, and verifies a certificate.  Needs no settings and no database."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

PROVED, NOT_PROVED, BAD_INPUT = 0, 1, 2


def add_arguments(subparsers: Any) -> None:
    """Adds the command and its two verbs to a parser's subparsers."""
    command = subparsers.add_parser("assign", help="assign mentees to mentors from files, with proof")
    verbs = command.add_subparsers(dest="verb", required=True)
    solve = verbs.add_parser("solve", help="find the best assignment and write it down")
    verify = verbs.add_parser("verify", help="check a certificate against its inputs")
    for verb in (solve, verify):
        verb.add_argument("--mentees", type=Path, required=True, help="CSV with a unique id column")
        verb.add_argument("--mentors", type=Path, required=True, help="CSV with a unique id column")
        verb.add_argument("--criteria", type=Path, required=True, help="TOML with objective, criteria and rules")
        verb.add_argument("--quiet", action="store_true", help="show no progress")
    solve.add_argument("--out", type=Path, required=True, help="where the pairs go (CSV)")
    solve.add_argument("--report", type=Path, required=True, help="where the report goes (JSON)")
    solve.add_argument("--certificate", type=Path, help="where the certificate goes (npz)")
    solve.add_argument("--threads", type=int, help="threads for large pools; changes no answer")
    verify.add_argument("--certificate", type=Path, required=True, help="the certificate to check")
    verify.add_argument("--pairs", type=Path, help="pairs that must be those of the certificate")


def run(args: argparse.Namespace) -> int:
    """Runs the verb; returns the exit code: 0 done or proved, 1 not proved, 2 bad input."""
    return _solve(args) if args.verb == "solve" else _verify(args)


def _solve(args: argparse.Namespace) -> int:
    from ithaca.assignment.errors import AssignmentError
    from ithaca.assignment.files import certificate_npz, pairs_csv, read_inputs, report_json, write_all
    from ithaca.assignment.solve import solve

    progress = None if args.quiet or not sys.stderr.isatty() else _show
    try:
        inputs = read_inputs(args.mentees, args.mentors, args.criteria)
        result = solve(inputs.problem, progress=progress, threads=args.threads)
        outputs = {args.out: pairs_csv(result)}
        if args.certificate is not None:
            outputs[args.certificate] = certificate_npz(result, inputs)
        outputs[args.report] = report_json(result, inputs.problem.scheme.objective)
        write_all(outputs)
    except AssignmentError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    said = "No assignment is better; this is proved." if result.optimal else "That this is best is not proved."
    print(f"Placed {result.placed} of {result.placed + len(result.unplaced)} with {result.total} points. {said}")
    return PROVED if result.optimal else NOT_PROVED


def _show(stage: str, part: float) -> None:
    print(f"\r{stage}: {part:4.0%}\x1b[K", end="" if part < 1 else "\n", file=sys.stderr, flush=True)


def _verify(args: argparse.Namespace) -> int:
    from ithaca.assignment.verifier import NotProved, Unreadable, verify_files

    progress = None if args.quiet or not sys.stderr.isatty() else (lambda part: _show("pricing all pairs", part))
    try:
        said = verify_files(args.mentees, args.mentors, args.criteria, args.certificate, args.pairs, progress)
    except NotProved as error:
        print(f"Not proved: {error}", file=sys.stderr)
        return NOT_PROVED
    except Unreadable as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    print(said)
    return PROVED
