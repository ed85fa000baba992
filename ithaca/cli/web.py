"""What the web server loads in its worker process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ithaca.cli.orphans import exit_with_parent


def build() -> Callable[..., Any]:
    """The WSGI application, in a process that ends with its parent."""
    exit_with_parent()
    from ithaca.config.wsgi import application

    return application
