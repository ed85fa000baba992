"""Arriving: the front door, the choice of a scheme, today, and everything else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from ithaca.frontdesk.menu import EVERYTHING, may_enter
from ithaca.frontdesk.panels import child_cards, own_cards
from ithaca.frontdesk.selectors import places_of, today
from ithaca.kernel.answers import show
from ithaca.kernel.doors import DoorRequest, address
from ithaca.upkeep.selectors import is_example


def home(request: HttpRequest) -> HttpResponse:
    """The front door: straight on to the only place there is to go, else a choice."""
    user = request.user
    if not user.is_authenticated:
        return show(request, "frontdesk/welcome.html", {"example": is_example()})
    places = places_of(user)
    if len(places) == 1 and not user.is_administrator:
        scheme = places[0][0]
        return HttpResponseRedirect(address("frontdesk:today", organisation=scheme.organisation, scheme=scheme))
    if not places and user.is_administrator:
        return HttpResponseRedirect(reverse("organisations:list"))
    return show(request, "frontdesk/places.html", {"places": places})


def today_page(request: DoorRequest) -> HttpResponse:
    """What waits for this reader, and, for mentor, mentee and parent, their own pairs."""
    at = timezone.now()
    door = request.door
    cards = own_cards(door=door, at=at)
    groups = today(door=door, at=at, cards={card.pair.public_id for card in cards if card.write_url})
    context = {"groups": groups, "cards": cards, "children": child_cards(door=door), "at": at}
    return show(request, "frontdesk/today.html", context)


def more(request: DoorRequest) -> HttpResponse:
    """Every page of the scheme this reader may enter, in four heaps."""
    heaps = [
        (name, [(entry, url) for entry in entries if (url := may_enter(request.door, entry.page))])
        for name, entries in EVERYTHING
    ]
    return show(request, "frontdesk/more.html", {"heaps": [(name, entries) for name, entries in heaps if entries]})
