"""When a scheme is closed, such as in the school holidays, asked of the rooms that know."""

from __future__ import annotations

from datetime import date

from ithaca.schemes.hooks import closed_days
from ithaca.schemes.models import Scheme


def closed_spans(scheme: Scheme) -> list[tuple[date, date]]:
    """The days on which the scheme is closed, as spans: first and last day, both counted."""
    return [span for answer in closed_days.ask(scheme=scheme) for span in answer]


def is_closed(scheme: Scheme, on: date) -> bool:
    """True if the scheme is closed on this day."""
    return any(first <= on <= last for first, last in closed_spans(scheme))
