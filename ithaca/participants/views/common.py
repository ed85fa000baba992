"""Where pages of this room lead: to the person's one page where it stands, else to the list."""

from __future__ import annotations

from django.http import Http404
from django.urls import NoReverseMatch

from ithaca.kernel.doors import DoorRequest
from ithaca.participants.models import Participant
from ithaca.participants.selectors import is_staff_of, one_visible_to


def fetch(request: DoorRequest, participant: str) -> Participant:
    """The participant of the address, or 404 if the reader may not see them."""
    found = one_visible_to(request.door.by, participant)
    if found is None:
        raise Http404
    return found


def address_if(request: DoorRequest, name: str, **kwargs: str) -> str:
    """The address of a page of a room above, or "" where that room has no such page."""
    try:
        return request.door.to(name, **kwargs)
    except NoReverseMatch:
        return ""


def home_of(request: DoorRequest, participant: Participant) -> str:
    """Where to go after something was done about a participant: their own page for themselves, the person's for others."""
    if not is_staff_of(request.door.by, participant.scheme_id) and participant.person_id in request.door.by.person_ids:
        return request.door.to("participants:own")
    one_page = address_if(request, "frontdesk:person", person=participant.person.public_id)
    return one_page or request.door.to(f"participants:{participant.role}s")
