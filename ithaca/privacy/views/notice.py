"""What we hold about people, in words for everybody."""

from __future__ import annotations

from django.http import HttpResponse

from ithaca.kernel.answers import show
from ithaca.kernel.doors import DoorRequest
from ithaca.privacy.selectors import told_terms


def notice(request: DoorRequest) -> HttpResponse:
    """The notice, made from the terms the code lives by, so that it cannot say anything else."""
    return show(request, "privacy/notice.html", {"told": told_terms()})
