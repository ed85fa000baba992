"""One's own data: what is held, asking for a copy or that it goes, and taking the copy."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show, try_to
from ithaca.kernel.doors import DoorRequest
from ithaca.organisations.selectors import people_of_organisation
from ithaca.privacy import services
from ithaca.privacy.copy import packed
from ithaca.privacy.forms import AskForm
from ithaca.privacy.models import Request
from ithaca.privacy.selectors import own_requests, requests_visible_to
from ithaca.privacy.words import answer_words


def mine(request: DoorRequest) -> HttpResponse:
    """What I may ask, and what became of what I asked."""
    asked = [(row, *answer_words(row)) for row in own_requests(request.door.by)[:20]]
    return show(request, "privacy/mine.html", {"asked": asked})


def ask(request: DoorRequest) -> HttpResponse:
    """Ask for a copy, or that it goes."""
    form, by, at = AskForm(request.POST or None, initial={"kind": "copy"}), request.door.by, timezone.now()
    person = get_object_or_404(
        people_of_organisation(request.door.organisation).filter(pk__in=by.person_ids).order_by("pk")[:1]
    )
    scheme = request.door.scheme
    if request.method == "POST" and try_to(
        form, lambda: services.ask(scheme=scheme, person=person, by=by, at=at, **form.cleaned_data)
    ):
        return go(request, request.door.to("privacy:mine"), say=_("We have it. You get an answer within four weeks."))
    title, back = _("Ask about your data"), request.door.to("privacy:mine")
    context = {"title": title, "heading": title, "back_url": back, "submit": _("Ask")}
    return show(request, "ui/pages/form.html", context, form=form)


def take_back(request: DoorRequest, asked: str) -> HttpResponse:
    """Not wanted any more."""
    found = get_object_or_404(own_requests(request.door.by), public_id=asked)
    if request.method == "POST":
        services.take_back(request=found, by=request.door.by, at=timezone.now())
    return go(request, request.door.to("privacy:mine"))


def copy(request: DoorRequest, asked: str) -> HttpResponse:
    """The copy as a file, for the person or for staff who hand it over. Each taking is written down first."""
    found = get_object_or_404(requests_visible_to(request.door.by), public_id=asked, kind="copy", state="answered")
    services.note_taken(request=found, by=request.door.by, at=timezone.now())
    return _file(found)


def _file(found: Request) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="data-{found.public_id}.zip"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(packed(found), content_type="application/zip", headers=headers)
