"""How the settings came to be what they are (SCH-26)."""

from __future__ import annotations

from django.http import HttpResponse

from ithaca.kernel.answers import show
from ithaca.kernel.doors import DoorRequest
from ithaca.schemes.selectors import versions


def history(request: DoorRequest) -> HttpResponse:
    """Every change: when, by whom, why, what it was and what it is."""
    scheme = request.door.scheme
    return show(request, "schemes/history.html", {"scheme": scheme, "versions": versions(scheme)})
