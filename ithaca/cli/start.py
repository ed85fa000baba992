"""`ithaca start`: everything in one process tree - the web server and the job worker - until Ctrl+C."""

from __future__ import annotations

import argparse
import http.client
import ipaddress
import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

from ithaca.cli.environment import CHECKOUT, add_data_option, child_environment, own_command, use_data_folder
from ithaca.cli.exits import FOUND_SOMETHING, OK, CommandError
from ithaca.cli.preflight import check_data_folder, check_port, check_python, claim_data_folder
from ithaca.cli.prepared import not_yet_prepared, now_prepared
from ithaca.cli.serve import add_address_options, base_url
from ithaca.cli.supervisor import Child, Supervisor


def add_arguments(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "start",
        help="prepare the database and run everything",
        description="Prepare the database, then run the web server and the job worker until Ctrl+C. The data is kept.",
    )
    add_address_options(parser)
    add_data_option(parser)
    parser.add_argument(
        "--example",
        action="store_true",
        help="an example organisation with invented people, to look round; keeps its data apart, on this machine only",
    )


def run(args: argparse.Namespace) -> int:
    """Check, prepare, run, stop cleanly."""
    check_python()
    if args.example:
        choose_example(args.host)
    folder = use_data_folder(args.data)
    os.environ.setdefault("ITHACA_BASE_URL", base_url(args.host, args.port))
    check_port(args.host, args.port)
    check_data_folder(folder)
    with claim_data_folder(folder):
        outcome: dict[str, str | None] = {}
        not_yet_prepared(folder)
        failure = Supervisor(
            [
                Child(
                    "web server",
                    own_command("serve", "--host", args.host, "--port", str(args.port)),
                    folder / "logs" / "web.log",
                    partial(answers, args.host, args.port),
                    early=True,
                ),
                Child("job worker", own_command("worker"), folder / "logs" / "worker.log"),
                *mail_server(folder),
            ],
            on_ready=partial(greet, outcome, folder),
            prepare=partial(prepare_into, outcome, folder),
        ).run()
    if failure:
        raise CommandError(f"Ithaca could not start: {failure}", FOUND_SOMETHING)
    print("Ithaca has stopped.")
    return OK


def mail_server(folder: Path) -> list[Child]:
    """The mail server for answers by mail, where they are switched on and it is to listen at all."""
    listens = os.environ.get("ITHACA_RELAY_SMTP", "default") or os.environ.get("ITHACA_RELAY_LMTP")
    if not os.environ.get("ITHACA_RELAY_DOMAIN") or not listens:
        return []
    return [Child("mail server", own_command("relay"), folder / "logs" / "relay.log")]


def choose_example(host: str) -> None:
    """Set the example mode. Raises CommandError unless only this machine can reach it: it signs anyone in."""
    try:
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise CommandError(
            "The example lets anyone sign in as anyone, so it runs on this machine only: leave out --host."
        )
    os.environ["ITHACA_EXAMPLE"] = "1"
    os.environ.setdefault("ITHACA_DATA", str(CHECKOUT / "data" / "example"))


def prepare_into(outcome: dict[str, str | None], folder: Path) -> None:
    """Make the database ready, keep what came of it in `outcome`, and let the web server, which is loading, go on."""
    outcome.update(prepare())
    now_prepared(folder)


def prepare() -> dict[str, str | None]:
    """Make the database ready in a process of its own. Ends with its code if it could not: it has said why."""
    command = [sys.executable, "-P", "-m", "ithaca.cli.prepare"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=child_environment())
    if done.returncode != OK:
        raise SystemExit(done.returncode if done.returncode > 0 else FOUND_SOMETHING)
    outcome: dict[str, str | None] = json.loads(done.stdout.strip().splitlines()[-1])
    return outcome


def answers(host: str, port: int) -> bool:
    """Does the web server answer a request yet, whatever the answer is?"""
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    connection = http.client.HTTPConnection(target, port, timeout=5)
    try:
        connection.request("HEAD", "/")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def greet(outcome: dict[str, str | None], folder: Path) -> None:
    """Say where Ithaca is, and how the first administrator gets in."""
    print(f"Ithaca runs at {outcome['base_url']}")
    if outcome.get("example"):
        print("Everybody here is invented. This page lists one person of every role and signs you in as them:")
        print(f"  {outcome['example']}")
    if outcome["link"]:
        print("Nobody is here yet. The first administrator signs in with this link, which works once:")
        print(f"  {outcome['link']}")
    print(f"Data: {folder}   Logs: {folder / 'logs'}   Stop with Ctrl+C.", flush=True)
