"""The WSGI application."""

import os
import threading
from typing import Any

from django.core.signals import request_finished
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ithaca.config.settings")
application = get_wsgi_application()


def _read_lexicons() -> None:
    from ithaca.screening import warm_up

    warm_up()


def _after_the_first_answer(**_: Any) -> None:
    """Read the screening lexicons beside the next requests, so that no sender waits two seconds for them.

    Not beside the first one, which is what a person who has just started Ithaca waits for.
    """
    request_finished.disconnect(_after_the_first_answer)
    threading.Thread(target=_read_lexicons, name="lexicons", daemon=True).start()


request_finished.connect(_after_the_first_answer)
