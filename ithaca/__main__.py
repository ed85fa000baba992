"""`python -m ithaca`: the command line."""

from __future__ import annotations

import sys

from ithaca.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
