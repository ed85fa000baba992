"""`ithaca relay`: the mail server for answers by mail, in the foreground; and what to write into the domain's records."""

from __future__ import annotations

import argparse
import signal
import ssl
from typing import Any

from ithaca.cli.environment import add_data_option, set_up_django, use_data_folder
from ithaca.cli.exits import OK, CommandError
from ithaca.cli.orphans import when_supervisor_dies
from ithaca.cli.preflight import check_data_folder, check_port, check_python


def add_arguments(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "relay",
        help="run the mail server for answers by mail",
        description="Take answers by mail in, by SMTP and LMTP. ITHACA_RELAY_DOMAIN switches it on.",
    )
    parser.add_argument("--records", action="store_true", help="print the records that the domain needs, and end")
    add_data_option(parser)


def run(args: argparse.Namespace) -> int:
    """Listen until a signal to stop."""
    check_python()
    check_data_folder(use_data_folder(args.data))
    set_up_django()
    from django.conf import settings

    from ithaca.relay.where import is_on

    if not is_on():
        raise CommandError("Answers by mail are switched off: set ITHACA_RELAY_DOMAIN first.")
    if args.records:
        return print_records()
    from ithaca.cli.database import check_not_ahead, check_reachable, pending_count

    check_reachable()
    check_not_ahead()
    if pending_count():
        raise CommandError("The database is not up to date with this version: run `ithaca migrate` first.")
    places = {"smtp": settings.RELAY_SMTP, "lmtp": settings.RELAY_LMTP}
    for place in filter(None, places.values()):
        check_place(place)
    return listen(places, settings.RELAY_CERTIFICATE)


def check_place(place: str) -> None:
    """Raises CommandError unless `place` is "host:port" and can be listened on."""
    host, _, port = place.rpartition(":")
    if not host or not port.isdecimal():
        raise CommandError(f"{place} is no place to listen: write it like 127.0.0.1:8025.")
    check_port(host.strip("[]"), int(port))


def listen(places: dict[str, str], certificate: str) -> int:
    """Run the server in this process."""
    from ithaca.relay.server import Server

    try:
        server = Server(smtp=places["smtp"], lmtp=places["lmtp"], certificate=certificate)
    except (OSError, ssl.SSLError) as error:
        raise CommandError(f"The certificate {certificate} cannot be used.") from error
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: server.stop())
    when_supervisor_dies(server.stop)
    server.run()
    return OK


def print_records() -> int:
    """The records for whoever looks after the domain."""
    from ithaca.relay.records import records

    for name, kind, value in records():
        print(f"{name}\t{kind}\t{value}")
    return OK
