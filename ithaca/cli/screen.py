"""`ithaca screen < messages.jsonl > predictions.jsonl`: screening without settings or a database.

Each input line is an object with `id`, `text` and, if wanted, `context` (earlier messages of the same sender, oldest
first), `sender` (mentor or mentee) and `age_band` (child, 16-19 or adult; a mentor is taken for an adult, a mentee for
a child). Unknown fields are ignored. Each output line is `{id, action, spans: [[start, end, TYPE]], reasons}`.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Iterable
from typing import Any, TextIO

from ithaca.screening import Policy, Speaker, screen


def add_arguments(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Adds the `screen` command to a parser."""
    parser = subparsers.add_parser("screen", help="screen messages from standard input, one JSON object a line")
    parser.add_argument("--policy", choices=("children", "16-19", "adults"), default="children")


def run(args: Namespace) -> int:
    """Answers every line it can; 1 if any line could not be read, else 0."""
    sys.stdin.reconfigure(encoding="utf-8", errors="strict") if hasattr(sys.stdin, "reconfigure") else None
    return answer(sys.stdin, sys.stdout, sys.stderr, Policy.named(args.policy))


def answer(lines: Iterable[str], out: TextIO, err: TextIO, policy: Policy) -> int:
    """Screens `lines` to `out`. A broken line is named on `err` with its number, the rest is answered."""
    broken = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            prediction = _predict(json.loads(line), policy)
        except (ValueError, KeyError, TypeError) as problem:
            broken += 1
            err.write(f"line {number}: {_say(problem)}\n")
            continue
        out.write(json.dumps(prediction) + "\n")
    out.flush()
    return 1 if broken else 0


def _say(problem: Exception) -> str:
    return f"missing field {problem}" if isinstance(problem, KeyError) else str(problem)


def _predict(raw: Any, policy: Policy) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise ValueError("not a JSON object")
    text, context = raw["text"], raw.get("context") or []
    if not isinstance(text, str):
        raise ValueError("text must be a string")
    if not isinstance(context, list) or not all(isinstance(item, str) for item in context):
        raise ValueError("context must be a list of strings")
    role = raw.get("sender", "mentee")
    speaker = Speaker(role, raw.get("age_band", "adult" if role == "mentor" else "child"))
    verdict = screen(text, context=context, speaker=speaker, policy=policy)
    spans = [list(span) for span in verdict.spans]
    return {"id": raw["id"], "action": verdict.action, "spans": spans, "reasons": list(verdict.reasons)}
