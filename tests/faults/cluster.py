"""A PostgreSQL that goes away and comes back under the same address."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import tempfile
from pathlib import Path

from tests.support.postgres_cluster import find_binaries, free_port, make, other_user, server


class Cluster:
    """Made at once; `come` starts the server, `go` stops it, `remove` ends it for good."""

    def __init__(self) -> None:
        self.binaries, self.user, self.port = find_binaries(), other_user(), free_port()
        self.password = secrets.token_hex(16)
        self.folder = Path(tempfile.mkdtemp(prefix="ithaca-postgres-", dir="/tmp" if self.user else None))
        if self.user:
            os.chown(self.folder, self.user["user"], self.user["group"])
        make(self.binaries, self.folder, self.password, self.user)
        self.running = contextlib.ExitStack()

    def come(self) -> str:
        """Start the server; returns its URL, which is always the same."""
        return self.running.enter_context(server(self.binaries, self.folder, self.password, self.user, self.port))

    def go(self) -> None:
        """Stop the server; every session is ended."""
        self.running.close()

    def remove(self) -> None:
        """Stop it and throw its data away."""
        self.go()
        shutil.rmtree(self.folder, ignore_errors=True)
