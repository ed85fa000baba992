"""Settings of the tests, in place before Django reads them (a pytest plugin named in pyproject.toml)."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

if "ITHACA_DATA" not in os.environ:  # processes of one run share it; the first one made it and takes it away
    os.environ["ITHACA_DATA"] = tempfile.mkdtemp(prefix="ithaca-test-")
    atexit.register(shutil.rmtree, os.environ["ITHACA_DATA"], ignore_errors=True)
os.environ.setdefault("ITHACA_SECRET_KEY", "only-for-tests-" + "x" * 40)
os.environ.setdefault("ITHACA_FIELD_KEYS", "only-for-tests-" + "y" * 40)

if any("journeys" in argument for argument in sys.argv):
    # The browser's server runs in a thread of its own: it needs a database in a file, and Playwright's loop in this one.
    os.environ.setdefault("ITHACA_TEST_SQLITE", str(Path(os.environ["ITHACA_DATA"]) / "journeys.sqlite3"))
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
