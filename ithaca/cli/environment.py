"""Where the data lies, which settings hold, and how a command gets at Django."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from ithaca.cli.exits import CommandError

CHECKOUT = Path(__file__).resolve().parents[2]


def add_data_option(parser: argparse.ArgumentParser) -> None:
    """Give a command the option --data FOLDER."""
    parser.add_argument(
        "--data",
        metavar="FOLDER",
        help="where Ithaca keeps its data (else the setting ITHACA_DATA, else the folder data of this checkout)",
    )


def data_folder() -> Path:
    """The data folder that the environment names, as an absolute path."""
    return Path(os.environ.get("ITHACA_DATA") or CHECKOUT / "data").expanduser().resolve()


def use_data_folder(folder: str | None) -> Path:
    """Make `folder` (if given) the data folder of this process and its children; return the one that holds.

    What they write from now on - database, secrets, files, logs - is for this user of the machine alone.
    """
    os.umask(0o077)
    if folder:
        os.environ["ITHACA_DATA"] = folder
    chosen = data_folder()
    os.environ["ITHACA_DATA"] = str(chosen)
    return chosen


def set_up_django() -> None:
    """Load the settings and the rooms. Raises CommandError with one sentence if a setting is missing or wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ithaca.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise CommandError(f"A setting is missing or wrong: {error}") from error
    except OSError as error:
        raise CommandError(f"The settings cannot be read: {error.filename}: {error.strerror}.") from error


def own_command(*words: str) -> list[str]:
    """The command that runs `ithaca WORDS` in a process of its own, with this Python and this code."""
    return [sys.executable, "-P", "-m", "ithaca", *words]


def child_environment(**settings: str) -> dict[str, str]:
    """The environment for such a process: this one's, this checkout to be found from any folder, and `settings`."""
    paths = [str(CHECKOUT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), **settings}
