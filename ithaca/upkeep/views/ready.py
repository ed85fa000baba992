"""Is this installation ready for real people, and what to do if not."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show
from ithaca.kernel.doors import DoorRequest
from ithaca.upkeep.selectors import readiness
from ithaca.upkeep.services.marks import set_mark


def ready(request: DoorRequest) -> HttpResponse:
    """One line for each thing that must be in order, with what to do."""
    lines = [(line, request.door.to(line.page) if line.page else "") for line in readiness(at=timezone.now())]
    context = {
        "lines": lines,
        "all_good": all(line.good for line, _url in lines),
        "ask_about_disk": any(line.key == "disk" and not line.good for line, _url in lines),
    }
    return show(request, "upkeep/ready.html", context)


def kept_elsewhere(request: DoorRequest) -> HttpResponse:
    """The administrator says that the last backup was taken to another place."""
    if request.method == "POST":
        set_mark(key="kept_elsewhere", value={}, by=request.door.by, at=timezone.now())
    return go(request, request.door.to("upkeep:ready"), say=_("Noted. It counts for a week."))


def disk_encrypted(request: DoorRequest) -> HttpResponse:
    """The administrator has looked: the disk that holds the data is encrypted."""
    if request.method == "POST":
        set_mark(key="disk_encrypted", value={}, by=request.door.by, at=timezone.now())
    return go(request, request.door.to("upkeep:ready"), say=_("Noted."))
