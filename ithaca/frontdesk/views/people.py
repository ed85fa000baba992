"""Finding a person, and one page about them."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone

from ithaca.frontdesk.forms import SearchForm
from ithaca.frontdesk.panels import person_panels
from ithaca.frontdesk.selectors import found, participant_of
from ithaca.kernel.answers import show
from ithaca.kernel.doors import DoorRequest
from ithaca.participants.selectors import one_visible_to


def search(request: DoorRequest) -> HttpResponse:
    """People by name."""
    form = SearchForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    people = found(by=request.door.by, scheme=request.door.scheme, words=words)
    return show(request, "frontdesk/search.html", {"people": people, "q": words})


def person(request: DoorRequest, person: str) -> HttpResponse:
    """One page a person: where they stand, what is missing and whose move it is, and everything on record.

    `person` is the public id of a place in the scheme, or of the person who holds it.
    """
    by, scheme = request.door.by, request.door.scheme
    participant = one_visible_to(by, person) or participant_of(by=by, scheme=scheme, person=person)
    if participant is None:
        raise Http404
    panels = person_panels(participant, door=request.door, at=timezone.now())
    return show(request, "frontdesk/person.html", {"participant": participant, **panels})
