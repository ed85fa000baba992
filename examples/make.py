"""Make the spreadsheets of Harbour Mentoring Trust, an invented charity in an invented county.

    python examples/make.py --on 2026-11-16        writes the files beside this script
    from examples.make import make; make(on=day)   gives them as bytes, without touching the disk

The same day and seed always give the same content. Every date in the files is counted from the day.
"""

import argparse
import sys
from datetime import date
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from examples.making.apprentices import apprentice_files
from examples.making.business import business_files
from examples.making.messy import messy_files
from examples.making.school import school_files
from examples.making.stock import Stock

COMMITTED_ON = date(2026, 11, 16)
"""The Monday for which the files in this folder were made."""

SEED = 1871


def make(on: date, *, seed: int = SEED) -> dict[str, bytes]:
    """Every file as bytes, by its path below `examples/`, as things stand on the day `on`."""
    stock = Stock(on, seed)
    folders = {
        "school": school_files,
        "business": business_files,
        "apprentices": apprentice_files,
        "messy": messy_files,
    }
    return {f"{folder}/{name}": data for folder, files in folders.items() for name, data in files(stock).items()}


def main(arguments: list[str] | None = None) -> int:
    """Write the files. The exit code is 0 unless the folder cannot be written."""
    parser = argparse.ArgumentParser(description="Make the example spreadsheets.")
    parser.add_argument("--on", type=date.fromisoformat, default=COMMITTED_ON, help="the day it is, YYYY-MM-DD")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent, help="the folder to write to")
    options = parser.parse_args(arguments)
    try:
        for path, data in make(options.on).items():
            target = options.out / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    except OSError as error:
        print(f"The example files cannot be written to {options.out}: {error.strerror}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
