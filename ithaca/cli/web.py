"""What the web server loads in its worker process."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

from ithaca.cli.environment import data_folder, set_up_django
from ithaca.cli.orphans import exit_with_parent, supervised
from ithaca.cli.prepared import wait_until_prepared


def build() -> Callable[..., Any]:
    """The WSGI application, in a process that ends with its parent.

    Started by `ithaca start`, it loads everything while another process prepares the database, and opens only after it.
    """
    exit_with_parent()
    set_up_django()
    load_pages()
    if supervised():
        wait_until_prepared(data_folder())
    from ithaca.config.wsgi import application

    keep_what_is_loaded()
    return application


def keep_what_is_loaded() -> None:
    """Take what is loaded now out of the garbage collector's rounds: it stays for good, and walking over all of it would hold
    up one request in forty for as long as the request itself takes."""
    gc.collect()
    gc.freeze()


def load_pages() -> None:
    """Load every address and the templates' engine now rather than in the first request. Touches no database."""
    from django.template import engines
    from django.urls import get_resolver

    engines.all()
    get_resolver().reverse_dict  # noqa: B018 - asking makes it
