"""`ithaca example`: an invented organisation with three schemes and about 300 people, on a bad Monday.

Everything goes through the services that people's pages use; the people come from the spreadsheets that
`examples/make.py` writes for today.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

from ithaca.cli.environment import CHECKOUT, add_data_option, set_up_django, use_data_folder
from ithaca.cli.exits import OK, CommandError


def add_arguments(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "example",
        help="fill an empty database with invented people, to look round",
        description="Fill a database that holds no organisation yet with an invented one: three schemes, about 300 "
        "people. `ithaca start --example` does the same and runs it.",
    )
    add_data_option(parser)


def run(args: argparse.Namespace) -> int:
    """Fill the database, or refuse one that holds an organisation already."""
    os.environ["ITHACA_EXAMPLE"] = "1"
    os.environ.setdefault("ITHACA_DATA", str(CHECKOUT / "data" / "example"))
    folder = use_data_folder(args.data)
    from ithaca.cli.preflight import check_data_folder

    check_data_folder(folder)
    set_up_django()
    from ithaca.cli.database import bring_up_to_date, check_not_ahead, check_reachable

    check_reachable()
    check_not_ahead()
    bring_up_to_date()
    if holds_something():
        raise CommandError(
            "This database holds an organisation already. The example needs an empty one: choose another --data FOLDER."
        )
    load()
    print(f"The example is ready in {folder}. Look round with: ithaca start --example --data {folder}")
    return OK


def holds_something() -> bool:
    """True if there is an organisation here already, invented or not."""
    from ithaca.kernel.actor import job
    from ithaca.kernel.scope import everywhere
    from ithaca.organisations.selectors import organisations_visible_to

    with everywhere("the example is loaded only where there is nothing yet"):
        return bool(organisations_visible_to(job("example")).exists())


def prepare_example() -> None:
    """For `start --example`: load the example into an empty database; one that holds it is left as it is.

    Raises CommandError for a database that holds anything else: real people are never mixed with invented ones.
    """
    from ithaca.upkeep.selectors import is_example

    if not holds_something():
        load()
    elif not is_example():
        raise CommandError(
            "This database holds an organisation that is no example. Choose another --data FOLDER, or leave out --example."
        )


def load() -> None:
    """Load everything in one transaction, with a progress bar: all of it is there afterwards, or nothing."""
    from django.utils import timezone
    from tqdm import tqdm

    from ithaca.cli.example_life import live
    from ithaca.cli.example_organisation import found
    from ithaca.cli.example_sheets import read_sheets
    from ithaca.kernel.work import unit_of_work

    if not (CHECKOUT / "examples" / "manifest.toml").is_file():
        raise CommandError("The example needs the folder examples of the checkout, and it is not there.")
    if str(CHECKOUT) not in sys.path:
        sys.path.insert(0, str(CHECKOUT))
    at = timezone.now()
    with tqdm(total=100, desc="Inventing people", unit="%", disable=None, leave=False, file=sys.stderr) as bar:

        def step(share: int) -> None:
            bar.update(share)

        with unit_of_work():
            example = found(at=at)
            step(5)
            read_sheets(example, at=at, step=step)  # 45
            live(example, at=at, step=step)  # 50
