"""Places where pairs may meet."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.cover import selectors, services
from ithaca.cover.features import FEATURES
from ithaca.cover.forms import PlaceForm
from ithaca.kernel import answers
from ithaca.kernel.doors import DoorRequest
from ithaca.organisations.models import Partner
from ithaca.organisations.selectors import partners_visible_to


def _partners(request: DoorRequest) -> dict[str, Partner]:
    return {p.public_id: p for p in partners_visible_to(request.door.by).filter(ended_at=None)}


def places(request: DoorRequest) -> HttpResponse:
    """The approved places, and one more."""
    door, partners = request.door, _partners(request)
    names = {key: partner.name for key, partner in partners.items()}
    form = PlaceForm(request.POST if request.method == "POST" else None, partners=names)

    def act() -> None:
        facts = {**form.cleaned_data, "partner": partners.get(form.cleaned_data["partner"])}
        services.add_place(scheme=door.scheme, by=door.by, at=timezone.now(), **facts)

    if form.is_bound and answers.try_to(form, act):
        return answers.go(request, door.to("cover:places"), say=_("The place is approved."))
    found = [(place, FEATURES.get(place.feature, place.feature)) for place in selectors.places_of(door.scheme)]
    return answers.show(request, "cover/places.html", {"places": found}, form=form)


def close(request: DoorRequest, place: str) -> HttpResponse:
    """Close a place."""
    door = request.door
    found = get_object_or_404(selectors.places_of(door.scheme), public_id=place)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_bound and answers.try_to(form, lambda: services.close_place(place=found, by=door.by, at=timezone.now())):
        return answers.go(request, door.to("cover:places"), say=_("The place is closed."))
    context = {
        "heading": _("Close “%(place)s”") % {"place": found.name},
        "consequences": [_("Nothing new is booked there.")],
        "submit": _("Close it"),
        "cancel_url": door.to("cover:places"),
    }
    return answers.show(request, "ui/pages/confirm.html", context, form=form)
