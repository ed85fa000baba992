"""Yes, no, stop, go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.imports import services
from ithaca.imports.forms import ConfirmForm, SheetForm
from ithaca.imports.models import Import
from ithaca.imports.selectors import imports_visible_to
from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest


def _act(request: DoorRequest, item: str, act: Callable[..., Any], **more: Any) -> Import:
    found = get_object_or_404(imports_visible_to(request.door.by), public_id=item)
    if request.method == "POST":
        act(item=found, **more, by=request.door.by, at=timezone.now())
    return found


def confirm(request: DoorRequest, item: str) -> HttpResponse:
    """Bring them in."""
    form = ConfirmForm(request.POST)
    form.is_valid()
    _act(request, item, services.confirm, bring_lookalikes=form.cleaned_data["bring_lookalikes"])
    return answers.go(request, request.door.to("imports:see", item=item))


def leave(request: DoorRequest, item: str) -> HttpResponse:
    """Leave it: nothing is imported."""
    found = _act(request, item, services.leave)
    say = _("Nothing was brought in, and the file is gone.") if found.state == "dropped" else ""
    return answers.go(request, request.door.to("imports:start"), say=say)


def stop(request: DoorRequest, item: str) -> HttpResponse:
    """Stop half-way."""
    _act(request, item, services.stop)
    return answers.go(request, request.door.to("imports:see", item=item))


def go_on(request: DoorRequest, item: str) -> HttpResponse:
    """Go on after a stop."""
    _act(request, item, services.go_on)
    return answers.go(request, request.door.to("imports:see", item=item))


def another_sheet(request: DoorRequest, item: str) -> HttpResponse:
    """The other sheet of a file that was brought in, as a new import."""
    door, form = request.door, SheetForm(request.POST)
    found = get_object_or_404(imports_visible_to(door.by).exclude(content=None), public_id=item)
    if request.method != "POST" or not form.is_valid():
        return answers.go(request, door.to("imports:see", item=item))
    other = services.upload(
        scheme=door.scheme,
        content=bytes(found.content or b""),
        filename=found.filename,
        sheet=form.cleaned_data["sheet"],
        by=door.by,
        at=timezone.now(),
    )
    return answers.go(request, door.to("imports:see", item=other.public_id))
