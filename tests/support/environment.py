"""Settings of the tests, in place before Django reads them (a pytest plugin named in pyproject.toml)."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("ITHACA_DATA", tempfile.mkdtemp(prefix="ithaca-test-"))
os.environ.setdefault("ITHACA_SECRET_KEY", "only-for-tests-" + "x" * 40)
os.environ.setdefault("ITHACA_FIELD_KEYS", "only-for-tests-" + "y" * 40)
