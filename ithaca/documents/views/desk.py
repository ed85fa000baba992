"""Documents that wait for a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.documents import services
from ithaca.documents.forms import BackForm
from ithaca.documents.models import Document
from ithaca.documents.selectors import held_visible_to
from ithaca.documents.views.download import download
from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.kernel.refusals import NotNow
from ithaca.messaging.services.elsewhere import in_words
from ithaca.messaging.services.read import require_reader


def held(request: DoorRequest) -> HttpResponse:
    """Each that waits, with why; none of its words but its name. For who may read what pairs write."""
    require_reader(scheme=request.door.scheme, by=request.door.by, at=timezone.now())
    rows = held_visible_to(request.door.by).filter(scheme=request.door.scheme)
    shown = [(row, in_words(row.reasons)) for row in rows[:50]]
    return show(request, "documents/held.html", {"shown": shown, "waiting": rows.count()})


def file(request: DoorRequest, document: str) -> HttpResponse:
    """The file of a held document; the reading is written down before it leaves."""
    row: Document = get_object_or_404(held_visible_to(request.door.by), public_id=document)
    return download(row, services.open_held(document=row, by=request.door.by, at=timezone.now()))


def _decide(request: DoorRequest, document: str, act: Callable[..., Any], say: str) -> HttpResponse:
    """Do what was pressed, or say that somebody was first."""
    to = request.door.to("documents:held")
    row = held_visible_to(request.door.by).filter(public_id=document).first()
    if request.method != "POST" or row is None:
        return go(request, to)
    try:
        act(document=row, by=request.door.by, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, refusal.sentence)
        return go(request, to)
    return go(request, to, say=say)


def release(request: DoorRequest, document: str) -> HttpResponse:
    """Deliver it."""
    return _decide(request, document, services.release, _("It is delivered."))


def escalate(request: DoorRequest, document: str) -> HttpResponse:
    """Pass it on to the safeguarding lead as a concern."""
    return _decide(request, document, services.escalate, _("It is passed on as a concern."))


def give_back(request: DoorRequest, document: str) -> HttpResponse:
    """Give it back with a reason."""
    to, by = request.door.to("documents:held"), request.door.by
    row: Document = get_object_or_404(held_visible_to(by), public_id=document)
    form = BackForm(request.POST if request.method == "POST" else None)

    def run() -> None:
        services.give_back(document=row, by=by, at=timezone.now(), **form.cleaned_data)

    if request.method == "POST" and try_to(form, run):
        return go(request, to, say=_("It is given back with your note."))
    return show(request, "documents/give_back.html", {"back_url": to}, form=form)
