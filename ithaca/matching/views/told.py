"""What the two are told about their match."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from ithaca.kernel.answers import show
from ithaca.kernel.doors import DoorRequest
from ithaca.matching.howmade import how_made
from ithaca.matching.selectors import proposal_of
from ithaca.mentorships.selectors import own_pairs, side_of


def how(request: DoorRequest, pair: str) -> HttpResponse:
    """How the match was made, in plain words."""
    row = get_object_or_404(own_pairs(request.door.by), public_id=pair)
    side, proposal = side_of(row, request.door.by), proposal_of(row)
    assert side is not None  # own_pairs shows nobody else's
    return show(
        request, "matching/how.html", {"pair": row, "lines": how_made(proposal, to=side.role) if proposal else []}
    )
