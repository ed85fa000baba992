"""A signed-in parent's or carer's own page about the permission for their child."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from ithaca.consents.views.parent import Place, answer_page, withdraw_page
from ithaca.kernel.doors import DoorRequest
from ithaca.kernel.roles import Role
from ithaca.participants.models import Participant
from ithaca.participants.selectors import participants_visible_to


def _place(request: DoorRequest, participant: str) -> Place:
    door = request.door
    children = participants_visible_to(door.by).filter(pk__in=door.by.ids_as(Role.PARENT))
    child: Participant = get_object_or_404(children, public_id=participant)
    own = door.to("consents:mine", participant=participant)
    back = door.to("consents:withdraw_mine", participant=participant)
    return Place(child, door.by, "account", own, back, "ui/base.html", timezone.now())


def mine(request: DoorRequest, participant: str) -> HttpResponse:
    """Give, refuse or change the permission."""
    return answer_page(request, _place(request, participant))


def withdraw(request: DoorRequest, participant: str) -> HttpResponse:
    """Take it back."""
    return withdraw_page(request, _place(request, participant))
