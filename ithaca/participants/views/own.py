"""A mentor's or mentee's own page about taking part: who looks after them, breaks, and the way out (SCH-04)."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone

from ithaca.kernel import answers
from ithaca.kernel.doors import Door, DoorRequest
from ithaca.kernel.roles import Role
from ithaca.participants.hooks import place_parts
from ithaca.participants.labels import STATES
from ithaca.participants.models import Participant
from ithaca.participants.selectors import in_neutral_words, lacking, participants_visible_to
from ithaca.participants.states import TAKING_PART
from ithaca.schemes.selectors import coordinator_of


def own(request: DoorRequest) -> HttpResponse:
    """Everything somebody is in this scheme, with what is still missing, in words without notes (VET-14)."""
    door, on = request.door, timezone.localdate()
    mine = participants_visible_to(door.by).filter(scheme=door.scheme, pk__in=door.by.ids_as(Role.MENTOR, Role.MENTEE))
    places = list(mine.order_by("pk"))
    missing = lacking([p for p in places if p.state in TAKING_PART], on=on)
    context = {
        "places": [
            {
                "participant": place,
                "role": door.scheme.arrangements.word(place.role),
                "state": STATES[place.state],
                "takes_part": place.state in TAKING_PART,
                "parts": _parts(door, place) if place.state in TAKING_PART else [],
                "missing": in_neutral_words(missing.get(place.pk, [])),
            }
            for place in places
        ],
        "coordinator": coordinator_of(door.scheme, on),
        "scheme": door.scheme,
    }
    return answers.show(request, "participants/own.html", context)


def _parts(door: Door, place: Participant) -> list[tuple[str, str]]:
    """Words and addresses of what the rooms above offer here."""
    found = [part for answer in place_parts.ask(participant=place) for part in answer]
    return [(part.label, door.to(part.page, **dict(part.page_args))) for part in found]
