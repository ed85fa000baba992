"""How long held messages usually wait, for the pages of other rooms. Reads only."""

from __future__ import annotations

from datetime import datetime

from ithaca.messaging.waits import median_wait, wait_words
from ithaca.schemes.models import Scheme


def usual_wait(scheme: Scheme, *, at: datetime) -> str:
    """The median working time that held messages waited for a decision, as a sentence; "" where too few were decided."""
    return wait_words(median_wait(scheme, at))
