"""Mentors and other schemes on the server."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ithaca.kernel.answers import go, show
from ithaca.kernel.doors import DoorRequest
from ithaca.matching import chosen, elsewhere, lookup
from ithaca.matching.services.elsewhere import ask_elsewhere, be_shared


def shared(request: DoorRequest) -> HttpResponse:
    """A mentor says whether other schemes may ask them, and sees what would be shown."""
    door, on = request.door, timezone.localdate()
    mentor = chosen.own_place(door.by, door.scheme, "mentor")
    if mentor is None or not door.scheme.arrangements.share_mentors:
        raise Http404
    if request.method == "POST":
        agreed = request.POST.get("say") == "yes"
        be_shared(mentor=mentor, agreed=agreed, by=door.by, at=timezone.now())
        say = _("Thank you. Other schemes may ask you now.") if agreed else _("Kept. No other scheme sees you.")
        return go(request, door.to("participants:own"), say=say)
    context = {"listing": elsewhere.agreement_of(mentor), "shown": lookup.shown_to_adult(mentor, on=on)}
    return show(request, "matching/shared.html", context)


def directory(request: DoorRequest) -> HttpResponse:
    """Mentors of other schemes who agreed to be asked; one press asks one of them."""
    door = request.door
    if not door.scheme.arrangements.share_mentors:
        raise Http404
    if request.method == "POST":
        ask_elsewhere(scheme=door.scheme, ref=request.POST.get("ask", ""), by=door.by, at=timezone.now())
        return go(request, door.to("matching:directory"), say=_("Asked. If they want to, they ask to join."))
    rows = {one.found.who: one for one in elsewhere.shared_with(door.scheme, on=timezone.localdate())}
    hits = lookup.search(list(rows), request.GET.get("q", ""))
    done = elsewhere.asked_already(door.scheme)
    people = [(rows[hit], rows[hit].ref in done) for hit in hits[: lookup.MOST_FOUND]]
    context = {"people": people, "more": len(hits) > lookup.MOST_FOUND, "q": request.GET.get("q", "")}
    return show(request, "matching/directory.html", context)
