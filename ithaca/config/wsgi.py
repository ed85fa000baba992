"""The WSGI application."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ithaca.config.settings")
application = get_wsgi_application()


def _read_lexicons() -> None:
    """Read the screening lexicons beside the first requests, so that no sender waits two seconds for them."""
    from ithaca.screening import screen

    screen("")


threading.Thread(target=_read_lexicons, name="lexicons", daemon=True).start()
